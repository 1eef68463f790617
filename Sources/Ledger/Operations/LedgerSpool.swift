import Basics
import Foundation
import GRDB

extension LedgerStore {
  /// Returns the id of the spool whose entries this ledger knows.
  package nonisolated func spoolID() async throws -> String? {
    try await read { try Meta.spool.text($0) }
  }

  /// Returns the id of the spool that belonged to the damaged ledger from which this one was made,
  /// until that spool has been adopted.
  package nonisolated func previousSpoolID() async throws -> String? {
    try await read { try Meta.previousSpool.text($0) }
  }

  /// Whether an article of a source has an id.
  package nonisolated func isKnown(publicID: String, source: String) async throws -> Bool {
    try await read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT 1 FROM article WHERE public_id = :id
            AND source = (SELECT id FROM source WHERE name = :source)
          """, arguments: ["id": publicID, "source": source]) ?? false
    }
  }

  /// Records what is wrong with the spool; an empty text for nothing.
  /// - Returns: Whether this differs from what was recorded.
  package func replaceSpoolConditions(by text: String) async throws -> Bool {
    guard try await read({ try Meta.spoolConditions.text($0) }) ?? "" != text else { return false }
    try await write("spool conditions") { db in
      if text.isEmpty {
        try Meta.spoolConditions.delete(db)
      } else {
        try Meta.spoolConditions.set(text, db)
      }
    }
    return true
  }

  /// Records the entries of a spool in a ledger that knows no spool. Each entry counts as spooled and its
  /// source as known. Everything is committed together with the spool's id, so that it happens once.
  package func adoptSpool(_ id: String, entries: [RecoveredEntry]) async throws {
    try await write("spool") { db in
      // An article that was recovered from a damaged ledger has a row already.
      let known = try Row.fetchAll(db, sql: "SELECT id, public_id FROM article").reduce(
        into: [String: ArticleID]()
      ) { $0[$1["public_id"]] = $1["id"] }
      for entry in entries {
        if let article = known[entry.publicID] {
          try db.run(
            """
            UPDATE article SET state = :spooled, revision = max(revision, :revision) WHERE id = :id
            """,
            [
              "spooled": ArticleState.spooled.rawValue, "revision": entry.revision, "id": article,
            ])
        } else {
          try LedgerStore.insert(db, entry)
        }
      }
      try Meta.spool.set(id, db)
      try Meta.previousSpool.delete(db)
    }
  }

  private static func insert(_ db: Database, _ entry: RecoveredEntry) throws {
    try db.run(
      "INSERT INTO source (name, rules_hash) VALUES (:name, 0) ON CONFLICT (name) DO NOTHING",
      ["name": entry.source])
    try db.run(
      "UPDATE source SET first_round_done = 1 WHERE name = :name", ["name": entry.source])
    let source = try SourceID.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM source WHERE name = :name"),
      arguments: ["name": entry.source])
    let own: ColumnValues = [
      "source": source, "state": ArticleState.spooled.rawValue, "public_id": entry.publicID,
      "first_seen": entry.firstSeen.wholeSeconds, "seen_day": 0, "revision": entry.revision,
    ]
    let id = try db.insert(into: "article", own + entry.teaserKey.columns)
    let story: ColumnValues = [
      "id": id, "notify": false, "fingerprint": entry.fingerprint?.data,
    ]
    try db.insert(into: "story", story + entry.teaser.columns)
  }
}
