import Basics
import Ledger
import Logging
import News
import Settings
import Web

/// One poll of one source, with all that follows from it.
///
/// The listing is asked for, its teasers are judged and written down with the validators in one
/// commit; then whatever is owed is fetched, read and handed over. What fails on the way is put
/// off, never dropped: a teaser that was written down stays owed until its entry is in the spool.
struct Round {
  let source: Source
  let context: RoundContext
  /// Overrides cached robots.txt and the pauses of owed articles.
  let force: Bool
  var memory: SourceMemory
  var report: RoundReport
  /// Articles that a teaser of the listing stands for, by what it says or by what a look found.
  var claimed: Set<Int64> = []
  /// The owed ones that were asked for.
  var tried = ArticleAttempts()
  /// What a rule of the source did not find on the page that was taken in.
  private var ruleFault: RoundError?
  /// What selectors did not find, as said already.
  var missedSelectors: Set<String> = []
  /// Steady seconds after which no further article is begun: the listing must have its turn again.
  private let deadline: Double
  /// Whether another round follows as soon as is wished: no long line need be waited in, then.
  var comesAgain = false
  /// Whether others wait for this round to end.
  var isPlaceWanted: @Sendable () async -> Bool = { false }
  /// Steady seconds after which the round ends early for others.
  private let courtesy: Double
  /// Articles that were asked for.
  var askedCount = 0

  /// Seconds that a round may always take, unless others wait.
  static let leastTime = 60.0
  /// Seconds that it may take when others do.
  static let turnTime = 20.0
  /// Seconds before a listing of which everything is new is looked at again, at the most.
  static let secondLook = 10.0

  /// - Parameter patience: seconds after which no further article is begun; nil for the usual ones.
  init(
    _ source: Source, memory: SourceMemory, context: RoundContext, force: Bool = false,
    patience: Double? = nil
  ) {
    self.source = source
    self.context = context
    self.force = force
    self.memory = memory
    report = RoundReport(source: source.name)
    deadline = context.steady + (patience ?? max(source.schedule.interval, Round.leastTime))
    courtesy = context.steady + Round.turnTime
  }

  /// Whether there is time for another article. For a first one there always is: a crowded host has
  /// to give each of its sources something.
  func mayGoOn() async -> Bool {
    if askedCount == 0 { return true }
    if context.steady >= deadline { return false }
    if context.steady < courtesy { return true }
    return await !isPlaceWanted()
  }

  /// - Parameter listing: whether the listing is due; what is owed is seen to in any case.
  /// - Throws: `SpoolError`, `LedgerError` (nothing more can be done now), `CancellationError`.
  mutating func run(listing: Bool = true) async throws {
    if memory.openWork.hasArticles { try await settleStaged() }
    if listing && !isQuiet {
      report.didPoll = true
      memory.rounds.last = context.wall
      do {
        try await takeInListing()
        try await noteWell()
      } catch let fault as RoundError {
        try await noteFailure(fault)
      }
    }
    if memory.openWork.hasArticles { memory.openWork.hasArticles = try await fetchOwed() }
    try await noteArticles()
    try await recheckArticles()
    logNews()
  }

  /// From the listing to articles owed.
  private mutating func takeInListing() async throws {
    let now = context.wall
    let isWhole = memory.polling.isWholeDue(now: now) || isSeeingDue
    let sent = isWhole ? Validators() : memory.page.validators
    let address = memory.polling.address(of: source, now: now)
    let reply = try await ask(address, validators: sent.isEmpty ? nil : sent)
    try await takeIn(reply, sent: sent)
    learn(from: reply, asked: address)
    if let fault = ruleFault ?? standingRuleFault { throw fault }
  }

  /// A page that is the same lacks the same.
  private var standingRuleFault: RoundError? {
    memory.health.ruleError.map { .rule($0, of: source) }
  }

