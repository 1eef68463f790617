import Basics
import Ledger
import Logging
import News
import Notifications
import Settings
import Spool
import Web

/// Rechecks of spooled articles, which may be revised, withdrawn, restored or unchanged.
///
/// The requests use the host's queue and validators. Each round sends some of them, and only while
/// the listing is readable, so that a site outage is not mistaken for a withdrawal of all articles.
extension Round {
  /// The maximum number of rechecks of one round.
  private static let maximumRechecks = 25

  mutating func recheckArticles() async throws {
    let now = context.clock.timestamp
    guard let next = memory.openWork.nextRecheck, memory.health.failures == 0, !isQuiet,
      next <= now || next > now + source.revisions.maximumInterval
    else { return }
    let due = try await context.ledger.dueRechecks(
      source: memory.id, now: now, longest: source.revisions.maximumInterval,
      limit: Round.maximumRechecks)
    for (index, article) in due.enumerated() where !isQuiet {
      guard await hasTimeForArticle() else { break }
      try Task.checkCancellation()
      try context.freeSpace.verify(context.configuration)
      guard await enterQueue(of: article.teaser.link) else { continue }
      requestCount += 1
      progress(.recheckingArticle(index + 1, of: due.count))
      do {
        try await recheck(article)
        await leaveQueue(of: article.teaser.link)
      } catch {
        await leaveQueue(of: article.teaser.link)
        guard let error = error as? RoundError else { throw error }
        report.noteRefusal(error)
        try await recordFailure(article, error)
        // The other articles of the host would fail, too.
        if error.concernsWholeHost { break }
      }
    }
    memory.openWork.nextRecheck = try await context.ledger.nextRecheck(of: memory.id)
  }

  private mutating func recheck(_ article: ArticleToRecheck) async throws {
    guard !source.revisions.intervals.isEmpty else {
      return try await context.ledger.recordRecheck(of: article.recheck.article, next: nil)
    }
    do {
      let validators = article.recheck.validators
      guard
        let found = try await fetch(
          article.teaser, validators: validators.isEmpty ? nil : validators)
      else { return try await recordUnchanged(article, next: step(article.recheck, validators)) }
      try await compare(article, found, next: step(article.recheck, found.validators))
    } catch let error as RoundError where error.isGone {
      try await recordGone(article, error)
    }
  }

  // MARK: - Articles that exist

  /// Compares an article that is spooled already with what a teaser of it led to: it may have been
  /// edited.
  mutating func compareKnown(_ article: ArticleID, with found: FoundArticle) async throws {
    guard !source.revisions.intervals.isEmpty,
      let article = try await context.ledger.recheckedArticle(article)
    else { return }
    var next = article.recheck
    next.isWithdrawn = false
    next.goneSince = nil
    try await compare(article, found, next: next)
  }

  private mutating func compare(
    _ article: ArticleToRecheck, _ found: FoundArticle, next: Recheck?
  ) async throws {
    let text = RevisionText(found.article, teaser: article.teaser)
    let fingerprint = TextFingerprint(found.article.text)
    let before = await context.texts.text(id: article.publicID, revision: article.revision)
    guard let changes = changes(of: article, from: before, to: text, fingerprint) else {
      if before == nil {
        await context.texts.store(
          text, id: article.publicID, revision: article.revision, at: context.clock.timestamp)
      }
      return try await recordUnchanged(article, next: next)
    }
    // A restored article that was also changed causes two events.
    if article.recheck.isWithdrawn { try await recordRestored(article, next: next) }
    try await revise(
      article, found, RevisionText(found.article, teaser: article.teaser(withImageOf: before)),
      changes, fingerprint, next: next)
  }

  private func changes(
    of article: ArticleToRecheck, from before: RevisionText?, to text: RevisionText,
    _ fingerprint: TextFingerprint
  ) -> ArticleChanges? {
    if let before {
      return ArticleChanges.between(
        before, text, toleratedWords: source.revisions.minimumChangedWords)
    }
    if article.isFromTeaser {
      return ArticleChanges(
        names: ["text"], words: 0,
        text: "text: only its teaser could be had before; now the article can be read\n")
    }
    guard let old = article.fingerprint, !old.isNearly(fingerprint) else { return nil }
    return ArticleChanges(
      names: ["text"], words: 0, text: "text: changed; what it was before is not kept\n")
  }

