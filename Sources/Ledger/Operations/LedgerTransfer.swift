import Basics
import Foundation
import GRDB

/// A source that was copied from another ledger.
package struct TransferredSource: Hashable, Sendable {
  /// The name in this ledger.
  package var name: String
  /// The name in the other ledger.
  package var formerName: String
  /// The ids of its articles in the spool and for consumers.
  package var articles: [String]
  /// The number of articles that are still to be fetched.
  package var owed: Int
}

extension LedgerStore {
  /// Returns the sources that this ledger knows neither by name nor by URL, and that are not declared new.
  package nonisolated func unknownSources(
    among sources: [SourceRegistration]
  ) async throws -> [SourceRegistration] {
    try await read { db in
      let known = try db.cachedStatement(
        sql: "SELECT 1 FROM source WHERE name IN (:name, :former) OR url = :url")
      return try sources.filter { source in
        var former: String?
        if case .none = source.formerName { return false }
        if case .name(let name) = source.formerName { former = name }
        let url = former == nil ? source.url : nil
        return try Int.fetchOne(
          known, arguments: ["name": source.name, "former": former, "url": url]) == nil
      }
    }
  }

  /// Copies what another ledger knows of some sources, in one transaction. The other ledger fetches
  /// nothing more of them afterwards.
  /// - Parameters:
  ///   - sources: sources that this ledger does not know.
  ///   - path: the path of the other ledger. The caller holds its lock, and it has the same schema.
  /// - Returns: the sources that the other ledger knows.
  /// - Throws: `LedgerError`; nothing is copied then.
  package func transferSources(
    _ sources: [SourceRegistration], from path: String
  ) async throws -> [TransferredSource] {
    do {
      return try await queue.writeWithoutTransaction { db in
        try db.execute(sql: "ATTACH DATABASE ? AS other", arguments: [path])
        defer { try? db.execute(sql: "DETACH DATABASE other") }
        var transferred: [(id: SourceID, source: TransferredSource)] = []
        try db.inTransaction {
          let offsets = try TransferOffsets(db)
          for source in sources {
            guard let row = try LedgerStore.otherRow(of: source, db) else { continue }
            try offsets.copy(row.id, to: source.name, db)
            let copy = try TransferredSource(db, name: source.name, formerName: row.name)
            transferred.append((row.id, copy))
          }
          return .commit
        }
        // A crash before this only leaves the articles owed in both ledgers.
        try db.inTransaction {
          for (id, _) in transferred { try LedgerStore.retire(id, db) }
          return .commit
        }
        return transferred.map(\.source)
      }
    } catch let error as DatabaseError {
      throw LedgerError(path: self.path, error)
    }
  }

  private static func otherRow(
    of source: SourceRegistration, _ db: Database
  ) throws -> (id: SourceID, name: String)? {
    let row: Row? =
      switch source.formerName {
      case .none: nil
      case .name(let name):
        try Row.fetchOne(
          db, sql: "SELECT id, name FROM other.source WHERE name = ?", arguments: [name])
      case .ofSameURL:
        try Row.fetchOne(
          db, sql: "SELECT id, name FROM other.source WHERE url = ? ORDER BY last_round DESC",
          arguments: [source.url])
      }
    return row.map { ($0["id"], $0["name"]) }
  }

  /// Ends the work of the other ledger on a source.
  private static func retire(_ source: SourceID, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE other.article SET state = :skipped
        WHERE source = :source AND state = \(ArticleState.owed.rawValue)
        """, arguments: ["skipped": ArticleState.skipped.rawValue, "source": source])
    try db.execute(
      sql: "DELETE FROM other.recheck WHERE source = :source", arguments: ["source": source])
  }
}

extension TransferredSource {
  fileprivate init(_ db: Database, name: String, formerName: String) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT public_id, state FROM main.article
        WHERE source = (SELECT id FROM main.source WHERE name = ?)
        """, arguments: [name])
    self.init(
      name: name, formerName: formerName, articles: rows.map { $0["public_id"] },
      owed: rows.count { $0["state"] == ArticleState.owed.rawValue })
  }
}

