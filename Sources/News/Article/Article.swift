import Dates
import WebURL

/// An article, extracted from its page.
///
/// The members of ``Metadata`` and ``Body`` are members of the article too.
@dynamicMemberLookup
package struct Article: Sendable {
  package var metadata = Metadata()
  package var body = Body()
  /// The addresses of the pages the article was extracted from, in order.
  package var pages: [WebURL] = []
  /// The address of the next page of an article that is split over several pages.
  package var nextPage: WebURL?
  /// Messages about the selectors of ``ReadingContext/article`` that match nothing.
  package var selectorErrors: [String] = []
  /// The assessment of the extraction.
  package var extraction = Extraction(verdict: .good)

  /// Creates an article from its parts, as tests and stored records do.
  package init(
    metadata: Metadata = Metadata(), body: Body = Body(),
    extraction: Extraction = Extraction(verdict: .good)
  ) {
    self.metadata = metadata
    self.body = body
    self.extraction = extraction
  }

  /// A member of the metadata.
  package subscript<Value>(dynamicMember member: WritableKeyPath<Metadata, Value>) -> Value {
    get { metadata[keyPath: member] }
    set { metadata[keyPath: member] = newValue }
  }

  /// A member of the body.
  package subscript<Value>(dynamicMember member: WritableKeyPath<Body, Value>) -> Value {
    get { body[keyPath: member] }
    set { body[keyPath: member] = newValue }
  }
}

extension Article {
  /// The data about an article.
  package struct Metadata: Sendable {
    /// The headline without the site's name.
    package var headline: String?
    /// The names of the authors: people, and agencies or desks only if the page names no person.
    package var authors: [String] = []
    /// The place, and often the date and the agency, at the start of the text: "PYONGYANG, March 14
    /// (KCNA)".
    package var dateline: String?
    /// The date of publication, with time and offset from UTC as far as the page gives them.
    package var published: PageDate?
    /// The date of the last change that the page gives.
    package var modified: PageDate?
    /// The language the page declares, as a BCP 47 tag.
    package var language: String?
    /// The absolute address of the lead image.
    package var image: String?
    /// The caption of the lead image.
    package var imageCaption: String?
    /// Sections and keywords, each once, in page order.
    package var tags: [String] = []
    /// The section of the site the article belongs to; it is one of `tags` too.
    package var section: String?
    /// The canonical link of the page.
    package var canonical: WebURL?

    /// Creates metadata; other values are set later.
    package init(headline: String? = nil, authors: [String] = []) {
      self.headline = headline
      self.authors = authors
    }
  }

  /// The text of an article.
  package struct Body: Sendable {
    /// The standfirst or the first paragraph.
    package var lede: String?
    /// The body as plain text: paragraphs separated by newlines, without headline, byline and
    /// captions. Code keeps its line breaks.
    package var text: String
    /// The body as safe HTML: allow-listed elements, absolute links, no scripts, styles or event
    /// handlers.
    package var html: String

    /// Creates a body; without arguments it is empty.
    package init(lede: String? = nil, text: String = "", html: String = "") {
      self.lede = lede
      self.text = text
      self.html = html
    }
  }
}

extension Article {
  /// Extracts the article of a page.
  ///
  /// - Parameter teaser: the teaser that links to the page. Its headline and date are used if the
  ///   page has none, and its words help to decide whether the page is an article.
  package init(_ page: Page, context: ReadingContext, teaser: Teaser? = nil) {
    self = ArticleExtractor(page, context: context, teaser: teaser).article
  }

  /// Explains which blocks of a page became the article body, and why the others did not.
  package static func explain(
    _ page: Page, context: ReadingContext, teaser: Teaser? = nil
  ) -> ArticleExplanation {
    ArticleExplanation(ArticleExtractor(page, context: context, teaser: teaser).body)
  }
}
