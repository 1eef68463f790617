import HTML

/// The authors of an article, in page order.
struct Byline {
  private(set) var people: [String] = []

  init(_ tree: BlockTree, body: BodyFinder, metadata: PageMetadata) {
    let sites = Set(metadata.siteNames.map { TextSimilarity.words($0) })
    func people(in texts: [String]) -> [String] {
      var found: [String] = []
      for text in texts.prefix(30) where !sites.contains(TextSimilarity.words(text)) {
        for name in PersonNames.split(text) where !sites.contains(TextSimilarity.words(name)) {
          if !found.contains(where: { TextSimilarity.words($0) == TextSimilarity.words(name) }) {
            found.append(name)
          }
        }
      }
      return Array(found.prefix(20))
    }
    let declared: [() -> [String]] = [
      { people(in: metadata.linked.article.authors) },
      { people(in: metadata.meta["author"] ?? []) },
      { people(in: Self.metaAuthors(in: metadata)) },
    ]
    for source in declared {
      self.people = source()
      if !self.people.isEmpty { return }
    }
    let visible = VisibleByline(tree, body: body)
    let sources: [() -> [String]] = [
      { visible.people },
      { people(in: metadata.linked.page.authors) },
      // If no person is named, a user name counts.
      { visible.logins.filter { !sites.contains(TextSimilarity.words($0)) } },
      {
        Self.logins(
          metadata.linked.article.authors + metadata.linked.page.authors
            + Self.metaAuthors(in: metadata))
      },
    ]
    for source in sources {
      self.people = source()
      if !self.people.isEmpty { return }
    }
    // Without a user name, the agency or the desk that the page names as author counts.
    let linked = metadata.linked.article
    let named = linked.authors.isEmpty ? linked.organizations : linked.authors
    let own = named.filter { sites.contains(TextSimilarity.words($0)) }
    let others = named.filter { !sites.contains(TextSimilarity.words($0)) }
    for source in [others, visible.labels, metadata.meta["author"] ?? [], own] {
      for name in source.prefix(5).map({ TextCleaner.clean($0) }) where PersonNames.isLabel(name) {
        if !self.people.contains(name) { self.people.append(name) }
      }
      if !self.people.isEmpty { return }
    }
  }

  /// Returns the author given in `meta` elements other than `author`.
  private static func metaAuthors(in metadata: PageMetadata) -> [String] {
    let keys = [
      "article:author", "dc.creator", "dc:creator", "dcterms.creator", "dcterms:creator",
      "parsely-author", "sailthru.author", "byl", "article:author_name", "citation_author",
      "cxenseparse:author", "creator",
    ]
    for key in keys {
      if let values = metadata.meta[key], !values.allSatisfy({ $0.contains("://") }) {
        return values
      }
    }
    // Twitter cards carry labelled values; the first label is usually the author's.
    for number in 1...2 {
      guard let label = metadata.first("twitter:label\(number)"),
        let value = metadata.first("twitter:data\(number)"), PersonNames.announcesWriter(label)
      else { continue }
      return [value]
    }
    return []
  }

  private static func logins(_ texts: [String]) -> [String] {
    texts.prefix(3).map { TextCleaner.clean($0) }.filter {
      !$0.contains(" ") && (3...30).contains($0.count) && PersonNames.isLabel($0)
        && !PersonNames.isDesk($0)
    }
  }
}