  private mutating func takeIn(_ reply: Reply, sent: Validators) async throws {
    if reply.notModified {
      guard !sent.isEmpty else {
        throw RoundError(.status, reply.url.string, "304 to a request without validators")
      }
      return
    }
    let page = try self.page(reply)
    let hash = StableHash.of(page.bytes)
    if hash == memory.page.bodyHash, memory.catchUp.after == nil, !isSeeingDue {
      return adopt(reply.validatorsToKeep)
    }

    var intake = ListingIntake(source: source, memory: memory, isForced: force, context: context)
    try await intake.read(from: page)
    if !memory.rounds.isFirstDone { offer(intake.feeds) }
    if intake.isImplausible { return try await lookTwice(intake) }
    try await write(down: intake, validators: reply.validatorsToKeep, hash: hash)
  }

  /// The same page by another name: that one is sent back from now on.
  private mutating func adopt(_ validators: Validators) {
    guard validators != memory.page.validators else { return }
    memory.page.validators = validators
    memory.openWork.isPageUnsaved = true
  }

  /// What is listed is written down as seen now and then, however long the page stays the same: what
  /// is not seen for long is forgotten.
  private var isSeeingDue: Bool {
    memory.rounds.isFirstDone && context.ledger.age - memory.rounds.seenDay >= LedgerAge.grain
  }

  /// Everything looked new: after a pause the listing is asked for once more, unconditionally, and
  /// believed when it says so again, or when there is known ground.
  private mutating func lookTwice(_ first: ListingIntake) async throws {
    try await context.dependencies.clock.sleep(
      for: min(source.articles.retry.initial, Round.secondLook))
    let reply = try await ask(memory.polling.address(of: source, now: context.wall))
    let page = try self.page(reply)
    var second = ListingIntake(source: source, memory: memory, isForced: force, context: context)
    try await second.read(from: page)
    if second.isImplausible, let doubt = doubt(second, after: first, reply, page) {
      throw RoundError(
        .list, page.address.string, "all teasers are new, and \(doubt): this is not believed",
        page: page.bytes)
    }
    try await write(
      down: second, validators: reply.validatorsToKeep, hash: StableHash.of(page.bytes))
  }

  /// One commit: the teasers of all pages read, the validators of the first, and what is to be told.
  mutating func write(
    down intake: ListingIntake, validators: Validators, hash: Int64?, notify: Bool? = nil
  ) async throws {
    var intake = intake
    noteText(of: intake)
    while true {
      let changes = intake.changes(
        now: context.wall, random: context.dependencies.random, notify: notify)
      var after = memory(after: intake, changes, validators, hash)
      let events = try await note(intake, &after)
      var unchanged = memory
      unchanged.page = after.page
      // A page without news is not worth a sync.
      if !changes.isEmpty || !events.isEmpty || after != unchanged {
        guard
          try await context.ledger.take(
            changes, memory: after, events: events)
        else {
          // Another listing of the identity space was quicker.
          try await intake.judgeAnew()
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
      report.found = changes.fresh.count
      ruleFault = intake.ruleFault
      break
    }
    if let doubt = intake.doubt { say(doubt, isTold: memory.gap?.since == context.wall) }
  }

  /// What is to be known of the source when its listing has been written down.
  private func memory(
    after intake: ListingIntake, _ changes: ListingChanges, _ validators: Validators, _ hash: Int64?
  ) -> SourceMemory {
    var after = memory
    intake.settle(&after)
    if intake.isWhole, let hash {
      after.page.validators = validators
      after.page.bodyHash = hash
    } else {
      after.forgetPage()
    }
    after.rounds.isFirstDone = true
    after.health.ruleError = intake.ruleFault?.reason
    if isSeeingDue || !memory.rounds.isFirstDone { after.rounds.seenDay = context.ledger.age }
    if !changes.fresh.isEmpty { after.rounds.lastNews = context.wall }
    return after
  }

  /// What a crash or a failing disk left between `tmp/` and the ledger.
  func settleStaged() async throws {
    for staged in try await context.ledger.staged(source: memory.id) {
      let article = try await context.ledger.article(of: staged, in: context.spool)
      try await context.handOver(staged)
      if let article { context.tell(.spooled(article)) }
    }
  }
}
