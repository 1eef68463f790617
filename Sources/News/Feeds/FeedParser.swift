import HTML

/// A parser of RSS (0.9x, 1.0, 2.0), Atom and sitemaps.
struct FeedParser {
  private var xml: XMLReader
  private var feed: Feed
  /// The `xml:base` references of the open elements, outermost first, each with its depth.
  private var bases: [(depth: Int, reference: String)] = []

  /// Parses a feed; nil if the text has another format.
  ///
  /// - Parameter text: valid UTF-8.
  static func parse(_ text: [UInt8]) -> Feed? {
    var xml = XMLReader(text)
    while let event = xml.next() {
      guard case .start(let root) = event else { continue }
      guard let kind = kind(of: root) else { return nil }
      var reader = FeedParser(xml: xml, feed: Feed(kind: kind))
      reader.enter(root)
      reader.feed.bases = reader.bases.map(\.reference)
      reader.feed.language = root["xml:lang"]
      reader.read(in: root)
      return reader.feed
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
  private mutating func child(of depth: Int) -> XMLElement? {
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
  private mutating func skip() {
    let depth = xml.depth
    while xml.depth >= depth, xml.next() != nil {}
  }

  /// Returns the text of the current element. Elements in it are markup without the necessary
  /// escapes, or XHTML in Atom.
  private mutating func text(_ format: FeedText.Format) -> FeedText {
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

  private mutating func plain() -> String {
    String(decoding: text(.plain).bytes, as: UTF8.self).trimmedWhole
  }

  // MARK: - The feed

  private mutating func read(in root: XMLElement) {
    let depth = xml.depth
    while feed.met < Feed.maximumEntries, let element = child(of: depth) {
      switch element.name {
      case "channel":
        // RSS 1.0 has its items next to the channel, RSS 2.0 inside it.
        if let base = element["xml:base"] { feed.bases.append(base) }
        read(in: element)
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

  // MARK: - Entries

  private mutating func parseEntry() {
    feed.met += 1
    var entry = FeedEntry()
    entry.bases = bases.map(\.reference)
    parseEntry(into: &entry)
    feed.entries.append(entry)
  }

  private mutating func parseEntry(into entry: inout FeedEntry) {
    let depth = xml.depth
    while let element = child(of: depth) {
      switch feed.kind {
      case .atom where element.space == .atom || element.space == .rss: parseAtom(element, &entry)
      case .sitemap: parseSitemap(element, &entry)
      case .rss where element.space == .rss: parseRSS(element, &entry)
      default: parseExtension(element, &entry)
      }
    }
  }

  private mutating func parseRSS(_ element: XMLElement, _ entry: inout FeedEntry) {
    switch element.name {
    case "title": entry.title = entry.title ?? text(.unsaid)
    case "link": entry.offer(link: element["href"] ?? plain(), rank: 4)
    case "guid":
      let isLink = element["isPermaLink"]?.lowercased() != "false"
      let guid = plain()
      entry.offer(link: isLink && FeedParser.isWhole(guid) ? guid : nil, rank: 3)
    case "description": entry.summary = entry.summary ?? text(.unsaid)
    case "pubdate", "date": entry.offer(date: plain(), rank: 5)
    case "enclosure":
      if element["type"]?.lowercased().hasPrefix("image/") == true {
        entry.offer(image: element["url"], rank: 3)
      }
      skip()
    case "image":
      let reference = element["url"] ?? plain()
      entry.offer(image: FeedParser.isWhole(reference) ? reference : nil, rank: 2)
    default: skip()
    }
  }

  private mutating func parseAtom(_ element: XMLElement, _ entry: inout FeedEntry) {
    let format: FeedText.Format =
      switch element["type"]?.lowercased() {
      case "html", "xhtml", "text/html", "application/xhtml+xml": .html
      // Atom 0.3 names the mode; in Atom 1.0 the default is plain text.
      case nil, "text", "text/plain": element["mode"] == "escaped" ? .html : .plain
      default: .unsaid
      }
    switch element.name {
    case "title": entry.title = entry.title ?? text(format)
    case "summary": entry.summary = entry.summary ?? text(format)
    case "content":
      entry.offer(link: element["src"], rank: 2)
      entry.content = entry.content ?? text(format)
    case "link":
      parseLink(element, of: &entry)
      skip()
    case "id":
      let id = plain()
      entry.offer(link: FeedParser.isWhole(id) ? id : nil, rank: 1)
    case "published", "issued": entry.offer(date: plain(), rank: 5)
    case "updated", "modified", "created": entry.offer(date: plain(), rank: 2)
    default: skip()
    }
  }

  private func parseLink(_ element: XMLElement, of entry: inout FeedEntry) {
    let type = element["type"]?.lowercased() ?? ""
    switch element["rel"]?.lowercased() {
    case nil, "alternate", "":
      entry.offer(link: element["href"], rank: type.isEmpty || type.contains("html") ? 5 : 4)
    case "enclosure":
      if type.hasPrefix("image/") { entry.offer(image: element["href"], rank: 3) }
    default: break
    }
  }

  private mutating func parseSitemap(_ element: XMLElement, _ entry: inout FeedEntry) {
    switch (element.space, element.name) {
    case (.newsSitemap, "news"), (.imageSitemap, "image"): parseEntry(into: &entry)
    case (.newsSitemap, "title"): entry.title = text(.unsaid)
    case (.newsSitemap, "publication_date"): entry.offer(date: plain(), rank: 5)
    case (.imageSitemap, "loc"): entry.offer(image: plain(), rank: 3)
    case (.newsSitemap, "publication"): parsePublication()
    case (_, "loc"): entry.offer(link: plain(), rank: 5)
    default: skip()
    }
  }

  private mutating func parsePublication() {
    let depth = xml.depth
    while let element = child(of: depth) {
      if element.name == "language", feed.language == nil {
        feed.language = plain()
      } else {
        skip()
      }
    }
  }

  /// Parses elements of other vocabularies, which are the same in RSS and Atom.
  private mutating func parseExtension(_ element: XMLElement, _ entry: inout FeedEntry) {
    switch (element.space, element.name) {
    case (.dublinCore, "date"), (.dublinCore, "issued"), (.dublinCore, "created"):
      entry.offer(date: plain(), rank: 4)
    case (.dublinCore, "modified"), (.atom, "updated"): entry.offer(date: plain(), rank: 1)
    case (.atom, "published"): entry.offer(date: plain(), rank: 3)
    case (.content, "encoded"): entry.content = text(.html)
    case (.atom, "link"):
      parseLink(element, of: &entry)
      skip()
    // The article's own address, if links lead through a click counter.
    case (.feedBurner, "origlink"): entry.offer(link: plain(), rank: 6)
    case (.media, "group"): parseEntry(into: &entry)
    case (.media, "content"):
      if FeedParser.isImage(element) { entry.offer(image: element["url"], rank: 4) }
      parseEntry(into: &entry)
    case (.media, "thumbnail"):
      entry.offer(image: element["url"], rank: 3)
      skip()
    case (.iTunes, "image"):
      entry.offer(image: element["href"], rank: 2)
      skip()
    default: skip()
    }
  }

  private static func isImage(_ media: XMLElement) -> Bool {
    if media["medium"]?.lowercased() == "image" { return true }
    if let type = media["type"]?.lowercased() { return type.hasPrefix("image/") }
    let path = media["url"]?.lowercased().prefix { $0 != "?" && $0 != "#" } ?? ""
    return media["medium"] == nil
      && [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].contains { path.hasSuffix($0) }
  }

  private static func isWhole(_ reference: String) -> Bool {
    let start = reference.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }
}
