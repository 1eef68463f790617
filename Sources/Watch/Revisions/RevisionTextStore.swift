import Basics
import Foundation
import GRDB
import Logging
import News

/// The words of what is in the spool, beside the ledger: what is lost here is no article, only the
/// comparison of its next revision with this one. Nothing waits for it to reach the disk.
actor RevisionTextStore {
  /// Nil where it can't be opened.
  private let queue: DatabaseQueue?
  private let log: Logger
  private var isIll = false

  /// Opens the texts, or makes anew what is damaged.
  init(_ path: String, log: Logger) {
    self.log = log
    do {
      queue = try RevisionTextStore.connect(path)
    } catch let error as DatabaseError where LedgerError.isDamage(error) {
      log.warning(
        "the kept texts can't be read and are begun anew: what changes next shows no difference",
        metadata: ["stage": "texts", "path": "\(path)"])
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
      queue = try? RevisionTextStore.connect(path)
    } catch {
      // A full disk, say: they are there at the next start.
      log.warning(
        "the kept texts can't be opened: what changes now shows no difference",
        metadata: ["stage": "texts", "path": "\(path)", "reason": "\(error)"])
      queue = nil
    }
  }

  static func connect(_ path: String, readonly: Bool = false) throws -> DatabaseQueue {
    var configuration = DatabaseConfiguration()
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
    let queue = try DatabaseQueue(path: path, configuration: configuration)
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

  func keep(_ text: RevisionText, id: String, revision: Int, at moment: Double) async {
    await tried { db in
      let body = Data(try text.packed())
      try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO text (id, revision, at, body) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [id, revision, Int64(clamping: moment), body])
    }
  }

  func text(id: String, revision: Int) async -> RevisionText? {
    await tried { try RevisionTextStore.text($0, id: id, revision: revision) }.flatMap(\.self)
  }

  func forget(_ ids: [String]) async {
    guard !ids.isEmpty else { return }
    _ = await tried { db in
      for id in ids {
        try db.cachedStatement(sql: "DELETE FROM text WHERE id = ?").execute(arguments: [id])
      }
      _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum(4096)")
    }
  }

  static func text(_ db: Database, id: String, revision: Int) throws -> RevisionText? {
    try Data.fetchOne(
      db, sql: "SELECT body FROM text WHERE id = ? AND revision = ?", arguments: [id, revision]
    ).flatMap { RevisionText(packed: Array($0)) }
  }

  @discardableResult
  private func tried<T: Sendable>(_ work: @Sendable @escaping (Database) throws -> T) async -> T? {
    do {
      let value = try await queue?.write(work)
      isIll = false
      return value
    } catch {
      if !isIll {
        log.warning("texts can't be kept", metadata: ["stage": "texts", "reason": "\(error)"])
      }
      isIll = true
      return nil
    }
  }

  /// What a round needed and rest does not.
  func releaseMemory() async {
    try? await queue?.writeWithoutTransaction { $0.releaseMemory() }
  }

  func close() { try? queue?.close() }
}
