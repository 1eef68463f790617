import HTML
import WebURL

/// The feeds that a page announces.
enum AnnouncedFeeds {
  /// The media types of feeds, from the autodiscovery rules of the HTML standard and from JSON Feed
  /// 1.1.
  private static let types: Set<String> = [
    "application/atom+xml", "application/feed+json", "application/rss+xml",
  ]
  private static let maximum = 20

  /// Returns the addresses of `<link rel=alternate>` elements with a feed type and of `rel=feed`,
  /// each once.
  static func announced(by document: Document, base: WebURL) -> [WebURL] {
    var found: [WebURL] = []
    for node in document.links where found.count < maximum {
      guard node.withAttribute(.rel, mayAnnounce) == true,
        let rel = node[.rel]?.lowercased().split(separator: " "),
        rel.contains("feed") || rel.contains("alternate") && isFeed(type: node[.type]),
        let href = node[.href], let address = base.resolving(href), !found.contains(address)
      else { continue }
      found.append(address)
    }
    return found
  }

  private static func mayAnnounce(_ rel: UnsafeBufferPointer<UInt8>) -> Bool {
    rel.containsLetters(of: "feed") || rel.containsLetters(of: "alternate")
  }

  private static func isFeed(type: String?) -> Bool {
    guard let type else { return false }
    return types.contains(String(type.lowercased().prefix { $0 != ";" && $0 != " " }))
  }
}

extension Document {
  /// The `link` elements of the head and of the start of the body, because a stray tag in the head
  /// ends the head early.
  var links: [Node] {
    var found: [Node] = []
    var start = 1
    let end = min(nodeCount, 4_000)
    while found.count < 200,
      let index = firstElementIndex(from: start, before: end, where: { $0 == .link })
    {
      start = index + 1
      if self[index].isElement(.link) { found.append(self[index]) }
    }
    return found
  }
}
