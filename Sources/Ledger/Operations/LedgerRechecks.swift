import Basics
import Dates
import Foundation
import GRDB
import News
import Web
import WebURL

/// When an article in the spool is looked at again, and how it stood at the last look.
package struct Recheck: Hashable, Sendable {
  /// The row.
  package var article: Int64
  package var source: Int64
  /// Seconds since 1970.
  package var at: Double
  /// How many of the intervals are over.
  package var step = 0
  /// Failures in a row.
  package var tries = 0
  /// Of the article's page.
  package var validators = Validators()
  /// When its address was first seen to be empty.
  package var goneSince: Double?
  package var isWithdrawn = false

  package init(
    article: Int64, source: Int64, at: Double, step: Int = 0, tries: Int = 0,
    validators: Validators = Validators(), goneSince: Double? = nil, isWithdrawn: Bool = false
  ) {
    self.article = article
    self.source = source
    self.at = at
    self.step = step
    self.tries = tries
    self.validators = validators
    self.goneSince = goneSince
    self.isWithdrawn = isWithdrawn
  }

  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO recheck
          (article, source, at, step, tries, etag, last_modified, gone_since, is_withdrawn)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      article, source, Int64(clamping: at), step, tries, validators.etag, validators.lastModified,
      goneSince.map { Int64(clamping: $0) }, isWithdrawn,
    ])
  }
}

/// An article that is to be looked at again.
package struct ArticleToRecheck: Sendable {
  package var recheck: Recheck
  package var publicID: String
  package var firstSeen: Double
  /// The last.
  package var revision: Int
  package var teaser: Teaser
  package var fingerprint: StoredFingerprint?
  package var isFromTeaser: Bool
}

extension LedgerStore {
  static let recheckSQL = """
    SELECT recheck.article, recheck.source, recheck.at, step, recheck.tries, etag, last_modified,
      gone_since, is_withdrawn, public_id, first_seen, revision, day, day_form, link, lede,
      headline, date, fingerprint, from_teaser
    FROM recheck JOIN article ON article.id = recheck.article
      JOIN story ON story.id = recheck.article
    """

  /// An article in the spool that is still looked at again now and then; nil for any other.
  package nonisolated func watched(_ article: Int64) async throws -> ArticleToRecheck? {
    try await read { db in
      try Row.fetchOne(
        db.cachedStatement(
          sql: LedgerStore.recheckSQL + " WHERE recheck.article = ? AND state = 2"),
        arguments: [article]
      ).flatMap(ArticleToRecheck.init)
    }
  }

  /// The articles of a source that are due, those that wait longest first.
  /// - Parameter longest: a moment that lies further ahead was set by a clock that jumped.
  package nonisolated func dueRechecks(
    source: Int64, now: Double, longest: Double, limit: Int
  ) async throws -> [ArticleToRecheck] {
    try await read { db in
      let select = try db.cachedStatement(
        sql: LedgerStore.recheckSQL + """
           WHERE recheck.source = ? AND recheck.at BETWEEN ? AND ? AND state = 2
          ORDER BY recheck.at LIMIT ?
          """)
      let due = try Row.fetchAll(
        select, arguments: [source, Int64.min, Int64(clamping: now), limit])
      let jumped = try Row.fetchAll(
        select, arguments: [source, Int64(clamping: now + longest + 1), Int64.max, limit])
      return (due + jumped).compactMap(ArticleToRecheck.init)
    }
  }

  static func nextRecheck(_ db: Database, source: Int64) throws -> Double? {
    try Double.fetchOne(
      db.cachedStatement(sql: "SELECT min(at) FROM recheck WHERE source = :source"),
      arguments: ["source": source])
  }

  /// When the next one of a source is due; nil when none is left.
  package nonisolated func nextRecheck(source: Int64) async throws -> Double? {
    try await read { try LedgerStore.nextRecheck($0, source: source) }
  }

  /// How a look went: when the next one is, or that there is none; and what it found.
  /// - Parameter next: nil when the article is left alone from now on.
  package func noteRecheck(
    _ article: Int64, next: Recheck?, event: NewEvent? = nil
  ) async throws {
    try await write(event.map { "\($0.kind.rawValue)" } ?? "recheck") { db in
      if let next {
        try next.save(db)
      } else {
        try db.cachedStatement(sql: "DELETE FROM recheck WHERE article = ?")
          .execute(arguments: [article])
      }
      if let event { try event.insertAndDeliver(db) }
    }
  }

  /// The entry of a further revision is written below `tmp/` and synced.
  /// - Returns: the event's row.
  package func stageRevision(
    of article: Int64, event: NewEvent, fingerprint: StoredFingerprint, next: Recheck?
  ) async throws -> Int64 {
    try await write("revision staged") { db in
      try db.cachedStatement(sql: "UPDATE article SET revision = ? WHERE id = ?")
        .execute(arguments: [event.revision, article])
      try db.cachedStatement(
        sql: "UPDATE story SET fingerprint = ?, from_teaser = 0 WHERE id = ?"
      ).execute(arguments: [Data(fingerprint.stored), article])
      if let next {
        try next.save(db)
      } else {
        try db.cachedStatement(sql: "DELETE FROM recheck WHERE article = ?")
          .execute(arguments: [article])
      }
      return try event.insert(db)
    }
  }
}

extension ArticleToRecheck {
  /// Nil for a row whose link is no address: a damaged ledger.
  init?(_ row: Row) {
    guard let link = WebURL(row["link"] as String) else { return nil }
    let day: Int = row["day"]
    let date =
      day == TeaserKey.undated
      ? nil : TeaserDay(day: day, form: TeaserDay.Form(rawValue: row["day_form"]) ?? .day)
    self.init(
      recheck: Recheck(
        article: row["article"], source: row["source"], at: row["at"], step: row["step"],
        tries: row["tries"],
        validators: Validators(etag: row["etag"], lastModified: row["last_modified"]),
        goneSince: row["gone_since"], isWithdrawn: row["is_withdrawn"]),
      publicID: row["public_id"], firstSeen: row["first_seen"], revision: row["revision"],
      teaser: Teaser(
        link: link, lede: row["lede"], headline: row["headline"],
        date: PageDate(stored: row["date"], day: date)),
      fingerprint: (row["fingerprint"] as Data?).flatMap { StoredFingerprint(stored: Array($0)) },
      isFromTeaser: row["from_teaser"])
  }
}
