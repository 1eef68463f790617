import Basics
import Ledger
import Logging
import News
import Settings
import Spool

/// The open stores of a process: the lock, the ledger, the spool, the revision texts and the
/// archive.
struct OpenStores: Sendable {
  let lock: LedgerLock
  let ledger: LedgerStore
  let spool: SpoolDirectory
  let texts: RevisionTextStore
  let archive: ArticleArchive

  /// Opens the stores and completes what a crash has interrupted.
  /// - Parameter onEvent: called for the articles whose spooling is completed.
  /// - Throws: `LedgerLockedError`, `LedgerError`, `SpoolError`.
  static func open(
    _ configuration: Configuration, dependencies: Dependencies,
    onEvent: @Sendable (WatchEvent) -> Void
  ) async throws -> OpenStores {
    let (_, wasWritable) = try StateDirectory.create(
      configuration.statePath, passingTo: configuration.spoolPath)
    if wasWritable {
      dependencies.log.warning(
        "the state directory was writable for other users and is not any longer",
        metadata: ["stage": "ledger", "path": "\(configuration.statePath)"])
    }
    let lock = try LedgerLock(directory: configuration.statePath, holder: dependencies.lockHolder)
    let ledger = try LedgerStore.open(
      configuration.ledgerPath, log: dependencies.log, now: dependencies.clock.timestamp,
      interceptor: dependencies.commitInterceptor)
    do {
      let knownID = try await ledger.spoolID()
      let expected = if let knownID { knownID } else { try await ledger.previousSpoolID() }
      let spool = try dependencies.openSpool(configuration.spoolPath, expected)
      let texts = RevisionTextStore(configuration.revisionTextsPath, log: dependencies.log)
      let stores = OpenStores(
        lock: lock, ledger: ledger, spool: spool, texts: texts,
        archive: ArticleArchive(configuration, log: dependencies.log))
      if knownID == nil { try await stores.adoptSpool(log: dependencies.log) }
      try await stores.publishStaged(
        configuration, dependencies: dependencies, onEvent: onEvent)
      try await stores.discardLeftovers(log: dependencies.log)
      await stores.prune(configuration, now: dependencies.clock.timestamp)
      await ArchiveKeeper(stores.archive, stores.ledger, stores.spool)
        .performUpkeep(configuration.keep.archive, now: dependencies.clock.timestamp)
      return stores
    } catch {
      await ledger.close()
      throw error
    }
  }

  func close() async {
    await texts.close()
    await archive.close()
    await ledger.close()
  }

  /// Prunes the ledger. Errors are ignored, because the next pruning repeats it.
  private func prune(_ configuration: Configuration, now: Timestamp) async {
    if let ids = try? await ledger.performUpkeep(now: now, remembering: configuration.retentionDays)
    {
      await texts.delete(ids)
    }
  }

  /// Records the entries of the spool in a new ledger, so that none of them is spooled again.
  private func adoptSpool(log: Logger) async throws {
    var entries: [String: RecoveredEntry] = [:]
    let errors = try spool.forEachEntry { spooled in
      let entry = RecoveredEntry(spooled)
      // Later fetches are compared to the last revision.
      let key = "\(entry.source)\n\(entry.publicID)"
      if let other = entries[key], other.revision >= entry.revision { return }
      entries[key] = entry
    }
    for error in errors.prefix(OpenStores.maximumReportedErrors) {
      log.warning(
        "cannot decode an entry, so its article may be spooled again",
        metadata: ["stage": "spool", "entry": "\(error.path)", "reason": "\(error.reason)"])
    }
    if errors.count > OpenStores.maximumReportedErrors {
      log.warning(
        "more entries cannot be decoded",
        metadata: ["stage": "spool", "entries": "\(errors.count)"])
    }
    let sorted = entries.values.sorted {
      ($0.firstSeen, $0.entry) < ($1.firstSeen, $1.entry)
    }
    if !sorted.isEmpty {
      log.warning(
        "the ledger is new but the spool is not; its entries count as spooled",
        metadata: ["stage": "ledger", "ledger": "\(ledger.path)", "entries": "\(sorted.count)"])
    }
    try await ledger.adoptSpool(spool.id, entries: sorted)
  }

  private static let maximumReportedErrors = 20

  /// Publishes the entries that an earlier process has staged.
  private func publishStaged(
    _ configuration: Configuration, dependencies: Dependencies, onEvent: (WatchEvent) -> Void
  ) async throws {
    for staged in try await ledger.stagedEntries() {
      let event = try await ledger.spooledEvent(of: staged, in: spool)
      if configuration.keep.archive != nil {
        try await ArchiveKeeper(archive, ledger, spool).add(
          staged, now: dependencies.clock.timestamp)
      }
      dependencies.log.reportObstacle(try spool.publish(staged.entry), of: staged, in: spool)
      try await ledger.publish(
        staged.event,
        recipients: await configuration.recipients(
          of: staged.kind, source: staged.source, record: { event?.spooledRecord }),
        now: dependencies.clock.timestamp)
      if let event { onEvent(event) }
    }
  }

  /// Removes the entries that an earlier process had not completed. Other names in `tmp/` are left
  /// alone, and reported once, together with what was wrong with the permissions of the spool.
  private func discardLeftovers(log: Logger) async throws {
    var foreign: [String] = []
    for name in try spool.staged() {
      guard let entry = EntryName.components(of: name),
        try await ledger.isKnown(publicID: entry.id, source: entry.source),
        (try? spool.discard(name)) != nil
      else {
        foreign.append(name)
        continue
      }
    }
    var conditions = spool.layoutChanges
    if let first = foreign.first {
      let count = foreign.count == 1 ? "1 name" : "\(foreign.count) names"
      conditions.append(
        "\(spool.directory)/tmp contains \(count) that ledewatch did not make, such as “\(first)”; "
          + "they are left alone")
    }
    guard try await ledger.replaceSpoolConditions(by: conditions.joined(separator: "\n")) else {
      return
    }
    for condition in conditions { log.warning("\(condition)", metadata: ["stage": "spool"]) }
  }
}

extension Logger {
  /// Reports that something of a consumer had the place of an entry.
  func reportObstacle(_ name: String?, of staged: StagedEntry, in spool: SpoolDirectory) {
    guard let name else { return }
    warning(
      "something else had the name of an entry in the spool and was renamed",
      metadata: [
        "stage": "spool", "source": "\(staged.source)", "entry": "\(staged.entry)",
        "renamed": "\(spool.path(of: name))",
      ])
  }
}

extension RecoveredEntry {
  init(_ entry: SpooledEntry) {
    self.init(
      source: entry.source, publicID: entry.id, entry: entry.entry, revision: entry.revision,
      firstSeen: Timestamp(secondsSinceEpoch: Double(entry.firstSeen)), teaser: entry.teaser,
      teaserKey: TeaserKey(entry.teaser),
      fingerprint: entry.text.isEmpty ? nil : StoredFingerprint(TextFingerprint(entry.text)))
  }
}
