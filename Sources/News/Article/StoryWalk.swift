import HTML

/// Receives a story element by element, in order; writes it down in some form.
protocol StorySink {
  mutating func open(_ name: Name, _ node: Node)
  mutating func close(_ name: Name)
  /// Clean text, white space collapsed except inside `pre`.
  mutating func text(_ bytes: [UInt8])
  mutating func lineBreak()
  mutating func image(_ address: String, description: String)
}

/// Walks the kept blocks of a page in order and tells a sink of allow-listed elements only.
struct StoryWalk<Sink: StorySink> {
  private let outline: Outline
  private let kept: [Int]
  private let images: [Int: String]
  private let imageNodes: [Int]
  private(set) var sink: Sink

  /// Elements open in the sink: name, the index after their last node, whether the walk made them
  /// up because text stood outside of any line.
  private var open: [(name: Name?, end: Int, isBlock: Bool, isMadeUp: Bool)] = []
  private var nextKept = 0
  private var nextImage = 0
  private var lines = 0
  private var preformatted = 0
  private var lineHasText = false
  private var pendingSpace = false
  /// Line breaks since the last text of the line.
  private var breaks = 0

  /// - Parameters:
  ///   - kept: blocks to write, in order.
  ///   - images: addresses of the images to write, by their nodes.
  init(_ outline: Outline, kept: [Int], images: [Int: String], sink: Sink) {
    self.outline = outline
    self.kept = kept
    self.images = images
    imageNodes = images.keys.sorted()
    self.sink = sink
  }

  mutating func walk(_ range: Range<Int>) {
    var i = range.lowerBound
    while i < range.upperBound {
      while let top = open.last, i >= top.end { leave() }
      let node = outline.document[i]
      if node.isElement {
        i = enter(node) ? i + 1 : node.end
      } else {
        if node.isText { write(node) }
        i += 1
      }
    }
    while !open.isEmpty { leave() }
  }

  /// Whether any of what is to be written lies inside a node.
  private mutating func holdsStory(_ node: Node) -> Bool {
    while nextKept < kept.count, outline.blocks[kept[nextKept]].nodes.upperBound <= node.index {
      nextKept += 1
    }
    while nextImage < imageNodes.count, imageNodes[nextImage] < node.index { nextImage += 1 }
    let hasText =
      nextKept < kept.count && outline.blocks[kept[nextKept]].nodes.lowerBound < node.end
    return hasText || nextImage < imageNodes.count && imageNodes[nextImage] < node.end
  }

  private func name(of node: Node) -> Name? { StoryMarkup.written(node.name) }

  /// False when the inside of the element is not written.
  private mutating func enter(_ node: Node) -> Bool {
    let trait = TagTrait.of(node.name)
    if trait == .skipped { return false }
    if trait == .lineBreak {
      if preformatted > 0 {
        sink.text([0x0A])
      } else if lineHasText {
        breaks += 1
      }
      return true
    }
    guard holdsStory(node) else { return false }
    if node.isElement(.img) {
      if let address = images[node.index] {
        if pendingSpace, lineHasText {
          sink.text([0x20])
          pendingSpace = false
        }
        sink.image(address, description: TextCleaner.clean(node[.alt] ?? ""))
      }
      return false
    }
    if trait == .block {
      breaks = 0
      endMadeUpLine()
    } else if name(of: node) != nil {
      writeBreaks()
    }
    let name = StoryMarkup.written(node.name)
    if let name {
      if trait != .block {
        beginLine()
        if pendingSpace, lineHasText {
          sink.text([0x20])
          pendingSpace = false
        }
      }
      sink.open(name, node)
      if StoryMarkup.lines.contains(name) {
        lines += 1
        lineHasText = false
        pendingSpace = false
      }
      if name == .pre { preformatted += 1 }
    }
    open.append((name, node.end, trait == .block, false))
    return true
  }

  /// Two breaks part paragraphs, one parts lines.
  private mutating func writeBreaks() {
    guard breaks > 0 else { return }
    let isParagraph = breaks > 1 && open.contains { $0.isMadeUp }
    breaks = 0
    pendingSpace = false
    if isParagraph {
      endMadeUpLine()
    } else if lineHasText {
      sink.lineBreak()
      lineHasText = false
    }
  }

  private mutating func leave() {
    let top = open.removeLast()
    guard let name = top.name else { return }
    if StoryMarkup.lines.contains(name) {
      lines -= 1
      lineHasText = false
      pendingSpace = false
      breaks = 0
    }
    if name == .pre { preformatted -= 1 }
    sink.close(name)
  }

  /// Text outside of any line gets a paragraph.
  private mutating func beginLine() {
    guard lines == 0 else { return }
    // The paragraph ends where the block around it does. Inline elements under it that are not
    // written may end before; leaving them does nothing.
    let outer = open.last { $0.isBlock }?.end ?? outline.document.nodeCount
    sink.open(.p, outline.document.root)
    open.append((.p, outer, true, true))
    lines += 1
    lineHasText = false
    pendingSpace = false
  }

  private mutating func endMadeUpLine() {
    guard let made = open.lastIndex(where: { $0.isMadeUp }) else { return }
    // Inline elements inside the made-up paragraph end with it.
    while open.count > made { leave() }
  }

  private mutating func write(_ node: Node) {
    guard holdsStory(node) else { return }
    if preformatted > 0 {
      sink.text(node.withText { Array($0) })
      lineHasText = true
      return
    }
    var out: [UInt8] = []
    var cleaner = TextCleaner(pendingSpace: pendingSpace)
    node.withText { cleaner.append($0, to: &out, blockStart: lineHasText ? -1 : 0) }
    pendingSpace = cleaner.pendingSpace
    guard !out.isEmpty else { return }
    if breaks > 0 {
      writeBreaks()
      if out.first == 0x20 { out.removeFirst() }
    }
    beginLine()
    sink.text(out)
    lineHasText = true
  }
}

/// What of HTML a story is written with.
enum StoryMarkup {
  /// The element to write for one of the page; nil where its inside is written without it.
  static func written(_ name: Name) -> Name? {
    switch name {
    case .h1: .h2
    case .b: .strong
    case .i: .em
    default: allowed.contains(name) ? name : nil
    }
  }

  /// Elements that hold one line or paragraph of text.
  static let lines: Set<Name> = [
    .p, .h2, .h3, .h4, .h5, .h6, .li, .dt, .dd, .td, .th, .pre, .figcaption, .caption,
  ]

  private static let allowed: Set<Name> = [
    .a, .blockquote, .caption, .cite, .code, .dd, .del, .dl, .dt, .em, .figcaption, .figure, .h2,
    .h3, .h4, .h5, .h6, .ins, .li, .ol, .p, .pre, .q, .ruby, .s, .strong, .sub, .sup, .table,
    .tbody, .td, .tfoot, .th, .thead, .tr, .ul,
  ]
}
