import HTML

/// A block of Markdown: a paragraph, a list, a quotation.
struct MarkdownBlock {
  enum Kind {
    case paragraph, heading
    case list(MarkdownListMarker)
    case quotation, code, table
  }

  var kind: Kind
  /// Lines without the prefix of the containers around the block.
  var lines: [String]
}

/// The marker of a list. Two lists in a row need different ones, or they would be one list.
enum MarkdownListMarker: Equatable {
  case dash, asterisk, period, parenthesis

  var alternative: MarkdownListMarker {
    switch self {
    case .dash: .asterisk
    case .asterisk: .dash
    case .period: .parenthesis
    case .parenthesis: .period
    }
  }

  /// The marker of an item with its space.
  func text(number: Int) -> String {
    switch self {
    case .dash: "- "
    case .asterisk: "* "
    case .period: "\(number). "
    case .parenthesis: "\(number)) "
    }
  }
}

/// The blocks inside one element.
struct MarkdownBlocks {
  private(set) var blocks: [MarkdownBlock] = []
  /// Lists and quotations around these blocks.
  private let containers: Int
  /// Elements around the one that is being collected.
  private var depth: Int
  /// Nodes of the paragraph that is being collected.
  private var inlines: [Node] = []
  /// List items that follow each other outside of a list.
  private var looseItems: [Node] = []

  /// Deeper lists and quotations are written without their markers.
  private static let maximumContainers = 16
  /// Deeper elements are written as one paragraph.
  private static let maximumDepth = 120

  init(_ parent: Node) { self.init(parent, containers: 0, depth: 0) }

  private init(_ parent: Node, containers: Int, depth: Int) {
    self.init(containers: containers, depth: depth)
    collect(parent)
    flush()
  }

  private init(containers: Int, depth: Int) {
    self.containers = containers
    self.depth = depth
  }

  /// The lines of blocks, with an empty line between each two unless the list they are in is tight.
  static func lines(of blocks: [MarkdownBlock], isTight: Bool = false) -> [String] {
    Array(blocks.map(\.lines).joined(separator: isTight ? [] : [""]))
  }

  // MARK: - Collecting

  private mutating func collect(_ parent: Node) {
    depth += 1
    defer { depth -= 1 }
    for child in parent.children {
      if child.isElement(.li), depth < Self.maximumDepth {
        flushInlines()
        looseItems.append(child)
      } else if child.isElement, depth < Self.maximumDepth, Self.holdsBlocks(child) {
        flush()
        add(child)
        flush()
      } else if child.isElement || child.isText {
        if !looseItems.isEmpty, child.isText, Self.isBlank(child) { continue }
        flushLooseItems()
        inlines.append(child)
      }
    }
    flushLooseItems()
  }

  /// Whether an element is a block, or an inline element around blocks.
  private static func holdsBlocks(_ node: Node) -> Bool {
    switch ElementDisplay.of(node.name) {
    case .block: true
    case .skipped, .lineBreak: false
    case .inline, .link, .strong:
      node.descendantElements.contains { ElementDisplay.of($0.name) == .block }
    }
  }

  private static func isBlank(_ node: Node) -> Bool {
    node.withText { $0.allSatisfy { $0 <= 0x20 } }
  }

  private mutating func flush() {
    flushInlines()
    flushLooseItems()
  }

  private mutating func flushInlines() {
    guard !inlines.isEmpty else { return }
    let lines = MarkdownInlines(inlines).lines
    inlines = []
    append(.paragraph, MarkdownText.joinedByBreaks(lines.map(MarkdownText.escapingLineStart)))
  }

  private mutating func flushLooseItems() {
    guard !looseItems.isEmpty else { return }
    let items = looseItems
    looseItems = []
    addList(items, first: nil)
  }

  private mutating func append(_ kind: MarkdownBlock.Kind, _ lines: [String]) {
    if !lines.isEmpty { blocks.append(MarkdownBlock(kind: kind, lines: lines)) }
  }

  // MARK: - Blocks

