import Basics
import Ledger
import Logging
import News
import Settings
import Spool
import Web

/// Articles in the spool, looked at again: revised, withdrawn, restored, or as they were.
///
/// Politely: by the host's turn and with validators, some in each round, and only while the listing
/// itself can be had, so that a site that is down is not taken for one that withdraws everything.
extension Round {
  /// Articles looked at in one round, at the most.
  private static let rechecksAtATime = 25

  mutating func recheckArticles() async throws {
    let now = context.wall
    guard let next = memory.openWork.nextRecheck, memory.health.failures == 0, !isQuiet,
      next <= now || next > now + source.revisions.maximumInterval
    else { return }
    let due = try await context.ledger.dueRechecks(
      source: memory.id, now: now, longest: source.revisions.maximumInterval,
      limit: Round.rechecksAtATime)
    for article in due where !isQuiet {
      guard await mayGoOn() else { break }
      try Task.checkCancellation()
      guard await joinLine(article.teaser.link) else { continue }
      askedCount += 1
      do {
        try await recheck(article)
        await leaveLine(article.teaser.link)
      } catch {
        await leaveLine(article.teaser.link)
        guard let fault = error as? RoundError else { throw error }
        try await noteFailed(article, fault)
        // The host is ill, or runner us away: the rest can wait.
        if fault.isOfHost { break }
      }
    }
    memory.openWork.nextRecheck = try await context.ledger.nextRecheck(source: memory.id)
  }

  private mutating func recheck(_ article: ArticleToRecheck) async throws {
    guard !source.revisions.intervals.isEmpty else {
      return try await context.ledger.noteRecheck(article.recheck.article, next: nil)
    }
    do {
      let validators = article.recheck.validators
      guard
        let found = try await fetch(
          article.teaser, validators: validators.isEmpty ? nil : validators)
      else { return try await noteSame(article, next: step(article.recheck, validators)) }
      try await compare(article, found, next: step(article.recheck, found.validators))
    } catch let fault as RoundError where fault.isGone {
      try await noteGone(article, fault)
    }
  }

  // MARK: - It is there

  /// A look at a teaser has shown an article that is in the spool already: edited, perhaps.
  mutating func noteSight(of row: Int64, _ found: FoundArticle) async throws {
    guard !source.revisions.intervals.isEmpty, let article = try await context.ledger.watched(row)
    else { return }
    var next = article.recheck
    next.isWithdrawn = false
    next.goneSince = nil
    try await compare(article, found, next: next)
  }

  private mutating func compare(
    _ article: ArticleToRecheck, _ found: FoundArticle, next: Recheck?
  ) async throws {
    let fresh = RevisionText(found.article, teaser: article.teaser)
    let fingerprint = TextFingerprint(found.article.text)
    let kept = await context.texts.text(id: article.publicID, revision: article.revision)
    let changes: ArticleChanges?
    if let kept {
      changes = ArticleChanges.between(kept, fresh, minChange: source.revisions.minimumChangedWords)
    } else if article.isFromTeaser {
      changes = ArticleChanges(
        names: ["text"], words: 0,
        text: "text: only its teaser could be had before; now the article can be read\n")
    } else if let old = article.fingerprint, !old.isNearly(fingerprint) {
      changes = ArticleChanges(
        names: ["text"], words: 0, text: "text: changed; what it was before is not kept\n")
    } else {
      changes = nil
      await context.texts.keep(
        fresh, id: article.publicID, revision: article.revision, at: context.wall)
    }
    if let changes {
      // Back and changed are two things.
      if article.recheck.isWithdrawn { try await noteRestored(article, next: next) }
      try await revise(
        article, found, RevisionText(found.article, teaser: article.teaser(keeping: kept)), changes,
        fingerprint, next: next)
    } else {
      try await noteSame(article, next: next)
    }
  }

  /// As a first entry: written below `tmp/` and synced; staged; renamed and synced; settled.
  private mutating func revise(
    _ article: ArticleToRecheck, _ found: FoundArticle, _ text: RevisionText,
    _ changes: ArticleChanges,
    _ fingerprint: TextFingerprint, next: Recheck?
  ) async throws {
    var teaser = article.teaser
    teaser.image = text.image
    var record = EntryRecord(
      event: .revised, id: article.publicID, revision: article.revision + 1,
      source: source.entrySource,
      teaser: teaser, article: found.article, address: found.address,
      firstSeen: Int64(clamping: article.firstSeen), fetchedAt: Int64(clamping: found.fetchedAt))
    record.changes = changes
    await context.texts.keep(text, id: record.id, revision: record.revision, at: context.wall)
    let row = article.recheck.article
    let hadPending = memory.openWork.hasArticles
    memory.openWork.hasArticles = true
    let staged = try await stage(record, row: row, page: found.page) { [context] event in
      try await context.ledger.stageRevision(
        of: row, event: event, fingerprint: StoredFingerprint(fingerprint), next: next)
    }
    try await handOver(staged, record, isBacklog: false)
    memory.openWork.hasArticles = hadPending
  }

