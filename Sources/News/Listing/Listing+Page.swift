import HTML
import WebURL

/// Listings of pages.
extension Listing {
  /// Detects the teasers of a page, or parses the page as a feed.
  ///
  /// - Parameter known: ledes and headlines that the source listed before. The group that contains
  ///   them is preferred, so that detection survives a redesign.
  package init(_ page: Page, context: ReadingContext, known: [String] = []) {
    self.init(unfiltered: page, context: context, known: known)
    let policy = ImagePolicy(context, page: page.address)
    for index in teasers.indices {
      guard let image = teasers[index].image else { continue }
      teasers[index].image = policy.field(WebURL(image))
    }
  }

  private init(unfiltered page: Page, context: ReadingContext, known: [String]) {
    if let feed = Listing(feed: page, context: context) {
      self = feed
    } else {
      let document = Document(page, context: context)
      if let rules = context.teaserRules, !rules.isEmpty {
        self.init(
          document, rules: rules, address: page.address, context: context, known: known)
      } else {
        self.init(document, address: page.address, context: context, known: known)
      }
      charset = PageCharset(document.sniffedEncoding)
      if teasers.isEmpty { explainEmptiness(of: document) }
    }
    teasers = teasers.map(\.withoutControlCharacters)
    if let ignoredLinks { emptyReason = emptyReason.map { "\($0); \(ignoredLinks)" } }
  }

  /// Replaces the reason why no teasers are found if the page is a notice, or scripts fill it.
  private mutating func explainEmptiness(of document: Document) {
    guard let page = EmptyPage(document) else { return }
    emptyReason = (ruleErrors.first.map { "\($0); " } ?? "") + page.reason
    obstacle = page.obstacle
  }

  init(_ document: Document, address: WebURL, context: ReadingContext, known: [String]) {
    self.init()
    let base = Listing.base(of: document, address: address)
    feeds = AnnouncedFeeds.announced(by: document, base: base)
    let survey = PageSurvey(document, host: address.host, known: KnownLedes(known))
    ignoredLinks = Listing.ignoredLinks(survey.ignoredLinkCount, LinkReference.maximumLength)
    guard let group = chooseGroup(in: survey, address: address) else { return }
    setTeasers(of: group, survey, base: base, context: context)
    guard !teasers.isEmpty else {
      emptyReason = "the links of the list do not lead to web pages"
      return
    }
    place = Listing.place(of: group, survey)
    let next = NextPageFinder(
      survey: survey, page: address, base: base,
      listEnd: group.members.last?.range.upperBound ?? 0,
      teasers: teasers
    ).find()
    nextPage = next?.address
    // A front page whose list has no next page is a collection of lists.
    if Listing.isFront(address), next?.isShown != true {
      let all = group.expanded()
      // A few more links are no second list; a dozen are, however long the first list is.
      let added = all.members.count - group.members.count
      if added >= min((group.members.count + 1) / 2, 12), all.continues(group) {
        setTeasers(of: all, survey, base: base, context: context)
      }
    }
  }

  /// Returns a message about links that are not considered because of their length; nil if there are
  /// none.
  static func ignoredLinks(_ count: Int, _ maximumLength: Int) -> String? {
    count == 0
      ? nil
      : counted(count, "link") + (count == 1 ? " is" : " are")
        + " ignored, because the address has more than \(maximumLength) bytes"
  }

  /// Returns the kind of interstitial that the titles of a page indicate, such as a login wall or
  /// an error page; nil if there is none. It is uncertain if the listing of a privacy office could have
  /// the same title.
  package static func interstitial(_ page: Page, context: ReadingContext) -> Interstitial? {
    let document = Document(page, context: context)
    return Interstitial.detect(in: Interstitial.titles(of: document) + [nil])
  }

  /// Returns the group of links that are the page's teasers. If there is none, sets `emptyReason`.
  mutating func chooseGroup(in survey: PageSurvey, address: WebURL) -> TeaserGroup? {
    if let best = Ranking(survey).candidates.first {
      let group = TeaserGroup(best, survey: survey)
      emptyReason = ListingAssessment.rejectionReason(
        for: best, group, survey: survey, address: address)
      if emptyReason == nil { return group }
    } else {
      emptyReason = ListingAssessment.reasonWithoutCandidates(survey)
    }
    guard let single = SingleTeaser.find(in: survey) else { return nil }
    emptyReason = nil
    return single
  }

  private mutating func setTeasers(
    of group: TeaserGroup, _ survey: PageSurvey, base: WebURL, context: ReadingContext
  ) {
    let extractor = TeaserExtractor(group, survey: survey, base: base, context: context)
    // Two links that are written differently may have one address.
    teasers = []
    var addresses = IDTable(capacity: group.members.count)
    for teaser in extractor.teasers() {
      let isFirst = addresses.id(of: TextHash.hash(of: teaser.link.string.utf8)).isNew
      if isFirst || !teasers.contains(teaser) { teasers.append(teaser) }
    }
    ruleErrors = extractor.formatError(teasers).map { [$0] } ?? []
  }

  /// Whether the address is that of a site's front page.
  package static func isFront(_ address: WebURL) -> Bool {
    guard address.query == nil else { return false }
    let path = address.path
    return path == "/" || path.hasPrefix("/index.")
  }

  /// Returns the base address of relative links: `<base href>`, or else the address of the page.
  static func base(of document: Document, address: WebURL) -> WebURL {
    guard let head = document.head else { return address }
    for node in head.childElements where node.name == .base {
      if let href = node[.href] { return address.resolving(href) ?? address }
    }
    return address
  }
}
