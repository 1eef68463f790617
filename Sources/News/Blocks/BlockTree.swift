import HTML

/// The text blocks of a page and the tree of block elements around them, both in document order.
///
/// A block is a run of text that is displayed as a unit: a paragraph, a heading, a list item, a
/// cell, or the text between two line breaks. One pass over the document builds the tree.
struct BlockTree {
  /// A run of text.
  struct Block {
    /// The range of document indexes that contains the text nodes of the block.
    var nodes: Range<Int>
    /// The range of the block's text in `text`, white space collapsed.
    var bytes: Range<Int>
    /// The innermost block element, as an index of `elements`.
    var owner: Int
    /// Characters; those of scripts that write a word with one or two characters count twice.
    var length: Int
    /// Characters inside links.
    var linkLength: Int
    /// Characters in bold text.
    var strongLength: Int
    /// Commas, full stops and similar punctuation.
    var marks: Int
    var links: Int
    /// Whether a `<br>` of the same element precedes the block.
    var followsBreak: Bool
  }

  /// A block element, or an inline element with a role.
  struct BlockElement {
    var node: Int
    /// The end of the element's range of document indexes.
    var end: Int
    var name: Name
    var parent: Int
    var blocks: Range<Int>
    /// The end of the range of descendants in `elements`.
    var endElement: Int
    var roles: ElementRoles
  }

  /// An `img` element, or an element that embeds a document or a medium.
  struct Image {
    var node: Int
    /// The number of blocks before the image.
    var block: Int
    /// The innermost block element, as an index of `elements`.
    var owner: Int
  }

  let document: Document
  private var classRoles = KnownClassRoles()
  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  private(set) var elements: [BlockElement] = []
  private(set) var images: [Image] = []
  /// Embedded documents and media.
  private(set) var embeds: [Image] = []
  /// Inline elements whose text is not shown, as sorted ranges of document indexes.
  private(set) var muted: [Range<Int>] = []
  /// The `time` elements, as document indexes.
  private(set) var times: [Int] = []

  private var open: [Int] = []
  /// The ignored elements that have not been reached yet.
  private var removed: ArraySlice<Range<Int>>
  private var linkEnd = 0
  /// The last link: a hash of its address, and the number of blocks before it.
  private var link = (hash: UInt64(0), block: 0)
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

  /// - Parameter removed: elements to ignore, as sorted ranges of document indexes that do not
  ///   overlap.
  init(_ document: Document, without removed: [Range<Int>] = []) {
    self.document = document
    self.removed = removed[...]
    guard let body = document.body ?? document.documentElement else { return }
    text.reserveCapacity(1 << 16)
    enter(body, roles: ElementRoles(of: body).subtracting(.boilerplate))
    walk(body.index + 1..<body.end)
    while !open.isEmpty { leave() }
    closeLink()
  }

  private mutating func walk(_ range: Range<Int>) {
    let document = document
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
        if !isMuted(i) { node.withText { append($0, node: i) } }
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

  /// Returns false if the content of the element is skipped.
  private mutating func visit(_ node: Node) -> Bool {
    let display = ElementDisplay.of(node.name)
    switch display {
    case .skipped:
      if InlineVisibility.isQuestion(node) {
        enter(node, roles: [])
        return true
      }
      // A `noscript` around most of the page has lost its end tag.
      if node.name == .noscript, (node.end - node.index) * 2 > document.nodeCount {
        enter(node, roles: [])
        return true
      }
      if Self.embedding.contains(node.name) {
        embeds.append(Image(node: node.index, block: blocks.count, owner: open.last ?? 0))
      }
      return false
    case .lineBreak:
      flush()
      current.followsBreak = true
      return true
    case .inline, .link, .strong:
      visitInline(node, display)
      return true
    case .block:
      enter(node, roles: ElementRoles(of: node, known: &classRoles))
      return true
    }
  }

  private mutating func visitInline(_ node: Node, _ display: ElementDisplay) {
    if node.name == .img {
      images.append(Image(node: node.index, block: blocks.count, owner: open.last ?? 0))
    }
    if node.name == .time { times.append(node.index) }
    if display == .link, node.hasAttribute(.href) {
      note(link: node)
      linkEnd = max(linkEnd, node.end)
      current.links += 1
    }
    if display == .strong { strongEnd = max(strongEnd, node.end) }
    guard node.end > node.index + 1 else { return }
    let roles = ElementRoles(of: node, known: &classRoles)
    if !isMuted(node.index), InlineVisibility.isMuted(node, roles: roles) { mute(node) }
    if roles.isEmpty { return }
    // An inline element with a boilerplate role that begins a line outside of a paragraph becomes a
    // block; within a line it is only listed among the elements.
    let owner = open.last.map { elements[$0].name } ?? .body
    if !roles.isDisjoint(with: .boilerplate), current.length == 0, !isMuted(node.index),
      !Self.lines.contains(owner)
    {
      enter(node, roles: roles)
    } else {
      elements.append(
        BlockElement(
          node: node.index, end: node.end, name: node.name, parent: open.last ?? 0,
          blocks: blocks.count..<blocks.count, endElement: elements.count + 1,
          roles: roles.union(.inline)))
    }
  }

  /// Notes the address of a link. The parser repeats a link without an end tag in all that follows.
  private mutating func note(link node: Node) {
    var hash = TextHash.offsetBasis
    node.withAttribute(.href) { value in
      for byte in value.prefix(300) { hash = TextHash.adding(byte, to: hash) }
    }
    if hash == link.hash { return }
    closeLink()
    link = (hash, blocks.count)
  }

  /// Marks the text of a link that covers several paragraphs of sentences as no link: it has no end tag.
  private mutating func closeLink() {
    let linked = (link.block..<blocks.count).prefix(200)
    let paragraphs = linked.count {
      blocks[$0].length >= 80 && blocks[$0].linkLength == blocks[$0].length
        && elements[blocks[$0].owner].name == .p && ProseMetrics.endsSentence(self, $0)
    }
    guard paragraphs >= 2 else { return }
    for i in link.block..<blocks.count { (blocks[i].linkLength, blocks[i].links) = (0, 0) }
  }

  private mutating func mute(_ node: Node) {
    muted.append(node.index..<node.end)
  }

  /// Whether the node that the traversal has reached is in an element whose text is not shown.
  private func isMuted(_ node: Int) -> Bool { node < muted.last?.upperBound ?? 0 }

  private static let embedding: NameSet = [.iframe, .video, .audio, .embed, .object]

  /// Elements that hold one line of text.
  private static let lines: NameSet = [.p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .dt, .td, .th]

  private mutating func enter(_ node: Node, roles: ElementRoles) {
    flush()
    current.followsBreak = false
    elements.append(
      BlockElement(
        node: node.index, end: node.end, name: node.name, parent: open.last ?? -1,
        blocks: blocks.count..<blocks.count, endElement: 0, roles: roles))
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

extension BlockTree {
  func withBytes<R>(of block: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let range = blocks[block].bytes
    return text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func string(of block: Int) -> String {
    String(decoding: text[blocks[block].bytes], as: UTF8.self)
  }
}
