import HTML

/// A page as a sequence of blocks of text under a tree of block elements, both in page order.
///
/// A block is what a reader sees as one line of thought: a paragraph, a heading, a list item, a
/// cell, what stands between two line breaks. It is made in one pass over the page's flat tree.
struct Outline {
  struct Block {
    /// The text nodes of the block lie in these indexes of the document.
    var nodes: Range<Int>
    /// Its text, white space collapsed, in `text`.
    var bytes: Range<Int>
    /// The innermost block element, an index of `elements`.
    var owner: Int
    /// Characters, those of scripts that write a word with one or two counted double.
    var length: Int
    var linkLength: Int
    var strongLength: Int
    /// Commas, full stops and their kin.
    var marks: Int
    var links: Int
    /// Preceded by a `<br>` of the same element.
    var followsBreak: Bool
  }

  struct Element {
    var node: Int
    /// One past the element's last descendant, an index of the document.
    var end: Int
    var name: Name
    var parent: Int
    var blocks: Range<Int>
    /// One past the last element inside, an index of `elements`.
    var endElement: Int
    var hints: Hints
  }

  struct Image {
    var node: Int
    /// The number of blocks before it.
    var block: Int
    /// The innermost block element around it, an index of `elements`.
    var owner: Int
  }

  let document: Document
  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  private(set) var elements: [Element] = []
  private(set) var images: [Image] = []
  /// Time elements, as indexes of the document.
  private(set) var times: [Int] = []

  private var open: [Int] = []
  /// Elements that are not read, as ranges of the document's indexes, in order.
  private var removed: ArraySlice<Range<Int>>
  private var linkEnd = 0
  private var strongEnd = 0
  private var current = Current()

  private struct Current {
    var firstNode = -1
    var lastNode = 0
    var firstByte = 0
    var length = 0
    var linkLength = 0
    var strongLength = 0
    var marks = 0
    var links = 0
    var pendingSpace = false
    var followsBreak = false
  }

  /// - Parameter removed: elements that are not read, as ranges of the document's indexes, in
  ///   order, none inside another.
  init(_ document: Document, without removed: [Range<Int>] = []) {
    self.document = document
    self.removed = removed[...]
    guard let body = document.body ?? document.documentElement else { return }
    text.reserveCapacity(1 << 16)
    enter(body, hints: Hints(of: body).subtracting(.cuts))
    walk(body.index + 1..<body.end)
    while !open.isEmpty { leave() }
  }

  private mutating func walk(_ range: Range<Int>) {
    var i = range.lowerBound
    while i < range.upperBound {
      while let top = open.last, i >= elements[top].end { leave() }
      if let next = removed.first, i >= next.lowerBound {
        removed = removed.dropFirst()
        i = max(i, next.upperBound)
        continue
      }
      let node = document[i]
      switch node.kind {
      case .text:
        node.withText { append($0, node: i) }
      case .element:
        if !visit(node) {
          i = node.end
          continue
        }
      case .document, .doctype, .comment, .fragment: break
      }
      i += 1
    }
  }

  /// False when the element's inside is not to be read.
  private mutating func visit(_ node: Node) -> Bool {
    let trait = TagTrait.of(node.name)
    switch trait {
    case .skipped:
      return false
    case .lineBreak:
      flush()
      current.followsBreak = true
      return true
    case .inline, .link, .strong:
      visitInline(node, trait)
      return true
    case .block:
      enter(node, hints: Hints(of: node))
      return true
    }
  }

  private mutating func visitInline(_ node: Node, _ trait: TagTrait) {
    if node.name == .img {
      images.append(Image(node: node.index, block: blocks.count, owner: open.last ?? 0))
    }
    if node.name == .time { times.append(node.index) }
    if trait == .link, node.hasAttribute(.href) {
      linkEnd = max(linkEnd, node.end)
      current.links += 1
    }
    if trait == .strong { strongEnd = max(strongEnd, node.end) }
    guard node.end > node.index + 1 else { return }
    let hints = Hints(of: node)
    if hints.isEmpty { return }
    // An inline element that says what it is makes a block of its own where it opens a line
    // outside of a paragraph; within a line it only gets a place among the elements.
    let owner = open.last.map { elements[$0].name } ?? .body
    if !hints.isDisjoint(with: .cuts), current.length == 0, !Self.lines.contains(owner) {
      enter(node, hints: hints)
    } else {
      elements.append(
        Element(
          node: node.index, end: node.end, name: node.name, parent: open.last ?? 0,
          blocks: blocks.count..<blocks.count, endElement: elements.count + 1,
          hints: hints.union(.inline)))
    }
  }

  /// Elements that are one line of text.
  private static let lines: Set<Name> = [.p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .dt, .td, .th]

  private mutating func enter(_ node: Node, hints: Hints) {
    flush()
    current.followsBreak = false
    elements.append(
      Element(
        node: node.index, end: node.end, name: node.name, parent: open.last ?? -1,
        blocks: blocks.count..<blocks.count, endElement: 0, hints: hints))
    open.append(elements.count - 1)
  }

  private mutating func leave() {
    flush()
    current.followsBreak = false
    let top = open.removeLast()
    elements[top].blocks = elements[top].blocks.lowerBound..<blocks.count
    elements[top].endElement = elements.count
  }

  private mutating func flush() {
    defer {
      let followsBreak = current.followsBreak
      current = Current()
      current.followsBreak = followsBreak
      current.firstByte = text.count
    }
    guard text.count > current.firstByte, current.firstNode >= 0 else { return }
    blocks.append(
      Block(
        nodes: current.firstNode..<current.lastNode + 1,
        bytes: current.firstByte..<text.count, owner: open.last ?? 0, length: current.length,
        linkLength: current.linkLength, strongLength: current.strongLength,
        marks: current.marks, links: current.links, followsBreak: current.followsBreak))
    current.followsBreak = false
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, node: Int) {
    let before = current.length
    let start = text.count
    var cleaner = TextCleaner(pendingSpace: current.pendingSpace)
    cleaner.append(bytes, to: &text, blockStart: current.firstByte)
    current.pendingSpace = cleaner.pendingSpace
    guard text.count > start else { return }
    if current.firstNode < 0 { current.firstNode = node }
    current.lastNode = node
    current.length += cleaner.length
    current.marks += cleaner.marks
    if node < linkEnd { current.linkLength += current.length - before }
    if node < strongEnd { current.strongLength += current.length - before }
  }
}

extension Outline {
  func withBytes<R>(of block: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let range = blocks[block].bytes
    return text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func string(of block: Int) -> String {
    String(decoding: text[blocks[block].bytes], as: UTF8.self)
  }
}
