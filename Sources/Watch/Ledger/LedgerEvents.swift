import Basics
import Foundation
import GRDB
import Settings

/// Something that happened and is to be written down, with what hooks are told of it.
struct NewEvent: Sendable {
  var kind: EventKind
  var source: Int64
  /// The row; nil for what happened to a source.
  var article: Int64?
  var publicID: String
  var revision = 0
  var at: Double
  var notify = true
  /// In the spool; of a withdrawal that of the article's last revision.
  var entry: String?
  /// Its entry lies in `tmp/` and is to be renamed before it has happened.
  var isStaged = false
  /// In words for a person.
  var note: String?
  /// What hooks read; nil where no hook is told.
  var record: [UInt8]?

  /// - Returns: the event's row.
  @discardableResult
  func insert(_ db: Database) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO event (kind, source, article, public_id, revision, at, is_settled, notify,
          entry, note, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      kind.rawValue, source, article, publicID, revision, Int64(clamping: at), !isStaged,
      notify, entry, note, record.map { Data($0) },
    ])
    return db.lastInsertedRowID
  }
}

/// An entry whose place in the spool is to be settled.
struct StagedEntry: Sendable {
  /// The event's.
  var row: Int64
  var entry: String
}

extension LedgerStore {
  // The partial indexes are used only where their own conditions stand in the query.
  static let stagedSQL =
    "SELECT id, entry FROM event WHERE source = ? AND is_settled = 0 ORDER BY id"
  static let allStagedSQL = """
    SELECT id, entry FROM event INDEXED BY event_staged WHERE is_settled = 0 ORDER BY id
    """

  /// Entries staged, of one source or of all.
  nonisolated func staged(source: Int64? = nil) async throws -> [StagedEntry] {
    try await read { db in
      let rows =
        if let source {
          try Row.fetchAll(
            db.cachedStatement(sql: LedgerStore.stagedSQL), arguments: [source])
        } else {
          try Row.fetchAll(db, sql: LedgerStore.allStagedSQL)
        }
      return rows.map { StagedEntry(row: $0["id"], entry: $0["entry"]) }
    }
  }

  /// The staged entry has been renamed into `new/`: the event has happened, and its deliveries are
  /// pending from here on.
  func settle(_ event: Int64, hooks: [Hook], now: Double) async throws {
    try await write("spooled") { db in
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(
            sql: "SELECT source, article FROM event WHERE id = ? AND is_settled = 0"),
          arguments: [event])
      else { return }
      try db.cachedStatement(sql: "UPDATE article SET state = 2 WHERE id = ? AND state = 1")
        .execute(arguments: [row["article"] as Int64?])
      try db.cachedStatement(sql: "UPDATE source SET spooled = spooled + 1 WHERE id = ?")
        .execute(arguments: [row["source"] as Int64])
      try db.cachedStatement(sql: "UPDATE event SET is_settled = 1 WHERE id = ?")
        .execute(arguments: [event])
      try LedgerStore.deliver(db, event, to: hooks, now: now)
    }
  }

  /// Makes the deliveries of an event that has happened. A first entry that no hook is told of
  /// needs no event: the article itself tells of it.
  static func deliver(_ db: Database, _ event: Int64, to hooks: [Hook], now: Double) throws {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT kind, notify, record IS NULL AS bare, article IS NULL AS own, source.name
            FROM event JOIN source ON source.id = source WHERE event.id = ?
            """), arguments: [event]), let kind = EventKind(rawValue: row["kind"])
    else { return }
    let due = row["notify"] && !row["bare"] ? hooks.filter { $0.isTold(kind, of: row["name"]) } : []
    guard !due.isEmpty else {
      let sql =
        kind == .new
        ? "DELETE FROM event WHERE id = ?" : "UPDATE event SET record = NULL WHERE id = ?"
      return try db.cachedStatement(sql: sql).execute(arguments: [event])
    }
    let insert = try db.cachedStatement(
      sql: "INSERT INTO delivery (event, hook, created) VALUES (?, ?, ?)")
    for hook in due { try insert.execute(arguments: [event, hook.name, now]) }
  }
}
