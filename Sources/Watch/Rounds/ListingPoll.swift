import Basics
import Ledger
import Logging
import News
import Settings
import Web
import WebURL

/// The poll of a listing, up to the rows of owed articles.
extension Round {
  /// The maximum time before an implausible listing is requested again.
  static let maximumConfirmationPause = Duration.seconds(10)

  mutating func pollListing() async throws {
    let now = context.clock.timestamp
    let isUnconditional =
      force || memory.polling.isUnconditionalRequestDue(now: now) || isListedDayDue
    let sent = isUnconditional ? Validators() : memory.page.validators
    let address = memory.polling.address(of: source, now: now)
    progress(.loadingListing(page: 1, of: nil))
    let reply = try await request(address, validators: sent.isEmpty ? nil : sent)
    try await process(reply, sent: sent)
    updatePolling(with: reply, requested: address)
    if let error = ruleError ?? rememberedRuleError { throw error }
  }

  /// An unchanged page still breaks the rule.
  private var rememberedRuleError: RoundError? {
    memory.health.ruleError.map { .unmatchedRule($0, of: source) }
  }

  private mutating func process(_ reply: Response, sent: Validators) async throws {
    if reply.isNotModified {
      guard !sent.isEmpty else {
        throw RoundError(.status, reply.url.string, "HTTP 304 to a request without validators")
      }
      return recordUnchangedPage()
    }
    let page = try self.page(of: reply)
    let hash = StableHash.of(page.bytes)
    if hash == memory.page.bodyHash, memory.catchUp.after == nil, !isListedDayDue, !force {
      replaceValidators(reply.validatorsToKeep)
      return recordUnchangedPage()
    }

    var intake = ListingIntake(source: source, memory: memory, isForced: force, context: context)
    try await intake.load(from: page)
    if !memory.rounds.isFirstDone {
      suggest(intake.feeds)
      warnOfFrontPage(intake, page)
    }
    if intake.isImplausible { return try await confirm(intake) }
    let deviated = memory.page.yield.deviations > 0
    try await commit(intake, validators: reply.validatorsToKeep, hash: hash)
    keepEvidence(page, deviated: deviated)
  }

  /// Keeps the first page that deviates from the usual ones; further polls may find it unchanged.
  private func keepEvidence(_ page: Page, deviated: Bool) {
    let deviates = memory.page.yield.deviations > 0
    if deviates && !deviated {
      context.pages.store(page.bytes, of: source.name)
    } else if deviated && !deviates && memory.health.status == .ok {
      context.pages.remove(of: source.name)
    }
  }

  /// A deviation from the usual content lasts.
  private mutating func recordUnchangedPage() {
    let before = memory.page.yield
    memory.page.yield.recordUnchangedPage(now: context.clock.timestamp)
    if memory.page.yield != before { memory.openWork.isPageUnsaved = true }
  }

  /// The page is unchanged but has new validators, which the next request sends.
  private mutating func replaceValidators(_ validators: Validators) {
    guard validators != memory.page.validators else { return }
    memory.page.validators = validators
    memory.openWork.isPageUnsaved = true
  }

  /// Whether the day on which the known teasers were last listed must be updated. This is done now
  /// and then even if the page stays the same, because teasers that are unlisted for long are
  /// deleted.
  private var isListedDayDue: Bool {
    memory.rounds.isFirstDone
      && context.ledger.currentDay - memory.rounds.seenDay >= Retention.seenGranularity
  }

  /// All teasers seem new: after a pause the listing is requested once more, unconditionally. It is
  /// accepted if it is the same, or if it contains known teasers.
  private mutating func confirm(_ first: ListingIntake) async throws {
    let end =
      context.clock.now + min(source.articles.retry.initial, Round.maximumConfirmationPause)
    progress(.waiting(.confirmation(until: end)))
    try await context.clock.sleep(until: end)
    let reply = try await request(memory.polling.address(of: source, now: context.clock.timestamp))
    let page = try self.page(of: reply)
    var second = ListingIntake(source: source, memory: memory, isForced: force, context: context)
    try await second.load(from: page)
    if second.isImplausible, let reason = rejectionReason(second, after: first, page) {
      throw RoundError(
        .list, page.address.string, "listing not believed: all teasers are new, and \(reason)",
        page: page.bytes)
    }
    try await commit(
      second, validators: reply.validatorsToKeep, hash: StableHash.of(page.bytes))
  }

  /// Warns once that the first round reads the front page in place of the listing, which cannot be known
  /// to be wrong.
  private func warnOfFrontPage(_ intake: ListingIntake, _ page: Page) {
    guard intake.isFrontPage else { return }
    context.log.warning(
      "the listing leads to the front page, which is watched in its place; check “url” and “cookies”",
      metadata: [
        "source": "\(source.name)", "stage": "list", "address": "\(page.address)",
      ])
  }

  /// Suggests once to watch a feed instead, if the page names one.
  private func suggest(_ feeds: [WebURL]) {
    guard !feeds.isEmpty else { return }
    context.log.info(
      "the page names feeds, which can be watched instead",
      metadata: [
        "source": "\(source.name)", "stage": "list",
        "feeds": "\(feeds.prefix(5).map(\.string).joined(separator: " "))",
      ])
  }
}

