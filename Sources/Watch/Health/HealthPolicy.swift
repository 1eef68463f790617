import Basics
import Ledger
import Logging
import Settings

/// The rules by which the outcome of a round changes the health of its source.
///
/// The policy performs no input or output: it maps what the ledger remembers of the source and an
/// outcome to the new memory and the actions that follow from it. The round carries them out.
struct HealthPolicy: Sendable {
  /// Failures in a row after which a source that worked counts as broken.
  static let failuresUntilBroken = 3

  enum Outcome: Sendable {
    /// The listing was read, or has not changed.
    case listingRead
    /// The listing could not be read, or a rule of the source matches nothing (`.partial`).
    /// `jitter` in 0..<1 spreads the pauses of sources that failed together.
    case listingFailed(RoundError, jitter: Double)
    /// The owed articles were fetched as far as possible.
    case articlesAttempted(ArticleAttempts)
  }

  struct Decision: Hashable, Sendable {
    /// The new state of the source.
    var memory: SourceMemory
    /// Whether the memory is to be committed now; it may change without a commit.
    var needsCommit = false
    /// The change of health; nil if health stays the same.
    var transition: HealthTransition?
    /// The level at which the failure is logged; nil if it is not logged.
    var failureLogLevel: Logger.Level?
    /// The page to capture for inspection.
    var capturedPage: [UInt8]?
    /// Whether a page that was captured earlier is obsolete.
    var discardsCapturedPage = false
    /// Whether the source's cookies may be the cause and are dropped.
    var dropsCookies = false

    init(_ memory: SourceMemory) { self.memory = memory }
  }

  private let backOff: BackOff
  private let interval: Duration
  private let expectations: ExpectationSettings
  private let now: Timestamp
  /// The time without new teasers after which the source counts as quiet.
  private let silenceLimit: SilenceLimit

  init(_ source: Source, now: Timestamp, silenceLimit: SilenceLimit = .unknown) {
    self.silenceLimit = silenceLimit
    expectations = source.expectations
    backOff = source.schedule.backOff
    interval = source.schedule.interval
    self.now = now
  }

  func decision(for memory: SourceMemory, after outcome: Outcome) -> Decision {
    switch outcome {
    case .listingRead: afterReadListing(memory)
    case .listingFailed(let error, _) where error.isPartial: afterPartialFailure(memory, error)
    case .listingFailed(let error, let jitter): afterFailure(memory, error, jitter: jitter)
    case .articlesAttempted(let attempts): afterArticles(memory, attempts)
    }
  }
}

// MARK: - The listing was read

extension HealthPolicy {
  private func afterReadListing(_ memory: SourceMemory) -> Decision {
    guard
      memory.health.failures > 0 || memory.pauses.sourceUntil != nil
        || memory.health.status != healthIfReadable(memory)
    else { return Decision(memory) }
    var after = memory
    after.health.failures = 0
    after.pauses.listingUntil = nil
    after.pauses.sourceUntil = nil
    return readable(after, before: memory, reason: "the listing is readable")
  }

  private func afterArticles(_ memory: SourceMemory, _ attempts: ArticleAttempts) -> Decision {
    var after = memory
    after.health.refusals.update(with: attempts, now: now)
    after.health.misses.update(with: attempts, now: now)
    after.updateArticleWarning(with: attempts)
    for isGood in attempts.qualities { after.health.quality.record(isGood: isGood) }
    var decision = Decision(after)
    // If no article is owed, nothing new is known of the articles: no commit.
    let hasFailures = [memory, after].contains {
      $0.health.refusals.count + $0.health.misses.count > 0
    }
    guard
      after.health.refusals != memory.health.refusals
        || after.health.misses != memory.health.misses
        || after.health.articleWarning != memory.health.articleWarning
        || after.health.quality != memory.health.quality,
      memory.openWork.hasArticles || hasFailures || memory.health.articleWarning != nil
        || !attempts.qualities.isEmpty
    else { return decision }
    // While the listing itself fails, its error is the one to report.
    guard memory.health.failures == 0,
      after.articleError != memory.articleError
        || (warning(about: after) == nil) != (warning(about: memory) == nil)
    else {
      if memory.health.failures == 0 {
        decision.memory.health.reason = readableReason(of: after)
        decision.memory.health.remedy = readableRemedy(of: after)
      }
      decision.needsCommit = true
      return decision
    }
    decision = readable(after, before: memory, reason: "articles can be fetched again")
    if after.articleError != nil {
      decision.capturedPage = attempts.failures.last?.error.page
      decision.dropsCookies = true
    } else if after.health.articleWarning ?? after.health.quality.warning != nil {
      decision.capturedPage = attempts.doubtfulPage
    }
    return decision
  }

