import Dates
import HTML

/// The extraction of one article page, with its intermediate results for explanations.
struct ArticleExtractor {
  let metadata: PageMetadata
  let headline: Headline
  let body: BodyFinder
  let article: Article

  /// - Parameter before: the article as extracted from the preceding pages, if it is split over
  ///   several.
  init(_ page: Page, context: ReadingContext, teaser: Teaser?, before: Article? = nil) {
    let document = Document(page, context: context)
    let metadata = PageMetadata(document)
    var selected = SelectedParts(context.article, in: document)
    let tree = BlockTree(document, without: selected.removed)
    let headline = Self.headline(tree, metadata, page, selected, teaser)
    let body = BodyFinder(tree, headline: headline, metadata: metadata, selected: selected)
    let base = metadata.base.flatMap(page.address.resolving) ?? page.address
    // Pages rendered by a script carry the body in their data.
    let embedded =
      body.keptProse < 200 && selected.nodes[.body] == nil
      ? EmbeddedBody.find(in: document, metadata: metadata, headline: headline) : nil
    var told = embedded ?? body
    let prose = told.keptProse
    if let before { told.removeRepeated(from: before) }
    let image = LeadImage(told, metadata: metadata, base: base)
    if selected.nodes[.body] == nil { told.removeCaption(image.caption) }
    let story = BodyRenderer(told, base: base)

    var article = Article()
    article.text = story.text
    article.headline = headline.text(forBody: article.text) ?? teaser?.headline
    article.html = story.html
    article.lede =
      selected.text(.lede) ?? body.standfirstText ?? told.kept.first.map(told.tree.string(of:))
    let people = selected.people
    article.authors =
      people.isEmpty ? Byline(tree, body: body, metadata: metadata).people : people
    var dateContext = context
    if dateContext.language == nil { dateContext.language = metadata.language }
    let reader = DateReader(dateContext)
    let dates = ArticleDates(
      tree, body: body, metadata: metadata, address: page.address, reader: reader, teaser: teaser)
    let chosen = selected.date(reader)
    if chosen == nil, let selector = context.article.selectors[.date], selected.nodes[.date] != nil
    {
      selected.add(error: "date: “\(selector)” matches no date")
    }
    article.published = chosen ?? dates.published
    article.modified = dates.modified
    article.language = [metadata.language, metadata.linked.article.language].compactMap(\.self)
      .first(where: Self.isLanguage)
    article.image = image.address
    article.imageCaption = image.caption
    article.tags = metadata.tags
    article.section = metadata.section
    article.canonical = metadata.canonical.flatMap(base.resolving)
    article.nextPage = ArticleContinuation.find(
      in: document, pages: before?.pages ?? [], page: page.address, base: base)
    article.pages = [page.address]

    article.dateline = told.kept.first.map(told.tree.string(of:)).flatMap(Dateline.find)
    article.selectorErrors = selected.errors
    article.extraction =
      ExtractionAssessment(
        text: article.text, prose: prose,
        paragraphs: told.kept.count { told.hasProse($0) }, headline: article.headline,
        title: metadata.title, declaresArticle: metadata.declaresArticle,
        other: tree.text.count, teaser: teaser,
        isSelected: selected.nodes[.body] != nil, isContinuation: before != nil,
        language: context.language
      ).extraction(of: page).downgraded(by: selected.errors)

    self.metadata = metadata
    self.headline = headline
    self.body = body
    self.article = article
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