/// The differences between the row ids and days of the other ledger and those of this one.
private struct TransferOffsets {
  let article: Int64
  let event: Int64
  let day: Int64

  init(_ db: Database) throws {
    func last(_ table: String) throws -> Int64 {
      try Int64.fetchOne(db, sql: "SELECT max(id) FROM main.\(table)") ?? 0
    }
    func today(_ schema: String) throws -> Int64 {
      try Int64.fetchOne(
        db, sql: "SELECT CAST(value AS INTEGER) FROM \(schema).meta WHERE key = ?",
        arguments: [Meta.day.rawValue]) ?? 0
    }
    (article, event) = (try last("article"), try last("event"))
    day = try today("main") - today("other")
  }

  /// Copies the rows of a source.
  func copy(_ source: SourceID, to name: String, _ db: Database) throws {
    let own = "source = \(source.rawValue)"
    try copy(
      "source",
      [
        "id": "NULL", "name": ":name", "seen_day": "seen_day + \(day)",
        "spooled": "spooled + (SELECT count(*) FROM other.event WHERE \(own) AND is_staged = 1)",
        "catch_up_after": "catch_up_after + \(article)",
        "gap_last_known": "gap_last_known + \(article)",
        "refusals_counted_to": "refusals_counted_to + \(article)",
        "misses_counted_to": "misses_counted_to + \(article)",
      ], where: "id = \(source.rawValue)", db, ["name": name])
    let new = "\(db.lastInsertedRowID)"
    // An entry that is staged has been renamed, because the other spool has none in tmp/ any longer.
    let (staged, spooled) = (ArticleState.staged.rawValue, ArticleState.spooled.rawValue)
    try copy(
      "article",
      [
        "id": "id + \(article)", "source": new, "seen_day": "seen_day + \(day)",
        "state": "CASE state WHEN \(staged) THEN \(spooled) ELSE state END",
        "same_as": "same_as + \(article)",
      ], where: own, db)
    try copy(
      "story", ["id": "id + \(article)"],
      where: "id IN (SELECT id FROM other.article WHERE \(own))", db)
    try shiftSuspects(of: new, db)
    try copy("recheck", ["article": "article + \(article)", "source": new], where: own, db)
    try copy(
      "event",
      [
        "id": "id + \(event)", "article": "article + \(article)", "source": new, "is_staged": "0",
        "record": "NULL",
      ], where: own, db)
    // A host that was public stays public.
    try copy("known_host", ["id": "NULL"], where: "TRUE", db)
  }

  /// Corrects the articles that owed ones may be the same as, which a text lists.
  private func shiftSuspects(of source: String, _ db: Database) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, suspects FROM main.story
        WHERE suspects IS NOT NULL AND id IN (SELECT id FROM main.article WHERE source = \(source))
        """)
    for row in rows {
      let ids = (row["suspects"] as String).split(separator: " ").compactMap { Int64($0) }
      try db.execute(
        sql: "UPDATE main.story SET suspects = ? WHERE id = ?",
        arguments: [
          ids.map { String($0 + article) }.joined(separator: " "), row["id"] as Int64,
        ])
    }
  }

  private func copy(
    _ table: String, _ replaced: [String: String], where condition: String,
    _ db: Database, _ arguments: StatementArguments = StatementArguments()
  ) throws {
    let columns = try db.columns(in: table).map(\.name)
    try db.execute(
      sql: """
        INSERT \(table == "known_host" ? "OR IGNORE " : "")INTO main.\(table) (\(columns.joined(separator: ", ")))
        SELECT \(columns.map { replaced[$0] ?? $0 }.joined(separator: ", ")) FROM other.\(table)
        WHERE \(condition)
        """, arguments: arguments)
  }
}
