import Basics
import Dates
import Ledger
import News
import Notifications
import Spool
import Web

/// The handover of a fetched article to the spool, in an order that survives a crash: the files are
/// written below `tmp/` and synced, the entry is committed as staged, the directory is renamed to `new/`
/// and synced, and the deliveries are committed.
extension Round {
  mutating func spool(
    _ owed: OwedArticle, found: FoundArticle?, text: TextFingerprint?, unreadable: String = ""
  ) async throws {
    var record = EntryRecord(
      id: owed.publicID, source: source.entrySource, teaser: owed.teaser, article: found?.article,
      unreadable: unreadable, address: found?.address, firstSeen: owed.firstSeen.wholeSeconds,
      fetchedAt: found?.fetchedAt.wholeSeconds)
    record.insecureRedirect = found?.insecureRedirect
    record.isBacklog = !owed.notify
    record.media = try await media(of: record)
    if let article = found?.article {
      let text = RevisionText(article, teaser: owed.teaser)
      await context.texts.store(text, id: record.id, revision: 1, at: context.clock.timestamp)
    }
    let recheck = source.revisions.intervals.first.map { pause in
      Recheck(
        article: owed.id, source: memory.id, due: context.clock.timestamp + pause,
        validators: found?.validators ?? Validators())
    }
    let staged = try await stage(record, article: owed.id, found: found) { [context] event in
      var event = event
      event.notify = owed.notify
      if !owed.notify { event.record = nil }
      return try await context.ledger.stage(
        owed.id, event: event, fingerprint: text.map(StoredFingerprint.init),
        isFromTeaser: found == nil, recheck: recheck)
    }
    try await publish(staged, record, isBacklog: !owed.notify)
    if let time = recheck?.due {
      memory.openWork.nextRecheck = min(memory.openWork.nextRecheck ?? time, time)
    }
  }

  /// Writes an entry below `tmp/` and commits it.
  /// - Parameter commit: commits the event and returns its row.
  func stage(
    _ record: EntryRecord, article: ArticleID, found: FoundArticle?,
    commit: (NewEvent) async throws -> EventID
  ) async throws -> StagedEntry {
    let entry = record.entryName
    let json = record.document.bytes
    let files = files(of: record, json: json, found)
    // After a crash, the log may contain a commit whose sync failed. Another commit rules that out
    // before the files that it names are replaced.
    if try await context.spool.onDisk({ try $0.isStaged(entry) }) {
      try await context.ledger.confirmState(of: article)
    }
    try await context.spool.onDisk { try $0.stage(entry, files: files) }
    let event = NewEvent(
      kind: record.event, source: memory.id, article: article, publicID: record.id,
      revision: record.revision, at: context.clock.timestamp, entry: entry, isStaged: true,
      note: record.changes?.names.joined(separator: ", "),
      record: hasRecipients(record.event) ? json : nil)
    let id = try await commit(event)
    await context.addToArchive(json, entry: entry)
    return StagedEntry(event: id, entry: entry, kind: record.event, source: source.name)
  }

  /// Returns the files of an entry.
  private func files(of record: EntryRecord, json: [UInt8], _ found: FoundArticle?) -> [EntryFile] {
    let files = record.files(
      json: json, formats: formats, page: found?.page, exchanges: found?.exchanges.all ?? [])
    guard formats.contains(.mail) else { return files }
    let time = Timestamp(secondsSinceEpoch: Double(record.fetchedAt ?? record.firstSeen))
    let event = Event(
      kind: record.event, source: source.name, deliveryKey: record.entryName, at: time,
      record: json)
    return files + [EntryFile(name: EntryFile.mail, bytes: MailMessage(event).bytes)]
  }

  mutating func publish(
    _ staged: StagedEntry, _ record: EntryRecord, isBacklog: Bool
  ) async throws {
    let article = SpooledArticle(
      source: source.name, id: record.id, revision: record.revision,
      path: context.spool.path(of: staged.entry), address: record.address.string,
      headline: record.article?.headline ?? record.teaser.headline,
      lede: record.teaser.lede ?? record.article?.lede,
      date: (record.article?.published ?? record.teaser.date).map(RFC3339.partialString(from:)),
      isFromTeaser: record.article == nil, isBacklog: isBacklog)
    // Reported while the entry is still staged: after a crash the next start reports it once more.
    // Reported later it might never be, and the mail of cron is the notification.
    try await context.publish(
      staged, record: { record.document },
      report: { context.tell(.spooled(article) { record.document }) })
    report.spooled += 1
    progress(.spooledArticle)
  }

  /// Publishes the entries that a crash or a failing disk left staged.
  func publishStaged() async throws {
    for staged in try await context.ledger.stagedEntries(of: memory.id) {
      let event = try await context.ledger.spooledEvent(of: staged, in: context.spool)
      if context.configuration.keep.archive != nil {
        try await ArchiveKeeper(context.archive, context.ledger, context.spool).add(
          staged, now: context.clock.timestamp)
      }
      try await context.publish(staged, record: { event?.spooledRecord })
      if let event { context.tell(event) }
    }
  }
}

extension RoundContext {
  /// Renames an entry to `new/` and commits its deliveries; can be repeated until it succeeds.
  /// - Parameters:
  ///   - record: returns the record of the entry; nil if it cannot be read any longer.
  ///   - report: called when the entry is in `new/`.
  func publish(
    _ staged: StagedEntry, record: () -> EntryDocument?, report: () -> Void = {}
  ) async throws {
    let obstacle = try await spool.onDisk { try $0.publish(staged.entry) }
    log.reportObstacle(obstacle, of: staged, in: spool)
    report()
    try await ledger.publish(
      staged.event,
      recipients: await configuration.recipients(
        of: staged.kind, source: staged.source, record: record),
      now: clock.timestamp)
    deliveriesAreDue()
  }
}
