import Basics
import Foundation
import GRDB
import Logging

/// The archive of all spooled revisions, in a database beside the ledger.
///
/// No article waits for it or depends on it: an error is logged once and shown by `status`, and what is
/// missing is archived later from the ledger and the spool. Commits are therefore not synced
/// (`synchronous = NORMAL`): a killed process loses none of them, and after a power failure, the last ones
/// are archived again.
package actor ArticleArchive {
  /// The time by which entries are archived again before the last one that an unclean end has left.
  private static let overlap = Duration.seconds(3600)

  private let path: String
  private let log: Logger
  /// Returns the text of a record, for the search index.
  let text: @Sendable (_ record: [UInt8]) -> String
  private var queue: DatabaseQueue?
  /// The time since which articles may be missing, after an unclean end.
  private var uncleanSince: Timestamp?

  /// The archive is opened when it is needed.
  /// - Parameter text: returns the text of a record. It must always return the same for the same record.
  package init(_ path: String, log: Logger, text: @escaping @Sendable ([UInt8]) -> String) {
    self.path = path
    self.log = log
    self.text = text
  }

  /// Adds an article, unless the archive has it already.
  /// - Returns: false if that fails, which is logged and recorded.
  @discardableResult
  package func add(_ article: ArchivedArticle, record: [UInt8]) async -> Bool {
    let text = text
    let packed = Gzip.compress(record)
    let result: Void? = await attempt(at: article.archived) { db in
      guard try !article.isArchived(db) else { return }
      let number = try article.insert(db, record: packed, day: ArchiveMeta.day.value(db))
      try ArchiveWords(article, text: text(record)).insert(db, number: number)
    }
    return result != nil
  }

  /// Makes the articles of a source those of its new name.
  package func renameSource(_ former: String, to name: String, now: Timestamp) async {
    await attempt(at: now) { db in
      try db.run("UPDATE article SET source = ? WHERE source = ?", [name, former])
    }
  }

  /// Copies what the archive of another ledger has of some articles, as articles of a source.
  package func copy(_ ids: [String], from path: String, source: String) async {
    guard !ids.isEmpty, let other = try? ReadOnlyArchive(path) else { return }
    do {
      for id in ids {
        for var article in try await other.articles(id: id) {
          guard let record = try await other.record(of: article.number) else { continue }
          article.source = source
          await add(article, record: record)
        }
      }
    } catch {
      log.warning(
        "cannot copy archived articles; they stay in the other archive",
        metadata: ["stage": "archive", "path": "\(path)", "reason": "\(error.reason)"])
    }
  }

  /// Releases memory that only rounds need.
  package func releaseMemory() async {
    try? await queue?.writeWithoutTransaction { $0.releaseMemory() }
  }

  package func close() {
    guard let open = queue else { return }
    queue = nil
    if (try? open.close()) != nil, uncleanSince == nil { CleanCloseMarker.write(path) }
  }

  // MARK: - Errors

  /// Runs work in a transaction.
  /// - Parameter time: the time since which articles are missing if that fails.
  /// - Returns: nil if that fails, which is logged and recorded.
  @discardableResult
  func attempt<Value: Sendable>(
    at time: Timestamp, _ work: @Sendable @escaping (Database) throws -> Value
  ) async -> Value? {
    do {
      return try await connected().write(work)
    } catch let error as DatabaseError where LedgerError.isDamage(error) {
      setAside(error)
    } catch {
      report(error, at: time)
      return nil
    }
    do {
      return try await connected().write(work)
    } catch {
      report(error, at: time)
      return nil
    }
  }

  private func report(_ error: any Error, at time: Timestamp) {
    // The process ends; its entry stays staged and is archived at the next start.
    if error is CancellationError { return }
    let reason = ArchiveError(path: path, error).reason
    guard ArchiveFault(ofArchive: path) == nil else { return }
    ArchiveFault.record(reason, since: time, ofArchive: path)
    log.warning(
      "articles cannot be archived; they are spooled all the same, and archived when this is over",
      metadata: ["stage": "archive", "path": "\(path)", "reason": "\(reason)"])
  }

  private func setAside(_ error: DatabaseError) {
    try? queue?.close()
    queue = nil
    // Whatever the ledger and the spool still have is archived again.
    uncleanSince = .epoch
    let aside = ArchiveFault.setAside(path)
    log.warning(
      "the archive was damaged; it was set aside, and a new one begins",
      metadata: [
        "stage": "archive", "path": "\(path)", "renamed": "\(aside)",
        "reason": "\(ArchiveError(path: path, error).reason)",
      ])
  }

  private func connected() throws -> DatabaseQueue {
    if let queue { return queue }
    let wasClosed = CleanCloseMarker.isIntact(path)
    let opened = try ArticleArchive.connect(path)
    if !wasClosed {
      let last = try opened.read { db in
        try Timestamp.fetchOne(
          db, sql: "SELECT archived FROM article ORDER BY number DESC LIMIT 1")
      }
      // An archive without articles is new, or was deleted.
      uncleanSince = last.map { $0 - ArticleArchive.overlap } ?? .epoch
    }
    CleanCloseMarker.remove(path)
    queue = opened
    return opened
  }

  private static func connect(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.label = "archive"
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
      try db.execute(sql: "PRAGMA journal_size_limit = 8388608")
      try db.execute(sql: "PRAGMA cache_size = -2000")
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    configuration.journalMode = .wal
    let queue = try StateDirectory.withDatabase(path) {
      try DatabaseQueue(path: path, configuration: configuration)
    }
    try queue.write(ArchiveSchema.prepare)
    return queue
  }

  // MARK: - Missing articles

  /// The time since which articles may be missing: of the first error, or of the end of a process that did
  /// not close the archive; nil if none are.
  package func missingSince(now: Timestamp) async -> Timestamp? {
    await attempt(at: now) { _ in }
    return [uncleanSince, ArchiveFault(ofArchive: path)?.since].compactMap(\.self).min()
  }

  /// Records that what was missing is archived.
  package func resolve() {
    uncleanSince = nil
    guard ArchiveFault(ofArchive: path) != nil, ArchiveFault.resolve(ofArchive: path) else {
      return
    }
    log.notice("articles are archived again", metadata: ["stage": "archive", "path": "\(path)"])
  }
}
