import HTML

/// Writes a story as CommonMark, tables as pipes.
struct Markdown: StorySink {
  private var out: [UInt8] = []
  /// What every line of the current block begins with: quote marks, indents of lists.
  private var prefixes: [(name: Name, text: String)] = []
  private var lists: [(isOrdered: Bool, count: Int)] = []
  private var links: [String?] = []
  private var atLineStart = true
  private var preformatted = false
  private var cells = 0
  private var rows = 0

  /// - Parameter html: a story as `SafeHTML` writes it: all of it is kept, addresses are absolute.
  static func written(from html: String) -> String {
    let outline = Outline(Document(html))
    var images: [Int: String] = [:]
    for image in outline.images {
      if let address = outline.document[image.node][.src] { images[image.node] = address }
    }
    var walk = StoryWalk(
      outline, kept: Array(outline.blocks.indices), images: images, sink: Markdown())
    walk.walk(1..<outline.document.nodeCount)
    return walk.sink.string
  }

  /// The text, ending in a newline unless empty.
  var string: String {
    var end = out.count
    while end > 0, out[end - 1] <= 0x20 { end -= 1 }
    let start = out.firstIndex { $0 > 0x20 } ?? 0
    return end > start ? String(decoding: out[start..<end] + [0x0A], as: UTF8.self) : ""
  }

  mutating func open(_ name: Name, _ node: Node) {
    switch name {
    case .p: if !isTight { blankLine() }
    case .h2, .h3, .h4, .h5, .h6:
      blankLine()
      raw(String(repeating: "#", count: Self.level(name)) + " ")
    case .ul, .ol:
      if lists.isEmpty { blankLine() }
      let start = name == .ol ? node[.start].flatMap { Int($0) } ?? 1 : 1
      lists.append((name == .ol, (1...999_999).contains(start) ? start - 1 : 0))
    case .li: openItem()
    case .blockquote:
      blankLine()
      prefixes.append((.blockquote, "> "))
    case .pre:
      blankLine()
      raw("```")
      newLine()
      preformatted = true
    case .table:
      blankLine()
      rows = 0
    case .tr:
      newLine()
      cells = 0
      raw("|")
    case .td, .th:
      cells += 1
      raw(" ")
    case .dt, .dd, .figcaption, .caption: blankLine()
    case .strong: mark("**")
    case .em, .cite: mark("*")
    case .code where !preformatted: mark("`")
    case .del, .s: mark("~~")
    case .a:
      let target = node[.href]
      links.append(target)
      if target != nil { raw("[") }
    default: break
    }
  }

  mutating func close(_ name: Name) {
    switch name {
    case .p where !isTight, .h2, .h3, .h4, .h5, .h6, .dt, .dd, .figcaption, .caption: newLine()
    case .ul, .ol:
      lists.removeLast()
      if lists.isEmpty { newLine() }
    case .li:
      newLine()
      prefixes.removeLast()
    case .blockquote:
      prefixes.removeLast()
      newLine()
    case .pre:
      newLine()
      raw("```")
      newLine()
      preformatted = false
    case .td, .th: raw(" |")
    case .tr:
      rows += 1
      if rows == 1 {
        newLine()
        raw("|" + String(repeating: " --- |", count: max(cells, 1)))
      }
    case .table: newLine()
    case .strong: mark("**")
    case .em, .cite: mark("*")
    case .code where !preformatted: mark("`")
    case .del, .s: mark("~~")
    case .a:
      if let target = links.popLast() ?? nil { raw("](\(Self.destination(target)))") }
    default: break
    }
  }

  mutating func text(_ bytes: [UInt8]) {
    if preformatted {
      for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { newLine() }
        raw(Array(line))
      }
      return
    }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.count + 8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "|"):
        escaped.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "="):
        if index == 0, atLineStart { escaped.append(UInt8(ascii: "\\")) }
      default: break
      }
      escaped.append(byte)
    }
    raw(escaped)
  }

  mutating func lineBreak() {
    if isInCell { return }
    raw("\\")
    newLine()
  }

  mutating func image(_ address: String, description: String) {
    if atLineStart { blankLine() }
    let label = description.filter { !"[]\\".contains($0) }
    raw("![\(label)](\(Self.destination(address)))")
  }

  /// Inside a list item or a cell paragraphs make no empty lines.
  private var isTight: Bool { !lists.isEmpty || isInCell }

  /// At the beginning of a table's cell.
  private var isInCell: Bool { cells > 0 && out.suffix(2).elementsEqual("| ".utf8) }

  private mutating func openItem() {
    if !atLineStart { newLine() }
    let depth = max(lists.count, 1)
    if lists.isEmpty { lists.append((false, 0)) }
    lists[depth - 1].count += 1
    let bullet = lists[depth - 1].isOrdered ? "\(lists[depth - 1].count). " : "- "
    raw(bullet)
    prefixes.append((.li, String(repeating: " ", count: bullet.count)))
  }

  private mutating func mark(_ text: String) { raw(text) }

  private mutating func raw(_ text: String) { raw(Array(text.utf8)) }

  private mutating func raw(_ text: [UInt8]) {
    guard !text.isEmpty else { return }
    if atLineStart {
      for prefix in prefixes { out += Array(prefix.text.utf8) }
      atLineStart = false
    }
    out += text
  }

  private mutating func newLine() {
    guard !atLineStart else { return }
    out.append(0x0A)
    atLineStart = true
  }

  private mutating func blankLine() {
    newLine()
    guard !out.isEmpty, !out.suffix(2).elementsEqual([0x0A, 0x0A]) else { return }
    for prefix in prefixes { out += Array(prefix.text.utf8) }
    while out.last == 0x20 { out.removeLast() }
    out.append(0x0A)
  }

  private static func level(_ name: Name) -> Int {
    switch name {
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    default: 6
    }
  }

  private static func destination(_ address: String) -> String {
    address.contains { " ()<>".contains($0) }
      ? "<" + address.filter { $0 != "<" && $0 != ">" } + ">" : address
  }
}
