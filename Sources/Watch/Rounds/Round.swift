import Basics
import Ledger
import News
import Settings
import Spool
import Web
import WebURL

/// One round of one source: poll the listing, fetch the owed articles, recheck older articles.
///
/// The teasers of the listing are judged and committed together with the validators; then the owed
/// articles are fetched, parsed and published. An article that fails is retried later, never
/// dropped: a committed teaser stays owed until its entry is in the spool.
struct Round {
  let source: Source
  let context: RoundContext
  /// Whether cached robots.txt files and the pauses of owed articles are ignored, and the listing is read
  /// although it is unchanged.
  let force: Bool
  var memory: SourceMemory
  var report: RoundReport
  /// Articles that a listed teaser stands for, according to the listing or to a comparison of texts.
  var claimed: Set<ArticleID> = []
  /// The results of the requests for owed articles.
  var attempts = ArticleAttempts()
  /// A rule of the source that matches nothing on the listing.
  var ruleError: RoundError?
  /// Selectors without a match that were logged already.
  var loggedSelectors: Set<String> = []
  /// Whether another round follows soon, so that articles with a long host queue may be skipped.
  var maySkipLongQueues = false
  /// Whether other rounds wait for this round to end.
  var areOthersWaiting: @Sendable () async -> Bool = { false }
  /// Articles that were requested.
  var requestCount = 0
  /// The time limits of the articles; nil for none.
  let timeLimits: RoundTimeLimits?

  /// - Parameter isTimeLimited: whether the round begins no further article after the source's interval.
  init(
    _ source: Source, memory: SourceMemory, context: RoundContext, force: Bool = false,
    isTimeLimited: Bool = true
  ) {
    self.source = source
    self.context = context
    self.force = force
    self.memory = memory
    report = RoundReport(source: source.name)
    timeLimits =
      isTimeLimited
      ? RoundTimeLimits(
        start: context.clock.now,
        total: max(source.schedule.interval, RoundTimeLimits.minimumTotal)) : nil
  }

  /// - Parameter listing: whether the listing is due; owed articles are fetched in any case.
  /// - Throws: `SpoolError` or `LedgerError` if the round cannot continue, `CancellationError`.
  mutating func run(listing: Bool = true) async throws {
    progress(.begun)
    defer { progress(.ended(isFailed: report.failure != nil)) }
    if memory.openWork.hasArticles { try await publishStaged() }
    if listing && !isQuiet {
      report.didPoll = true
      memory.rounds.last = context.clock.timestamp
      do {
        try await pollListing()
        try await updateHealth(.listingRead)
      } catch let error as RoundError {
        try await recordFailure(error)
      }
      report.isListingDone = true
    }
    if memory.openWork.hasArticles { memory.openWork.hasArticles = try await fetchOwedArticles() }
    attempts.nextTry = report.nextOwed
    try await updateHealth(.articlesAttempted(attempts))
    try await recheckArticles()
    try await reportRefusedAddress()
    try await remindOfHealth()
    countRound()
    logResult()
  }

  /// Reports a step of the round, if somebody follows it.
  func progress(_ step: @autoclosure () -> RoundStep) {
    context.dependencies.report(step(), of: source.name)
  }

  /// Whether the server asked for no requests until later.
  var isQuiet: Bool {
    !force && memory.isQuiet(now: context.clock.timestamp, longest: Source.maximumQuiet)
  }
}

// MARK: - Requests

extension Round {
  var readingContext: ReadingContext {
    source.readingContext(now: context.clock.timestamp.wholeSeconds)
  }

  /// - Parameter records: whether the response has the exchanges of messages that led to it.
  func request(
    _ address: WebURL, validators: Validators? = nil, records: Bool = false
  ) async throws -> Response {
    var reply = try await context.fetcher.fetch(
      address, for: source, validators: validators, recordsExchanges: records, force: force)
    for index in reply.exchanges.indices {
      reply.exchanges[index].receivedAt = context.clock.timestamp
    }
    if let error = source.consentError(of: reply, to: address) { throw error }
    return reply
  }

  func page(of reply: Response) throws -> Page {
    try source.page(of: reply, now: context.clock.timestamp, expecting: memory.polling.charset)
  }
}

extension Response {
  /// The validators that identify changes of this page. After a temporary redirect the address may
  /// lead elsewhere next time (to the page of the day), so the date does not apply to it; an ETag
  /// identifies the page itself.
  var validatorsToKeep: Validators {
    let isPermanent = redirects.allSatisfy { [301, 308].contains($0.status) }
    return isPermanent ? validators : Validators(etag: validators.etag)
  }
}

extension SourceMemory {
  /// Whether a back-off after failures is running.
  func isBackingOff(now: Timestamp, longest: Duration) -> Bool {
    SourceMemory.isAhead(pauses.listingUntil, now: now, longest: longest)
  }

  /// Whether the server asked for no requests until later.
  func isQuiet(now: Timestamp, longest: Duration) -> Bool {
    SourceMemory.isAhead(pauses.sourceUntil, now: now, longest: longest)
  }

  /// A time further ahead than any pause was recorded before the clock was set back.
  private static func isAhead(_ time: Timestamp?, now: Timestamp, longest: Duration) -> Bool {
    guard let time else { return false }
    return time > now && time <= now + longest + .seconds(1)
  }
}
