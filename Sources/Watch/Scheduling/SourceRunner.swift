import Ledger
import Logging
import Settings
import Spool

/// The rounds of a source as long as its configuration stays the same.
struct SourceRunner: Sendable {
  let source: Source
  let serviceState: ServiceState
  /// How many sources' watch began together with this one's.
  private let crowd: Int
  private var memory: SourceMemory?
  /// Steady seconds.
  private var nextListing = 0.0
  /// The same moment, wall seconds as they were told then.
  private var nextListingByWall = 0.0
  /// What that was planned from, and when: no window counted, steady seconds.
  private var plan = (pause: PollDelay(usual: 0, least: 0), at: 0.0)
  /// Rounds in a row that could not be finished.
  private var faults = 0

  init(source: Source, serviceState: ServiceState, crowd: Int = 1) {
    self.source = source
    self.serviceState = serviceState
    self.crowd = crowd
  }

  /// The listing if it is due, and what is owed.
  /// - Parameter isPlaceWanted: whether others wait for this round to end.
  /// - Returns: when to come again, steady seconds.
  mutating func next(
    isPlaceWanted: @escaping @Sendable () async -> Bool = { false }
  ) async throws -> Double {
    let context = serviceState.context
    do {
      var round = Round(source, memory: try await recall(context), context: context)
      round.isPlaceWanted = isPlaceWanted
      round.comesAgain = true
      keepToWindows(context)
      let isDue = context.steady >= nextListing
      let result = await Result { () async throws in try await round.run(listing: isDue) }
      memory = round.memory
      serviceState.summary.note(round.memory)
      if isDue { await planNext(round.report, context) }
      try result.get()
      noteFinished(context)
      return wake(round.report, context)
    } catch let fault where isPassing(fault) {
      faults += 1
      complain(fault, context)
      return context.steady + source.schedule.backOff.delay(afterFailures: faults)
    }
  }

  /// What the ledger remembers, once; rounds keep it up to date.
  private mutating func recall(_ context: RoundContext) async throws -> SourceMemory {
    if let memory { return memory }
    // Who watched the source before may have learned something just now.
    await serviceState.rounds.write(context)
    guard let found = try await context.ledger.sources([source.registration])[source.name] else {
      throw LedgerError(path: context.ledger.path, reason: "it does not keep \(source.name)")
    }
    remember(found)
    return found
  }

  /// Begins with what the ledger remembers.
  /// - Returns: when to come first, steady seconds.
  @discardableResult
  mutating func remember(_ found: SourceMemory) -> Double {
    let context = serviceState.context
    let first = source.firstPause(
      found.polling, lastRound: found.rounds.last, now: context.wall, crowd: crowd,
      spread: context.dependencies.spread())
    look(after: first.atLeast(wait(found, context)), context)
    memory = found
    return found.openWork.hasArticles ? context.steady : nextListing
  }

  /// The listing's next look, when a window is open.
  private mutating func look(after pause: PollDelay, _ context: RoundContext) {
    plan = (pause, context.steady)
    let pause = source.opening(
      after: pause, now: context.wall, spread: context.dependencies.spread())
    nextListing = context.steady + pause
    nextListingByWall = context.wall + pause
  }

  /// Somebody has set the clock: a window may be open now, or later than was thought.
  /// - Returns: when to come, steady seconds; nil where it makes no difference.
  mutating func clockWasSet() -> Double? {
    let context = serviceState.context
    guard !source.schedule.windows.isEmpty, memory != nil, context.steady < nextListing else {
      return nil
    }
    look(after: plan.pause.after(context.steady - plan.at), context)
    return nextListing
  }

  /// A machine that has slept, or whose clock was set, may have missed the window it was to look in.
  private mutating func keepToWindows(_ context: RoundContext) {
    guard context.steady >= nextListing,
      abs(context.wall - nextListingByWall) > SourceRunner.mostDelay
    else { return }
    look(after: PollDelay(usual: 0, least: 0), context)
  }

  /// Seconds by which a look may be late, for others had their turn before it.
  private static let mostDelay = 600.0

  /// How long the source is left alone, after a restart too.
  private func wait(_ memory: SourceMemory, _ context: RoundContext) -> Double {
    let now = context.wall
    var wait = 0.0
    if memory.isPutOff(now: now, longest: source.schedule.backOff.maximum) {
      wait = max(wait, (memory.pauses.listingUntil ?? 0) - now)
    }
    if memory.isQuiet(now: now, longest: Source.longestQuiet) {
      wait = max(wait, (memory.pauses.sourceUntil ?? 0) - now)
    }
    return wait
  }

  /// From one listing to the next.
  private mutating func planNext(_ report: RoundReport, _ context: RoundContext) async {
    guard var after = memory else { return }
    let wait = wait(after, context)
    let pause =
      wait > 0
      ? PollDelay(usual: wait, least: wait)
      : source.pause(
        after: after.polling, freshFor: report.freshFor, now: context.wall,
        spread: context.dependencies.spread())
    look(after: pause, context)
    if report.didPoll { after.rounds.last = context.wall }
    after.polling.nextDue = nextListingByWall
    after.polling.freshUntil = report.freshFor.map {
      context.wall + min($0, Source.longestFreshness)
    }
    memory = after
    guard report.didPoll else { return }
    await serviceState.rounds.note(after.id, PollRecord(of: after))
  }

  private func wake(_ report: RoundReport, _ context: RoundContext) -> Double {
    guard let owed = report.nextOwed else { return nextListing }
    let wait = max(0.05, min(owed - context.wall, source.articles.retry.maximum))
    return min(nextListing, context.steady + wait)
  }

  /// A full disk passes. A ledger that is damaged and a spool that is not there do not: the next
  /// start sees to the one, a person to the other.
  private func isPassing(_ fault: any Error) -> Bool {
    switch fault {
    case is CancellationError: false
    case let fault as LedgerError: !fault.isDamage
    case let fault as SpoolError: fault.stage != .identity
    default: true
    }
  }

  private func complain(_ fault: any Error, _ context: RoundContext) {
    context.log.log(
      level: faults == 1 ? .error : .debug,
      "the round could not be finished; it is tried again",
      metadata: [
        "source": "\(source.name)", "stage": fault is SpoolError ? "spool" : "ledger",
        "reason": "\(fault)",
      ])
  }

  private mutating func noteFinished(_ context: RoundContext) {
    guard faults > 0 else { return }
    context.log.notice(
      "rounds can be finished again",
      metadata: ["source": "\(source.name)", "stage": "round", "failed": "\(faults)"])
    faults = 0
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
