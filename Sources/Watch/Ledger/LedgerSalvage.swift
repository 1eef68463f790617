import Foundation
import GRDB
import Logging

/// What a damaged ledger still tells, taken over into a new one, table by table and piece by piece:
/// damage is mostly of a few pages. The spool is read afterwards and tells the rest.
enum LedgerSalvage {
  /// A table, and what its columns must hold for a row to be believed.
  private struct Table {
    var name: String
    /// Nil for all.
    var columns: [String]?
    var checks: String
  }

  private static let tables = [
    Table(
      name: "source",
      // How it was and when it was asked will show anew.
      columns: ["id", "name", "rules", "first_round_done", "link_habit", "usual_count", "spooled"],
      checks: """
        typeof(name) = 'text' AND typeof(rules) = 'integer' AND first_round_done IN (0, 1)
        AND link_habit IN (0, 1, 2) AND typeof(usual_count) = 'integer'
        AND typeof(spooled) = 'integer'
        """),
    Table(
      name: "article",
      checks: """
        typeof(source) = 'integer' AND state IN (0, 1, 2, 3, 4) AND typeof(opening) = 'integer'
        AND typeof(lede_key) = 'blob' AND length(lede_key) >= 7 AND typeof(day) = 'integer'
        AND day_form IN (0, 1, 2, 3) AND typeof(link_key) = 'integer' AND typeof(public_id) = 'text'
        AND typeof(first_seen) = 'integer' AND typeof(seen) = 'integer'
        AND typeof(revision) = 'integer' AND typeof(same_as) IN ('null', 'integer')
        """),
    Table(
      name: "story",
      checks: """
        typeof(link) = 'text' AND typeof(lede) IN ('null', 'text')
        AND typeof(headline) IN ('null', 'text') AND typeof(date) IN ('null', 'text')
        AND typeof(image) IN ('null', 'text') AND typeof(fingerprint) IN ('null', 'blob')
        AND notify IN (0, 1) AND from_teaser IN (0, 1) AND typeof(reason) IN ('null', 'integer')
        AND typeof(tries) = 'integer' AND typeof(next_try) = 'real'
        AND typeof(fault) IN ('null', 'text') AND is_gone IN (0, 1)
        AND typeof(suspects) IN ('null', 'text')
        """),
    Table(
      name: "recheck",
      checks: """
        typeof(source) = 'integer' AND typeof(at) = 'integer' AND typeof(step) = 'integer'
        AND typeof(tries) = 'integer' AND typeof(etag) IN ('null', 'text')
        AND typeof(last_modified) IN ('null', 'text') AND typeof(gone_since) IN ('null', 'integer')
        AND is_withdrawn IN (0, 1)
        """),
    Table(
      name: "event",
      checks: """
        typeof(kind) = 'text' AND typeof(source) = 'integer'
        AND typeof(article) IN ('null', 'integer') AND typeof(public_id) = 'text'
        AND typeof(revision) = 'integer' AND typeof(at) = 'integer' AND is_settled IN (0, 1)
        AND notify IN (0, 1) AND typeof(entry) IN ('null', 'text') AND typeof(note) IN ('null', 'text')
        AND typeof(record) IN ('null', 'blob') AND (is_settled = 1 OR entry IS NOT NULL)
        """),
    Table(
      name: "delivery",
      checks: """
        typeof(event) = 'integer' AND typeof(hook) = 'text' AND state IN (0, 1, 2)
        AND typeof(tries) = 'integer' AND typeof(created) = 'real' AND typeof(next_try) = 'real'
        AND typeof(fault) IN ('null', 'text')
        """),
  ]

  /// Rows taken at a time; where one can't be read, so many are given up.
  private static let piece: Int64 = 64
  /// Pieces in a row that can't be read after which a table is left.
  private static let patience = 200

  /// - Returns: how many articles were taken over; 0 where the old ledger tells nothing.
  static func salvage(_ aside: String, into queue: DatabaseQueue) -> Int {
    // The old one is read by a connection of its own, and is not written to.
    var reading = DatabaseConfiguration()
    reading.readonly = true
    guard let old = try? DatabaseQueue(path: aside, configuration: reading),
      let columns = try? queue.read({ try columns(of: $0) })
    else { return 0 }
    for table in tables {
      copy(table, columns[table.name] ?? [], from: old, into: queue)
    }
    try? queue.write { db in
      // A source that is lost takes its articles with it; one of which nothing else is left is as new.
      try db.execute(
        sql: """
          UPDATE source SET first_round_done = 0
          WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.source = source.id);
          DELETE FROM article WHERE source NOT IN (SELECT id FROM source)
            OR state < 2 AND id NOT IN (SELECT id FROM story);
          DELETE FROM event WHERE source NOT IN (SELECT id FROM source);
          DELETE FROM delivery WHERE event NOT IN (SELECT id FROM event);
          """)
    }
    return (try? queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM article") }) ?? 0
  }

  private static func columns(of db: Database) throws -> [String: [String]] {
    var columns: [String: [String]] = [:]
    for table in tables {
      columns[table.name] = try table.columns ?? db.columns(in: table.name).map(\.name)
    }
    return columns
  }

  private static func copy(
    _ table: Table, _ columns: [String], from old: DatabaseQueue, into queue: DatabaseQueue
  ) {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    var start: Int64 = 0
    var failures = 0
    while failures < patience {
      // By the order of the rows themselves: an index may be what is damaged.
      let rows = try? old.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT \(names) FROM \(table.name) NOT INDEXED
            WHERE rowid > ? AND rowid <= ? AND \(table.checks)
            """, arguments: [start, start + piece])
      }
      if let rows, !rows.isEmpty {
        try? queue.write { db in
          for row in rows {
            try db.execute(
              sql: "INSERT OR IGNORE INTO \(table.name) (\(names)) VALUES (\(marks))",
              arguments: StatementArguments(row.databaseValues))
          }
        }
        failures = 0
        start += piece
      } else {
        failures += 1
        start = next(table, after: start + piece, in: old) ?? start + piece
      }
    }
  }

  /// Where rows go on, if the table can tell.
  private static func next(_ table: Table, after row: Int64, in old: DatabaseQueue) -> Int64? {
    (try? old.read { db in
      try Int64.fetchOne(
        db, sql: "SELECT rowid FROM \(table.name) NOT INDEXED WHERE rowid > ? LIMIT 1",
        arguments: [row])
    }).flatMap(\.self).map { $0 - 1 }
  }
}
