import HTML

/// The authors of an article, in page order.
struct Byline {
  private(set) var people: [String] = []

  init(_ tree: BlockTree, body: BodyFinder, metadata: PageMetadata) {
    let names = AuthorNames(sites: metadata.siteNames)
    let linked = metadata.linked
    people = Self.firstNonEmpty([
      { names.people(in: linked.article.authors) },
      { names.people(in: metadata.meta["author"] ?? []) },
      { names.people(in: Self.metaAuthors(in: metadata)) },
    ])
    guard people.isEmpty else { return }
    let visible = VisibleByline(tree, body: body)
    let declared =
      linked.article.authors.isEmpty ? linked.article.organizations : linked.article.authors
    people = Self.firstNonEmpty([
      { visible.people },
      { names.people(in: linked.page.authors) },
      // If no person is named, a user name counts.
      { visible.logins.filter { !names.isSite($0) } },
      {
        Self.logins(
          linked.article.authors + linked.page.authors + Self.metaAuthors(in: metadata))
      },
      // Without a user name, the agency or the desk that the page names as author counts.
      { AuthorNames.labels(in: declared.filter { !names.isSite($0) }) },
      { AuthorNames.labels(in: visible.labels) },
      { AuthorNames.labels(in: metadata.meta["author"] ?? []) },
      { AuthorNames.labels(in: declared.filter(names.isSite)) },
    ])
  }

  private static func firstNonEmpty(_ sources: [() -> [String]]) -> [String] {
    for source in sources {
      let names = source()
      if !names.isEmpty { return names }
    }
    return []
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

/// The names in lists of authors.
private struct AuthorNames {
  /// The words of the site's names, which are no authors.
  private let sites: Set<[UInt64]>

  init(sites: [String]) { self.sites = Set(sites.map { TextSimilarity.words($0) }) }

  func isSite(_ name: String) -> Bool { sites.contains(TextSimilarity.words(name)) }

  /// Returns the names of people, each once.
  func people(in texts: [String]) -> [String] {
    var found: [String] = []
    for text in texts.prefix(30) where !isSite(text) {
      for name in PersonNames.split(text) where !isSite(name) {
        if !found.contains(where: { TextSimilarity.words($0) == TextSimilarity.words(name) }) {
          found.append(name)
        }
      }
    }
    return Array(found.prefix(20))
  }

  /// Returns texts that can name an agency or a desk, each once.
  static func labels(in texts: [String]) -> [String] {
    var names: [String] = []
    for name in texts.prefix(5).map({ TextCleaner.clean($0) })
    where PersonNames.isLabel(name) && !names.contains(name) {
      names.append(name)
    }
    return names
  }
}
