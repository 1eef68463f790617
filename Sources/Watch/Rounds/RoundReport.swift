import Ledger
import Logging
import News
import WebURL

/// What a round did, for those who run it.
struct RoundReport: Sendable {
  var source: String
  var didPoll = false
  /// Teasers that were not known.
  var found = 0
  /// Entries that entered the spool.
  var spooled = 0
  /// The listing's fault, where it failed.
  var failure: RoundError?
  /// Those of articles and next pages.
  private(set) var faults: [RoundError] = []
  /// Seconds for which the listing calls itself fresh (`Cache-Control: max-age`).
  var freshFor: Double?
  /// Wall seconds at which the next owed article is due.
  private(set) var nextOwed: Double?

  init(source: String) { self.source = source }

  /// Without its page: they may be many.
  mutating func add(_ fault: RoundError) {
    var fault = fault
    fault.page = nil
    faults.append(fault)
  }

  mutating func nextOwed(at moment: Double) {
    nextOwed = min(nextOwed ?? moment, moment)
  }
}

// MARK: - Health and what is said

extension Round {
  /// Failures in a row after which a source that worked counts as broken.
  static let brokenAfter = 3

  /// Seconds without anything new after which a source that had news counts as quiet.
  static let quietAfter = 30.0 * 86_400

  mutating func noteWell() async throws {
    guard
      memory.health.failures > 0 || memory.health.status != healthOfWell
        || memory.pauses.sourceUntil != nil
    else {
      return
    }
    var after = memory
    after.health.failures = 0
    after.pauses.listingUntil = nil
    after.pauses.sourceUntil = nil
    try await noteHealth(of: after, reason: "the listing yields what it used to")
  }

  /// How a source is whose listing can be read.
  private var healthOfWell: Health {
    if memory.health.refusals.verdict != nil { return .blocked }
    if memory.health.misses.verdict != nil { return .broken }
    if memory.polling.loss != nil { return .degraded }
    return silence > Round.quietAfter ? .quiet : .ok
  }

  /// Seconds since there was anything new.
  private var silence: Double { memory.rounds.lastNews.map { context.wall - $0 } ?? 0 }

  /// - Parameters:
  ///   - after: of a source whose listing can be read.
  ///   - reason: why it is well, if it is.
  mutating func noteHealth(of after: SourceMemory, reason: String) async throws {
    var after = after
    let health = healthOfWell
    after.health.reason = after.articleFault ?? after.polling.loss
    let reason =
      health == .quiet
      ? "nothing new for \(Int(silence / 86_400)) days" : after.health.reason ?? reason
    try await change(&after, to: health, reason: reason)
    if !health.isIll { context.pages.forget(source.name) }
  }

  /// Whatever came instead of a listing changes nothing of what was seen; the next page is asked
  /// for unconditionally.
  mutating func noteFailure(_ fault: RoundError) async throws {
    if fault.isPartial { return try await noteRuleFault(fault) }
    let fault =
      fault.stage == .list && !fault.isBlocked
      ? fault.naming(fault.page.flatMap(BotBlock.init(page:))) : fault
    report.failure = fault
    // Where others have found the host in trouble, this source need not be said to be ill at once.
    let wait = max(fault.retryAfter ?? 0, (fault.heldUntil ?? 0) - context.wall)
    let isLong = wait > max(source.schedule.backOff.maximum, source.schedule.interval)
    if let until = fault.heldUntil, memory.pauses.sourceUntil == nil, !isLong {
      memory.pauses.sourceUntil = until + context.dependencies.spread()
      return try await context.ledger.save(memory)
    }
    var after = memory
    after.health.failures += 1
    after.forgetPage()
    after.health.reason = fault.description
    let pause = source.schedule.backOff.delay(
      afterFailures: after.health.failures, jitter: context.dependencies.spread())
    after.pauses.listingUntil = context.wall + pause
    after.pauses.sourceUntil = fault.retryAfter.map { context.wall + $0 }
    if let until = fault.heldUntil {
      after.pauses.listingUntil = nil
      // A little apart, for all who wait for a host wait for the same moment.
      after.pauses.sourceUntil = until + context.dependencies.spread()
    }
    after.polling.doubtMove()
    // Who wants to be left alone for days is not asked thrice before that is said.
    let isLasting =
      !memory.rounds.isFirstDone || after.health.failures >= Round.brokenAfter || isLong
    let health: Health = !isLasting ? .degraded : fault.isBlocked ? .blocked : .broken
    if after.health.failures.isMultiple(of: Round.brokenAfter) {
      await context.fetcher.jars.empty(source)
    }
    let isFirst = memory.health.failures == 0
    if isFirst || health != memory.health.status, let page = fault.page {
      context.pages.keep(page, source: source.name)
    }
    if health == memory.health.status || !health.isIll {
      log(isFirst ? .info : .debug, "the round failed", fault)
    }
    try await change(
      &after, to: memory.health.status.isIll && !health.isIll ? memory.health.status : health,
      reason: fault.description)
  }

