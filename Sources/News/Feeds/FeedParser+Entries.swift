/// Entries of feeds.
extension FeedParser {
  /// Parses the current element as an entry.
  mutating func parseEntry() {
    feed.entryCount += 1
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
    case "title": entry.title = entry.title ?? text(.undeclared)
    case "link": entry.offer(link: element["href"] ?? plain(), rank: 4)
    case "guid":
      let isLink = element["isPermaLink"]?.lowercased() != "false"
      let guid = plain()
      entry.offer(link: isLink && FeedParser.isWhole(guid) ? guid : nil, rank: 3)
    case "description": entry.summary = entry.summary ?? text(.undeclared)
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
      default: .undeclared
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
    case (.newsSitemap, "title"): entry.title = text(.undeclared)
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
