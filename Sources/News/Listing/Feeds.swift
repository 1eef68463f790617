import HTML

/// The feeds a page announces.
enum Feeds {
  /// Media types of feeds, as the HTML standard's autodiscovery and JSON Feed 1.1 name them.
  private static let types: Set<String> = [
    "application/atom+xml", "application/feed+json", "application/rss+xml",
  ]
  private static let maximum = 20

  /// `<link rel=alternate>` of a feed's type, each address once.
  static func announced(by document: Document, base: Address) -> [Address] {
    var found: [Address] = []
    for node in document.links where found.count < maximum {
      guard let type = node[.type]?.lowercased(),
        types.contains(String(type.prefix { $0 != ";" && $0 != " " })),
        let rel = node[.rel]?.lowercased(), rel.split(separator: " ").contains("alternate"),
        let href = node[.href], let address = base.resolving(href), !found.contains(address)
      else { continue }
      found.append(address)
    }
    return found
  }
}

extension Document {
  /// The `<link>` elements of the head, and of the beginning of the body: a stray tag in the head
  /// puts what follows there.
  var links: [Node] {
    (1..<max(1, min(nodeCount, 4_000))).lazy.map { self[$0] }.filter { $0.isElement(.link) }
      .prefix(200).map { $0 }
  }
}