  /// The listing was read, so it is asked for and believed as ever. A fault that lasts is said once
  /// and costs no commit a round.
  private mutating func noteRuleFault(_ fault: RoundError) async throws {
    report.failure = fault
    var after = memory
    after.health.failures = max(
      memory.health.failures, min(memory.health.failures + 1, Round.brokenAfter))
    after.pauses.listingUntil = nil
    after.pauses.sourceUntil = nil
    after.health.reason = fault.description
    guard after != memory else { return }
    let isLasting = after.health.failures >= Round.brokenAfter
    let health: Health =
      isLasting ? .broken : memory.health.status.isIll ? memory.health.status : .degraded
    if after.health.reason != memory.health.reason, let page = fault.page {
      context.pages.keep(page, source: source.name)
    }
    if health == memory.health.status || !health.isIll {
      log(memory.health.failures == 0 ? .info : .debug, "the round failed", fault)
    }
    try await change(&after, to: health, reason: fault.description)
  }

  private mutating func change(
    _ after: inout SourceMemory, to health: Health, reason: String
  ) async throws {
    let before = memory.health.status
    if health != before {
      after.health.status = health
      after.health.since = context.wall
    }
    let event = health == before ? nil : event(from: before, to: health, reason: reason)
    try await context.ledger.save(after, telling: event)
    memory = after
    guard health != before else { return }
    if event != nil { context.deliveriesAreDue() }
    context.tell(.health(source: source.name, from: before, to: health, reason: reason))
    // A source that only stumbled was not announced as ill, so its recovery is no news either.
    let isNews = [health, before].contains { $0.isIll || $0 == .quiet }
    let level: Logger.Level = isNews ? .warning : .info
    context.log.log(
      level: level, "\(source.name) is \(health.rawValue)",
      metadata: [
        "source": "\(source.name)", "stage": "health", "was": "\(before.rawValue)",
        "reason": "\(reason)",
      ])
  }

  func log(_ level: Logger.Level, _ message: Logger.Message, _ fault: RoundError) {
    context.log.log(
      level: level, message,
      metadata: [
        "source": "\(source.name)", "stage": "\(fault.stage.rawValue)",
        "address": "\(fault.address)", "reason": "\(fault.reason)",
      ])
  }

  mutating func say(_ doubt: RoundError, isTold: Bool) {
    report.add(doubt)
    log(isTold ? .debug : .warning, "the listing was not read to known ground", doubt)
  }

  /// A feed may be the better thing to watch: offered once, never imposed.
  func offer(_ feeds: [WebURL]) {
    guard !feeds.isEmpty else { return }
    context.log.info(
      "the page names feeds, which can be watched in its place",
      metadata: [
        "source": "\(source.name)", "stage": "list",
        "feeds": "\(feeds.prefix(5).map(\.string).joined(separator: " "))",
      ])
  }

  func logNews() {
    guard report.found > 0 || report.spooled > 0 else { return }
    context.log.info(
      "news",
      metadata: [
        "source": "\(source.name)", "stage": "round", "found": "\(report.found)",
        "spooled": "\(report.spooled)", "faults": "\(report.faults.count)",
      ])
  }
}
