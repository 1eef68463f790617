import HTML

/// The candidates for the headline of an article: headings, metadata, the title of the page and the
/// headline of the teaser.
struct HeadlineCandidates {
  struct Candidate {
    var text: String
    var words: [UInt64]
    /// The index of the outline element that shows the text; nil for text that is not visible.
    var element: Int?
    /// The score of the candidate before votes.
    var baseScore: Double
    /// The weight of its vote for other candidates.
    var voteWeight: Double
    /// Whether the element is an `h1`.
    var isFirstLevel = false
  }

  private(set) var candidates: [Candidate] = []
  /// The words of headings that name the site.
  private var mastheads: [[UInt64]] = []
  private var sites: [String]
  /// The words of headlines in metadata and of parts of the page's title.
  private lazy var declared = Self.words(of: texts + [title].compactMap(\.self)) {
    SiteName.parts(of: $0)
  }
  /// The words of whole headlines in metadata.
  private lazy var headlines = Self.words(of: texts) { SiteName.parts(of: $0, colon: false) }
  /// The headlines in metadata, and the title of the page.
  private let texts: [String]
  private let title: String?

  init(_ tree: BlockTree, metadata: PageMetadata, host: String, teaser: Teaser?) {
    texts =
      metadata.linked.article.headlines.prefix(1)
      + [metadata.first("og:title"), metadata.first("citation_title")].compactMap(\.self)
    title = metadata.title
    sites = metadata.siteNames + SiteName.names(in: host)
    sites += (texts + [title].compactMap(\.self)).compactMap { SiteName.end(of: $0, like: host) }
    addHeadings(of: tree, metadata)
    addMetadata(metadata, shown: candidates.map(\.words))
    add(teaser?.headline, baseScore: 0.1, voteWeight: 1)
  }

  private mutating func add(
    _ text: String?, element: Int? = nil, isFirstLevel: Bool = false, baseScore: Double,
    voteWeight: Double
  ) {
    guard let text, !text.isEmpty, candidates.count < 40 else { return }
    let words = TextSimilarity.words(text)
    guard !words.isEmpty, words.count < 80 else { return }
    candidates.append(
      Candidate(
        text: text, words: words, element: element, baseScore: baseScore, voteWeight: voteWeight,
        isFirstLevel: isFirstLevel))
  }

  private mutating func addHeadings(of tree: BlockTree, _ metadata: PageMetadata) {
    let siteWords = sites.map { TextSimilarity.words($0) }
    var order = 0
    for (index, element) in tree.elements.enumerated() {
      guard let baseScore = Self.baseScore(element), !element.blocks.isEmpty,
        element.blocks.count <= 6
      else { continue }
      guard element.blocks.reduce(0, { $0 + tree.blocks[$1].bytes.count }) < 600 else { continue }
      let node = tree.document[element.node]
      let whole = element.blocks.map(tree.string(of:)).joined(separator: " ")
      // The first headings show the headline.
      let isHigh =
        order < 8 && baseScore >= 0.3
        && (element.name != .h2 || !candidates.contains(where: \.isFirstLevel))
      let text = isHigh ? headline(of: node, whole: whole) : whole
      let words = TextSimilarity.words(text)
      if siteWords.contains(words) { continue }
      // A link to the front page is the name of the site.
      if isHigh, element.blocks.allSatisfy({ tree.blocks[$0].linkLength > 0 }),
        Self.leadsHome(node),
        !metadata.linked.article.headlines.contains(where: { TextSimilarity.words($0) == words })
      {
        sites.append(text)
        mastheads.append(words)
        continue
      }
      if Self.isMasthead(index, tree), !Self.isDeclared(text, metadata) {
        mastheads.append(words)
        continue
      }
      add(
        text, element: index, isFirstLevel: element.name == .h1,
        baseScore: baseScore - min(Double(order), 20) * 0.02,
        voteWeight: 0.4 * baseScore)
      order += 1
      if order > 24 { break }
    }
  }