// MARK: - The commit

extension Round {
  /// Commits the teasers of all pages, the validators of the first page and the events together.
  mutating func commit(
    _ intake: ListingIntake, validators: Validators, hash: Int64?, notify: Bool? = nil
  ) async throws {
    var intake = intake
    updateCharset(with: intake)
    while true {
      let changes = intake.changes(
        now: context.clock.timestamp, random: context.dependencies.random, notify: notify)
      var after = memory(after: intake, changes, validators, hash)
      let events = try await events(of: intake, &after)
      var unchanged = memory
      unchanged.page = after.page
      // A page without news is not worth a sync.
      if !changes.isEmpty || !events.isEmpty || after != unchanged {
        guard try await context.ledger.recordListing(changes, memory: after, events: events) else {
          // Another listing of the identity space was committed first.
          try await intake.judgeAgain()
          continue
        }
        if !events.isEmpty { context.deliveriesAreDue() }
        after.openWork.isPageUnsaved = false
      } else if after.page != memory.page {
        after.openWork.isPageUnsaved = true
      }
      memory = after
      claimed = intake.claimed
      memory.openWork.hasArticles =
        memory.openWork.hasArticles || changes.fresh.contains { $0.state == .owed }
      reportListing(intake, changes)
      break
    }
    guard let error = intake.gapError else { return }
    report.add(error)
    // A gap that was reported as an event is logged there.
    let level: Logger.Level = memory.gap?.since == context.clock.timestamp ? .debug : .warning
    log(level, "the listing was not read up to a known teaser", error, kind: .roundFailed)
  }

  private mutating func reportListing(_ intake: ListingIntake, _ changes: ListingChanges) {
    report.found = changes.fresh.count
    if report.found > 0 { progress(.found(report.found)) }
    report.teasers = intake.teasers.count
    ruleError = intake.ruleError
    let owedCount = changes.fresh.count { $0.state == .owed }
    if owedCount > 0 { context.tell(.found(source: source.name, count: owedCount)) }
  }

  /// Returns what is remembered of the source after the commit of its listing.
  private func memory(
    after intake: ListingIntake, _ changes: ListingChanges, _ validators: Validators, _ hash: Int64?
  ) -> SourceMemory {
    var after = memory
    intake.update(&after)
    after.page.yield.record(
      intake.teasers.prefix(intake.firstCount), now: context.clock.timestamp)
    if intake.isComplete, let hash {
      after.page.validators = validators
      after.page.bodyHash = hash
    } else {
      after.forgetPage()
    }
    after.rounds.isFirstDone = true
    after.health.ruleError = intake.ruleError?.reason
    if isListedDayDue || !memory.rounds.isFirstDone {
      after.rounds.seenDay = context.ledger.currentDay
    }
    if !changes.fresh.isEmpty { after.rounds.lastNews = context.clock.timestamp }
    return after
  }
}

// MARK: - The polling state

extension Round {
  /// Updates the polling state with a response that is the listing, or says that it is unchanged.
  private mutating func updatePolling(with reply: Response, requested: WebURL) {
    let now = context.clock.timestamp
    report.freshFor = reply.cacheMaxAge
    let wasInsecure = memory.polling.insecureRedirect != nil
    if memory.polling.record(reply, requested: requested, source: source, now: now),
      let move = memory.polling.move
    {
      context.log.warning(
        "the listing has moved permanently and is requested at its new address; change “url”",
        metadata: [
          "source": "\(source.name)", "stage": "move", "status": "\(move.status)",
          "address": "\(move.to)",
        ])
    }
    if let redirect = memory.polling.insecureRedirect, !wasInsecure {
      context.log.warning(
        "the listing leads from https to http, where it is not encrypted and can be forged",
        metadata: [
          "source": "\(source.name)", "stage": "redirect", "status": "\(redirect.status)",
          "address": "\(redirect.to)",
        ])
    }
    guard source.schedule.isAdaptive else {
      memory.polling.publicationPattern = nil
      return
    }
    var pattern = memory.polling.publicationPattern ?? PublicationPattern()
    pattern.record(newsCount: report.found, at: now, in: source.dates.timeZone)
    memory.polling.publicationPattern = pattern
  }

  /// Logs once that text cannot be decoded: the declared charset is wrong, or the page is damaged.
  private mutating func updateCharset(with intake: ListingIntake) {
    let wasGarbled = memory.polling.isGarbled
    let share = intake.undecodableShare
    memory.polling.garbled = share
    if let charset = intake.charset, !charset.isDefault || memory.polling.charset == nil {
      memory.polling.charset = charset
    }
    guard memory.polling.isGarbled, !wasGarbled else { return }
    context.log.warning(
      "part of the text cannot be decoded; setting “charset” may help",
      metadata: [
        "source": "\(source.name)", "stage": "decode", "address": "\(source.url)",
        "share": "\((share * 1000).rounded() / 10) %",
      ])
  }
}
