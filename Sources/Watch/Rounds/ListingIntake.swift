import Basics
import Ledger
import News
import Settings
import Web
import WebURL

/// The teasers of a listing, including its next pages, with the judgement on each.
struct ListingIntake {
  let source: Source
  let memory: SourceMemory
  let isForced: Bool
  let context: RoundContext

  /// The extent to which a listing is loaded.
  enum Reach: Hashable, Sendable {
    /// Pages are loaded until one contains a known teaser.
    case knownGround
    /// This number of further pages.
    case pages(Int)
    /// Pages are loaded until all dated teasers of one are older than this day number.
    case since(Int)

    /// The number of pages, with the first one; nil if it is not known.
    var pageCount: Int? { if case .pages(let count) = self { count + 1 } else { nil } }
  }

  let reach: Reach
  private(set) var teasers: [Teaser] = []
  private(set) var teaserKeys: [TeaserKey] = []
  private(set) var known: [[KnownTeaser]] = []
  private(set) var identity: Identity?
  private(set) var firstCount = 0
  /// The place of the teasers in the first page.
  private(set) var place: String?
  /// Whether the site has led to its front page in place of the listing.
  private(set) var isFrontPage = false
  /// The charset of the first page.
  private(set) var charset: PageCharset?
  /// The row of this source, then the rows of the other sources of its identity space.
  private var members: [SourceID] = []
  /// The last row of the ledger when the judgement began.
  private(set) var judgedBy: ArticleID?
  /// The last row that was known before the open gap.
  private(set) var gapAfter: ArticleID?
  private(set) var isGapLeft = false
  /// Whether a next page failed, so that the next rounds continue.
  private(set) var isInterrupted = false
  /// The feeds that the first page names.
  private(set) var feeds: [WebURL] = []
  /// The error of a rule of the source that matches nothing on the first page.
  private(set) var ruleError: RoundError?
  /// The reason why teasers may be missing.
  private(set) var gapError: RoundError?

  /// The maximum number of teasers of one page; the others are ignored.
  static let maximumTeasersPerPage = 1000
  /// The maximum number of rounds in which a failing next page is requested.
  static let maximumGapTries = 5
  /// The maximum number of further pages of one intake.
  static let maximumPages = 1000

  init(
    source: Source, memory: SourceMemory, isForced: Bool, context: RoundContext,
    reach: Reach = .knownGround
  ) {
    self.source = source
    self.memory = memory
    self.isForced = isForced
    self.context = context
    self.reach = reach
    gapAfter = memory.catchUp.after
  }

  /// Loads the first page and, as long as all teasers are new, the next pages, up to the last page or
  /// the configured maximum.
  /// - Throws: `RoundError` if the first page is no listing.
  mutating func load(from page: Page) async throws {
    members = try await context.ledger.identitySpace(of: memory)
    if memory.space != nil { judgedBy = try await context.ledger.lastArticle() }
    try await loadPages(from: page)
    try await compareWithNeighbors()
  }

  private mutating func loadPages(from page: Page) async throws {
    let texts = try await context.ledger.latestTexts(of: memory.id)
    var listing = parse(page, texts)
    try await addFirstPage(listing, page)
    // A new source has no known teasers.
    guard memory.rounds.isFirstDone || reach != .knownGround else { return }
    var visited: Set = [page.address.identityKey]
    var pages = 0
    while !isReached(listing, pages: pages) {
      guard let next = listing.nextPage, visited.insert(next.identityKey).inserted else {
        return end(at: page.address, "the listing has no further page")
      }
      guard
        pages
          < (reach == .knownGround ? source.intake.maximumNextPages : ListingIntake.maximumPages)
      else {
        return end(
          at: next, "the maximum of \(pages) next \(pages == 1 ? "page" : "pages") is reached")
      }
      pages += 1
      context.dependencies.report(
        .loadingListing(page: pages + 1, of: reach.pageCount), of: source.name)
      do {
        let reply = try await context.fetcher.fetch(next, for: source, force: isForced)
        listing = parse(
          try source.page(of: reply, now: context.clock.timestamp, expecting: charset), texts)
      } catch let error as RoundError where error.isGone {
        return end(at: next, "the next page does not exist")
      } catch let error as RoundError {
        return try await interrupt(error)
      }
      let before = newCount
      try await add(listing.teasers)
      if newCount == before, !isReached(listing, pages: pages) {
        return end(at: next, "the next page has no other teasers")
      }
    }
    gapAfter = nil
  }

  private mutating func addFirstPage(_ listing: Listing, _ page: Page) async throws {
    feeds = listing.feeds
    isFrontPage = page.address.isFrontPage(insteadOf: source.url)
    if let ignored = listing.ignoredLinks {
      context.log.info(
        "\(ignored)",
        metadata: ["source": "\(source.name)", "stage": "list", "address": "\(page.address)"])
    }
    if let reason = listing.ruleErrors.first {
      ruleError = .unmatchedRule(reason, of: source, page: page.bytes)
    }
    guard !listing.teasers.isEmpty else {
      let feed = feeds.first.map { "; the page names a feed: \($0)" } ?? ""
      let front = isFrontPage ? "; the listing led to the front page" : ""
      throw RoundError(
        .list, page.address.string,
        (listing.emptyReason ?? "no teasers") + source.advice(against: listing.obstacle) + front
          + feed,
        page: page.bytes)
    }
    try await add(listing.teasers)
    firstCount = teasers.count
    place = isFrontPage ? LayoutMemory.frontPage(listing.place) : listing.place
    try checkFrontPage(page)
    charset = listing.charset
  }

