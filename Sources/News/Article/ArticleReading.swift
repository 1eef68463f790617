import Dates
import HTML

/// An article page, read: every part of the reading, so that it can be explained.
struct ArticleReading {
  let facts: PageFacts
  let headline: Headline
  let body: BodyFinder
  let article: Article

  /// - Parameter before: the article as read from the pages before this one, where it goes over
  ///   several.
  init(_ page: Page, context: ReadingContext, teaser: Teaser?, before: Article? = nil) {
    let document = Document(page, context: context)
    let facts = PageFacts(document)
    var selected = Selected(context.article, in: document)
    let outline = Outline(document, without: selected.removed)
    let headline = Self.headline(outline, facts, page, selected, teaser)
    let body = BodyFinder(outline, headline: headline, facts: facts, selected: selected)
    let base = facts.base.flatMap(page.address.resolving) ?? page.address
    // A page whose program shows the story has it in its data.
    let embedded =
      body.keptProse < 200 && selected.nodes[.body] == nil
      ? EmbeddedStory.find(in: document, facts: facts, headline: headline) : nil
    var told = embedded ?? body
    let prose = told.keptProse
    if let before { told.cutRepeated(from: before) }
    let image = LeadImage(told, facts: facts, base: base)
    if selected.nodes[.body] == nil { told.cutCaption(image.caption) }
    let story = Story(told, base: base)

    var article = Article()
    article.text = story.text
    article.headline = headline.told(over: article.text) ?? teaser?.headline
    article.html = story.html
    article.lede =
      selected.text(.lede) ?? body.standfirstText ?? told.kept.first.map(told.outline.string(of:))
    let people = selected.people
    article.authors =
      people.isEmpty ? Byline(outline, body: body, facts: facts).people : people
    var dateContext = context
    if dateContext.language == nil { dateContext.language = facts.language }
    let reader = DateParser(dateContext)
    let dates = ArticleDates(
      outline, body: body, facts: facts, address: page.address, reader: reader, teaser: teaser)
    let chosen = selected.date(reader)
    if chosen == nil, let selector = context.article.selectors[.date], selected.nodes[.date] != nil
    {
      selected.add(fault: "date: what “\(selector)” matches holds no date")
    }
    article.published = chosen ?? dates.published
    article.modified = dates.modified
    article.language = [facts.language, facts.linked.article.language].compactMap(\.self)
      .first(where: Self.isLanguage)
    article.image = image.address
    article.imageCaption = image.caption
    article.tags = facts.tags
    article.section = facts.section
    article.canonical = facts.canonical.flatMap(base.resolving)
    article.nextPage = Continuation.find(
      in: document, pages: before?.pages ?? [], page: page.address, base: base)
    article.pages = [page.address]

    article.dateline = told.kept.first.map(told.outline.string(of:)).flatMap(Dateline.find)
    article.missed = selected.faults
    article.extraction =
      Judgement(
        text: article.text, prose: prose,
        paragraphs: told.kept.count { told.hasProse($0) }, headline: article.headline,
        title: facts.title, saysArticle: facts.saysArticle,
        other: outline.text.count, teaser: teaser,
        isSelected: selected.nodes[.body] != nil, isContinuation: before != nil,
        language: context.language
      ).extraction(of: page).doubting(selected.faults)

    self.facts = facts
    self.headline = headline
    self.body = body
    self.article = article
  }

  private static func headline(
    _ outline: Outline, _ facts: PageFacts, _ page: Page, _ selected: Selected, _ teaser: Teaser?
  ) -> Headline {
    guard let text = selected.text(.headline), let node = selected.nodes[.headline]?.first else {
      return Headline(outline, facts: facts, address: page.address, teaser: teaser)
    }
    let element = outline.elements.firstIndex { $0.node == node.index && !$0.blocks.isEmpty }
    return Headline(selected: text, element: element)
  }

  /// Whether a text can be a language tag (BCP 47).
  private static func isLanguage(_ text: String) -> Bool {
    (2...35).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        $0 == UInt8(ascii: "-") || $0 >= 0x30 && $0 <= 0x39
          || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A
      }
  }
}
