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
  /// What selectors did not find, as said already.
  var missedSelectors: Set<String> = []
  /// Steady seconds after which no further article is begun: the listing must have its turn again.
  private let deadline: Double

  /// Seconds that a round may always take.
  static let leastTime = 600.0

  init(_ source: Source, memory: SourceMemory, means: Means, force: Bool = false) {
    self.source = source
    self.means = means
    self.force = force
    self.memory = memory
    report = RoundReport(source: source.name)
    deadline = means.steady + max(source.interval, Round.leastTime)
  }

  /// - Parameter listing: whether the listing is due; what is owed is seen to in any case.
  /// - Throws: `SpoolError`, `LedgerError` (nothing more can be done now), `CancellationError`.
  mutating func run(listing: Bool = true) async throws {
    if memory.hasPending { try await settleStaged() }
    if listing && !isQuiet {
      report.didPoll = true
      do {
        try await takeInListing()
        try await noteWell()
      } catch let fault as RoundFault {
        try await noteFailure(fault)
      }
    }
    if memory.hasPending { memory.hasPending = try await fetchOwed() }
    logNews()
  }

  /// From the listing to articles owed.
  private mutating func takeInListing() async throws {
    let now = means.wall
    let sent = memory.visits.isWholeDue(now: now) ? Validators() : memory.validators
    let address = memory.visits.address(of: source, now: now)
    let reply = try await ask(address, validators: sent.isEmpty ? nil : sent)
    try await takeIn(reply, sent: sent)
    learn(from: reply, asked: address)
  }

  private mutating func takeIn(_ reply: Reply, sent: Validators) async throws {
    if reply.notModified {
      guard !sent.isEmpty else {
        throw RoundFault(.status, reply.address, "304 to a request without validators")
      }
      return
    }
    let page = try self.page(reply)
    let hash = StableHash.of(page.bytes)
    if hash == memory.bodyHash, memory.gapAfter == nil { return }

    var stock = ListingStock(source: source, memory: memory, isForced: force, means: means)
    try await stock.read(from: page)
    if !memory.isFirstRoundDone { offer(stock.feeds) }
    try await write(down: stock, validators: reply.validators, hash: hash)
    if let fault = stock.ruleFault { throw fault }
  }

  /// One commit: the teasers of all pages read, and the validators of the first.
  private mutating func write(
    down stock: ListingStock, validators: Validators, hash: Int64
  ) async throws {
    let intake = stock.intake(now: means.wall, random: means.surroundings.random)
    var after = memory
    stock.settle(&after)
    noteGarbled(stock.garbled)
    after.visits = memory.visits
    if stock.isWhole {
      after.validators = validators
      after.bodyHash = hash
    } else {
      after.forgetPage()
    }
    after.isFirstRoundDone = true
    if !intake.fresh.isEmpty { after.lastNews = means.wall }
    var unchanged = memory
    unchanged.bodyHash = after.bodyHash
    // A page that differs in nothing that matters is not worth a sync.
    if !intake.isEmpty || after != unchanged {
      try await means.ledger.take(intake, memory: after)
    }
    memory = after
    memory.hasPending = memory.hasPending || !intake.fresh.isEmpty
    report.found = intake.fresh.count
    if let doubt = stock.doubt { say(doubt) }
  }

  /// What a crash or a failing disk left between `tmp/` and the ledger.
  private func settleStaged() async throws {
    for staged in try await means.ledger.staged(source: memory.row) {
      try await means.handOver(staged.row, entry: staged.entry)
    }
  }

  // MARK: - Articles

  /// From articles owed to entries in the spool. Those that wait for another's text come again
  /// when that has been read.
  /// - Returns: Whether any are left.
  private mutating func fetchOwed() async throws -> Bool {
    let now = means.wall
    var seenTo: Set<Int64> = []
    var silences: [String: Int] = [:]
    while true {
      var isGettingOn = false
      let all = try await means.ledger.owed(source: memory.row)
      for owed in all where !seenTo.contains(owed.row) {
        guard isDue(owed, now: now) else {
          report.nextOwed(at: owed.nextTry)
          continue
        }
        guard means.steady < deadline else {
          report.nextOwed(at: means.wall)
          continue
        }
        // Two addresses in a row without an answer: the host is ill, and the rest can wait.
        let host = owed.teaser.link.host
        guard silences[host, default: 0] < 2 else {
          report.nextOwed(at: now + source.retry.first)
          continue
        }
        if let until = try await holdUp(owed.teaser.link) {
          report.nextOwed(at: until)
          continue
        }
        try Task.checkCancellation()
        do {
          guard try await settle(owed, &seenTo) else { continue }
          silences[host] = 0
        } catch let fault as RoundFault {
          silences[host] = fault.isSilence ? silences[host, default: 0] + 1 : 0
          try await putOff(owed, fault)
        }
        seenTo.insert(owed.row)
        isGettingOn = true
      }
      guard isGettingOn else { return !all.isEmpty }
    }
  }

  /// - Returns: False when another's text is needed first.
  private mutating func settle(_ owed: OwedArticle, _ seenTo: inout Set<Int64>) async throws -> Bool
  {
    let suspects = try await means.ledger.suspects(owed.suspects)
    if let open = suspects.first(where: { $0.state == .owed && $0.row != owed.row }) {
      // Unless the other is gone: then this is where it went.
      guard open.isGone else { return false }
      try await means.ledger.adopt(owed, by: open.row)
      seenTo.remove(open.row)
      return true
    }
    let found = try await fetch(owed)
    let text = TextFingerprint(found.article.text)
    if let same = suspects.first(where: { owed.isSame(as: $0, text: text) }) {
      try await means.ledger.merge(owed.row, into: same.row)
    } else {
      try await spool(owed, found: found, text: text)
    }
    return true
  }

  /// The page behind a teaser, read.
  private mutating func fetch(_ owed: OwedArticle) async throws -> FoundArticle {
    let link = owed.teaser.link
    let page = try self.page(await ask(link))
    if page.address.identityKey != link.identityKey,
      page.address.identityKey == source.url.identityKey || page.address.path == "/"
    {
      throw RoundFault(
        .article, link.string, "leads to the front page (\(page.address))", isGone: true)
    }
    var article = means.surroundings.reader.article(page, context, owed.teaser)
    guard article.extraction.verdict != .failed else {
      throw RoundFault(.article, link.string, "no article: \(article.extraction.reason)")
        .naming(BotBlock(page: page.bytes))
    }
    noteMissed(article, at: page.address)
    try await readOn(&article, of: owed)
    return FoundArticle(
      article: article, address: page.address, page: page.bytes, fetchedAt: means.wall)
  }

  /// The article stays owed; past its patience it is spooled from its teaser.
  private mutating func putOff(_ owed: OwedArticle, _ fault: RoundFault) async throws {
    let now = means.wall
    report.faults.append(fault)
    // Nobody was asked, so nothing was tried in vain.
    if let until = fault.heldUntil { return report.nextOwed(at: until) }
    if isPatienceOver(owed) {
      return try await giveUp(owed, fault)
    }
    let pause = source.retry.pause(after: owed.tries + 1, spread: means.surroundings.spread())
    let moment = now + max(pause, fault.retryAfter ?? 0)
    report.nextOwed(at: moment)
    try await means.ledger.retryLater(
      owed.row, at: moment, fault: fault.description, isGone: fault.isGone)
    log(owed.tries == 0 ? .info : .debug, "an article can't be had yet", fault)
  }

  /// What can't be had by now is spooled without.
  func isPatienceOver(_ owed: OwedArticle) -> Bool {
    means.wall - owed.firstSeen >= source.owedPatience && owed.tries >= 2
  }

  private mutating func giveUp(_ owed: OwedArticle, _ fault: RoundFault) async throws {
    let suspects = try await means.ledger.suspects(owed.suspects)
    // Gone from the very link of an article that we have: nothing is left that could be another.
    if fault.isGone,
      let same = suspects.first(where: { $0.sighting.link == owed.sighting.link })
    {
      return try await means.ledger.merge(owed.row, into: same.row)
    }
    log(.warning, "an article can't be had; it is spooled from its teaser", fault)
    try await spool(owed, found: nil, text: nil, unreadable: fault.description)
  }

  // MARK: - The spool

  /// Written below `tmp/` and synced; staged; renamed and synced; spooled.
  private mutating func spool(
    _ owed: OwedArticle, found: FoundArticle?, text: TextFingerprint?, unreadable: String = ""
  ) async throws {
    let record = EntryRecord(
      id: owed.publicID, source: source, teaser: owed.teaser, article: found?.article,
      unreadable: unreadable, address: found?.address, firstSeen: Int64(clamping: owed.firstSeen),
      fetchedAt: found.map { Int64(clamping: $0.fetchedAt) })
    let entry = record.entryName
    let json = record.json()
    let files = record.files(
      json: json, formats: means.configuration.formats, page: found?.page)
    // A commit that failed for a sync may still be found in the log after a crash. Another one rules
    // that out before the files it speaks of are touched.
    if try await means.spool.onDisk({ try $0.isStaged(entry) }) {
      try await means.ledger.keepOwed(owed.row)
    }
    try await means.spool.onDisk { try $0.stage(entry, files: files) }
    let isTold = owed.notify && !means.configuration.hooks.isEmpty
    try await means.ledger.stage(
      owed.row, entry: entry, fingerprint: text?.bytes, isFromTeaser: found == nil,
      record: isTold ? json : nil)
    try await means.handOver(owed.row, entry: entry)
    report.spooled += 1
    means.tell(
      .spooled(
        SpooledArticle(
          source: source.name, id: owed.publicID, path: means.spool.path(of: entry),
          address: record.address.string, headline: found?.article.headline ?? owed.teaser.headline,
          lede: owed.teaser.lede ?? found?.article.lede,
          date: (found?.article.published ?? owed.teaser.date).map(Moment.asTold),
          isFromTeaser: found == nil, isBacklog: !owed.notify)))
  }
}

/// An article that was fetched and reads as one.
struct FoundArticle: Sendable {
  var article: Article
  var address: Address
  /// As received.
  var page: [UInt8]
  var fetchedAt: Double
}

extension Means {
  /// The rename, and what follows from it; can be repeated until it succeeds.
  func handOver(_ row: Int64, entry: String) async throws {
    try await spool.onDisk { try $0.publish(entry) }
    try await ledger.spooled(row, hooks: configuration.hooks, now: wall)
    deliveriesAreDue()
  }
}
