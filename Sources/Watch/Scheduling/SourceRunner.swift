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
  /// The due time of the listing in monotonic seconds.
  private var nextListing = 0.0
  /// The same time in seconds since 1970, as computed when it was planned.
  private var nextListingWall = 0.0
  /// The delay without windows that the due time was computed from, and when, in monotonic seconds.
  private var plan = (delay: PollDelay(usual: 0, minimum: 0), time: 0.0)
  /// The number of consecutive rounds that ended with an error of ledger or spool.
  private var consecutiveErrors = 0

  /// The seconds by which a poll may be late because other sources came first.
  private static let maximumLateness = 600.0
  /// The minimum seconds between two rounds.
  private static let minimumWait = 0.05

  init(source: Source, serviceState: ServiceState, batchSize: Int = 1) {
    self.source = source
    self.serviceState = serviceState
    self.batchSize = batchSize
  }

  /// Polls the listing if it is due, and fetches owed articles.
  /// - Parameter isSlotNeeded: returns whether other sources wait for this round to end.
  /// - Returns: the time of the next round in monotonic seconds.
  mutating func runRound(
    isSlotNeeded: @escaping @Sendable () async -> Bool = { false }
  ) async throws -> Double {
    let context = serviceState.context
    do {
      var round = Round(source, memory: try await loadMemory(context), context: context)
      round.areOthersWaiting = isSlotNeeded
      round.maySkipLongQueues = true
      replanMissedWindow(context)
      let isDue = context.steady >= nextListing
      let result = await Result { () async throws in try await round.run(listing: isDue) }
      memory = round.memory
      serviceState.summary.update(round.memory)
      if isDue { await planNextListing(round.report, context) }
      try result.get()
      logRecovery(context)
      return nextRound(round.report, context)
    } catch let error where isTransient(error) {
      consecutiveErrors += 1
      let delay = source.schedule.backOff.delay(afterFailures: consecutiveErrors).seconds
      log(error, retryingIn: delay, context)
      return context.steady + delay
    }
  }

  /// Loads the memory of the source once; rounds keep it up to date.
  private mutating func loadMemory(_ context: RoundContext) async throws -> SourceMemory {
    if let memory { return memory }
    // A previous runner of the source may have records that are not written yet.
    await serviceState.pollRecords.write(context)
    guard let loaded = try await context.ledger.openSources([source.registration])[source.name]
    else {
      throw LedgerError(path: context.ledger.path, reason: "cannot register \(source.name)")
    }
    resume(from: loaded)
    return loaded
  }

  /// Plans the first round by the memory in the ledger.
  /// - Returns: the time of the first round in monotonic seconds.
  @discardableResult
  mutating func resume(from loaded: SourceMemory) -> Double {
    let context = serviceState.context
    let delay = source.firstDelay(
      loaded.polling, lastRound: loaded.rounds.last, now: context.wall, batchSize: batchSize,
      jitter: context.dependencies.randomFraction())
    planListing(after: delay.extended(to: remainingWait(of: loaded, context)), context)
    memory = loaded
    return loaded.openWork.hasArticles ? context.steady : nextListing
  }

  // MARK: - Planning

  /// Plans the next poll of the listing within the windows of the source.
  private mutating func planListing(after delay: PollDelay, _ context: RoundContext) {
    plan = (delay, context.steady)
    let wait = source.delayWithinWindows(
      delay, now: context.wall, jitter: context.dependencies.randomFraction())
    nextListing = context.steady + wait
    nextListingWall = context.wall + wait
  }

  /// Plans the next poll anew after the wall clock was set.
  /// - Returns: the due time in monotonic seconds; nil if the clock makes no difference.
  mutating func clockWasSet() -> Double? {
    let context = serviceState.context
    guard !source.schedule.windows.isEmpty, memory != nil, context.steady < nextListing else {
      return nil
    }
    planListing(after: plan.delay.elapsed(by: context.steady - plan.time), context)
    return nextListing
  }

  /// Plans a due poll anew if its window may be over, because the machine was suspended or the clock
  /// was set.
  private mutating func replanMissedWindow(_ context: RoundContext) {
    guard context.steady >= nextListing,
      abs(context.wall - nextListingWall) > SourceRunner.maximumLateness
    else { return }
    planListing(after: PollDelay(usual: 0, minimum: 0), context)
  }

  /// Returns the seconds that back-off and Retry-After still require.
  private func remainingWait(of memory: SourceMemory, _ context: RoundContext) -> Double {
    let now = context.wall
    var wait = 0.0
    if memory.isBackingOff(now: now, longest: source.schedule.backOff.maximum.seconds) {
      wait = max(wait, (memory.pauses.listingUntil ?? 0) - now)
    }
    if memory.isQuiet(now: now, longest: Source.maximumQuiet) {
      wait = max(wait, (memory.pauses.sourceUntil ?? 0) - now)
    }
    return wait
  }

  private mutating func planNextListing(_ report: RoundReport, _ context: RoundContext) async {
    guard var updated = memory else { return }
    let wait = remainingWait(of: updated, context)
    let delay =
      wait > 0
      ? PollDelay(usual: wait, minimum: wait)
      : source.delay(
        after: updated.polling, freshFor: report.freshFor, now: context.wall,
        jitter: context.dependencies.randomFraction())
    planListing(after: delay, context)
    if report.didPoll { updated.rounds.last = context.wall }
    updated.polling.nextDue = nextListingWall
    updated.polling.freshUntil = report.freshFor.map {
      context.wall + min($0, PollingState.maximumFreshness)
    }
    memory = updated
    guard report.didPoll else { return }
    await serviceState.pollRecords.add(PollRecord(of: updated), for: updated.id)
  }

  /// Returns the time of the next poll or of the next owed article, in monotonic seconds.
  private func nextRound(_ report: RoundReport, _ context: RoundContext) -> Double {
    guard let owed = report.nextOwed else { return nextListing }
    let wait = max(
      SourceRunner.minimumWait, min(owed - context.wall, source.articles.retry.maximum.seconds))
    return min(nextListing, context.steady + wait)
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

  private func log(_ error: any Error, retryingIn delay: Double, _ context: RoundContext) {
    context.log.log(
      level: consecutiveErrors == 1 ? .error : .debug,
      "cannot complete the round; retrying in \(Int(delay.rounded(.up))) s",
      metadata: [
        "source": "\(source.name)", "stage": error is SpoolError ? "spool" : "ledger",
        "reason": "\(error)",
      ])
  }

  private mutating func logRecovery(_ context: RoundContext) {
    guard consecutiveErrors > 0 else { return }
    context.log.notice(
      "resolved: rounds complete again",
      metadata: [
        "source": "\(source.name)", "stage": "round", "failed": "\(consecutiveErrors)",
      ])
    consecutiveErrors = 0
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
