import HTML

/// The metadata of a page: `meta` elements, title, links and JSON-LD.
struct PageMetadata {
  /// The contents of `meta` elements by lower-cased `property`, `name` or `itemprop`, in document
  /// order.
  private(set) var meta: [String: [String]] = [:]
  private(set) var title: String?
  private(set) var canonical: String?
  private(set) var base: String?
  private(set) var language: String?
  private(set) var linked = LinkedData()

  /// Creates empty metadata.
  init() {}

  init(_ document: Document) {
    var scripts: [Node] = []
    var count = 0
    var next = 0
    while let index = document.firstElementIndex(
      from: next, before: document.nodeCount, where: Self.isRead)
    {
      next = index + 1
      let node = document[index]
      switch node.name {
      case .meta:
        count += 1
        if count <= 500 { add(node) }
      case .title where title == nil:
        title = MarkupText.plain(node.textContent)
      case .link where canonical == nil:
        if node[.rel]?.lowercased() == "canonical" { canonical = node[.href] }
      case .base where base == nil: base = node[.href]
      case .html where language == nil: language = node[.lang]
      case .script:
        if node[.type]?.lowercased().hasPrefix("application/ld+json") == true {
          scripts.append(node)
        }
      default: break
      }
    }
    linked = LinkedData(scripts, in: document)
  }

  private static func isRead(_ name: Name) -> Bool {
    switch name {
    case .meta, .title, .link, .base, .html, .script: true
    default: false
    }
  }

  private mutating func add(_ node: Node) {
    guard let content = node[.content] ?? node["value"] else { return }
    let text = MarkupText.plain(content)
    guard !text.isEmpty else { return }
    for name in [Name.property, .name, .itemprop] {
      guard let keys = node[name] else { continue }
      for key in keys.utf8.split(separator: 0x20) {
        meta[Substring(key).lowercased(), default: []].append(text)
      }
    }
    if let kind = node["http-equiv"]?.lowercased() {
      meta["http-equiv:" + kind, default: []].append(text)
    }
  }

  /// Returns the first value of the first key that has one.
  func first(_ keys: String...) -> String? {
    for key in keys { if let value = meta[key]?.first { return value } }
    return nil
  }

  /// The names of the site and its publisher.
  var siteNames: [String] {
    [
      first("og:site_name"), first("application-name"), linked.article.publisher,
      first("apple-mobile-web-app-title"), first("publisher"), first("dc.publisher"),
      first("al:ios:app_name"),
    ]
    .compactMap(\.self)
  }

  /// Whether the metadata declares the page as an article.
  var declaresArticle: Bool {
    linked.found || first("og:type")?.lowercased().hasSuffix("article") == true
      || meta["article:published_time"] != nil
  }

  /// The section of the site the article belongs to.
  var section: String? {
    (linked.article.section.first ?? first("article:section", "og:article:section", "section"))
      .map { MarkupText.plain($0) }.flatMap { (1...120).contains($0.utf8.count) ? $0 : nil }
  }

  /// The address of the lead image, as written.
  var image: String? {
    first("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
      ?? linked.article.image
  }

  /// Sections and keywords, each once, in document order.
  var tags: [String] {
    let lists =
      linked.article.section + (meta["article:section"] ?? [])
      + (meta["article:tag"] ?? []) + linked.article.keywords
      + (meta["news_keywords"] ?? meta["keywords"] ?? [])
    var seen: Set<String> = []
    var tags: [String] = []
    for list in lists {
      for part in list.split(separator: ",") {
        let tag = MarkupText.plain(part)
        guard !tag.isEmpty, tag.utf8.count <= 120, tags.count < 40 else { continue }
        if seen.insert(tag.lowercased()).inserted { tags.append(tag) }
      }
    }
    return tags
  }
}
