import HTML

/// The inline content of a paragraph, a heading or a cell.
struct MarkdownInlines {
  private var pieces: [MarkdownPiece] = []
  private var cleaner = TextCleaner(keepsDirection: true)
  private var hasText = false
  /// Open elements of the walk: the index after each one's last node, and what closes it.
  private var open: [(end: Int, closer: Closer)] = []
  private var emphasisDepths: [MarkdownEmphasis: Int] = [:]
  private var pairs = 0
  private var isInLink = false
  private let isInTable: Bool

  private enum Closer {
    case emphasis(MarkdownEmphasis, pair: Int?)
    case link(destination: String)
    case quotation
    case block
  }

  /// - Parameter isInTable: whether bars in code need an escape (GFM 0.29, 4.10).
  init(_ nodes: [Node], isInTable: Bool = false) {
    self.isInTable = isInTable
    for node in nodes { walk(node) }
  }

  /// The lines of the paragraph, without the marks of the hard line breaks between them.
  var lines: [String] {
    var lines = [""]
    for piece in MarkdownEmphasis.resolved(pieces) {
      if case .lineBreak = piece { lines.append("") } else { lines[lines.count - 1] += piece.text }
    }
    return lines.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
      .map { line in
        var line = line
        while line.last == " " { line.removeLast() }
        return line
      }
  }

  // MARK: - Walking

  private mutating func walk(_ root: Node) {
    var node: Node? = root
    while let current = node {
      while let last = open.last, last.end <= current.index { close() }
      let entered = current.isElement ? enter(current) : true
      if current.isText { append(text: current) }
      node = Self.next(after: current, in: root, entering: entered)
    }
    while !open.isEmpty { close() }
  }

  /// The next node in document order inside `root`.
  private static func next(after node: Node, in root: Node, entering: Bool) -> Node? {
    if entering, let child = node.firstChild { return child }
    var at = node
    while at != root {
      if let sibling = at.nextSibling { return sibling }
      guard let parent = at.parent else { return nil }
      at = parent
    }
    return nil
  }

  /// Returns false if the content of the element is not written or is written already.
  private mutating func enter(_ node: Node) -> Bool {
    switch ElementDisplay.of(node.name) {
    case .skipped: return false
    case .lineBreak:
      breakLine()
      return false
    case .block:
      cleaner.pendingSpace = true
      open.append((node.end, .block))
    default: break
    }
    switch node.name {
    case .strong, .b: openEmphasis(.strong, node)
    case .em, .i, .cite: openEmphasis(.emphasis, node)
    case .del, .s, .strike: openEmphasis(.strikethrough, node)
    case .a: openLink(node)
    case .q:
      append("“", isOpening: true)
      open.append((node.end, .quotation))
    case .img:
      append(image: node)
      return false
    case .code:
      append(code: node)
      return false
    default: break
    }
    return true
  }

  private mutating func close() {
    switch open.removeLast().closer {
    case .emphasis(let emphasis, let pair):
      emphasisDepths[emphasis, default: 1] -= 1
      if let pair {
        insertBeforeBreaks(.delimiter(emphasis, pair: pair, isOpening: false))
      }
    case .link(let destination):
      isInLink = false
      if case .linkStart? = pieces.last {
        pieces.removeLast()
      } else {
        insertBeforeBreaks(.linkEnd(destination: destination))
      }
    case .quotation: append("”", isOpening: false)
    case .block: cleaner.pendingSpace = true
    }
  }

  // MARK: - Elements

  private mutating func openEmphasis(_ emphasis: MarkdownEmphasis, _ node: Node) {
    let depth = emphasisDepths[emphasis, default: 0]
    emphasisDepths[emphasis] = depth + 1
    guard depth == 0 else { return open.append((node.end, .emphasis(emphasis, pair: nil))) }
    pairs += 1
    pieces.append(.delimiter(emphasis, pair: pairs, isOpening: true))
    open.append((node.end, .emphasis(emphasis, pair: pairs)))
  }

  private mutating func openLink(_ node: Node) {
    guard !isInLink, let address = node[.href],
      let destination = MarkdownText.destination(
        address, schemes: ["http://", "https://", "mailto:"])
    else { return }
    isInLink = true
    pieces.append(.linkStart)
    open.append((node.end, .link(destination: destination)))
  }

  private mutating func append(image node: Node) {
    guard let address = node[.src],
      let destination = MarkdownText.destination(address, schemes: ["http://", "https://"])
    else { return }
    let description = MarkdownText.escaped(Array(TextCleaner.clean(node[.alt] ?? "").utf8))
    append("![\(description)](\(destination))", isOpening: true)
  }

  private mutating func append(code node: Node) {
    let code = TextCleaner.clean(node.textContent)
    guard !code.isEmpty else { return }
    let span = MarkdownText.codeSpan(code)
    guard isInTable else { return append(span, isOpening: true) }
    // By scalars: a bar and a combining mark are one character, but end the cell all the same.
    let cell = span.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      scalar == "|" ? ["\\", scalar] : [scalar]
    }
    append(String(String.UnicodeScalarView(cell)), isOpening: true)
  }

  // MARK: - Text

  private mutating func append(text node: Node) {
    var out: [UInt8] = []
    node.withText { cleaner.append($0, to: &out, blockStart: hasText ? -1 : 0) }
    guard !out.isEmpty else { return }
    if out[0] == 0x20 {
      out.removeFirst()
      insertBeforeOpenings(.text(" "))
    }
    hasText = true
    pieces.append(.text(MarkdownText.escaped(out)))
  }

  /// Appends Markdown.
  /// - Parameter isOpening: whether white space before it is written.
  private mutating func append(_ markdown: String, isOpening: Bool) {
    if isOpening, cleaner.pendingSpace {
      cleaner.pendingSpace = false
      if hasText { insertBeforeOpenings(.text(" ")) }
    }
    hasText = true
    pieces.append(.text(markdown))
  }

  private mutating func breakLine() {
    cleaner.pendingSpace = false
    hasText = false
    insertBeforeOpenings(.lineBreak)
  }

  /// White space belongs before the delimiters of what it begins.
  private mutating func insertBeforeOpenings(_ piece: MarkdownPiece) {
    let place = pieces.lastIndex { !$0.isOpening }.map { $0 + 1 } ?? 0
    pieces.insert(piece, at: place)
  }

  private mutating func insertBeforeBreaks(_ piece: MarkdownPiece) {
    let place = pieces.lastIndex { if case .lineBreak = $0 { false } else { true } }.map { $0 + 1 }
    pieces.insert(piece, at: place ?? 0)
  }
}

/// A part of a line of Markdown.
enum MarkdownPiece {
  /// Markdown that is finished.
  case text(String)
  case lineBreak
  case linkStart
  case linkEnd(destination: String)
  case delimiter(MarkdownEmphasis, pair: Int, isOpening: Bool)

  var isOpening: Bool {
    switch self {
    case .linkStart, .delimiter(_, _, isOpening: true): true
    default: false
    }
  }

  var text: String {
    switch self {
    case .text(let text): text
    case .lineBreak: "\n"
    case .linkStart: "["
    case .linkEnd(let destination): "](\(destination))"
    case .delimiter(let emphasis, _, _): emphasis.rawValue
    }
  }
}
