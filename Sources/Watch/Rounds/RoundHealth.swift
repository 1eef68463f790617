import Basics
import Dates
import Ledger
import Logging
import Spool

/// The input and output around `HealthPolicy`.
extension Round {
  mutating func recordFailure(_ error: RoundError) async throws {
    // A listing without teasers may be the page of a bot protection.
    let isUnexplained = error.stage == .list && !error.isBlocked && !error.isPartial
    let error = isUnexplained ? error.blocked(by: error.page.flatMap(BotBlock.init(page:))) : error
    report.failure = error
    report.noteRefusal(error)
    try await updateHealth(.listingFailed(error, jitter: context.dependencies.randomFraction()))
  }

  /// Carries out what the policy decides.
  mutating func updateHealth(_ outcome: HealthPolicy.Outcome) async throws {
    let policy = HealthPolicy(
      source, now: context.clock.timestamp, silenceLimit: try await learnSilenceLimit())
    let decision = policy.decision(for: memory, after: outcome)
    if decision.dropsCookies { await context.fetcher.jars.clear(source) }
    if let page = decision.capturedPage { context.pages.store(page, of: source.name) }
    let remedy = decision.memory.health.remedy
    if let level = decision.failureLogLevel, let error = report.failure {
      log(level, "the round failed", error, kind: .roundFailed)
    }
    let event: NewEvent? = decision.transition.flatMap { self.event(for: $0, remedy: remedy) }
    if decision.needsCommit {
      try await context.ledger.record(decision.memory, event: event)
    }
    memory = decision.memory
    if event != nil { context.deliveriesAreDue() }
    if let transition = decision.transition { report(transition) }
    if decision.discardsCapturedPage { context.pages.remove(of: source.name) }
  }

  /// Counts the round for the shares of failed rounds.
  mutating func countRound() {
    // No request was sent to a host on hold, which says nothing of the source.
    guard report.didPoll, report.failure?.heldUntil == nil else { return }
    let articleStage = attempts.failures.isEmpty ? nil : RoundError.Stage.article.rawValue
    memory.polling.failures.record(failedAt: report.failure?.stageName ?? articleStage)
  }

  /// Returns the limit of the source's silence. It is learned once a day, and only for a source that was
  /// silent for a while.
  private mutating func learnSilenceLimit() async throws -> SilenceLimit {
    if let every = source.expectations.every { return SilenceLimit(duration: every) }
    let now = context.clock.timestamp
    guard let last = memory.rounds.lastNews, now - last > SilenceLimit.minimum else {
      return .unknown
    }
    if let known = memory.rounds.silence, known.time > last,
      (now - known.time).magnitude < Round.silenceLearningInterval
    {
      return SilenceLimit(duration: known.limit, longestPause: known.longestPause)
    }
    let limit = SilenceLimit(
      PublicationHistory(try await context.ledger.arrivals(of: memory.id)),
      interval: source.schedule.isAdaptive
        ? source.schedule.maximumInterval : source.schedule.interval,
      now: now)
    memory.rounds.silence = LearnedSilence(
      limit: limit.duration, longestPause: limit.longestPause, time: now)
    return limit
  }

  private static let silenceLearningInterval = Duration.seconds(86_400)

  private func report(_ transition: HealthTransition) {
    context.tell(
      .health(
        source: source.name, from: transition.from, to: transition.to, reason: transition.reason,
        kind: transition.event))
    context.log.log(
      level: transition.logLevel, transition.logMessage(for: source.name),
      metadata: [
        LogKind.metadataKey: .kind(.healthChanged), "source": "\(source.name)",
        "health": "\(transition.to.rawValue)", "address": "\(source.url.withoutUserInfo)",
      ])
  }

  private func event(for transition: HealthTransition, remedy: String?) -> NewEvent? {
    transition.event.map { kind in
      healthEvent(
        kind, title: transition.title(of: source.name), transition.reason, remedy: remedy,
        health: transition.to, previous: transition.from)
    }
  }

  private func healthEvent(
    _ kind: EventKind, title: String, _ reason: String, remedy: String?, health: Health,
    previous: Health
  ) -> NewEvent {
    let isWell = health == .ok
    let page = !isWell && context.pages.hasPage(of: source.name)
    return event(
      kind, title: title, text: reason, advice: isWell ? nil : remedy.map { "To try: \($0)." },
      facts: .health(
        health.rawValue, previous: previous.rawValue, remedy: isWell ? nil : remedy,
        page: page ? context.pages.path(of: source.name) : nil))
  }

  // MARK: - Reminders

  /// Reminds the hooks that want it of a health that lasts, at most once a day.
  mutating func remindOfHealth() async throws {
    let health = memory.health
    let now = context.clock.timestamp
    guard health.status != .ok, health.status != .paused, hasRecipients(.sourceReminder),
      let since = health.since,
      (now - (health.reminded ?? since)).magnitude >= Round.reminderInterval
    else { return }
    memory.health.reminded = now
    let reason = health.reason ?? health.status.rawValue
    let event = healthEvent(
      .sourceReminder,
      title:
        "\(source.name) is still \(health.status.rawValue), since \(RFC3339.string(from: since))",
      reason, remedy: health.remedy, health: health.status, previous: health.status)
    try await context.ledger.record(memory, event: event)
    context.deliveriesAreDue()
    context.tell(.source(source.name, event: .sourceReminder, reason: reason))
  }

  private static let reminderInterval = Duration.seconds(86_400)
}
