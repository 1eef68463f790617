/// What a teaser leads to, read from its page.
public struct Article: Sendable {
  public var headline: String?
  /// People, not the publisher.
  public var authors: [String]
  /// The place (and agency) a story opens with: "PYONGYANG, March 14 (KCNA)".
  public var dateline: String?
  public var published: PageDate?
  public var modified: PageDate?
  /// First paragraph or standfirst.
  public var lede: String?
  /// The story as text: paragraphs by newline, without headline, byline and captions.
  public var text: String
  /// The story as safe HTML: allow-listed elements, absolute links, nothing active.
  public var html: String
  /// The story as CommonMark, made from `html` when asked for.
  public var markdown: String { Markdown.written(from: html) }
  /// BCP 47.
  public var language: String?
  /// Absolute address of the lead image.
  public var image: String?
  public var imageCaption: String?
  public var tags: [String]
  /// The part of the paper it stands in; one of the tags too.
  public var section: String?
  /// The address the page calls its own.
  public var canonical: Address?
  /// The page that continues the article, where it goes over several.
  public var nextPage: Address?
  /// The pages it was read from, in order.
  public var pages: [Address]
  /// What the selectors of ``ReadingContext/article`` did not find, in words for a person.
  public var missed: [String]
  public var extraction: Extraction

  public init(
    headline: String? = nil, authors: [String] = [], dateline: String? = nil,
    published: PageDate? = nil, modified: PageDate? = nil, lede: String? = nil,
    text: String = "", html: String = "", language: String? = nil,
    image: String? = nil, imageCaption: String? = nil,
    tags: [String] = [], section: String? = nil, canonical: Address? = nil,
    nextPage: Address? = nil, pages: [Address] = [], missed: [String] = [],
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
  public init(_ page: Page, context: ReadingContext, teaser: Teaser? = nil) {
    let reading = ArticleReading(page, context: context, teaser: teaser)
    self = reading.article
  }
}

extension Article {
  /// What the reading of a page rests on, for a person to look at.
  public static func explain(
    _ page: Page, context: ReadingContext, teaser: Teaser? = nil
  ) -> Explanation {
    Explanation(ArticleReading(page, context: context, teaser: teaser).body)
  }
}

/// The judgement on an extraction.
public struct Extraction: Hashable, Sendable {
  public enum Verdict: String, Sendable {
    /// Reads as the story.
    case good
    /// Spooled, with a doubt named.
    case doubtful
    /// The page is no article (an error page, a wall, a front page): not to be spooled as one.
    case failed
  }

  public var verdict: Verdict
  /// In words for a person; empty when good.
  public var reason: String

  public init(verdict: Verdict, reason: String = "") {
    self.verdict = verdict
    self.reason = reason
  }
}
