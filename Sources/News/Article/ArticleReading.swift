import HTML

/// An article page, read: every part of the reading, so that it can be explained.
struct ArticleReading {
  let facts: PageFacts
  let headline: Headline
  let body: BodyFinder
  let article: Article

  init(_ page: Page, context: ReadingContext, teaser: Teaser?) {
    let document = Document(
      page.bytes, transportCharset: page.transportCharset, charsetOverride: page.charsetOverride,
      language: context.language)
    let facts = PageFacts(document)
    let outline = Outline(document)
    let headline = Headline(outline, facts: facts, address: page.address, teaser: teaser)
    let body = BodyFinder(outline, headline: headline, facts: facts)
    let base = facts.base.flatMap(page.address.resolving) ?? page.address
    // A page whose program shows the story has it in its data.
    let embedded =
      body.keptProse < 200
      ? EmbeddedStory.find(in: document, facts: facts, headline: headline) : nil
    let told = embedded ?? body
    let story = Story(told, base: base)

    var article = Article()
    article.text = story.text
    article.headline = headline.told(over: article.text) ?? teaser?.headline
    article.html = story.html
    article.lede = body.standfirstText ?? told.kept.first.map(told.outline.string(of:))
    article.authors = Byline(outline, body: body, facts: facts).people
    var dateContext = context
    if dateContext.language == nil { dateContext.language = facts.language }
    let dates = ArticleDates(
      outline, body: body, facts: facts, address: page.address, reader: DateReader(dateContext),
      teaser: teaser)
    article.published = dates.published
    article.modified = dates.modified
    article.language = [facts.language, facts.linked.article.language].compactMap(\.self)
      .first(where: Self.isLanguage)
    article.image = facts.image.flatMap { base.resolving($0)?.string }
    article.tags = facts.tags
    article.canonical = facts.canonical.flatMap(base.resolving)

    article.dateline = told.kept.first.map(told.outline.string(of:)).flatMap(Dateline.find)
    article.extraction =
      Judgement(
        text: article.text, prose: told.keptProse,
        paragraphs: told.kept.count { told.hasProse($0) }, headline: article.headline,
        title: facts.title, saysArticle: facts.saysArticle,
        other: outline.text.count, teaser: teaser
      ).extraction(of: page)

    self.facts = facts
    self.headline = headline
    self.body = body
    self.article = article
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
