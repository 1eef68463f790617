import Basics
import Foundation
import GRDB
import Logging
import News

/// The words of spooled revisions, in a database beside the ledger. A loss affects no article, only the
/// comparison with the next revision, so nothing waits until the words are on disk.
package actor RevisionTextStore {
  /// The database; nil if it cannot be opened.
  private let queue: DatabaseQueue?
  private let log: Logger
  private var isIll = false

  /// Opens the database and replaces a damaged one.
  package init(_ path: String, log: Logger) {
    self.log = log
    do {
      queue = try RevisionTextStore.connect(path)
    } catch let error as DatabaseError where LedgerError.isDamage(error) {
      log.warning(
        "the stored texts were damaged and are replaced; next revisions are spooled without differences",
        metadata: ["stage": "texts", "path": "\(path)"])
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
      queue = try? RevisionTextStore.connect(path)
    } catch {
      // The cause may be temporary, such as a full disk; the next start tries again.
      log.warning(
        "the stored texts cannot be opened; revisions are spooled without their differences",
        metadata: ["stage": "texts", "path": "\(path)", "reason": "\(error)"])
      queue = nil
    }
  }

  private static func connect(_ path: String, readonly: Bool = false) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.readonly = readonly
    configuration.label = "texts"
    if !readonly {
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        try db.execute(sql: "PRAGMA journal_size_limit = 8388608")
        try db.execute(sql: "PRAGMA cache_size = -1000")
      }
      configuration.journalMode = .wal
    }
    let queue = try StateDirectory.withDatabase(path, mayCreate: !readonly) {
      try DatabaseQueue(path: path, configuration: configuration)
    }
    if !readonly {
      try queue.write { db in
        try db.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS text (
              id TEXT NOT NULL, revision INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,
              PRIMARY KEY (id, revision))
            """)
      }
    }
    return queue
  }

  /// Stores the words of a revision.
  /// - Parameter body: the words in a form that only the caller interprets.
  package func store(_ body: [UInt8], id: String, revision: Int, at time: Timestamp) async {
    let body = Data(body)
    await tried { db in
      try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO text (id, revision, at, body) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [id, revision, time.wholeSeconds, body])
    }
  }

  package func body(id: String, revision: Int) async -> [UInt8]? {
    await tried { try RevisionTextStore.body($0, id: id, revision: revision) }.flatMap(\.self)
  }

  /// Returns the words of some revisions of an article, while the database may be in use.
  /// - Returns: nil if there is no database; nil for a revision whose words are not kept.
  /// - Throws: `LedgerError`
  package static func bodies(
    _ path: String, id: String, revisions: [Int]
  ) async throws -> [[UInt8]?]? {
    guard FileManager.default.fileExists(atPath: path),
      let queue = try? connect(path, readonly: true)
    else { return nil }
    do {
      return try await queue.read { db in
        try revisions.map { try body(db, id: id, revision: $0) }
      }
    } catch {
      throw LedgerError(path: path, error)
    }
  }

  /// Copies the words of some articles from the database of another ledger.
  package func copy(_ ids: [String], from path: String) async {
    guard !ids.isEmpty, FileManager.default.fileExists(atPath: path) else { return }
    do {
      try StateDirectory.withDatabase(path, mayCreate: false) {}
      let ids = try LedgerStore.jsonList(ids)
      try await queue?.writeWithoutTransaction { db in
        try db.execute(sql: "ATTACH DATABASE ? AS other", arguments: [path])
        defer { try? db.execute(sql: "DETACH DATABASE other") }
        try db.execute(
          sql: """
            INSERT OR IGNORE INTO main.text
            SELECT * FROM other.text WHERE id IN (SELECT value FROM json_each(?))
            """, arguments: [ids])
      }
    } catch {
      log.warning(
        "cannot copy the stored texts; next revisions are spooled without differences",
        metadata: ["stage": "texts", "path": "\(path)", "reason": "\(error)"])
    }
  }

  package func delete(_ ids: [String]) async {
    guard !ids.isEmpty else { return }
    _ = await tried { db in
      for id in ids {
        try db.cachedStatement(sql: "DELETE FROM text WHERE id = ?").execute(arguments: [id])
      }
      _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum(4096)")
    }
  }

  private static func body(_ db: Database, id: String, revision: Int) throws -> [UInt8]? {
    try Data.fetchOne(
      db, sql: "SELECT body FROM text WHERE id = ? AND revision = ?", arguments: [id, revision]
    ).map { Array($0) }
  }

  @discardableResult
  private func tried<T: Sendable>(_ work: @Sendable @escaping (Database) throws -> T) async -> T? {
    do {
      let value = try await queue?.write(work)
      isIll = false
      return value
    } catch {
      if !isIll {
        log.warning(
          "cannot store the texts of a revision",
          metadata: ["stage": "texts", "reason": "\(error)"])
      }
      isIll = true
      return nil
    }
  }

  /// Releases memory that only rounds need.
  package func releaseMemory() async {
    try? await queue?.writeWithoutTransaction { $0.releaseMemory() }
  }

  package func close() { try? queue?.close() }
}
