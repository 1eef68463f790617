import Basics
import Foundation
import Glibc
import Ledger
import Logging
import News
import Settings
import Spool

/// The open stores of a process: the lock, the ledger, the spool and the revision texts.
struct OpenStores: Sendable {
  let lock: LedgerLock
  let ledger: LedgerStore
  let spool: SpoolDirectory
  let texts: RevisionTextStore

  /// Opens the stores and completes what a crash has interrupted.
  /// - Parameter onEvent: called for the articles whose spooling is completed.
  /// - Throws: `LedgerLockedError`, `LedgerError`, `SpoolError`.
  static func open(
    _ configuration: Configuration, dependencies: Dependencies,
    onEvent: @Sendable (WatchEvent) -> Void
  ) async throws -> OpenStores {
    try createStateDirectory(configuration.statePath)
    let lock = try LedgerLock(directory: configuration.statePath, holder: dependencies.lockHolder)
    let ledger = try LedgerStore.open(
      configuration.ledgerPath, log: dependencies.log, now: dependencies.clock.timestamp,
      interceptor: dependencies.commitInterceptor)
    do {
      let knownID = try await ledger.spoolID()
      let expected = if let knownID { knownID } else { try await ledger.previousSpoolID() }
      let spool = try dependencies.openSpool(configuration.spoolPath, expected)
      let texts = RevisionTextStore(configuration.revisionTextsPath, log: dependencies.log)
      let stores = OpenStores(lock: lock, ledger: ledger, spool: spool, texts: texts)
      if knownID == nil { try await stores.adoptSpool(log: dependencies.log) }
      try await stores.publishStaged(
        configuration, now: dependencies.clock.timestamp, onEvent: onEvent)
      await stores.prune(configuration, now: dependencies.clock.timestamp)
      return stores
    } catch {
      await ledger.close()
      throw error
    }
  }

  private static func createStateDirectory(_ directory: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    } catch {
      let reason = (error as? CocoaError)?.underlyingReason ?? error.localizedDescription
      throw LedgerError(path: directory, reason: "cannot create the directory: \(reason)")
    }
  }

  func close() async {
    await texts.close()
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
    for error in errors {
      log.warning(
        "cannot decode an entry, so its article may be spooled again",
        metadata: ["stage": "spool", "entry": "\(error.path)", "reason": "\(error.reason)"])
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

  /// Publishes staged entries, and removes incomplete ones.
  private func publishStaged(
    _ configuration: Configuration, now: Timestamp, onEvent: (WatchEvent) -> Void
  ) async throws {
    for staged in try await ledger.stagedEntries() {
      let article = try await ledger.article(of: staged, in: spool)
      try spool.publish(staged.entry)
      try await ledger.publish(
        staged.event,
        recipients: configuration.recipients(of: staged.kind, source: staged.source), now: now)
      if let article { onEvent(.spooled(article)) }
    }
    for name in try spool.staged() { try spool.discard(name) }
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

extension CocoaError {
  /// The text of the POSIX error behind this one, such as `Permission denied`.
  fileprivate var underlyingReason: String? {
    guard let code = (underlying as? POSIXError)?.code else { return nil }
    return String(cString: strerror(code.rawValue))
  }
}
