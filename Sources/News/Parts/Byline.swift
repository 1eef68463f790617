import HTML

/// The authors of an article, in page order.
struct Byline {
  private(set) var people: [String] = []

  init(_ tree: BlockTree, body: BodyFinder, metadata: PageMetadata) {
    let names = AuthorNames(sites: metadata.siteNames)
    let linked = metadata.linked
    let declared = Self.declaredPeople(names, metadata)
    if !declared.isEmpty, names.people(in: linked.article.authors).count == declared.count,
      declared.allSatisfy(PersonNames.isFullName)
    {
      people = declared
      return
    }
    let visible = VisibleByline(tree, body: body, isSought: declared.isEmpty)
    let shown = names.withoutSites(visible.people, of: metadata)
    people = Self.chosen(declared: declared, shown: shown, isExplicit: visible.isExplicit)
    guard people.isEmpty else { return }
    let labels =
      linked.article.authors.isEmpty ? linked.article.organizations : linked.article.authors
    people = Self.firstNonEmpty([
      { names.people(in: linked.page.authors) },
      // The owner of a site that has the owner's name.
      {
        (linked.article.authors + (metadata.meta["author"] ?? []).prefix(1)).filter {
          names.isSite($0) && PersonNames.isFullName($0)
        }.prefix(1).map(\.self)
      },
      // If no person is named, a user name counts.
      { visible.logins.filter { !names.isSite($0) } },
      {
        Self.logins(
          linked.article.authors + linked.page.authors + Self.metaAuthors(in: metadata))
      },
      // Without a user name, the agency or the desk that the page names as author counts.
      { AuthorNames.labels(in: labels.filter { !names.isSite($0) }) },
      { AuthorNames.labels(in: visible.labels) },
      { AuthorNames.labels(in: metadata.meta["author"] ?? []) },
      { AuthorNames.labels(in: labels.filter(names.isSite)) },
      { AuthorNames.labels(in: Self.metaAuthors(in: metadata)) },
      { visible.people },
    ])
  }

  /// Returns the people that metadata name as authors.
  private static func declaredPeople(_ names: AuthorNames, _ metadata: PageMetadata) -> [String] {
    let linked = names.people(in: metadata.linked.article.authors)
    let meta = names.people(in: metadata.meta["author"] ?? [])
    // JSON-LD may name only the first author.
    if linked.count == 1, meta.count > 1, meta.contains(linked[0]) { return meta }
    return firstNonEmpty([
      { linked }, { meta }, { names.people(in: Self.metaAuthors(in: metadata)) },
    ])
  }

  /// Chooses between the declared people and those that the page shows, who are the authors if
  /// metadata has no full name of a person.
  private static func chosen(declared: [String], shown: [String], isExplicit: Bool) -> [String] {
    guard !declared.isEmpty, !shown.isEmpty else { return declared.isEmpty ? shown : declared }
    let words = Set(declared.flatMap { TextSimilarity.words($0) })
    let isSame = shown.contains { !words.isDisjoint(with: TextSimilarity.words($0)) }
    if declared.contains(where: PersonNames.isFullName) {
      return isSame || !isExplicit ? declared : shown
    }
    return isSame || declared.allSatisfy { $0.contains(" ") } ? shown : declared
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
      "article:author", "citation_author", "citation_authors", "dc.creator", "dc:creator",
      "dcterms.creator", "dcterms:creator", "parsely-author", "sailthru.author", "byl",
      "article:author_name", "cxenseparse:author", "creator", "og:article:author",
    ]
    for key in keys {
      if let values = metadata.meta[key], !values.allSatisfy({ $0.contains("://") }) {
        return key.hasPrefix("citation") || key.hasPrefix("dc") ? values.map(inOrder) : values
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

  /// Returns a name whose family name stands first, as in catalogues, in the usual order: "Brandt,
  /// Ida".
  private static func inOrder(_ name: String) -> String {
    let parts = name.split(separator: ", ")
    guard parts.count == 2, !parts[0].contains(" "), parts[1].split(separator: " ").count <= 3
    else {
      return name
    }
    return "\(parts[1]) \(parts[0])"
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
  /// The letters of the site's names, which are no authors.
  private let sites: [String]

  init(sites: [String]) {
    self.sites = sites.prefix(12).map(Self.letters).filter { $0.utf8.count >= 2 }
  }

  private static func letters(_ name: String) -> String {
    let name = name.lowercased()
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
      return name.filter { $0.isLetter || $0.isNumber }
    }
    let letters = name.utf8.filter { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Whether a name is the site's, also with a domain or the form of a company after it.
  func isSite(_ name: String) -> Bool {
    let letters = Self.letters(name)
    return sites.contains { letters == $0 || $0.utf8.count >= 8 && letters.hasPrefix($0) }
  }

  /// Returns the names of people, each once.
  func people(in texts: [String]) -> [String] {
    var found: [String] = []
    for text in texts.prefix(30).map(withoutSite) where !isSite(text) {
      for name in PersonNames.split(text) where !isSite(name) {
        if !found.contains(where: { TextSimilarity.words($0) == TextSimilarity.words(name) }) {
          found.append(name)
        }
      }
    }
    return Array(found.prefix(20))
  }

  /// Returns a person's name without the site's, which a dash joins to it.
  private func withoutSite(_ text: String) -> String {
    guard text.utf8.containsBytes(" - ".utf8) else { return text }
    let parts = text.split(separator: " - ").map(String.init)
    let others = parts.filter { !isSite($0) }
    let areNames = parts.count > 1 && parts.allSatisfy(PersonNames.isFullName)
    return areNames || others.count < parts.count && others.count == 1
      ? others.joined(separator: ", ") : text
  }

  /// Returns names without those of the site; after the first name, the end of the title can be one
  /// of them too.
  func withoutSites(_ names: [String], of metadata: PageMetadata) -> [String] {
    let title = metadata.title.map(Self.letters) ?? ""
    return names.enumerated().filter { place, name in
      !isSite(name) && (place == 0 || !title.hasSuffix(Self.letters(name)))
    }.map(\.element)
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
