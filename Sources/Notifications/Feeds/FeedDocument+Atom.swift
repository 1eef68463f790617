import Dates
import Settings
import Spool

extension FeedDocument {
  private static let namespaces = [
    ("xmlns", "http://www.w3.org/2005/Atom"),
    ("xmlns:at", "http://purl.org/atompub/tombstones/1.0"),
    ("xmlns:fh", "http://purl.org/syndication/history/1.0"),
  ]

  /// The title of the feed.
  var title: String {
    feed == FeedSettings.nameOfAll ? "All sources" : FeedSettings.tag(of: feed) ?? feed
  }

  /// Whether the feed has articles of several sources.
  private var hasSources: Bool {
    feed == FeedSettings.nameOfAll || FeedSettings.tag(of: feed) != nil
  }

  static func archiveFile(_ number: Int, of feed: String, _ suffix: String) -> String {
    FeedSettings.archiveName(number, of: feed) + suffix
  }

  /// Returns the document as an Atom feed (RFC 4287), with deletions (RFC 6721) and archives (RFC 5005).
  /// - Parameter base: the URL of the directory of the feeds, if it is known. Otherwise links to other
  ///   documents are relative, and there is no link to the document itself.
  /// - Parameter hub: the WebSub hub, for the current document.
  package func atom(base: String?, hub: String? = nil) -> [UInt8] {
    let attributes = FeedDocument.namespaces.map { " \($0)=\"\($1)\"" }.joined()
    var xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed\(attributes)>\n"
    xml += XMLText.element("id", FeedDocument.id(of: feed))
    xml += XMLText.element("title", title)
    xml += XMLText.element("updated", RFC3339.string(from: updated))
    // Atom requires an author of each entry; this is the one of those that name none.
    xml += "<author>\(XMLText.element("name", title))</author>\n"
    xml += XMLText.element("generator", "Ledewatch")
    if case .archive = position { xml += "<fh:archive/>\n" }
    for (relation, address) in links(base: base, hub: hub) {
      xml += XMLText.empty("link", [("rel", relation), ("href", address)])
    }
    for deletion in deletions {
      xml += XMLText.empty(
        "at:deleted-entry",
        [
          ("ref", EntryDocument.atomID(deletion.id)),
          ("when", RFC3339.string(from: deletion.version.at)),
        ])
    }
    for item in items { xml += item.document.atomEntry(source: hasSources) }
    return Array((xml + "</feed>\n").utf8)
  }

  static func id(of feed: String) -> String { "urn:ledewatch:feed:\(feed)" }

  private func links(base: String?, hub: String?) -> [(relation: String, address: String)] {
    let prefix = base ?? ""
    func archive(_ number: Int) -> String {
      prefix + FeedDocument.archiveFile(number, of: feed, ".atom")
    }
    var links: [(String, String)] = []
    if base != nil { links.append(("self", prefix + name + ".atom")) }
    if let homePage { links.append(("alternate", homePage)) }
    switch position {
    case .current:
      if let hub { links.append(("hub", hub)) }
      if archiveCount > 0 { links.append(("prev-archive", archive(archiveCount))) }
    case .archive(let number, let isLast):
      links.append(("current", prefix + feed + ".atom"))
      if number > 1 { links.append(("prev-archive", archive(number - 1))) }
      if !isLast { links.append(("next-archive", archive(number + 1))) }
    }
    return links
  }
}

extension EntryDocument {
  /// Returns the item of a feed as an Atom entry.
  /// - Parameter source: whether the entry names the feed of its source.
  func atomEntry(source showsSource: Bool) -> String {
    let language = language.map { " xml:lang=\"\(XMLText.escaped($0))\"" } ?? ""
    var xml = "<entry\(language)>\n"
    xml += XMLText.element("id", EntryDocument.atomID(id))
    xml += XMLText.element("title", title ?? "")
    xml += XMLText.element("updated", details.at ?? RFC3339.string(from: .epoch))
    if let datePublished { xml += XMLText.element("published", datePublished) }
    for author in authors ?? [] where !author.name.isEmpty {
      xml += "<author>\(XMLText.element("name", author.name))</author>\n"
    }
    if let url {
      xml += XMLText.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", url)])
    }
    for tag in tags ?? [] where !tag.isEmpty { xml += XMLText.empty("category", [("term", tag)]) }
    if let summary { xml += XMLText.element("summary", summary) }
    if let contentHTML {
      xml += XMLText.element("content", contentHTML, [("type", "html")])
    } else {
      xml += XMLText.element("content", contentText ?? "")
    }
    if showsSource, let source = details.source {
      let id = XMLText.element("id", FeedDocument.id(of: source))
      let updated = XMLText.element("updated", details.at ?? RFC3339.string(from: .epoch))
      xml += "<source>\(id)\(XMLText.element("title", source))\(updated)</source>\n"
    }
    return xml + "</entry>\n"
  }

  /// Returns the URN of an article. Ids of articles have letters and digits only, unless a person changed
  /// an entry from which a ledger was rebuilt.
  static func atomID(_ id: String) -> String {
    "urn:ledewatch:"
      + id.utf8.map { byte in
        let isPlain =
          (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        if isPlain { return String(UnicodeScalar(byte)) }
        return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }.joined()
  }
}