  /// - Parameter reason: the reason for the new health if the source is well.
  private func readable(
    _ memory: SourceMemory, before: SourceMemory, reason: String
  ) -> Decision {
    let health = healthIfReadable(memory)
    var after = memory
    after.health.reason = readableReason(of: after)
    let reason =
      health == .quiet ? silenceReason(of: memory) : after.health.reason ?? reason
    after.health.remedy = readableRemedy(of: after)
    if health == .quiet { (after.health.reason, after.health.remedy) = (reason, Remedy.silence) }
    var decision = change(Decision(after), from: memory.health.status, to: health, reason: reason)
    // Articles that fail in one round may be read in the next, so this is logged only.
    let isArticleWarning = (memory.health.articleWarning ?? before.health.articleWarning) != nil
    decision.transition?.isYieldChange = !isArticleWarning && before.health.failures == 0
    decision.transition?.isArticleWarning = memory.health.articleWarning != nil
    decision.discardsCapturedPage = !health.isIll && health != .degraded
    return decision
  }

  private func healthIfReadable(_ memory: SourceMemory) -> Health {
    if memory.health.refusals.verdict != nil { return .blocked }
    if memory.health.misses.verdict != nil { return .broken }
    if warning(about: memory) != nil || memory.polling.garbledTextReason != nil {
      return .degraded
    }
    return silence(of: memory) > silenceLimit.duration ? .quiet : .ok
  }

  /// Returns the reason for concern about a source whose listing is readable; nil if there is none.
  private func warning(about memory: SourceMemory) -> String? {
    memory.health.articleWarning ?? memory.page.yield.warning(expectations)
      ?? memory.health.quality.warning
  }

  /// Returns the reason for the health of a source whose listing is readable.
  private func readableReason(of memory: SourceMemory) -> String? {
    memory.articleError ?? warning(about: memory) ?? memory.polling.garbledTextReason
  }

  private func readableRemedy(of memory: SourceMemory) -> String? {
    if memory.health.refusals.verdict != nil { return Remedy.refusedArticles }
    if memory.health.misses.verdict ?? memory.health.articleWarning != nil {
      return Remedy.unreadArticles
    }
    if memory.page.yield.warning(expectations) != nil { return Remedy.yield }
    if memory.health.quality.warning != nil { return Remedy.doubtfulArticles }
    return nil
  }

  private func silenceReason(of memory: SourceMemory) -> String {
    let text = "nothing new for \(HealthPolicy.days(silence(of: memory)))"
    guard let longest = silenceLimit.longestPause else { return text }
    return text + "; the longest pause of a year was \(HealthPolicy.days(longest))"
  }

  /// Returns "3 days" or "15 hours".
  private static func days(_ duration: Duration) -> String {
    let hours = Int(duration.seconds / 3600)
    return hours < 48 ? "\(hours) hours" : "\(hours / 24) days"
  }

  /// Returns the time since the last new teaser.
  private func silence(of memory: SourceMemory) -> Duration {
    memory.rounds.lastNews.map { now - $0 } ?? .zero
  }
}

// MARK: - The listing failed

