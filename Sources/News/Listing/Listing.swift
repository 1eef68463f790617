/// A listing page, read: its teasers and what else the round needs of it.
public struct Listing: Sendable {
  /// In page order, without duplicates.
  public var teasers: [Teaser]
  public var nextPage: Address?
  /// Why there are no teasers, in words for a person; nil when there are some.
  public var emptyReason: String?
  /// Feeds the page announces (offered, not imposed).
  public var feeds: [Address]

  public init(
    teasers: [Teaser] = [], nextPage: Address? = nil, emptyReason: String? = nil,
    feeds: [Address] = []
  ) {
    self.teasers = teasers
    self.nextPage = nextPage
    self.emptyReason = emptyReason
    self.feeds = feeds
  }

  /// Detects the listing of a page.
  /// - Parameter known: texts (ledes, headlines) of teasers seen before on this source; the group
  ///   that holds them wins, which is how a source survives a redesign.
  public init(_ page: Page, context: ReadingContext, known: [String] = []) {
    self.init(emptyReason: "not built yet")
  }
}