  private func isReached(_ listing: Listing, pages: Int) -> Bool {
    switch reach {
    case .knownGround: return hasKnownGround
    case .pages(let count): return pages >= count
    case .since(let day):
      let days = listing.teasers.compactMap { $0.date?.day.number }
      return !days.isEmpty && days.allSatisfy { $0 < day }
    }
  }

  private func parse(_ page: Page, _ texts: [String]) -> Listing {
    let readingContext = source.readingContext(now: context.clock.timestamp.wholeSeconds)
    return context.dependencies.reader.listing(page, readingContext, texts)
  }

  private mutating func add(_ more: [Teaser]) async throws {
    let more = Array(more.prefix(ListingIntake.maximumTeasersPerPage))
    let keys = more.map { TeaserKey($0) }
    known += try await context.ledger.knownTeasers(for: keys, sources: members)
    teasers += more
    teaserKeys += keys
    identity = Identity.judge(teaserKeys, known: known, habit: memory.page.linkHabit)
  }

  /// Compares seemingly new teasers with the teasers of about the same day if the source changes its
  /// links, because a known teaser may have an edited lede.
  private mutating func compareWithNeighbors() async throws {
    guard let identity, identity.habit(after: memory.page.linkHabit) == .changing,
      !identity.new.isEmpty
    else { return }
    let neighbors = try await context.ledger.neighbours(
      identity.new.prefix(100).map { ($0, teaserKeys[$0]) }, source: memory.id)
    self.identity = Identity.judge(
      teaserKeys, known: known, habit: memory.page.linkHabit, neighbours: neighbors)
  }

  /// Judges all teasers again by the current state of the ledger.
  mutating func judgeAgain() async throws {
    judgedBy = try await context.ledger.lastArticle()
    known = try await context.ledger.knownTeasers(for: teaserKeys, sources: members)
    identity = Identity.judge(teaserKeys, known: known, habit: memory.page.linkHabit)
    try await compareWithNeighbors()
  }

  private var newCount: Int {
    identity?.judgements.count { if case .repeated = $0.verdict { false } else { true } } ?? 0
  }

  /// Whether a listed teaser is known, since before the gap if one is open.
  private var hasKnownGround: Bool {
    containsKnown { article in gapAfter.map { article <= $0 } ?? true }
  }

  func containsKnown(_ isGround: (ArticleID) -> Bool) -> Bool {
    guard let identity else { return false }
    return identity.judgements.contains { judgement in
      switch judgement.verdict {
      case .same(let article, _), .duplicate(let article): isGround(article)
      case .compare(let suspects):
        suspects.contains { if case .known(let article) = $0 { isGround(article) } else { false } }
      case .new, .repeated: false
      }
    }
  }

  /// Whether all teasers seem new although the source has a history: another language, an error
  /// page, or much news. Such a listing is requested twice before it is accepted.
  var isImplausible: Bool {
    memory.rounds.isFirstDone && memory.page.usualCount > 2 && !containsKnown { _ in true }
  }

  /// The articles of the teasers that need no comparison.
  var claimed: Set<ArticleID> {
    Set(
      (identity?.judgements ?? []).enumerated().compactMap { i, judgement in
        guard case .same(let article, _) = judgement.verdict else { return nil }
        return known[i].first { $0.id == article }?.article
      })
  }

  /// Whether the listing has about the same teasers as the other one.
  func agrees(with other: ListingIntake) -> Bool {
    let ledes = Set(other.teaserKeys.map(\.lede.digest))
    let common = teaserKeys.count { ledes.contains($0.lede.digest) }
    return common * 4 >= min(teaserKeys.count, other.teaserKeys.count)
  }

  /// Ends the intake without a known teaser.
  private mutating func end(at address: WebURL, _ reason: String) {
    gapAfter = nil
    guard reach == .knownGround else { return }
    isGapLeft = true
    gapError = RoundError(
      .list, address.string,
      "all \(newCount) teasers are new and \(reason): some may be missing between them and the "
        + "known ones")
  }

  /// Ends the intake because a next page failed. The teasers so far are accepted, and the next rounds
  /// request the page again.
  private mutating func interrupt(_ error: RoundError) async throws {
    guard reach == .knownGround else {
      gapError = error
      return
    }
    guard memory.catchUp.attempts + 1 < ListingIntake.maximumGapTries else {
      return end(at: source.url, "the next page cannot be fetched (\(error.description))")
    }
    if gapAfter == nil { gapAfter = try await context.ledger.lastArticle() }
    isInterrupted = true
    gapError = error
  }
}