extension HealthPolicy {
  /// A response that is not the listing changes nothing of what was seen; the next request is
  /// unconditional.
  private func afterFailure(
    _ memory: SourceMemory, _ error: RoundError, jitter: Double
  ) -> Decision {
    let wait = max(error.retryAfter ?? .zero, error.heldUntil.map { $0 - now } ?? .zero)
    let isLongWait = wait > max(backOff.maximum, interval)
    var decision = Decision(memory)
    // Another source found the host unavailable; that alone does not make this source ill.
    if let until = error.heldUntil, memory.pauses.sourceUntil == nil, !isLongWait {
      decision.memory.pauses.sourceUntil = until + .seconds(jitter)
      decision.needsCommit = true
      return decision
    }
    decision.memory = failed(memory, error, jitter: jitter)
    let failures = decision.memory.health.failures
    // A wait of days is reported immediately.
    let isLasting =
      !memory.rounds.isFirstDone || failures >= HealthPolicy.failuresUntilBroken || isLongWait
    let health: Health = !isLasting ? .degraded : error.isBlocked ? .blocked : .broken
    decision.dropsCookies = failures.isMultiple(of: HealthPolicy.failuresUntilBroken)
    if memory.health.failures == 0 || health != memory.health.status {
      decision.capturedPage = error.page
    }
    decision.failureLogLevel = failureLogLevel(memory, health)
    return change(
      decision, from: memory.health.status,
      to: memory.health.status.isIll && !health.isIll ? memory.health.status : health,
      reason: error.description)
  }

  private func failed(
    _ memory: SourceMemory, _ error: RoundError, jitter: Double
  ) -> SourceMemory {
    var after = memory
    after.health.failures += 1
    after.forgetPage()
    after.health.reason = error.description
    after.health.remedy = error.remedy
    after.pauses.listingUntil =
      now + backOff.delay(afterFailures: after.health.failures, jitter: jitter)
    after.pauses.sourceUntil = error.retryAfter.map { now + $0 }
    if let until = error.heldUntil {
      after.pauses.listingUntil = nil
      // All sources that wait for a host wait for the same time, so their requests are spread.
      after.pauses.sourceUntil = until + .seconds(jitter)
    }
    after.polling.rejectMove()
    return after
  }

  /// The listing was read, so polls stay as frequent. An error that lasts is reported once, and
  /// costs no commit per round.
  private func afterPartialFailure(_ memory: SourceMemory, _ error: RoundError) -> Decision {
    let maximum = HealthPolicy.failuresUntilBroken
    var decision = Decision(memory)
    decision.memory.health.failures = max(
      memory.health.failures, min(memory.health.failures + 1, maximum))
    decision.memory.pauses.listingUntil = nil
    decision.memory.pauses.sourceUntil = nil
    decision.memory.health.reason = error.description
    decision.memory.health.remedy = error.remedy
    guard decision.memory != memory else { return decision }
    let health: Health =
      decision.memory.health.failures >= maximum
      ? .broken : memory.health.status.isIll ? memory.health.status : .degraded
    if decision.memory.health.reason != memory.health.reason { decision.capturedPage = error.page }
    decision.failureLogLevel = failureLogLevel(memory, health)
    return change(decision, from: memory.health.status, to: health, reason: error.description)
  }

  /// A failure that makes a source ill is not logged, because the change of health is.
  private func failureLogLevel(_ memory: SourceMemory, _ health: Health) -> Logger.Level? {
    guard health == memory.health.status || !health.isIll else { return nil }
    return memory.health.failures == 0 ? .info : .debug
  }
}

// MARK: - The change

extension HealthPolicy {
  private func change(
    _ decision: Decision, from before: Health, to health: Health, reason: String
  ) -> Decision {
    var decision = decision
    decision.needsCommit = true
    guard health != before else { return decision }
    decision.memory.health.status = health
    decision.memory.health.since = now
    decision.memory.health.reminded = nil
    decision.transition = HealthTransition(from: before, to: health, reason: reason)
    return decision
  }
}