  private func noteSame(_ article: ArticleToRecheck, next: Recheck?) async throws {
    if article.recheck.isWithdrawn { return try await noteRestored(article, next: next) }
    guard next != article.recheck else { return }
    try await context.ledger.noteRecheck(article.recheck.article, next: next)
  }

  private func noteRestored(_ article: ArticleToRecheck, next: Recheck?) async throws {
    try await note(.restored, article, reason: "its address has it again", next: next)
  }

  /// After a look that went well.
  private func step(_ recheck: Recheck, _ validators: Validators) -> Recheck? {
    var next = recheck
    next.isWithdrawn = false
    next.validators = validators
    next.goneSince = nil
    next.tries = 0
    return advanced(next)
  }

  /// Nil when the intervals are over.
  private func advanced(_ recheck: Recheck) -> Recheck? {
    var next = recheck
    next.step += 1
    let intervals = source.revisions.intervals
    guard next.step < intervals.count else { return nil }
    next.at = context.wall + intervals[next.step]
    return next
  }

  // MARK: - It is not there

  private func noteGone(_ article: ArticleToRecheck, _ fault: RoundError) async throws {
    var next = article.recheck
    next.tries = 0
    let now = context.wall
    if next.isWithdrawn {
      return try await context.ledger.noteRecheck(next.article, next: advanced(next))
    }
    // Where links are another token on each load, an old one that leads nowhere tells nothing.
    guard memory.page.linkHabit != .changing else {
      return try await context.ledger.noteRecheck(next.article, next: nil)
    }
    if let since = next.goneSince, since <= now, now - since >= RevisionSettings.confirmationDelay {
      next.goneSince = nil
      next.isWithdrawn = true
      next.step = 0
      next.validators = Validators()
      next.at = now + source.revisions.intervals[0]
      return try await note(.withdrawn, article, reason: fault.reason, next: next)
    }
    if next.goneSince.map({ $0 > now }) ?? true { next.goneSince = now }
    next.at = (next.goneSince ?? now) + RevisionSettings.confirmationDelay
    try await context.ledger.noteRecheck(next.article, next: next)
  }

  /// It could not be seen how it is.
  private func noteFailed(_ article: ArticleToRecheck, _ fault: RoundError) async throws {
    var next: Recheck? = article.recheck
    next?.tries += 1
    if article.recheck.tries + 1 >= RevisionSettings.maximumFailures {
      next?.tries = 0
      next = next.flatMap(advanced)
    } else {
      let pause = source.schedule.backOff.maximum * (0.5 + context.dependencies.spread() / 2)
      next?.at = context.wall + max(pause, fault.retryAfter ?? 0)
    }
    try await context.ledger.noteRecheck(article.recheck.article, next: next)
    log(.debug, "an article can't be looked at again", fault)
  }

  /// Withdrawn, restored: told to hooks; what was spooled stays.
  private func note(
    _ kind: EventKind, _ article: ArticleToRecheck, reason: String, next: Recheck?
  ) async throws {
    let kept = await context.texts.text(id: article.publicID, revision: article.revision)
    let title =
      kept?.headline.nonEmpty ?? article.teaser.headline.nonEmpty
      ?? Excerpt.of(article.teaser.text, characters: 120)
    let entry = EntryRecord.entryName(
      firstSeen: Int64(clamping: article.firstSeen), source: source.name, id: article.publicID,
      revision: article.revision)
    let record = EventRecord(
      event: kind, id: article.publicID, revision: article.revision, source: source.entrySource,
      url: article.teaser.link, title: title, text: "\(kind.rawValue): \(reason)", at: context.wall,
      firstSeen: article.firstSeen, entry: entry, facts: [("reason", .string(reason))])
    try await context.ledger.noteRecheck(
      article.recheck.article, next: next,
      event: NewEvent(
        kind: kind, source: memory.id, article: article.recheck.article,
        publicID: article.publicID,
        revision: article.revision, at: context.wall, entry: entry, note: reason,
        record: isTold(kind) ? record.json : nil, recipients: recipients(of: kind)))
    context.deliveriesAreDue()
    context.tell(
      .article(source: source.name, id: article.publicID, event: kind, reason: reason))
    context.log.notice(
      "an article is \(kind.rawValue)",
      metadata: [
        "source": "\(source.name)", "stage": "article", "address": "\(article.teaser.link)",
        "reason": "\(reason)", "id": "\(article.publicID)",
      ])
  }
}

extension ArticleToRecheck {
  fileprivate func teaser(keeping text: RevisionText?) -> Teaser {
    var teaser = teaser
    teaser.image = text?.image
    return teaser
  }
}
