import Basics
import Foundation
import GRDB

/// Something that happened and is to be written down, with what hooks are told of it.
package struct NewEvent: Sendable {
  package var kind: EventKind
  package var source: Int64
  /// The row; nil for what happened to a source.
  package var article: Int64?
  package var publicID: String
  package var revision = 0
  package var at: Double
  package var notify = true
  /// In the spool; of a withdrawal that of the article's last revision.
  package var entry: String?
  /// Its entry lies in `tmp/` and is to be renamed before it has happened.
  package var isStaged = false
  /// In words for a person.
  package var note: String?
  /// What hooks read; nil where no hook is told.
  package var record: [UInt8]?
  /// The names of the hooks that are told, as far as there is a record; of a staged event they are
  /// chosen when it has happened.
  package var recipients: [String] = []

  package init(
    kind: EventKind, source: Int64, article: Int64? = nil, publicID: String, revision: Int = 0,
    at: Double, notify: Bool = true, entry: String? = nil, isStaged: Bool = false,
    note: String? = nil, record: [UInt8]? = nil, recipients: [String] = []
  ) {
    self.kind = kind
    self.source = source
    self.article = article
    self.publicID = publicID
    self.revision = revision
    self.at = at
    self.notify = notify
    self.entry = entry
    self.isStaged = isStaged
    self.note = note
    self.record = record
    self.recipients = recipients
  }

  /// Inserts an event that has happened, and its deliveries.
  func insertAndDeliver(_ db: Database) throws {
    try LedgerStore.deliver(db, insert(db), to: recipients, now: at)
  }

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
package struct StagedEntry: Sendable {
  /// The event's.
  package var row: Int64
  package var entry: String
  package var kind: EventKind
  /// The source's name.
  package var source: String

  package init(row: Int64, entry: String, kind: EventKind, source: String) {
    self.row = row
    self.entry = entry
    self.kind = kind
    self.source = source
  }
}

extension LedgerStore {
  // The partial indexes are used only where their own conditions stand in the query.
  static let stagedSQL = """
    SELECT event.id, entry, kind, name FROM event JOIN source ON source.id = event.source
    WHERE source = ? AND is_settled = 0 ORDER BY event.id
    """
  static let allStagedSQL = """
    SELECT event.id, entry, kind, name
    FROM event INDEXED BY event_staged JOIN source ON source.id = event.source
    WHERE is_settled = 0 ORDER BY event.id
    """

  /// Entries staged, of one source or of all.
  package nonisolated func staged(source: Int64? = nil) async throws -> [StagedEntry] {
    try await read { db in
      let rows =
        if let source {
          try Row.fetchAll(
            db.cachedStatement(sql: LedgerStore.stagedSQL), arguments: [source])
        } else {
          try Row.fetchAll(db, sql: LedgerStore.allStagedSQL)
        }
      return rows.map {
        StagedEntry(
          row: $0["id"], entry: $0["entry"], kind: EventKind(rawValue: $0["kind"]) ?? .new,
          source: $0["name"])
      }
    }
  }

  /// The staged entry has been renamed into `new/`: the event has happened, and its deliveries are
  /// pending from here on.
  /// - Parameter recipients: the names of the hooks that are told of an event of this kind.
  package func settle(_ event: Int64, recipients: [String], now: Double) async throws {
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
      try LedgerStore.deliver(db, event, to: recipients, now: now)
    }
  }

  /// Makes the deliveries of an event that has happened. A first entry that no hook is told of
  /// needs no event: the article itself tells of it.
  static func deliver(
    _ db: Database, _ event: Int64, to recipients: [String], now: Double
  ) throws {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT kind, notify, record IS NULL AS bare FROM event WHERE id = ?
            """), arguments: [event]), let kind = EventKind(rawValue: row["kind"])
    else { return }
    let due = row["notify"] && !row["bare"] ? recipients : []
    guard !due.isEmpty else {
      let sql =
        kind == .new
        ? "DELETE FROM event WHERE id = ?" : "UPDATE event SET record = NULL WHERE id = ?"
      return try db.cachedStatement(sql: sql).execute(arguments: [event])
    }
    let insert = try db.cachedStatement(
      sql: "INSERT INTO delivery (event, hook, created) VALUES (?, ?, ?)")
    for hook in due { try insert.execute(arguments: [event, hook, now]) }
  }
}