  private mutating func add(_ node: Node) {
    switch node.name {
    case .h1, .h2, .h3, .h4, .h5, .h6: addHeading(node)
    case .ul, .menu: addList(Array(node.childElements), first: nil)
    case .ol:
      let start = node[.start].flatMap { Int($0) } ?? 1
      addList(Array(node.childElements), first: (0...999_999).contains(start) ? start : 1)
    case .blockquote: addQuotation(node)
    case .pre: addCode(node)
    case .table: addTable(node)
    default: collect(node)
    }
  }

  private mutating func addHeading(_ node: Node) {
    let text = MarkdownInlines(Array(node.children)).lines.joined(separator: " ")
    guard !text.isEmpty, let level = node.localName.last?.wholeNumberValue else { return }
    append(
      .heading,
      [String(repeating: "#", count: level) + " " + MarkdownText.escapingLineEnd(text)])
  }

  private mutating func addQuotation(_ node: Node) {
    guard containers < Self.maximumContainers else { return collect(node) }
    let inner = MarkdownBlocks(node, containers: containers + 1, depth: depth)
    append(.quotation, Self.lines(of: inner.blocks).map { $0.isEmpty ? ">" : "> " + $0 })
  }

  private mutating func addCode(_ node: Node) {
    var text: [UInt8] = []
    PreformattedText.append(textOf: node.descendants, to: &text)
    let code = String(decoding: PreformattedText.trimmed(text), as: UTF8.self)
    guard !code.isEmpty else { return }
    let fence = MarkdownText.fence(around: code)
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    append(.code, [fence] + lines + [fence])
  }

  private mutating func addTable(_ node: Node) {
    guard let table = MarkdownTable(node) else { return collect(node) }
    for caption in node.childElements where caption.name == .caption {
      collect(caption)
      flush()
    }
    append(.table, table.lines)
  }
}

// MARK: - Lists

extension MarkdownBlocks {
  /// - Parameters:
  ///   - items: elements; others than `li` count as items too, so that no text is lost.
  ///   - first: the number of the first item; nil for a bulleted list.
  private mutating func addList(_ items: [Node], first: Int?) {
    guard containers < Self.maximumContainers else {
      for item in items {
        collect(item)
        flushInlines()
      }
      return
    }
    let contents = items.map(blocks(ofItem:)).filter { !$0.isEmpty }
    let marker = marker(isOrdered: first != nil)
    let isTight = contents.allSatisfy(Self.isTight)
    let blocks = contents.enumerated().map { index, blocks in
      let label = marker.text(number: (first ?? 1) + index)
      let indent = String(repeating: " ", count: label.utf8.count)
      let lines = Self.lines(of: blocks, isTight: isTight).enumerated().map { number, line in
        number == 0 ? label + line : line.isEmpty ? "" : indent + line
      }
      return MarkdownBlock(kind: .paragraph, lines: lines)
    }
    append(.list(marker), Self.lines(of: blocks, isTight: isTight))
  }

  /// The blocks of a list item, or of a list that pages nest without an item around it.
  private func blocks(ofItem item: Node) -> [MarkdownBlock] {
    var inner = MarkdownBlocks(containers: containers + 1, depth: depth)
    if item.name == .ul || item.name == .ol { inner.add(item) } else { inner.collect(item) }
    inner.flush()
    return inner.blocks
  }

  private func marker(isOrdered: Bool) -> MarkdownListMarker {
    let usual: MarkdownListMarker = isOrdered ? .period : .dash
    if case .list(let last)? = blocks.last?.kind, last == usual { return usual.alternative }
    return usual
  }

  /// Whether an item needs no empty lines: one block, or one with bulleted lists after it. A
  /// numbered list interrupts a paragraph only if it begins with 1 (CommonMark 0.31, 5.3).
  private static func isTight(_ blocks: [MarkdownBlock]) -> Bool {
    blocks.dropFirst().allSatisfy { block in
      switch block.kind {
      case .list(.dash), .list(.asterisk): true
      case .list: block.lines[0].hasPrefix("1. ") || block.lines[0].hasPrefix("1) ")
      default: false
      }
    }
  }
}

extension MarkdownText {
  /// Lines of one paragraph with hard line breaks between them.
  static func joinedByBreaks(_ lines: [String]) -> [String] {
    lines.enumerated().map { $0 + 1 < lines.count ? $1 + "\\" : $1 }
  }
}
