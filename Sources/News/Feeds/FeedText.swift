import HTML

/// A text in a feed, plain or marked up.
struct FeedText {
  enum Format {
    case plain, html
    /// RSS does not declare the format, so text that looks like markup is markup.
    case undeclared
  }

  /// The text as valid UTF-8.
  var bytes: [UInt8]
  var format: Format

  /// The maximum number of bytes that are parsed.
  private static let maximumLength = 64 << 10

  /// The paragraphs and the first image of a text.
  struct Content {
    var paragraphs: [String] = []
    var image: String?

    /// All paragraphs in one line.
    var line: String { paragraphs.joined(separator: " ") }
  }

  func content() -> Content {
    var text = bytes
    if text.count > FeedText.maximumLength {
      var end = FeedText.maximumLength
      while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
      text.removeLast(text.count - end)
    }
    let isMarkup =
      switch format {
      case .plain: false
      case .html: true
      case .undeclared: text.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
      }
    guard isMarkup else {
      text.collapseSpaces()
      return Content(paragraphs: text.isEmpty ? [] : [String(decoding: text, as: UTF8.self)])
    }
    var parser = FeedTextParser(
      Document.fragment(
        String(decoding: text, as: UTF8.self), context: "div",
        options: ParseOptions(maximumNodes: 20_000, maximumDepth: 256)))
    return parser.parse()
  }
}

/// A traversal of a fragment that collects its paragraphs.
private struct FeedTextParser {
  private static let blocks: Set<Name> = [
    .div, .section, .blockquote, .pre, .figure, .figcaption, .address, .details, .dt, .center,
  ]

  private let document: Document
  private var content = FeedText.Content()
  private var paragraph: [UInt8] = []

  init(_ document: Document) { self.document = document }

  mutating func parse() -> FeedText.Content {
    var i = 1
    /// The ends of the open blocks.
    var ends: [Int] = []
    while i < document.nodeCount {
      while let end = ends.last, end <= i {
        ends.removeLast()
        flush()
      }
      let node = document[i]
      i += 1
      if node.isText {
        node.withText { paragraph.append(contentsOf: $0) }
      } else if node.isElement {
        switch ElementKind(node.name) {
        case .invisible: i = node.end
        case .image: record(image: node)
        case .anchor: if isLabel(node) { i = node.end }
        case .lineBreak: flush()
        case .inline, .time: break
        case .other where !FeedTextParser.blocks.contains(node.name): break
        default:
          flush()
          ends.append(node.end)
        }
      }
    }
    flush()
    return content
  }

  private mutating func flush() {
    paragraph.collapseSpaces()
    if !paragraph.isEmpty {
      content.paragraphs.append(String(decoding: paragraph, as: UTF8.self))
    }
    paragraph.removeAll(keepingCapacity: true)
  }

  /// Whether a link is a label, such as "Continue reading" or "Comments".
  private func isLabel(_ anchor: Node) -> Bool {
    var text: [UInt8] = []
    anchor.appendText(to: &text)
    text.collapseSpaces()
    return text.isEmpty || text.count <= 60 && LinkLabel.isLabel(FoldedText(text))
  }

  /// Takes the first image that is not a tracking pixel.
  private mutating func record(image: Node) {
    guard content.image == nil, let source = image[.src], !source.isEmpty,
      !source.hasPrefix("data:"), image["width"] != "1", image["height"] != "1"
    else { return }
    content.image = source
  }
}
