import HTML

/// Links of the body to other sites: sources, products, recommended pages.
extension BodyFinder {
  /// Whether a mostly linked block of the main column leads to another site. Labels that are repeated,
  /// such as those of shops, are no references.
  mutating func isReference(_ i: Int) -> Bool {
    guard let site, mainColumn.contains(i), isTrusted(i) || isListItem(i) || isHeading(i),
      let host = linkedHost(of: i), let other = Self.domain(of: host), other != site
    else { return false }
    let repeated = repeatedLinks ?? findRepeatedLinks()
    repeatedLinks = repeated
    return !repeated.contains(textHash(i))
  }

  private func findRepeatedLinks() -> Set<UInt64> {
    var seen: Set<UInt64> = []
    var repeated: Set<UInt64> = []
    for i in mainColumn where tree.blocks[i].linkLength * 2 > tree.blocks[i].length {
      let hash = textHash(i)
      if !seen.insert(hash).inserted { repeated.insert(hash) }
    }
    return repeated
  }

  private func textHash(_ i: Int) -> UInt64 {
    tree.withBytes(of: i) { bytes in
      var hash = TextHash.offsetBasis
      for byte in bytes.prefix(200) { hash = TextHash.adding(byte, to: hash) }
      return hash
    }
  }

  /// Returns the host of the link that begins a block, or contains it.
  private func linkedHost(of i: Int) -> Substring? {
    let nodes = tree.blocks[i].nodes
    var node = tree.document[nodes.lowerBound].parent
    for _ in 0..<5 {
      guard let element = node, element.isElement else { break }
      if element.name == .a { return element[.href].flatMap(Self.host) }
      node = element.parent
    }
    for index in nodes.prefix(40) where tree.document[index].isElement(.a) {
      return tree.document[index][.href].flatMap(Self.host)
    }
    return nil
  }

  /// Returns the registered name in a host: `example` for `news.example.co.uk`.
  static func domain(of host: Substring?) -> Substring? {
    guard let host else { return nil }
    var labels = host.split(separator: ".")
    if labels.count > 1 { labels.removeLast() }
    if labels.count > 1, let last = labels.last, secondLevels.contains(last) { labels.removeLast() }
    return labels.last
  }

  /// Labels below the domains of countries, under which names are registered.
  private static let secondLevels: Set<Substring> = [
    "ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "nom", "or", "org",
  ]
}
