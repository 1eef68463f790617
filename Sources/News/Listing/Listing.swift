import HTML

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
    let document = Document(
      page.bytes, transportCharset: page.transportCharset, charsetOverride: page.charsetOverride,
      language: context.language)
    self.init(document, address: page.address, context: context, known: known)
  }

  init(_ document: Document, address: Address, context: ReadingContext, known: [String]) {
    self.init()
    let survey = PageSurvey(document, known: KnownLedes(known))
    let ranking = Ranking(survey)
    guard let best = ranking.candidates.first else {
      emptyReason = "no links in a row"
      return
    }
    let group = TeaserGroup(best, survey: survey)
    let base = Listing.base(of: document, address: address)
    teasers = TeaserReader(
      group, survey: survey, base: base,
      readDate: { Day(iso: $0.prefix(10)).map { PageDate(day: $0) } }
    ).read()
    nextPage = NextPageFinder(
      survey: survey, page: address, base: base,
      listEnd: group.members.last?.range.upperBound ?? 0,
      teasers: Set(teasers.map(\.link.identityKey))
    ).find()
  }

  /// What relative links resolve against: `<base href>`, or else the page's own address.
  private static func base(of document: Document, address: Address) -> Address {
    guard let head = document.head else { return address }
    for node in head.childElements where node.name == .base {
      if let href = node[.href] { return address.resolving(href) ?? address }
    }
    return address
  }
}