  /// Spools a revision in the same order as a first entry.
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
      firstSeen: article.firstSeen.wholeSeconds, fetchedAt: found.fetchedAt.wholeSeconds)
    record.changes = changes
    record.insecureRedirect = found.insecureRedirect
    record.media = try await media(of: record)
    await context.texts.store(
      text, id: record.id, revision: record.revision, at: context.clock.timestamp)
    let id = article.recheck.article
    let hadPending = memory.openWork.hasArticles
    memory.openWork.hasArticles = true
    let staged = try await stage(record, article: id, found: found) { [context] event in
      try await context.ledger.stageRevision(
        of: id, event: event, fingerprint: StoredFingerprint(fingerprint), next: next)
    }
    try await publish(staged, record, isBacklog: false)
    memory.openWork.hasArticles = hadPending
  }

  private func recordUnchanged(_ article: ArticleToRecheck, next: Recheck?) async throws {
    if article.recheck.isWithdrawn { return try await recordRestored(article, next: next) }
    guard next != article.recheck else { return }
    try await context.ledger.recordRecheck(of: article.recheck.article, next: next)
  }

  private func recordRestored(_ article: ArticleToRecheck, next: Recheck?) async throws {
    try await record(
      .restored, article, reason: "the article is available at its address again", next: next)
  }

  /// Returns the next recheck after a successful one.
  private func step(_ recheck: Recheck, _ validators: Validators) -> Recheck? {
    var next = recheck
    next.isWithdrawn = false
    next.validators = validators
    next.goneSince = nil
    next.failures = 0
    return advanced(next)
  }

  /// Returns the recheck after the next interval; nil after the last one.
  private func advanced(_ recheck: Recheck) -> Recheck? {
    var next = recheck
    next.step += 1
    let intervals = source.revisions.intervals
    guard next.step < intervals.count else { return nil }
    next.due = context.clock.timestamp + intervals[next.step]
    return next
  }

  // MARK: - Articles that are gone or fail

  private func recordGone(_ article: ArticleToRecheck, _ error: RoundError) async throws {
    var next = article.recheck
    next.failures = 0
    let now = context.clock.timestamp
    if next.isWithdrawn {
      return try await context.ledger.recordRecheck(of: next.article, next: advanced(next))
    }
    // If links change with each load of the listing, an old link that leads nowhere means nothing.
    guard memory.page.linkHabit != .changing else {
      return try await context.ledger.recordRecheck(of: next.article, next: nil)
    }
    if let since = next.goneSince, since <= now,
      now - since >= RevisionSettings.confirmationDelay
    {
      next.goneSince = nil
      next.isWithdrawn = true
      next.step = 0
      next.validators = Validators()
      next.due = now + source.revisions.intervals[0]
      return try await record(.withdrawn, article, reason: error.reason, next: next)
    }
    if next.goneSince.map({ $0 > now }) ?? true { next.goneSince = now }
    next.due = (next.goneSince ?? now) + RevisionSettings.confirmationDelay
    try await context.ledger.recordRecheck(of: next.article, next: next)
  }

  /// Postpones the recheck of an article that cannot be fetched.
  private func recordFailure(_ article: ArticleToRecheck, _ error: RoundError) async throws {
    var next: Recheck? = article.recheck
    next?.failures += 1
    if article.recheck.failures + 1 >= RevisionSettings.maximumFailures {
      next?.failures = 0
      next = next.flatMap(advanced)
    } else {
      let pause =
        source.schedule.backOff.maximum * (0.5 + context.dependencies.randomFraction() / 2)
      next?.due = context.clock.timestamp + max(pause, error.retryAfter ?? .zero)
    }
    try await context.ledger.recordRecheck(of: article.recheck.article, next: next)
    log(.debug, "an article cannot be rechecked; retrying later", error)
  }

  /// Returns the last record of an article, or one of its stored text; nil if neither is kept.
  private func lastRecord(
    of article: ArticleToRecheck, _ text: RevisionText?
  ) async -> EntryDocument? {
    if let bytes = try? await context.ledger.lastRecord(of: article.recheck.article),
      let record = try? EntryDocument(decoding: bytes)
    {
      return record
    }
    guard let text else { return nil }
    var record = EntryDocument(id: article.publicID)
    record.title = text.headline ?? article.teaser.headline
    record.summary = article.teaser.lede
    record.contentText = text.text
    record.authors = text.authors.map { .init(name: $0) }
    record.language = source.detection.language ?? TextFilter.unknownLanguage
    return record
  }

  /// Records that an article was withdrawn or restored. Its entries stay in the spool.
  private func record(
    _ kind: EventKind, _ article: ArticleToRecheck, reason: String, next: Recheck?
  ) async throws {
    let text = await context.texts.text(id: article.publicID, revision: article.revision)
    let title =
      text?.headline.nonEmpty ?? article.teaser.headline.nonEmpty
      ?? Excerpt.of(article.teaser.text, characters: 120)
    let entry = EntryName.string(
      firstSeen: article.firstSeen.wholeSeconds, source: source.name, id: article.publicID,
      revision: article.revision)
    let record = EventRecord(
      event: kind, id: article.publicID, revision: article.revision, source: source.entrySource,
      url: article.teaser.link, title: title, text: "\(kind.rawValue): \(reason)",
      at: context.clock.timestamp,
      firstSeen: article.firstSeen, entry: entry, facts: .availability(reason: reason))
    let recipients = await context.configuration.recipients(of: kind, source: source.name) {
      await lastRecord(of: article, text)
    }
    let json = record.document.bytes
    await context.addToArchive(json, entry: entry)
    try await context.ledger.recordRecheck(
      of: article.recheck.article, next: next,
      event: NewEvent(
        kind: kind, source: memory.id, article: article.recheck.article,
        publicID: article.publicID,
        revision: article.revision, at: context.clock.timestamp, entry: entry, note: reason,
        record: recipients.isEmpty ? nil : json, recipients: recipients))
    context.deliveriesAreDue()
    context.tell(
      .article(source: source.name, id: article.publicID, event: kind, reason: reason))
    context.log.notice(
      "an article is \(kind.rawValue)",
      metadata: [
        LogKind.metadataKey: .kind(.articleChanged), "source": "\(source.name)",
        "stage": "article", "address": "\(article.teaser.link)", "reason": "\(reason)",
        "id": "\(article.publicID)",
      ])
  }
}

extension ArticleToRecheck {
  fileprivate func teaser(withImageOf text: RevisionText?) -> Teaser {
    var teaser = teaser
    teaser.image = text?.image
    return teaser
  }
}
