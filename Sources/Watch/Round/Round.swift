import Logging
import News
import Web

/// One poll of one source, with all that follows from it.
///
/// The listing is asked for, its teasers are judged and written down with the validators in one
/// commit; then whatever is owed is fetched, read and handed over. What fails on the way is put
/// off, never dropped: a teaser that was written down stays owed until its entry is in the spool.
struct Round {
  let source: Source
  let means: Means
  /// Overrides cached robots.txt and the pauses of owed articles.
  let force: Bool
  var memory: SourceMemory
  var report: RoundReport
  /// Articles that a teaser of the listing stands for, by what it says or by what a look found.
  var claimed: Set<Int64> = []
  /// The owed ones that were asked for.
  var tried = TriedArticles()
  /// What a rule of the source did not find on the page that was taken in.
  private var ruleFault: RoundFault?
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
    _ source: Source, memory: SourceMemory, means: Means, force: Bool = false,
    patience: Double? = nil
  ) {
    self.source = source
    self.means = means
    self.force = force
    self.memory = memory
    report = RoundReport(source: source.name)
    deadline = means.steady + (patience ?? max(source.interval, Round.leastTime))
    courtesy = means.steady + Round.turnTime
  }

  /// Whether there is time for another article. For a first one there always is: a crowded host has
  /// to give each of its sources something.
  func mayGoOn() async -> Bool {
    if askedCount == 0 { return true }
    if means.steady >= deadline { return false }
    if means.steady < courtesy { return true }
    return await !isPlaceWanted()
  }

  /// - Parameter listing: whether the listing is due; what is owed is seen to in any case.
  /// - Throws: `SpoolError`, `LedgerError` (nothing more can be done now), `CancellationError`.
  mutating func run(listing: Bool = true) async throws {
    if memory.hasPending { try await settleStaged() }
    if listing && !isQuiet {
      report.didPoll = true
      memory.lastRound = means.wall
      do {
        try await takeInListing()
        try await noteWell()
      } catch let fault as RoundFault {
        try await noteFailure(fault)
      }
    }
    if memory.hasPending { memory.hasPending = try await fetchOwed() }
    try await noteArticles()
    try await recheckArticles()
    logNews()
  }

  /// From the listing to articles owed.
  private mutating func takeInListing() async throws {
    let now = means.wall
    let isWhole = memory.visits.isWholeDue(now: now) || isSeeingDue
    let sent = isWhole ? Validators() : memory.validators
    let address = memory.visits.address(of: source, now: now)
    let reply = try await ask(address, validators: sent.isEmpty ? nil : sent)
    try await takeIn(reply, sent: sent)
    learn(from: reply, asked: address)
    if let fault = ruleFault ?? standingRuleFault { throw fault }
  }

  /// A page that is the same lacks the same.
  private var standingRuleFault: RoundFault? { memory.ruleFault.map { .rule($0, of: source) } }

  private mutating func takeIn(_ reply: Reply, sent: Validators) async throws {
    if reply.notModified {
      guard !sent.isEmpty else {
        throw RoundFault(.status, reply.address, "304 to a request without validators")
      }
      return
    }
    let page = try self.page(reply)
    let hash = StableHash.of(page.bytes)
    if hash == memory.bodyHash, memory.gapAfter == nil, !isSeeingDue {
      return adopt(reply.validatorsToKeep)
    }

    var stock = ListingStock(source: source, memory: memory, isForced: force, means: means)
    try await stock.read(from: page)
    if !memory.isFirstRoundDone { offer(stock.feeds) }
    if stock.isImplausible { return try await lookTwice(stock) }
    try await write(down: stock, validators: reply.validatorsToKeep, hash: hash)
  }

  /// The same page by another name: that one is sent back from now on.
  private mutating func adopt(_ validators: Validators) {
    guard validators != memory.validators else { return }
    memory.validators = validators
    memory.isPageUnsaved = true
  }

  /// What is listed is written down as seen now and then, however long the page stays the same: what
  /// is not seen for long is forgotten.
  private var isSeeingDue: Bool {
    memory.isFirstRoundDone && means.ledger.age - memory.seen >= LedgerAge.grain
  }

  /// Everything looked new: after a pause the listing is asked for once more, unconditionally, and
  /// believed when it says so again, or when there is known ground.
  private mutating func lookTwice(_ first: ListingStock) async throws {
    try await means.surroundings.timepiece.sleep(for: min(source.retry.first, Round.secondLook))
    let reply = try await ask(memory.visits.address(of: source, now: means.wall))
    let page = try self.page(reply)
    var second = ListingStock(source: source, memory: memory, isForced: force, means: means)
    try await second.read(from: page)
    if second.isImplausible, let doubt = doubt(second, after: first, reply, page) {
      throw RoundFault(
        .list, page.address.string, "all teasers are new, and \(doubt): this is not believed",
        page: page.bytes)
    }
    try await write(
      down: second, validators: reply.validatorsToKeep, hash: StableHash.of(page.bytes))
  }

  /// One commit: the teasers of all pages read, the validators of the first, and what is to be told.
  mutating func write(
    down stock: ListingStock, validators: Validators, hash: Int64?, notify: Bool? = nil
  ) async throws {
    var stock = stock
    noteText(of: stock)
    while true {
      let intake = stock.intake(now: means.wall, random: means.surroundings.random, notify: notify)
      var after = memory(after: stock, intake, validators, hash)
      let events = try await note(stock, &after)
      var unchanged = memory
      unchanged.page = after.page
      // A page without news is not worth a sync.
      if !intake.isEmpty || !events.isEmpty || after != unchanged {
        guard
          try await means.ledger.take(
            intake, memory: after, events: events, hooks: means.configuration.hooks)
        else {
          // Another listing of the identity space was quicker.
          try await stock.judgeAnew()
          continue
        }
        if !events.isEmpty { means.deliveriesAreDue() }
        after.isPageUnsaved = false
      } else if after.page != memory.page {
        after.isPageUnsaved = true
      }
      memory = after
      claimed = stock.claimed
      memory.hasPending = memory.hasPending || intake.fresh.contains { $0.state == .owed }
      report.found = intake.fresh.count
      ruleFault = stock.ruleFault
      break
    }
    if let doubt = stock.doubt { say(doubt, isTold: memory.gapSince == means.wall) }
  }

  /// What is to be known of the source when its listing has been written down.
  private func memory(
    after stock: ListingStock, _ intake: Intake, _ validators: Validators, _ hash: Int64?
  ) -> SourceMemory {
    var after = memory
    stock.settle(&after)
    if stock.isWhole, let hash {
      after.validators = validators
      after.bodyHash = hash
    } else {
      after.forgetPage()
    }
    after.isFirstRoundDone = true
    after.ruleFault = stock.ruleFault?.reason
    if isSeeingDue || !memory.isFirstRoundDone { after.seen = means.ledger.age }
    if !intake.fresh.isEmpty { after.lastNews = means.wall }
    return after
  }

  /// What a crash or a failing disk left between `tmp/` and the ledger.
  func settleStaged() async throws {
    for staged in try await means.ledger.staged(source: memory.row) {
      let article = try await means.ledger.article(of: staged, in: means.spool)
      try await means.handOver(staged)
      if let article { means.tell(.spooled(article)) }
    }
  }
}
