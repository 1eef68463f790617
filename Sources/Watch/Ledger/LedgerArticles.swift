import Foundation
import GRDB
import News

/// An article that is owed, as the ledger keeps it.
struct OwedArticle: Sendable {
  var row: Int64
  var publicID: String
  var firstSeen: Double
  var teaser: Teaser
  var sighting: Sighting
  var notify: Bool
  /// Attempts that failed.
  var tries: Int
  var nextTry: Double
  /// Its address answered that there is nothing (any more).
  var isGone: Bool
  /// Rows with which its text is to be compared before it counts as new.
  var suspects: [Int64]
}

/// An article that an owed one may be another sight of.
struct SuspectArticle: Sendable {
  var row: Int64
  var state: ArticleState
  var isGone: Bool
  var sighting: Sighting
  /// Of the text as spooled; nil where none was read.
  var fingerprint: [UInt8]?
}

/// An entry whose place in the spool is to be settled.
struct StagedArticle: Sendable {
  var row: Int64
  var entry: String
}

extension Ledger {
  // The partial index is used only where its own condition stands in the query.
  static let owedSQL = """
    SELECT * FROM article WHERE source = ? AND state < 2 AND state = 0
    ORDER BY suspects IS NOT NULL, id
    """
  static let stagedSQL = """
    SELECT id, entry FROM article WHERE source = ? AND state < 2 AND state = 1 ORDER BY id
    """
  static let allStagedSQL = """
    SELECT id, entry FROM article INDEXED BY article_pending
    WHERE state < 2 AND state = 1 ORDER BY id
    """

  /// The articles owed to a source, those that wait for no other first, then as first seen.
  nonisolated func owed(source: Int64) async throws -> [OwedArticle] {
    try await read { db in
      try Row.fetchAll(
        db.cachedStatement(sql: Ledger.owedSQL), arguments: [source]
      ).compactMap(OwedArticle.init)
    }
  }

  /// The suspects of an owed article, each followed to the article it was found to be.
  nonisolated func suspects(_ rows: [Int64]) async throws -> [SuspectArticle] {
    guard !rows.isEmpty else { return [] }
    return try await read { db in
      let select = try db.cachedStatement(
        sql: """
          SELECT id, state, is_gone, lede_key, day, day_form, link_key, fingerprint, same_as
          FROM article WHERE id = ?
          """)
      return try rows.compactMap { start in
        var next: Int64? = start
        var found: Row?
        var steps = 0
        while let id = next, steps < 32 {
          found = try Row.fetchOne(select, arguments: [id])
          next = found?["same_as"]
          steps += 1
        }
        return found.map(SuspectArticle.init)
      }
    }
  }

  func retryLater(_ row: Int64, at moment: Double, fault: String, isGone: Bool) async throws {
    try await write("retry") { db in
      try db.cachedStatement(
        sql: """
          UPDATE article SET tries = tries + 1, next_try = ?, fault = ?, is_gone = ?
          WHERE id = ? AND state = 0
          """
      ).execute(arguments: [moment, fault, isGone, row])
    }
  }

  /// A look found an owed article to be another sight of this one.
  func merge(_ row: Int64, into other: Int64) async throws {
    try await write("same") { try Ledger.merge($0, row, into: other) }
  }

  /// The owed article is gone from where it was; another sight of it tells where it is now.
  func adopt(_ look: OwedArticle, by gone: Int64) async throws {
    try await write("moved") { db in
      try db.cachedStatement(
        sql: """
          UPDATE article SET link = ?, link_key = ?, is_gone = 0, next_try = 0
          WHERE id = ? AND state = 0
          """
      ).execute(arguments: [look.teaser.link.string, look.sighting.link, gone])
      try Ledger.merge(db, look.row, into: gone)
    }
  }

  private static func merge(_ db: Database, _ row: Int64, into other: Int64) throws {
    try db.cachedStatement(
      sql: """
        UPDATE article SET state = 4, same_as = ?, suspects = NULL, fault = NULL WHERE id = ?
        """
    ).execute(arguments: [other, row])
  }

