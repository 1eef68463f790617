import HTML
import WebURL

/// A listing page, read: its teasers and what else the round needs of it.
package struct Listing: Sendable {
  /// In page order, without duplicates.
  package var teasers: [Teaser]
  package var nextPage: WebURL?
  /// Why there are no teasers, in words for a person; nil when there are some.
  package var emptyReason: String?
  /// Feeds the page announces (offered, not imposed).
  package var feeds: [WebURL]
  /// Rules of the source that find nothing, in words for a person.
  package var ruleFaults: [String]
  /// Where the teasers stand in the page, roughly: it changes with the site's design. Nil where
  /// there are none, and for a feed.
  package var place: String?
  /// What the page was read in; nil for a listing that was no page.
  package var charset: PageCharset?

  package init(
    teasers: [Teaser] = [], nextPage: WebURL? = nil, emptyReason: String? = nil,
    feeds: [WebURL] = [], ruleFaults: [String] = []
  ) {
    self.teasers = teasers
    self.nextPage = nextPage
    self.emptyReason = emptyReason
    self.feeds = feeds
    self.ruleFaults = ruleFaults
  }

  /// Detects the listing of a page, or reads it as the feed it is.
  /// - Parameter known: texts (ledes, headlines) of teasers seen before on this source; the group
  ///   that holds them wins, which is how a source survives a redesign.
  package init(_ page: Page, context: ReadingContext, known: [String] = []) {
    if let feed = Listing(feed: page, context: context) {
      self = feed
      return
    }
    let document = Document(page, context: context)
    if let rules = context.teaserRules, !rules.isEmpty {
      self.init(
        document, rules: rules, address: page.address, context: context, known: known)
    } else {
      self.init(document, address: page.address, context: context, known: known)
    }
    charset = PageCharset(document.sniffedEncoding)
  }

  init(_ document: Document, address: WebURL, context: ReadingContext, known: [String]) {
    self.init()
    let base = Listing.base(of: document, address: address)
    feeds = Feeds.announced(by: document, base: base)
    let survey = PageSurvey(document, known: KnownLedes(known))
    guard let group = chooseGroup(in: survey) else { return }
    place = Listing.place(of: group, survey)
    read(group, survey, base: base, context: context)
    let next = NextPageFinder(
      survey: survey, page: address, base: base,
      listEnd: group.members.last?.range.upperBound ?? 0,
      teasers: teasers
    ).find()
    nextPage = next?.address
    // A front page whose list goes nowhere is a collection of lists.
    if Listing.isFront(address), next?.isShown != true {
      let all = group.spread()
      // A few more links are no further list; a dozen are, however long the first is.
      let added = all.members.count - group.members.count
      if added >= min((group.members.count + 1) / 2, 12), all.continues(group) {
        read(all, survey, base: base, context: context)
      }
    }
  }

  /// What a page says in its titles that it is: a request to log in, an error page, …; nil when it
  /// says nothing of the kind.
  /// - Returns: Also whether a listing may be called so all the same, as that of an office for
  ///   privacy.
  package static func notice(
    _ page: Page, context: ReadingContext
  ) -> (reason: String, isCertain: Bool)? {
    let document = Document(page, context: context)
    let titles = [Name.title, .h1].map { name in
      document.root.descendantElements.first { $0.name == name }?.textContent
    }
    return Notice.kind(of: titles + [nil]).map { ($0.reason, $0.isCertain) }
  }

  /// The group of the page's teasers, or nil and the reason why there is none.
  mutating func chooseGroup(in survey: PageSurvey) -> TeaserGroup? {
    if let best = Ranking(survey).candidates.first {
      let group = TeaserGroup(best, survey: survey)
      emptyReason = ListingVerdict.objection(to: best, group, survey: survey)
      if emptyReason == nil { return group }
    } else {
      emptyReason = ListingVerdict.reasonForNothing(survey)
    }
    guard let single = SingleTeaser.find(in: survey) else { return nil }
    emptyReason = nil
    return single
  }

  private mutating func read(
    _ group: TeaserGroup, _ survey: PageSurvey, base: WebURL, context: ReadingContext
  ) {
    let reader = TeaserReader(group, survey: survey, base: base, context: context)
    teasers = reader.read()
    ruleFaults = reader.formatFault(teasers).map { [$0] } ?? []
  }

  /// The address of a site's first page.
  private static func isFront(_ address: WebURL) -> Bool {
    guard address.query == nil else { return false }
    let path = address.path
    return path == "/" || path.hasPrefix("/index.")
  }

  /// What relative links resolve against: `<base href>`, or else the page's own address.
  static func base(of document: Document, address: WebURL) -> WebURL {
    guard let head = document.head else { return address }
    for node in head.childElements where node.name == .base {
      if let href = node[.href] { return address.resolving(href) ?? address }
    }
    return address
  }
}

extension Document {
  /// Parses a page as it was received.
  init(_ page: Page, context: ReadingContext) {
    self.init(page.bytes, encoding: page.encoding(language: context.language))
  }
}
