import Basics
import Foundation
import GRDB
import News

extension LedgerStore {
  /// The id of the spool whose entries this ledger tells of.
  package nonisolated func spoolID() async throws -> String? {
    try await read { db in
      try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'spool'")
    }
  }

  /// The id of the spool of which the damaged ledger told that this one was made of, until that
  /// spool was taken in.
  package nonisolated func spoolIDBefore() async throws -> String? {
    try await read { db in
      try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'spool before'")
    }
  }

  /// Takes in what a spool holds, for a ledger that knows none: each entry counts as spooled, its
  /// sources as known. All in one commit with the spool's id, so that it happens once.
  package func adopt(spool id: String, entries: [RecoveredEntry]) async throws {
    try await write("spool") { db in
      // What was salvaged of a damaged ledger needs no second row.
      let known = try Row.fetchAll(db, sql: "SELECT id, public_id FROM article").reduce(
        into: [String: Int64]()
      ) { $0[$1["public_id"]] = $1["id"] }
      for entry in entries {
        if let row = known[entry.publicID] {
          try db.execute(
            sql: "UPDATE article SET state = 2, revision = max(revision, ?) WHERE id = ?",
            arguments: [entry.revision, row])
        } else {
          try LedgerStore.insert(db, entry)
        }
      }
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO meta (key, value) VALUES ('spool', ?);
          DELETE FROM meta WHERE key = 'spool before'
          """, arguments: [id])
    }
  }

  private static func insert(_ db: Database, _ entry: RecoveredEntry) throws {
    try db.cachedStatement(
      sql: "INSERT INTO source (name, rules) VALUES (?, 0) ON CONFLICT (name) DO NOTHING"
    ).execute(arguments: [entry.source])
    try db.cachedStatement(sql: "UPDATE source SET first_round_done = 1 WHERE name = ?")
      .execute(arguments: [entry.source])
    let teaserKey = entry.teaserKey
    try db.cachedStatement(
      sql: """
        INSERT INTO article (source, state, public_id, first_seen, seen, opening, lede_key, day,
          day_form, link_key, revision)
        SELECT id, 2, ?, ?, 0, ?, ?, ?, ?, ?, ? FROM source WHERE name = ?
        """
    ).execute(arguments: [
      entry.publicID, Int64(clamping: entry.firstSeen), teaserKey.lede.opening,
      Data(teaserKey.lede.digest.stored), teaserKey.date?.day ?? TeaserKey.undated,
      teaserKey.date?.form.rawValue ?? 0, teaserKey.link, entry.revision, entry.source,
    ])
    try db.cachedStatement(
      sql: """
        INSERT INTO story (id, notify, link, lede, headline, date, fingerprint)
        VALUES (?, 0, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      db.lastInsertedRowID, entry.teaser.link.string, entry.teaser.lede, entry.teaser.headline,
      entry.teaser.date?.storedBesideDay, entry.fingerprint.map { Data($0.stored) },
    ])
  }

  /// The rules of an origin as fetched last, when that was since `moment` and not in the future.
  package nonisolated func robots(origin: String, since moment: Double, now: Double) async throws
    -> (status: Int, body: [UInt8], fetched: Double)?
  {
    try await read { db in
      try Row.fetchOne(
        db,
        sql: "SELECT * FROM robots WHERE origin = ? AND fetched BETWEEN ? AND ?",
        arguments: [origin, moment, now]
      ).map { ($0["status"], Array($0["body"] as Data), $0["fetched"]) }
    }
  }

  /// All but the newest so many go.
  package func forgetRobots(but count: Int) async throws {
    try await write("robots") { db in
      try db.execute(
        sql: """
          DELETE FROM robots WHERE origin IN (
            SELECT origin FROM robots ORDER BY fetched DESC LIMIT -1 OFFSET ?)
          """, arguments: [count])
    }
  }

  package func keepRobots(origin: String, status: Int, body: [UInt8], now: Double) async throws {
    try await write("robots") { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO robots (origin, fetched, status, body) VALUES (?, ?, ?, ?)",
        arguments: [origin, now, status, Data(body)])
    }
  }
}

/// An article of which only its entry in the spool tells.
package struct RecoveredEntry: Sendable {
  package var source: String
  package var publicID: String
  package var entry: String
  package var revision: Int
  package var firstSeen: Double
  package var teaser: Teaser
  package var teaserKey: TeaserKey
  package var fingerprint: StoredFingerprint?

  package init(
    source: String, publicID: String, entry: String, revision: Int, firstSeen: Double,
    teaser: Teaser, teaserKey: TeaserKey, fingerprint: StoredFingerprint?
  ) {
    self.source = source
    self.publicID = publicID
    self.entry = entry
    self.revision = revision
    self.firstSeen = firstSeen
    self.teaser = teaser
    self.teaserKey = teaserKey
    self.fingerprint = fingerprint
  }
}
