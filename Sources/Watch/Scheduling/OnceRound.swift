import Basics
import Dates
import Ledger
import Settings

/// A round of `once` and its result.
struct OnceRound: Sendable {
  var source: Source
  private var memory: SourceMemory
  private let wasFirstFailure: Bool
  private let wasIll: Bool
  private var report: RoundReport
  /// The reason why the listing was not polled.
  private var deferralReason: String?
  private var error: (any Error)?

  private init(source: Source, memory: SourceMemory, report: RoundReport) {
    self.source = source
    self.memory = memory
    wasFirstFailure = memory.health.failures == 0
    wasIll = memory.health.status.isIll || memory.health.articleWarning != nil
    self.report = report
  }

  /// Runs a round. Owed articles are fetched even if the listing is not polled because of back-off.
  static func run(
    _ source: Source, _ memory: SourceMemory, context: RoundContext, force: Bool
  ) async -> OnceRound {
    let now = context.clock.timestamp
    let isQuiet = !force && memory.isQuiet(now: now, longest: Source.maximumQuiet)
    let isBackingOff =
      !force && memory.isBackingOff(now: now, longest: source.schedule.backOff.maximum)
    var round = Round(source, memory: memory, context: context, force: force)
    var result = OnceRound(source: source, memory: memory, report: round.report)
    if isQuiet || isBackingOff {
      let until = max(
        memory.pauses.sourceUntil ?? .epoch,
        isBackingOff ? memory.pauses.listingUntil ?? .epoch : .epoch)
      result.deferralReason =
        "not polled before \(RFC3339.string(from: until)): \(memory.health.reason ?? "Retry-After")"
    }
    do {
      try await round.run(listing: !isBackingOff && !isQuiet)
    } catch {
      result.error = error
    }
    result.report = round.report
    result.memory = round.memory
    return result
  }

  func add(to once: inout OnceReport, pollRecords: inout [SourceID: PollRecord]) {
    if report.didPoll { pollRecords[memory.id] = PollRecord(of: memory) }
    once.teasers[source.name] = report.teasers
    if let time = report.nextOwed { once.nextTry = min(once.nextTry ?? time, time) }
    if report.isListingDone || deferralReason != nil { once.finishedSources += 1 }
    if let error, !(error is CancellationError) { once.error = once.error ?? error }
    if let failure { once.failures.append(failure) }
  }

  private var failure: SourceFailure? {
    var failure = requiredFailure
    failure?.isOptional = source.expectations.isOptional
    return failure
  }

  private var requiredFailure: SourceFailure? {
    if let failure = report.failure {
      return SourceFailure(
        source: source.name, address: failure.address, stage: failure.stage.rawValue,
        reason: failure.reason, wasPutOff: failure.heldUntil != nil,
        isFirst: wasFirstFailure && failure.heldUntil == nil)
    }
    if let deferralReason {
      return SourceFailure(
        source: source.name, address: source.url.string, stage: "schedule",
        reason: deferralReason, wasPutOff: true, isFirst: false)
    }
    guard memory.health.status.isIll || memory.health.articleWarning != nil else { return nil }
    // The listing can be parsed, but its articles fail.
    return SourceFailure(
      source: source.name, address: source.url.string, stage: RoundError.Stage.article.rawValue,
      reason: memory.health.reason ?? memory.health.status.rawValue, wasPutOff: false,
      isFirst: !wasIll)
  }
}
