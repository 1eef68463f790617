import Basics
import Foundation
import GRDB
import News
import Web

extension LedgerStore {
  static let recheckSQL = """
    SELECT recheck.article, recheck.source, due, step, failures, etag, last_modified, gone_since,
      is_withdrawn, public_id, first_seen, revision, day, day_form, link, lede, headline, date,
      fingerprint, from_teaser
    FROM recheck JOIN article ON article.id = recheck.article
      JOIN story ON story.id = recheck.article
    """

  private static let isSpooled = "state = \(ArticleState.spooled.rawValue)"

  /// Returns a spooled article that is still rechecked; nil for any other.
  package nonisolated func recheckedArticle(
    _ article: ArticleID
  ) async throws -> ArticleToRecheck? {
    try await read { db in
      try Row.fetchOne(
        db.cachedStatement(
          sql: """
            \(LedgerStore.recheckSQL) WHERE recheck.article = :article AND \(LedgerStore.isSpooled)
            """), arguments: ["article": article]
      ).flatMap(ArticleToRecheck.init)
    }
  }

  /// Returns the articles of a source whose recheck is due, the longest overdue first.
  /// - Parameter longest: the longest interval; what is due further ahead was scheduled by a clock
  ///   that jumped.
  package nonisolated func dueRechecks(
    source: SourceID, now: Timestamp, longest: Duration, limit: Int
  ) async throws -> [ArticleToRecheck] {
    try await read { db in
      let select = try db.cachedStatement(
        sql: """
          \(LedgerStore.recheckSQL)
          WHERE recheck.source = :source AND due BETWEEN :from AND :to AND \(LedgerStore.isSpooled)
          ORDER BY due LIMIT :limit
          """)
      let due = try Row.fetchAll(
        select,
        arguments: [
          "source": source, "from": Int64.min, "to": now.wholeSeconds, "limit": limit,
        ])
      let jumped = try Row.fetchAll(
        select,
        arguments: [
          "source": source, "from": (now + longest + .seconds(1)).wholeSeconds, "to": Int64.max,
          "limit": limit,
        ])
      return (due + jumped).compactMap(ArticleToRecheck.init)
    }
  }

  /// Returns the time at which the next recheck of a source is due; nil if none is left.
  package nonisolated func nextRecheck(of source: SourceID) async throws -> Timestamp? {
    try await read { try LedgerStore.nextRecheck($0, of: source) }
  }

  static func nextRecheck(_ db: Database, of source: SourceID) throws -> Timestamp? {
    try Timestamp.fetchOne(
      db.cachedStatement(sql: "SELECT min(due) FROM recheck WHERE source = :source"),
      arguments: ["source": source])
  }

  /// Records a recheck and the event that results from it.
  /// - Parameter next: the next recheck; nil if there is none.
  package func recordRecheck(
    of article: ArticleID, next: Recheck?, event: NewEvent? = nil
  ) async throws {
    try await write(event?.kind.rawValue ?? "recheck") { db in
      try LedgerStore.replaceRecheck(of: article, by: next, db)
      if let event { try LedgerStore.record(event, db) }
    }
  }

  static func replaceRecheck(of article: ArticleID, by next: Recheck?, _ db: Database) throws {
    if let next { return try next.save(db) }
    try db.run("DELETE FROM recheck WHERE article = :article", ["article": article])
  }
}

extension Recheck {
  func save(_ db: Database) throws {
    try db.insertOrReplace(
      into: "recheck",
      [
        "article": article, "source": source, "due": due.wholeSeconds, "step": step,
        "failures": failures, "etag": validators.etag, "last_modified": validators.lastModified,
        "gone_since": goneSince?.wholeSeconds, "is_withdrawn": isWithdrawn,
      ])
  }
}

extension ArticleToRecheck {
  /// Returns nil for a row whose link is not a URL, which indicates a damaged ledger.
  fileprivate init?(_ row: Row) {
    guard let teaser = Teaser(row) else { return nil }
    self.init(
      recheck: Recheck(
        article: row["article"], source: row["source"], due: row["due"], step: row["step"],
        failures: row["failures"],
        validators: Validators(etag: row["etag"], lastModified: row["last_modified"]),
        goneSince: row["gone_since"], isWithdrawn: row["is_withdrawn"]),
      publicID: row["public_id"], firstSeen: row["first_seen"], revision: row["revision"],
      teaser: teaser, fingerprint: StoredFingerprint(data: row["fingerprint"]),
      isFromTeaser: row["from_teaser"])
  }
}
