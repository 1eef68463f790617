import Basics
import Dates
import Ledger
import News
import Spool
import Web
import WebURL

/// From articles owed to entries in the spool.
extension Round {
  /// From articles owed to entries in the spool. Those that wait for another's text come again
  /// when that has been read.
  /// - Returns: Whether any are left.
  mutating func fetchOwed() async throws -> Bool {
    let now = context.wall
    var seenTo: Set<Int64> = []
    var articleFailures: [String: Int] = [:]
    var isLate = false
    while true {
      var isGettingOn = false
      let all = try await context.ledger.owed(source: memory.id)
      tried.begin(all)
      // Those first that were not tried yet: the others must not always use up the host's patience.
      for owed in all.filter({ $0.tries == 0 }) + all.filter({ $0.tries > 0 })
      where !seenTo.contains(owed.row) {
        let host = owed.teaser.link.host
        if let moment = try await wait(owed, articleFailures[host, default: 0], &isLate, now: now) {
          report.nextOwed(at: moment)
          continue
        }
        try Task.checkCancellation()
        guard await joinLine(owed.teaser.link) else {
          report.nextOwed(at: context.wall + Round.longLine * (1 + context.dependencies.spread()))
          continue
        }
        do {
          let isSettled = try await settle(owed, &seenTo)
          await leaveLine(owed.teaser.link)
          guard isSettled else { continue }
          articleFailures[host] = 0
        } catch {
          await leaveLine(owed.teaser.link)
          guard let fault = error as? RoundError else { throw error }
          articleFailures[host] = fault.isOfHost ? articleFailures[host, default: 0] + 1 : 0
          tried.failed(owed.row, fault)
          try await putOff(owed, fault)
        }
        askedCount += 1
        seenTo.insert(owed.row)
        isGettingOn = true
      }
      guard isGettingOn else { return !all.isEmpty }
    }
  }

  /// - Returns: When an article can be tried that can't be now; nil for one that can.
  private func wait(
    _ owed: OwedArticle, _ articleFailures: Int, _ isLate: inout Bool, now: Double
  ) async throws -> Double? {
    guard isDue(owed, now: now) else { return owed.nextTry }
    // Two addresses in a row without an answer, or turned away: who goes on asking for one
    // article after the other is banned. The rest can wait.
    guard articleFailures < 2 else { return now + source.articles.retry.initial }
    if let until = try await holdUp(owed.teaser.link) { return until }
    if !isLate { isLate = await !mayGoOn() }
    return isLate ? context.wall : nil
  }

  /// - Returns: False when another's text is needed first.
  private mutating func settle(_ owed: OwedArticle, _ seenTo: inout Set<Int64>) async throws -> Bool
  {
    let suspects = try await context.ledger.suspects(owed.suspects)
    if let open = suspects.first(where: { $0.state == .owed && $0.row != owed.row }) {
      // Unless the other is gone: then this is where it went.
      guard open.isGone else { return false }
      try await context.ledger.adopt(owed, by: open.row)
      seenTo.remove(open.row)
      return true
    }
    guard let found = try await fetch(owed.teaser, isLastTry: isPatienceOver(owed)) else {
      throw RoundError(.status, owed.teaser.link.string, "304 to a request without validators")
    }
    tried.cameThrough()
    let text = TextFingerprint(found.article.text)
    if let same = suspects.first(where: { owed.isSame(as: $0, text: text) }) {
      try await context.ledger.merge(owed.row, into: same.row, isStandIn: standsIn(owed, for: same))
      try await noteSight(of: same.row, found)
    } else {
      try await spool(owed, found: found, text: text)
    }
    return true
  }

  /// Whether a teaser takes the place of what is known, and does not stand beside it: where links
  /// tell nothing, as many teasers of a lede and day count as known as were listed at once.
  private mutating func standsIn(_ owed: OwedArticle, for known: SuspectArticle) -> Bool {
    memory.page.linkHabit == .changing && owed.firstSeen != known.firstSeen
      && owed.teaserKey.agrees(with: known.teaserKey) && claimed.insert(known.row).inserted
  }

  /// The page behind a teaser, read.
  /// - Returns: Nil when it has not changed since it had these validators.
  mutating func fetch(
    _ teaser: Teaser, validators: Validators? = nil, isLastTry: Bool = false
  ) async throws -> FoundArticle? {
    let link = teaser.link
    let reply = try await ask(link, validators: validators)
    if reply.notModified, validators != nil { return nil }
    let page = try articlePage(reply)
    if page.address.identityKey != link.identityKey,
      page.address.identityKey == source.url.identityKey || page.address.path == "/"
    {
      throw RoundError(
        .article, link.string, "leads to the front page (\(page.address))", isGone: true)
    }
    var article = context.dependencies.reader.article(page, readingContext, teaser)
    guard article.extraction.verdict != .failed else {
      throw RoundError(
        .article, link.string, "no article: \(article.extraction.reason)", page: page.bytes
      ).naming(BotBlock(page: page.bytes))
    }
    noteMissed(article, at: page.address)
    try await readOn(&article, isLastTry: isLastTry)
    return FoundArticle(
      article: article, address: page.address, page: page.bytes,
      // They speak for the first page only.
      validators: article.pages.count > 1 ? Validators() : reply.validatorsToKeep,
      fetchedAt: context.wall)
  }

