import Basics
import Ledger
import Logging
import Settings
import Spool

/// The runner of a source's rounds, as long as the configuration of the source stays the same.
struct SourceRunner: Sendable {
  let source: Source
  let serviceState: ServiceState
  /// The number of sources that were scheduled together with this one.
  private let batchSize: Int
  private var memory: SourceMemory?
  /// The due time of the listing.
  private var nextListing: ContinuousClock.Instant
  /// The same time as wall time, as computed when it was planned.
  private var nextListingTimestamp: Timestamp
  /// The delay without windows that the due time was computed from, and when.
  private var plan: (delay: PollDelay, time: ContinuousClock.Instant)
  /// The number of consecutive rounds that ended with an error of ledger or spool.
  private var consecutiveErrors = 0

  /// The time by which a poll may be late because other sources came first.
  private static let maximumLateness = Duration.seconds(600)
  /// The time by which the stored time of the next round may be wrong.
  private static let maximumPlanDifference = Duration.seconds(2)
  /// The minimum time between two rounds.
  private static let minimumWait = Duration.milliseconds(50)

  init(source: Source, serviceState: ServiceState, batchSize: Int = 1) {
    self.source = source
    self.serviceState = serviceState
    self.batchSize = batchSize
    let clock = serviceState.context.clock
    nextListing = clock.now
    nextListingTimestamp = clock.timestamp
    plan = (PollDelay(usual: .zero, minimum: .zero), nextListing)
  }

  /// Polls the listing if it is due, and fetches owed articles.
  /// - Parameter isSlotNeeded: returns whether other sources wait for this round to end.
  /// - Returns: the time of the next round.
  mutating func runRound(
    isSlotNeeded: @escaping @Sendable () async -> Bool = { false }
  ) async throws -> ContinuousClock.Instant {
    let context = serviceState.context
    do {
      var round = Round(source, memory: try await loadMemory(context), context: context)
      round.areOthersWaiting = isSlotNeeded
      round.maySkipLongQueues = true
      replanMissedWindow(context)
      let isDue = context.clock.now >= nextListing
      let result = await Result { () async throws in try await round.run(listing: isDue) }
      memory = round.memory
      serviceState.summary.update(round.memory)
      if isDue { await planNextListing(round.report, context) }
      await serviceState.record(round.report, round.memory, nextRound: nextListingTimestamp)
      try result.get()
      logRecovery(context)
      return nextRound(round.report, context)
    } catch let error where isTransient(error) {
      consecutiveErrors += 1
      let isNew = serviceState.recordFailure(error, of: source.name)
      let delay = source.schedule.backOff.delay(afterFailures: consecutiveErrors)
      log(error, isNew: isNew, retryingIn: delay, context)
      let retry = context.clock.now + delay
      // Listings are read as usual while their articles wait for space.
      return nextListing > context.clock.now ? min(nextListing, retry) : retry
    }
  }

  /// Loads the memory of the source once; rounds keep it up to date.
  private mutating func loadMemory(_ context: RoundContext) async throws -> SourceMemory {
    if let memory { return memory }
    // A previous runner of the source may have records that are not written yet.
    await serviceState.pollRecords.write(context)
    let memories = try await context.ledger.openSources([source.registration])
    guard let loaded = memories[source.name] else {
      throw LedgerError(path: context.ledger.path, reason: "cannot register \(source.name)")
    }
    resume(from: loaded)
    return loaded
  }

  /// Plans the first round by the memory in the ledger.
  /// - Returns: the time of the first round.
  @discardableResult
  mutating func resume(from loaded: SourceMemory) -> ContinuousClock.Instant {
    let context = serviceState.context
    let delay = source.firstDelay(
      loaded.polling, lastRound: loaded.rounds.last, now: context.clock.timestamp,
      batchSize: batchSize,
      jitter: context.dependencies.randomFraction())
    planListing(after: delay.extended(to: remainingWait(of: loaded, context)), context)
    memory = loaded
    serviceState.metrics.update(source.name) { [nextListingTimestamp] in
      $0.nextRound = nextListingTimestamp
    }
    return loaded.openWork.hasArticles ? context.clock.now : nextListing
  }

  /// The poll record of a planned round, if the ledger has another time for it; nil otherwise.
  var plannedPollRecord: (source: SourceID, record: PollRecord)? {
    guard var memory, let stored = memory.polling.nextDue,
      (stored - nextListingTimestamp).magnitude > SourceRunner.maximumPlanDifference
    else { return nil }
    memory.polling.nextDue = nextListingTimestamp
    return (memory.id, PollRecord(of: memory))
  }

