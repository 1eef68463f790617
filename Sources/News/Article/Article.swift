import Dates
import WebURL

/// What a teaser leads to, read from its page.
package struct Article: Sendable {
  package var headline: String?
  /// People, not the publisher.
  package var authors: [String]
  /// The place (and agency) a story opens with: "PYONGYANG, March 14 (KCNA)".
  package var dateline: String?
  package var published: PageDate?
  package var modified: PageDate?
  /// First paragraph or standfirst.
  package var lede: String?
  /// The story as text: paragraphs by newline, without headline, byline and captions.
  package var text: String
  /// The story as safe HTML: allow-listed elements, absolute links, nothing active.
  package var html: String
  /// BCP 47.
  package var language: String?
  /// Absolute address of the lead image.
  package var image: String?
  package var imageCaption: String?
  package var tags: [String]
  /// The part of the paper it stands in; one of the tags too.
  package var section: String?
  /// The address the page calls its own.
  package var canonical: WebURL?
  /// The page that continues the article, where it goes over several.
  package var nextPage: WebURL?
  /// The pages it was read from, in order.
  package var pages: [WebURL]
  /// What the selectors of ``ReadingContext/article`` did not find, in words for a person.
  package var missed: [String]
  package var extraction: Extraction

  package init(
    headline: String? = nil, authors: [String] = [], dateline: String? = nil,
    published: PageDate? = nil, modified: PageDate? = nil, lede: String? = nil,
    text: String = "", html: String = "", language: String? = nil,
    image: String? = nil, imageCaption: String? = nil,
    tags: [String] = [], section: String? = nil, canonical: WebURL? = nil,
    nextPage: WebURL? = nil, pages: [WebURL] = [], missed: [String] = [],
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
    self.missed = missed
    self.extraction = extraction
  }

  /// Reads the article of a page.
  /// - Parameter teaser: the teaser that led here; it lends headline and date to pages without
  ///   them and weighs in the judgement whether the page is an article at all.
  package init(_ page: Page, context: ReadingContext, teaser: Teaser? = nil) {
    let reading = ArticleReading(page, context: context, teaser: teaser)
    self = reading.article
  }
}

extension Article {
  /// What the reading of a page rests on, for a person to look at.
  package static func explain(
    _ page: Page, context: ReadingContext, teaser: Teaser? = nil
  ) -> Explanation {
    Explanation(ArticleReading(page, context: context, teaser: teaser).body)
  }
}

/// The judgement on an extraction.
package struct Extraction: Hashable, Sendable {
  package enum Verdict: String, Sendable {
    /// Reads as the story.
    case good
    /// Spooled, with a doubt named.
    case doubtful
    /// The page is no article (an error page, a wall, a front page): not to be spooled as one.
    case failed
  }

  package var verdict: Verdict
  /// In words for a person; empty when good.
  package var reason: String

  package init(verdict: Verdict, reason: String = "") {
    self.verdict = verdict
    self.reason = reason
  }
}
