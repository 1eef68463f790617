import Basics
import Dates
import Foundation
import GRDB
import News
import WebURL

/// An article that is owed, as the ledger keeps it.
package struct OwedArticle: Sendable {
  package var row: Int64
  package var publicID: String
  package var firstSeen: Double
  package var teaser: Teaser
  package var teaserKey: TeaserKey
  package var notify: Bool
  /// Attempts that failed.
  package var tries: Int
  package var nextTry: Double
  /// Its address answered that there is nothing (any more).
  package var isGone: Bool
  /// Rows with which its text is to be compared before it counts as new.
  package var suspects: [Int64]
}

/// An article that an owed one may be another sight of.
package struct SuspectArticle: Sendable {
  package var row: Int64
  package var firstSeen: Double
  package var state: ArticleState
  package var isGone: Bool
  package var teaserKey: TeaserKey
  /// Of the text as spooled; nil where none was read, or long ago.
  package var fingerprint: StoredFingerprint?
}

extension LedgerStore {
  // The partial index is used only where its own condition stands in the query.
  static let owedSQL = """
    SELECT * FROM article JOIN story ON story.id = article.id
    WHERE source = ? AND state < 2 AND state = 0
    ORDER BY suspects IS NOT NULL, article.id
    """

  /// The articles owed to a source, those that wait for no other first, then as first seen.
  package nonisolated func owed(source: Int64) async throws -> [OwedArticle] {
    try await read { db in
      try Row.fetchAll(
        db.cachedStatement(sql: LedgerStore.owedSQL), arguments: [source]
      ).compactMap(OwedArticle.init)
    }
  }

  /// The suspects of an owed article, each followed to the article it was found to be.
  package nonisolated func suspects(_ rows: [Int64]) async throws -> [SuspectArticle] {
    guard !rows.isEmpty else { return [] }
    return try await read { db in
      let select = try db.cachedStatement(
        sql: """
          SELECT article.id, first_seen, state, opening, lede_key, day, day_form, link_key, same_as,
            is_gone, fingerprint, lede, headline
          FROM article LEFT JOIN story ON story.id = article.id WHERE article.id = ?
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

  package func retryLater(
    _ row: Int64, at moment: Double, fault: String, isGone: Bool
  ) async throws {
    try await write("retry") { db in
      try db.cachedStatement(
        sql: "UPDATE story SET tries = tries + 1, next_try = ?, fault = ?, is_gone = ? WHERE id = ?"
      ).execute(arguments: [moment, fault, isGone, row])
    }
  }

  /// A look found an owed article to be another sight of this one.
  /// - Parameter isStandIn: it is not to be found by its lede any more, for the other is.
  package func merge(_ row: Int64, into other: Int64, isStandIn: Bool = false) async throws {
    try await write("same") { db in
      try LedgerStore.merge(db, row, into: other)
      guard isStandIn else { return }
      try db.cachedStatement(sql: "UPDATE article SET opening = 0 WHERE id = ?")
        .execute(arguments: [row])
    }
  }

  /// The owed article is gone from where it was; another sight of it tells where it is now.
  package func adopt(_ look: OwedArticle, by gone: Int64) async throws {
    try await write("moved") { db in
      try db.cachedStatement(
        sql: "UPDATE story SET link = ?, is_gone = 0, next_try = 0 WHERE id = ?"
      ).execute(arguments: [look.teaser.link.string, gone])
      try db.cachedStatement(
        sql: "UPDATE article SET link_key = ? WHERE id = ? AND state = 0"
      ).execute(arguments: [look.teaserKey.link, gone])
      try LedgerStore.merge(db, look.row, into: gone)
    }
  }

  private static func merge(_ db: Database, _ row: Int64, into other: Int64) throws {
    try db.cachedStatement(sql: "UPDATE article SET state = 4, same_as = ? WHERE id = ?")
      .execute(arguments: [other, row])
    try db.cachedStatement(sql: "UPDATE story SET suspects = NULL, fault = NULL WHERE id = ?")
      .execute(arguments: [row])
  }

  /// Writes down once more what is so, whatever a failed commit left in the log.
  package func keepAsIs(_ row: Int64) async throws {
    try await write("kept") { db in
      try db.execute(sql: "UPDATE article SET state = state WHERE id = ?", arguments: [row])
    }
  }

  /// The entry is written below `tmp/` and synced; its record is kept while hooks need it.
  /// - Returns: the event's row.
  package func stage(
    _ row: Int64, event: NewEvent, fingerprint: StoredFingerprint?, isFromTeaser: Bool,
    recheck: Recheck?
  ) async throws -> Int64 {
    try await write("staged") { db in
      try db.cachedStatement(sql: "UPDATE article SET state = 1 WHERE id = ?")
        .execute(arguments: [row])
      try db.cachedStatement(
        sql: """
          UPDATE story SET fingerprint = ?, from_teaser = ?, fault = NULL, suspects = NULL
          WHERE id = ?
          """
      ).execute(arguments: [fingerprint.map { Data($0.stored) }, isFromTeaser, row])
      try recheck?.save(db)
      return try event.insert(db)
    }
  }
}

extension OwedArticle {
  /// Nil for a row whose link is no address: a damaged ledger.
  init?(_ row: Row) {
    guard let link = WebURL(row["link"] as String) else { return nil }
    self.init(
      row: row["id"], publicID: row["public_id"], firstSeen: row["first_seen"],
      teaser: Teaser(
        link: link, lede: row["lede"], headline: row["headline"],
        date: PageDate(stored: row["date"], day: TeaserKey(row).date), image: row["image"]),
      teaserKey: TeaserKey(row, text: row["lede"] ?? row["headline"] ?? ""), notify: row["notify"],
      tries: row["tries"],
      nextTry: row["next_try"], isGone: row["is_gone"],
      suspects: ((row["suspects"] as String?) ?? "").split(separator: " ").compactMap { Int64($0) })
  }
}

extension SuspectArticle {
  init(_ row: Row) {
    self.init(
      row: row["id"], firstSeen: row["first_seen"],
      state: ArticleState(rawValue: row["state"]) ?? .owed,
      isGone: (row["is_gone"] as Bool?) ?? false,
      teaserKey: TeaserKey(row, text: row["lede"] ?? row["headline"]),
      fingerprint: (row["fingerprint"] as Data?).flatMap { StoredFingerprint(stored: Array($0)) })
  }
}