  // MARK: - Planning

  /// Plans the next poll of the listing within the windows of the source.
  private mutating func planListing(after delay: PollDelay, _ context: RoundContext) {
    plan = (delay, context.clock.now)
    let wait = source.delayWithinWindows(
      delay, now: context.clock.timestamp, jitter: context.dependencies.randomFraction())
    nextListing = context.clock.now + wait
    nextListingTimestamp = context.clock.timestamp + wait
  }

  /// Plans the next poll anew after the wall clock was set.
  /// - Returns: the due time; nil if the clock makes no difference.
  mutating func clockWasSet() -> ContinuousClock.Instant? {
    let context = serviceState.context
    guard !source.schedule.windows.isEmpty, memory != nil, context.clock.now < nextListing else {
      return nil
    }
    planListing(after: plan.delay.elapsed(by: context.clock.now - plan.time), context)
    return nextListing
  }

  /// Plans a due poll anew if its window may be over, because the machine was suspended or the clock
  /// was set.
  private mutating func replanMissedWindow(_ context: RoundContext) {
    guard context.clock.now >= nextListing,
      (context.clock.timestamp - nextListingTimestamp).magnitude > SourceRunner.maximumLateness
    else { return }
    planListing(after: PollDelay(usual: .zero, minimum: .zero), context)
  }

  /// Returns the time that back-off and Retry-After still require.
  private func remainingWait(of memory: SourceMemory, _ context: RoundContext) -> Duration {
    let now = context.clock.timestamp
    var wait = Duration.zero
    if memory.isBackingOff(now: now, longest: source.schedule.backOff.maximum),
      let until = memory.pauses.listingUntil
    {
      wait = max(wait, until - now)
    }
    if memory.isQuiet(now: now, longest: Source.maximumQuiet),
      let until = memory.pauses.sourceUntil
    {
      wait = max(wait, until - now)
    }
    return wait
  }

  private mutating func planNextListing(_ report: RoundReport, _ context: RoundContext) async {
    guard var updated = memory else { return }
    let wait = remainingWait(of: updated, context)
    let delay =
      wait > .zero
      ? PollDelay(usual: wait, minimum: wait)
      : source.delay(
        after: updated.polling, freshFor: report.freshFor, now: context.clock.timestamp,
        jitter: context.dependencies.randomFraction())
    planListing(after: delay, context)
    if report.didPoll { updated.rounds.last = context.clock.timestamp }
    updated.polling.nextDue = nextListingTimestamp
    updated.polling.freshUntil = report.freshFor.map {
      context.clock.timestamp + min($0, PollingState.maximumFreshness)
    }
    memory = updated
    guard report.didPoll else { return }
    await serviceState.pollRecords.add(PollRecord(of: updated), for: updated.id)
  }

  /// Returns the time of the next poll or of the next owed article.
  private func nextRound(_ report: RoundReport, _ context: RoundContext) -> ContinuousClock.Instant
  {
    guard let owed = report.nextOwed else { return nextListing }
    let wait = max(
      SourceRunner.minimumWait, min(owed - context.clock.timestamp, source.articles.retry.maximum))
    return min(nextListing, context.clock.now + wait)
  }

  // MARK: - Errors

  /// Returns whether a later round may succeed, as after a full disk. A damaged ledger is repaired
  /// at the next start, and a missing spool needs a person, so both end the service.
  private func isTransient(_ error: any Error) -> Bool {
    switch error {
    case is CancellationError: false
    case let error as LedgerError: !error.isDamage
    case let error as SpoolError: error.stage != .identity
    default: true
    }
  }

  /// - Parameter isNew: whether no source had this error before. A full disk concerns all of them.
  private func log(
    _ error: any Error, isNew: Bool, retryingIn delay: Duration, _ context: RoundContext
  ) {
    context.log.log(
      level: isNew ? .error : .debug,
      "cannot complete the round; retrying in \(Int(delay.seconds.rounded(.up))) s",
      metadata: [
        LogKind.metadataKey: .kind(.storageFailed), "source": "\(source.name)",
        "stage": error is SpoolError ? "spool" : "ledger", "reason": "\(error)",
      ])
  }

  private mutating func logRecovery(_ context: RoundContext) {
    guard consecutiveErrors > 0 else { return }
    if serviceState.recordRecovery(of: source.name) {
      context.log.notice(
        "resolved: rounds complete again",
        metadata: [
          "source": "\(source.name)", "stage": "round", "failed": "\(consecutiveErrors)",
        ])
    }
    consecutiveErrors = 0
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