  /// The article stays owed; past its patience it is spooled from its teaser.
  private mutating func putOff(_ owed: OwedArticle, _ fault: RoundError) async throws {
    let now = context.wall
    report.add(fault)
    // Nobody was asked, so nothing was tried in vain.
    if let until = fault.heldUntil { return report.nextOwed(at: until) }
    if isPatienceOver(owed) {
      return try await giveUp(owed, fault)
    }
    let pause = source.articles.retry.delay(
      afterFailures: owed.tries + 1, jitter: context.dependencies.spread())
    let moment = now + max(pause, fault.retryAfter ?? 0)
    report.nextOwed(at: moment)
    try await context.ledger.retryLater(
      owed.row, at: moment, fault: fault.description, isGone: fault.isGone)
    log(owed.tries == 0 ? .info : .debug, "an article can't be had yet", fault)
  }

  /// What can't be had by now is spooled without.
  func isPatienceOver(_ owed: OwedArticle) -> Bool {
    context.wall - owed.firstSeen >= source.articles.teaserFallbackAge && owed.tries >= 2
  }

  private mutating func giveUp(_ owed: OwedArticle, _ fault: RoundError) async throws {
    let suspects = try await context.ledger.suspects(owed.suspects)
    // Gone from the very link of an article that we have: nothing is left that could be another.
    if fault.isGone,
      let same = suspects.first(where: { $0.teaserKey.link == owed.teaserKey.link })
    {
      return try await context.ledger.merge(owed.row, into: same.row)
    }
    log(.warning, "an article can't be had; it is spooled from its teaser", fault)
    try await spool(owed, found: nil, text: nil, unreadable: fault.description)
  }

  // MARK: - The spool

  /// Written below `tmp/` and synced; staged; renamed and synced; settled.
  private mutating func spool(
    _ owed: OwedArticle, found: FoundArticle?, text: TextFingerprint?, unreadable: String = ""
  ) async throws {
    let record = EntryRecord(
      id: owed.publicID, source: source.entrySource, teaser: owed.teaser, article: found?.article,
      unreadable: unreadable, address: found?.address, firstSeen: Int64(clamping: owed.firstSeen),
      fetchedAt: found.map { Int64(clamping: $0.fetchedAt) })
    if let article = found?.article {
      let text = RevisionText(article, teaser: owed.teaser)
      await context.texts.keep(text, id: record.id, revision: 1, at: context.wall)
    }
    let recheck = source.revisions.intervals.first.map { pause in
      Recheck(
        article: owed.row, source: memory.id, at: context.wall + pause,
        validators: found?.validators ?? Validators())
    }
    let staged = try await stage(record, row: owed.row, page: found?.page) { [context] event in
      var event = event
      event.notify = owed.notify
      if !owed.notify { event.record = nil }
      return try await context.ledger.stage(
        owed.row, event: event, fingerprint: text.map(StoredFingerprint.init),
        isFromTeaser: found == nil, recheck: recheck)
    }
    try await handOver(staged, record, isBacklog: !owed.notify)
    if let moment = recheck?.at {
      memory.openWork.nextRecheck = min(memory.openWork.nextRecheck ?? moment, moment)
    }
  }

  /// Writes the entry below `tmp/`, and then down.
  /// - Parameter write: the commit; gives the event's row.
  func stage(
    _ record: EntryRecord, row: Int64, page: [UInt8]?,
    _ write: (NewEvent) async throws -> Int64
  ) async throws -> StagedEntry {
    let entry = record.entryName
    let json = record.json()
    let files = record.files(json: json, formats: context.configuration.formats, page: page)
    // A commit that failed for a sync may still be found in the log after a crash. Another one rules
    // that out before the files it speaks of are touched.
    if try await context.spool.onDisk({ try $0.isStaged(entry) }) {
      try await context.ledger.keepAsIs(row)
    }
    try await context.spool.onDisk { try $0.stage(entry, files: files) }
    let event = NewEvent(
      kind: record.event, source: memory.id, article: row, publicID: record.id,
      revision: record.revision, at: context.wall, entry: entry, isStaged: true,
      note: record.changes?.names.joined(separator: ", "),
      record: isTold(record.event) ? json : nil)
    return StagedEntry(
      row: try await write(event), entry: entry, kind: record.event, source: source.name)
  }

  mutating func handOver(
    _ staged: StagedEntry, _ record: EntryRecord, isBacklog: Bool
  ) async throws {
    let article = SpooledArticle(
      source: source.name, id: record.id, revision: record.revision,
      path: context.spool.path(of: staged.entry), address: record.address.string,
      headline: record.article?.headline ?? record.teaser.headline,
      lede: record.teaser.lede ?? record.article?.lede,
      date: (record.article?.published ?? record.teaser.date).map(RFC3339.partialString(from:)),
      isFromTeaser: record.article == nil, isBacklog: isBacklog)
    // While it is staged still: what a crash ends here is told once more by the next start. Told
    // afterwards it might never be, and cron's mail is the notification.
    try await context.handOver(staged) { context.tell(.spooled(article)) }
    report.spooled += 1
  }

  /// Whether a hook is told of this.
  func isTold(_ event: EventKind) -> Bool { !recipients(of: event).isEmpty }

  /// The names of the hooks that are told of this.
  func recipients(of event: EventKind) -> [String] {
    context.configuration.recipients(of: event, source: source.name)
  }
}

/// An article that was fetched and reads as one.
struct FoundArticle: Sendable {
  var article: Article
  var address: WebURL
  /// As received.
  var page: [UInt8]
  var validators = Validators()
  var fetchedAt: Double
}

extension RoundContext {
  /// The rename, and what follows from it; can be repeated until it succeeds.
  /// - Parameter tell: called when the entry is in `new/`.
  func handOver(_ staged: StagedEntry, tell: () -> Void = {}) async throws {
    try await spool.onDisk { try $0.publish(staged.entry) }
    tell()
    try await ledger.settle(
      staged.row,
      recipients: configuration.recipients(of: staged.kind, source: staged.source), now: wall)
    deliveriesAreDue()
  }
}
