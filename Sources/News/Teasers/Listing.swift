import WebURL

/// A listing page: its teasers, its next page and its feeds.
package struct Listing: Sendable {
  /// The teasers in page order, without duplicates.
  package var teasers: [Teaser]
  /// The address of the page that continues the listing.
  package var nextPage: WebURL?
  /// The reason why there are no teasers, for people; nil if there are some.
  package var emptyReason: String?
  /// The kind of page that has no teasers, as far as a setting may help.
  package var obstacle: PageObstacle?
  /// The feeds that the page announces.
  package var feeds: [WebURL]
  /// Messages about configured rules that find nothing.
  package var ruleErrors: [String]
  /// A message about links that are not considered because of their length; nil if there are none.
  package var ignoredLinks: String?
  /// The path of tags and classes to the teasers, which changes with the design of the site. Nil
  /// without teasers, and for feeds.
  package var place: String?
  /// The charset of the page; nil if the listing was not created from a page.
  package var charset: PageCharset?

  /// Creates a listing from its parts, as tests do.
  package init(
    teasers: [Teaser] = [], nextPage: WebURL? = nil, emptyReason: String? = nil,
    feeds: [WebURL] = [], ruleErrors: [String] = []
  ) {
    self.teasers = teasers
    self.nextPage = nextPage
    self.emptyReason = emptyReason
    self.feeds = feeds
    self.ruleErrors = ruleErrors
  }
}