  /// Returns the words of texts and of their parts.
  private static func words(of texts: [String], parts: (String) -> [String]) -> [[UInt64]] {
    texts.filter { $0.utf8.count <= SiteName.maximumLength }.flatMap { text in
      ([text] + parts(text)).map { TextSimilarity.words($0) }
    }
  }

  /// Returns the headline in a heading, without kickers and the name of the site.
  private mutating func headline(of node: Node, whole: String) -> String {
    var text = whole
    if node.firstElementChild != nil {
      let pieces = HeadingPieces(node)
      if !pieces.isEmpty {
        text = pieces.headline(declared: declared, headlines: headlines) ?? whole
      }
    }
    return SiteName.withoutEnd(text, sites: sites)
  }

  /// Whether the first link in a heading leads to the root of a site.
  private static func leadsHome(_ node: Node) -> Bool {
    guard
      let link = node.descendants.first(where: { $0.isElement(.a) })
        ?? node.ancestors.prefix(2).first(where: { $0.isElement(.a) }), let href = link[.href]
    else { return false }
    if href == "/" || href == "./" || href == "../" { return true }
    guard let mark = href.firstRange(of: "://") else { return false }
    let rest = href[mark.upperBound...]
    return rest.firstIndex(of: "/").map { rest.index(after: $0) == rest.endIndex } ?? true
  }

  /// - Parameter shown: the words of the visible headings.
  private mutating func addMetadata(_ metadata: PageMetadata, shown: [[UInt64]]) {
    let names = sites.map { TextSimilarity.words($0) }
    func stripped(_ text: String?) -> String? {
      guard let text, text.utf8.count <= SiteName.maximumLength else { return nil }
      return SiteName.strip(text, names: names, shown: shown)
    }
    for headline in metadata.linked.article.headlines.prefix(1) {
      add(stripped(headline), baseScore: 0.25, voteWeight: 1)
    }
    add(stripped(metadata.first("og:title")), baseScore: 0.2, voteWeight: 1)
    add(stripped(metadata.first("twitter:title")), baseScore: 0.05, voteWeight: 0.5)
    add(
      stripped(metadata.first("headline", "dc.title", "dcterms.title", "citation_title", "title")),
      baseScore: 0,
      voteWeight: 0.4)
    // A title that equals the masthead says nothing about the article.
    if let title = stripped(metadata.title), !mastheads.contains(TextSimilarity.words(title)) {
      add(title, baseScore: 0.1, voteWeight: 0.8)
    }
  }

  private static func baseScore(_ element: BlockTree.BlockElement) -> Double? {
    let named = element.roles.contains(.headline) ? 0.3 : 0
    switch element.name {
    case .h1: return 1 + named
    case .h2: return 0.35 + named
    case .h3: return 0.15 + named
    default: return element.roles.contains(.headline) ? 0.3 : nil
    }
  }

  /// Whether metadata contains a headline like this one.
  private static func isDeclared(_ text: String, _ metadata: PageMetadata) -> Bool {
    let words = TextSimilarity.words(text)
    let declared =
      metadata.linked.article.headlines.prefix(1) + (metadata.meta["og:title"] ?? []).prefix(1)
      + (metadata.meta["twitter:title"] ?? []).prefix(1)
    if declared.contains(where: { TextSimilarity.similarity(words, TextSimilarity.words($0)) > 0.5 }
    ) {
      return true
    }
    guard declared.isEmpty, let title = metadata.title.map({ TextSimilarity.words($0) }) else {
      return false
    }
    return title.count > words.count && TextSimilarity.similarity(words, title) > 0.5
  }

  /// Whether a heading is the masthead: in a header together with the navigation.
  private static func isMasthead(_ index: Int, _ tree: BlockTree) -> Bool {
    var up = tree.elements[index].parent
    var header: Int?
    while up > 0 {
      let element = tree.elements[up]
      if element.name == .article || element.name == .main { return false }
      if element.name == .header || element.roles.contains(.navigation) { header = header ?? up }
      up = element.parent
    }
    guard let header else { return false }
    return (header..<tree.elements[header].endElement).contains {
      tree.elements[$0].name == .nav
    }
  }
}
