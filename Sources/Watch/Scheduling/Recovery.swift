import Basics
import Foundation
import Glibc
import Ledger
import Logging
import News
import Settings
import Spool

/// Opening: the lock, the ledger, the spool; and what a crash has left is put in order before
/// anything else happens.
struct OpenStores: Sendable {
  let lock: LedgerLock
  let ledger: LedgerStore
  let spool: SpoolDirectory
  let texts: RevisionTextStore

  /// - Parameter tell: called for what a crash has left on its way into the spool.
  /// - Throws: `LedgerLockedError`, `LedgerError`, `SpoolError`.
  static func open(
    _ configuration: Configuration, dependencies: Dependencies,
    tell: @Sendable (WatchEvent) -> Void
  ) async throws -> OpenStores {
    try makeState(configuration.statePath)
    let lock = try LedgerLock(directory: configuration.statePath, holder: dependencies.holder)
    let ledger = try LedgerStore.open(
      configuration.ledgerPath, log: dependencies.log, now: dependencies.clock.wall,
      commitFault: dependencies.commitFault)
    do {
      let known = try await ledger.spoolID()
      let expected = if let known { known } else { try await ledger.spoolIDBefore() }
      let spool = try dependencies.openSpool(configuration.spoolPath, expected)
      let texts = RevisionTextStore(configuration.revisionTextsPath, log: dependencies.log)
      let stores = OpenStores(lock: lock, ledger: ledger, spool: spool, texts: texts)
      if known == nil { try await stores.rebuild(log: dependencies.log) }
      try await stores.settle(
        configuration, now: dependencies.clock.wall, tell: tell)
      // Nothing depends on it; it is tried again tomorrow.
      await stores.keepTidy(configuration, now: dependencies.clock.wall)
      return stores
    } catch {
      await ledger.close()
      throw error
    }
  }

  private static func makeState(_ directory: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw LedgerError(path: directory, reason: "can't be made: \(error.localizedDescription)")
    }
  }

  func close() async {
    await texts.close()
    await ledger.close()
  }

  private func keepTidy(_ configuration: Configuration, now: Double) async {
    if let ids = try? await ledger.keepTidy(now: now, remembering: configuration.retentionDays) {
      await texts.forget(ids)
    }
  }

  /// A ledger that knows no spool takes in what this one holds: nothing of it is spooled again.
  private func rebuild(log: Logger) async throws {
    var entries: [String: RecoveredEntry] = [:]
    let unreadable = try spool.forEachEntry { spooled in
      let entry = RecoveredEntry(spooled)
      // Of an article with revisions, the last one; it is the one compared to.
      let key = "\(entry.source)\n\(entry.publicID)"
      if let other = entries[key], other.revision >= entry.revision { return }
      entries[key] = entry
    }
    for path in unreadable {
      log.warning(
        "an entry can't be read, so its article may be spooled again",
        metadata: ["stage": "spool", "entry": "\(path)"])
    }
    let sorted = entries.values.sorted {
      ($0.firstSeen, $0.entry) < ($1.firstSeen, $1.entry)
    }
    if !sorted.isEmpty {
      log.warning(
        "the ledger is new, the spool is not: what it holds counts as spooled",
        metadata: ["stage": "ledger", "ledger": "\(ledger.path)", "entries": "\(sorted.count)"])
    }
    try await ledger.adopt(spool: spool.id, entries: sorted)
  }

  /// Finishes what was staged, and removes what was only begun.
  private func settle(
    _ configuration: Configuration, now: Double, tell: (WatchEvent) -> Void
  ) async throws {
    for staged in try await ledger.staged() {
      let article = try await ledger.article(of: staged, in: spool)
      try spool.publish(staged.entry)
      try await ledger.settle(
        staged.row,
        recipients: configuration.recipients(of: staged.kind, source: staged.source), now: now)
      if let article { tell(.spooled(article)) }
    }
    for name in try spool.staged() { try spool.discard(name) }
  }
}

extension RecoveredEntry {
  init(_ entry: SpooledEntry) {
    self.init(
      source: entry.source, publicID: entry.id, entry: entry.entry, revision: entry.revision,
      firstSeen: Double(entry.firstSeen), teaser: entry.teaser, teaserKey: TeaserKey(entry.teaser),
      fingerprint: entry.text.isEmpty ? nil : StoredFingerprint(TextFingerprint(entry.text)))
  }
}