  /// The entry is written below `tmp/` and synced; its record is kept while hooks need it.
  func stage(
    _ row: Int64, entry: String, fingerprint: [UInt8]?, isFromTeaser: Bool, record: [UInt8]?
  ) async throws {
    try await write("staged") { db in
      try db.cachedStatement(
        sql: """
          UPDATE article SET state = 1, entry = ?, fingerprint = ?, from_teaser = ?, fault = NULL,
            suspects = NULL
          WHERE id = ?
          """
      ).execute(arguments: [entry, fingerprint.map { Data($0) }, isFromTeaser, row])
      guard let record else { return }
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO record (article, json) VALUES (?, ?)")
        .execute(arguments: [row, Data(record)])
    }
  }

  /// Writes down once more that the article is owed, whatever a failed commit left in the log.
  func keepOwed(_ row: Int64) async throws {
    try await write("kept owed") { db in
      try db.execute(
        sql: "UPDATE article SET state = 0 WHERE id = ? AND state = 0", arguments: [row])
    }
  }

  /// The entry has been renamed into `new/`: its deliveries are pending from here on.
  func spooled(_ row: Int64, hooks: [Hook], now: Double) async throws {
    try await write("spooled") { try Ledger.spooled($0, row, hooks: hooks, now: now) }
  }

  private static func spooled(_ db: Database, _ row: Int64, hooks: [Hook], now: Double) throws {
    guard
      let found = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT article.notify, source.name FROM article JOIN source ON source.id = source
            WHERE article.id = ? AND state = 1
            """), arguments: [row])
    else { return }
    try db.cachedStatement(sql: "UPDATE article SET state = 2 WHERE id = ?")
      .execute(arguments: [row])
    let due = hooks.filter { $0.isTold(.new, of: found["name"]) }
    guard found["notify"], !due.isEmpty else {
      return try db.cachedStatement(sql: "DELETE FROM record WHERE article = ?")
        .execute(arguments: [row])
    }
    let insert = try db.cachedStatement(
      sql: "INSERT INTO delivery (article, hook, event, created) VALUES (?, ?, ?, ?)")
    for hook in due {
      try insert.execute(arguments: [row, hook.name, HookEvent.new.rawValue, now])
    }
  }

  /// Entries staged, of one source or of all.
  nonisolated func staged(source: Int64? = nil) async throws -> [StagedArticle] {
    try await read { db in
      let rows =
        if let source {
          try Row.fetchAll(db.cachedStatement(sql: Ledger.stagedSQL), arguments: [source])
        } else {
          try Row.fetchAll(db, sql: Ledger.allStagedSQL)
        }
      return rows.map { StagedArticle(row: $0["id"], entry: $0["entry"]) }
    }
  }
}

extension Hook {
  func isTold(_ event: HookEvent, of source: String) -> Bool {
    events.contains(event) && (sources?.contains(source) ?? true)
  }
}

extension OwedArticle {
  /// Nil for a row whose link is no address: a damaged ledger.
  init?(_ row: Row) {
    guard let link = Address(row["link"] as String) else { return nil }
    self.init(
      row: row["id"], publicID: row["public_id"], firstSeen: row["first_seen"],
      teaser: Teaser(
        link: link, lede: row["lede"], headline: row["headline"],
        date: (row["date"] as String?).flatMap { PageDate(stored: $0) }, image: row["image"]),
      sighting: Sighting(row), notify: row["notify"], tries: row["tries"],
      nextTry: row["next_try"], isGone: row["is_gone"],
      suspects: ((row["suspects"] as String?) ?? "").split(separator: " ").compactMap { Int64($0) })
  }
}

extension SuspectArticle {
  init(_ row: Row) {
    self.init(
      row: row["id"], state: ArticleState(rawValue: row["state"]) ?? .owed,
      isGone: row["is_gone"], sighting: Sighting(row),
      fingerprint: (row["fingerprint"] as Data?).map { Array($0) })
  }
}
