import HTML

/// A parser of RSS (0.9x, 1.0, 2.0), Atom and sitemaps.
struct FeedParser {
  var xml: XMLReader
  var feed: Feed
  /// The `xml:base` references of the open elements, outermost first, each with its depth.
  var bases: [(depth: Int, reference: String)] = []

  /// Parses a feed; nil if the text has another format.
  ///
  /// - Parameter text: valid UTF-8.
  static func parse(_ text: [UInt8]) -> Feed? {
    var xml = XMLReader(text)
    while let event = xml.next() {
      guard case .start(let root) = event else { continue }
      guard let kind = kind(of: root) else { return nil }
      var parser = FeedParser(xml: xml, feed: Feed(kind: kind))
      parser.enter(root)
      parser.feed.bases = parser.bases.map(\.reference)
      parser.feed.language = root["xml:lang"]
      parser.parse(root)
      return parser.feed
    }
    return nil
  }

  private static func kind(of root: XMLElement) -> Feed.Kind? {
    switch root.name {
    case "rss", "rdf": .rss
    case "feed": .atom
    case "urlset", "sitemapindex": .sitemap
    default: nil
    }
  }

  private init(xml: XMLReader, feed: Feed) {
    self.xml = xml
    self.feed = feed
  }

  // MARK: - Traversal

  /// Returns the next child of the element that is open at `depth`; nil at its end.
  mutating func child(of depth: Int) -> XMLElement? {
    while let event = xml.next() {
      switch event {
      case .start(let element):
        enter(element)
        return element
      case .end:
        while let last = bases.last, last.depth > xml.depth { bases.removeLast() }
        if xml.depth < depth { return nil }
      case .text: continue
      }
    }
    return nil
  }

  private mutating func enter(_ element: XMLElement) {
    if let base = element["xml:base"] { bases.append((xml.depth, base)) }
  }

  /// Skips the current element.
  mutating func skip() {
    let depth = xml.depth
    while xml.depth >= depth, xml.next() != nil {}
  }

  /// Returns the text of the current element. Elements in it are markup without the necessary
  /// escapes, or XHTML in Atom.
  mutating func text(_ format: FeedText.Format) -> FeedText {
    let depth = xml.depth
    var plain: [UInt8] = []
    var hasMarkup = false
    while let event = xml.next() {
      switch event {
      case .text(let bytes): plain.append(contentsOf: hasMarkup ? escaped(bytes) : bytes)
      case .start(let element):
        if !hasMarkup {
          hasMarkup = true
          plain = escaped(plain)
        }
        append(element, to: &plain)
      case .end:
        if xml.depth < depth { return FeedText(bytes: plain, format: hasMarkup ? .html : format) }
      }
    }
    return FeedText(bytes: plain, format: hasMarkup ? .html : format)
  }

  private func escaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      return text
    }
    return text.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "<"): Array("&lt;".utf8)
      case UInt8(ascii: "&"): Array("&amp;".utf8)
      default: [byte]
      }
    }
  }

  /// Appends a start tag as HTML; start tags are sufficient to separate paragraphs and to name
  /// images.
  private func append(_ element: XMLElement, to text: inout [UInt8]) {
    switch element.name {
    case "img":
      let source = element["src"].map { escaped(Array($0.utf8)) } ?? []
      text += Array("<img src=\"".utf8) + source.filter { $0 != UInt8(ascii: "\"") }
      text += Array("\">".utf8)
    case "p", "div", "li", "br", "h1", "h2", "h3", "h4", "blockquote": text += Array("<br>".utf8)
    default: break
    }
  }

  mutating func plain() -> String {
    String(decoding: text(.plain).bytes, as: UTF8.self).trimmedWhole
  }

  // MARK: - The feed

  private mutating func parse(_ root: XMLElement) {
    let depth = xml.depth
    while feed.entryCount < Feed.maximumEntries, let element = child(of: depth) {
      switch element.name {
      case "channel":
        // RSS 1.0 has its items next to the channel, RSS 2.0 inside it.
        if let base = element["xml:base"] { feed.bases.append(base) }
        parse(element)
      case "item", "entry", "url": parseEntry()
      case "sitemap": parsePart()
      case "language": if element.space == .rss { feed.language = plain() } else { skip() }
      case "link": parseLink(element)
      default: skip()
      }
    }
  }

  private mutating func parseLink(_ element: XMLElement) {
    if feed.kind == .rss, element.space == .rss {
      let text = plain()
      if feed.home == nil, !text.isEmpty { feed.home = text }
      return
    }
    if let reference = element["href"] {
      switch element["rel"]?.lowercased() {
      case "next": feed.next = feed.next ?? reference
      case "prev-archive": feed.archive = feed.archive ?? reference
      default: break
      }
    }
    skip()
  }

  private mutating func parsePart() {
    let depth = xml.depth
    while let element = child(of: depth) {
      if element.name == "loc", feed.parts.count < 20 { feed.parts.append(plain()) } else { skip() }
    }
  }
}
