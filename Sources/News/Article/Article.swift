import Dates

/// An article, extracted from its page.
package struct Article: Sendable {
  /// The headline without the site's name.
  package var headline: String?
  /// The names of the authors: people, and agencies or desks only if the page names no person.
  package var authors: [String]
  /// The place, and often the date and the agency, at the start of the text: "PYONGYANG, March 14
  /// (KCNA)".
  package var dateline: String?
  /// The date of publication, with time and offset from UTC as far as the page gives them.
  package var published: PageDate?
  /// The date of the last change that the page gives.
  package var modified: PageDate?
  /// The standfirst or the first paragraph.
  package var lede: String?
  /// The body as plain text: paragraphs separated by newlines, without headline, byline and
  /// captions. Code keeps its line breaks.
  package var text: String
  /// The body as safe HTML: allow-listed elements, absolute links, no scripts, styles or event
  /// handlers.
  package var html: String
  /// The language the page declares, as a BCP 47 tag.
  package var language: String?
  /// The absolute address of the lead image.
  package var image: String?
  /// The caption of the lead image.
  package var imageCaption: String?
  /// Sections and keywords, each once, in page order.
  package var tags: [String]
  /// The section of the site the article belongs to; it is one of `tags` too.
  package var section: String?
  /// The canonical link of the page.
  package var canonical: WebURL?
  /// The address of the next page of an article that is split over several pages.
  package var nextPage: WebURL?
  /// The addresses of the pages the article was extracted from, in order.
  package var pages: [WebURL]
  /// Messages about the selectors of ``ReadingContext/article`` that match nothing.
  package var selectorErrors: [String]
  /// The assessment of the extraction.
  package var extraction: Extraction

  /// Creates an article from its parts, as tests and stored records do.
  package init(
    headline: String? = nil, authors: [String] = [], dateline: String? = nil,
    published: PageDate? = nil, modified: PageDate? = nil, lede: String? = nil,
    text: String = "", html: String = "", language: String? = nil,
    image: String? = nil, imageCaption: String? = nil,
    tags: [String] = [], section: String? = nil, canonical: WebURL? = nil,
    nextPage: WebURL? = nil, pages: [WebURL] = [], selectorErrors: [String] = [],
    extraction: Extraction = Extraction(verdict: .good)
  ) {
    self.headline = headline
    self.authors = authors
    self.dateline = dateline
    self.published = published
    self.modified = modified
    self.lede = lede
    self.text = text
    self.html = html
    self.language = language
    self.image = image
    self.imageCaption = imageCaption
    self.tags = tags
    self.section = section
    self.canonical = canonical
    self.nextPage = nextPage
    self.pages = pages
    self.selectorErrors = selectorErrors
    self.extraction = extraction
  }

  /// Extracts the article of a page.
  ///
  /// - Parameter teaser: the teaser that links to the page. Its headline and date are used if the
  ///   page has none, and its words help to decide whether the page is an article.
  package init(_ page: Page, context: ReadingContext, teaser: Teaser? = nil) {
    let reading = ArticleExtractor(page, context: context, teaser: teaser)
    self = reading.article
  }
}

extension Article {
  /// Explains which blocks of a page became the article body, and why the others did not.
  package static func explain(
    _ page: Page, context: ReadingContext, teaser: Teaser? = nil
  ) -> ArticleExplanation {
    ArticleExplanation(ArticleExtractor(page, context: context, teaser: teaser).body)
  }
}

/// The assessment of an extraction.
package struct Extraction: Hashable, Sendable {
  /// The outcome of an extraction; the raw values are stored and published.
  package enum Verdict: String, Sendable {
    /// The page holds an article.
    case good
    /// The page probably holds an article; `reason` says what is suspicious.
    case doubtful
    /// The page holds no article: it is an error page, a wall or a front page.
    case failed
  }

  /// The outcome.
  package var verdict: Verdict
  /// A sentence fragment for people, such as `no text found`; empty if the verdict is good.
  package var reason: String

  /// Creates an assessment.
  package init(verdict: Verdict, reason: String = "") {
    self.verdict = verdict
    self.reason = reason
  }
}
