import Dates
import HTML
import WebURL

/// The extraction of one article page, with its intermediate results for explanations.
struct ArticleExtractor {
  let metadata: PageMetadata
  let headline: Headline
  let body: BodyFinder
  private(set) var article = Article()
  private var selected: SelectedParts
  private let tree: BlockTree

  private let document: Document
  private let page: Page
  private let context: ReadingContext
  private let teaser: Teaser?
  private let before: Article?

  /// - Parameter before: the article as extracted from the preceding pages, if it is split over
  ///   several.
  init(_ page: Page, context: ReadingContext, teaser: Teaser?, before: Article? = nil) {
    self.page = page
    self.context = context
    self.teaser = teaser
    self.before = before
    document = Document(page, context: context)
    metadata = PageMetadata(document)
    selected = SelectedParts(context.article, in: document)
    tree = BlockTree(document, without: selected.removed)
    headline = Self.headline(tree, metadata, page, selected, teaser)
    body = BodyFinder(
      tree, headline: headline, metadata: metadata, selected: selected, host: page.address.host)
    extract()
  }

  private mutating func extract() {
    let base = metadata.base.flatMap(page.address.resolving) ?? page.address
    var source = embeddedBody ?? body
    let prose = source.keptProse
    if let before { source.removeRepeated(from: before) }
    let image = LeadImage(source, metadata: metadata, base: base, policy: imagePolicy)
    if selected.nodes[.body] == nil { source.removeCaption(image.caption) }
    article.body = articleBody(source, base: base)
    article.metadata = articleMetadata(source, image: image, base: base)
    article.nextPage = ArticleContinuation.find(
      in: document, pages: before?.pages ?? [], page: page.address, base: base)
    article.pages = [page.address]
    article.selectorErrors = selected.errors
    article.extraction = assessment(of: source, prose: prose).extraction(of: page)
      .downgraded(by: doubts(of: source, prose: prose) + selected.errors)
    article.removeControlCharacters()
  }

  /// The body in the data of a page that a script renders.
  private var embeddedBody: BodyFinder? {
    guard body.keptProse < 200, selected.nodes[.body] == nil else { return nil }
    return EmbeddedBody.find(in: document, metadata: metadata, headline: headline)
  }

  private func articleBody(_ source: BodyFinder, base: WebURL) -> Article.Body {
    let renderer = BodyRenderer(source, base: base, imagePolicy: imagePolicy)
    let text = renderer.text
    return Article.Body(
      lede: selected.text(.lede) ?? body.standfirstText
        ?? Standfirst.declared(in: metadata, text: text) ?? firstParagraph(of: source),
      text: text, html: renderer.html)
  }

  private var imagePolicy: ImagePolicy { ImagePolicy(context, page: page.address) }

  private func firstParagraph(of source: BodyFinder) -> String? {
    source.kept.first.map(source.tree.string(of:))
  }

  private mutating func articleMetadata(
    _ source: BodyFinder, image: LeadImage, base: WebURL
  ) -> Article.Metadata {
    var out = Article.Metadata()
    out.headline =
      plainHeadline ?? headline.text(forBody: article.body.text) ?? teaser?.headline
    let people = selected.people
    out.authors = people.isEmpty ? Byline(tree, body: body, metadata: metadata).people : people
    (out.published, out.modified) = dates()
    out.language = [metadata.language, metadata.linked.article.language].compactMap(\.self)
      .first(where: Self.isLanguage)
    out.image = image.address
    out.imageCaption = image.caption
    out.tags = metadata.tags
    out.section = metadata.section
    out.canonical = metadata.canonical.flatMap(base.resolving)
    out.dateline = firstParagraph(of: source).flatMap(Dateline.find)
    return out
  }

  /// The headline of a page without a heading for it.
  private var plainHeadline: String? {
    guard headline.isWeak, selected.nodes[.headline] == nil, teaser?.headline == nil else {
      return nil
    }
    return PlainHeadline(body, heading: headline, title: metadata.title).text
  }

  private mutating func dates() -> (published: PageDate?, modified: PageDate?) {
    var dateContext = context.dates
    dateContext.language = dateContext.language ?? metadata.language
    dateContext.host = page.address.host
    dateContext.isPublication = true
    let reader = DateParser(dateContext)
    let dates = ArticleDates(
      tree, body: body, metadata: metadata, address: page.address, document: document,
      reader: reader, teaser: teaser,
      today: Day(number: Int((context.now + Int64(context.timeZone.secondsFromGMT())) / 86_400)))
    let chosen = selected.date(reader)
    if chosen == nil, let selector = context.article.selectors[.date], selected.nodes[.date] != nil
    {
      selected.add(error: "date: “\(selector)” matches no date")
    }
    return (chosen ?? dates.published, dates.modified)
  }

  private func assessment(of source: BodyFinder, prose: Int) -> ExtractionAssessment {
    ExtractionAssessment(
      text: article.body.text, prose: prose,
      paragraphs: source.kept.count { source.hasProse($0) }, headline: article.metadata.headline,
      title: metadata.title, declaresArticle: metadata.declaresArticle,
      other: tree.text.count, teaser: teaser,
      isSelected: selected.nodes[.body] != nil, isContinuation: before != nil,
      isScriptShell: {
        ScriptShell.isRecognized(document, text: String(decoding: tree.text, as: UTF8.self))
      },
      language: context.language)
  }

  private func doubts(of source: BodyFinder, prose: Int) -> [String] {
    guard before == nil else { return [] }
    return CompletenessAssessment(
      text: article.body.text, prose: prose, linked: metadata.linked.article, teaser: teaser
    ).doubts(ending: ending(of: source))
  }

  /// Returns the text around the end of the body, where the words of a paywall stand.
  private func ending(of source: BodyFinder) -> () -> [UInt8] {
    {
      let blocks = source.tree.blocks
      let last = source.kept.last ?? 0
      return blocks.dropFirst(max(0, last - 2)).prefix(14).flatMap {
        source.tree.text[$0.bytes] + [10]
      }
    }
  }

  private static func headline(
    _ tree: BlockTree, _ metadata: PageMetadata, _ page: Page, _ selected: SelectedParts,
    _ teaser: Teaser?
  ) -> Headline {
    guard let text = selected.text(.headline), let node = selected.nodes[.headline]?.first else {
      return Headline(tree, metadata: metadata, address: page.address, teaser: teaser)
    }
    let element = tree.elements.firstIndex { $0.node == node.index && !$0.blocks.isEmpty }
    return Headline(selected: text, element: element)
  }

  /// Whether a text has the form of a language tag (BCP 47).
  private static func isLanguage(_ text: String) -> Bool {
    (2...35).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        $0 == UInt8(ascii: "-") || $0 >= 0x30 && $0 <= 0x39
          || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A
      }
  }
}
