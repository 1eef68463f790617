import Basics
import Dates
import Foundation
import GRDB
import News

/// The history of an article in the ledger. Times are in RFC 3339.
package struct ArticleHistory: Codable, Hashable, Sendable {
  package struct Event: Codable, Hashable, Sendable {
    package var at: String
    package var event: String
    package var revision: Int?
    package var entry: String?
    package var note: String?
  }

  package struct HookDelivery: Codable, Hashable, Sendable {
    package var hook: String
    package var event: String
    package var revision: Int
    /// `pending`, `parked` or `delivered`.
    package var state: String
    package var attempts: Int
    package var error: String?
  }

  package var id: String
  package var source: String
  /// The state of the article as a phrase for people.
  package var state: String
  /// The reason why the teaser was taken for new, or was compared, when it was first seen.
  package var reason: String?
  package var link: String?
  package var headline: String?
  package var lede: String?
  /// The date as printed in the teaser.
  package var date: String?
  package var firstSeen: String
  /// Days of the ledger since it was last seen on a listing, accurate to a week.
  package var daysUnseen: Int
  /// The article with which the comparison of texts found it to be identical.
  package var sameAs: String?
  package var revision: Int
  package var events: [Event]
  /// The deliveries of the last weeks.
  package var deliveries: [HookDelivery]
  /// The time of the next recheck, in RFC 3339.
  package var nextRecheck: String?
  package var isWithdrawn: Bool
}

extension LedgerReading {
  /// Returns the history of the article with this id.
  package func history(id: String) async throws -> ArticleHistory? {
    try await read { db in
      guard
        let article = try ArticleID.fetchOne(
          db, sql: "SELECT id FROM article WHERE public_id = :id", arguments: ["id": id])
      else { return nil }
      return try ArticleHistory(db, article: article)
    }
  }
}

extension ArticleHistory {
  init?(_ db: Database, article: ArticleID) throws {
    guard
      let found = try Row.fetchOne(
        db,
        sql: """
          SELECT article.*, source.name AS source_name, link, lede, headline, date, judgement,
            attempts, error, from_teaser, notify, other.public_id AS other_id, due, is_withdrawn,
            article.first_seen = (SELECT min(first_seen) FROM article AS earlier
              WHERE earlier.source = article.source) AS is_of_first_round
          FROM article JOIN source ON source.id = article.source
            LEFT JOIN story ON story.id = article.id
            LEFT JOIN recheck ON recheck.article = article.id
            LEFT JOIN article AS other ON other.id = article.same_as
          WHERE article.id = :id
          """, arguments: ["id": article])
    else { return nil }
    let day = TeaserKey(found).date
    let today = try Meta.day.text(db).flatMap { Int($0) } ?? 0
    self.init(
      id: found["public_id"], source: found["source_name"],
      state: ArticleHistory.state(found),
      reason: (found["judgement"] as Int?).flatMap(JudgementReason.init)?.description,
      link: found["link"], headline: found["headline"], lede: found["lede"],
      date: PageDate(stored: found["date"], day: day).map(RFC3339.partialString(from:)),
      firstSeen: RFC3339.string(from: found["first_seen"] as Timestamp),
      daysUnseen: max(0, today - (found["seen_day"] as Int)),
      sameAs: found["other_id"], revision: found["revision"],
      events: try ArticleHistory.events(db, found),
      deliveries: try ArticleHistory.deliveries(db, article),
      nextRecheck: (found["due"] as Timestamp?).map(RFC3339.string(from:)),
      isWithdrawn: found["is_withdrawn"] ?? false)
  }

  private static func state(_ row: Row) -> String {
    switch ArticleState(rawValue: row["state"]) {
    case .owed:
      let tries: Int = row["attempts"] ?? 0
      let error = (row["error"] as String?).map { ": \($0)" } ?? ""
      return tries == 0
        ? "owed" : "owed; \(tries) \(tries == 1 ? "attempt" : "attempts") failed\(error)"
    case .staged: return "being moved into the spool"
    case .spooled:
      let spooled = row["from_teaser"] == true ? "spooled from its teaser" : "spooled"
      // The words of an article that was not listed for long are deleted, and with them the note.
      return row["notify"] == false ? "\(spooled) \(silence(row))" : spooled
    case .skipped: return "known but not fetched"
    case .same: return "the same as a known article"
    case nil: return "unknown"
    }
  }

  /// The note on an article that no hook was called for. The teasers of a first round are recorded
  /// together; a backfill adds its articles later.
  private static func silence(_ article: Row) -> String {
    "without notification" + (article["is_of_first_round"] == true ? " (first round)" : "")
  }

  private static func events(_ db: Database, _ article: Row) throws -> [Event] {
    let first = Event(
      at: RFC3339.string(from: article["first_seen"] as Timestamp), event: "first seen",
      revision: nil,
      entry: nil,
      note: nil)
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM event WHERE article = :id ORDER BY at, id",
      arguments: ["id": article["id"] as Int64])
    return [first]
      + rows.map { row in
        let isSilent = row["kind"] == EventKind.new.rawValue && row["notify"] == false
        return Event(
          at: RFC3339.string(from: row["at"] as Timestamp),
          event: isSilent ? "spooled" : row["kind"], revision: row["revision"], entry: row["entry"],
          note: isSilent ? silence(article) : row["note"] as String?)
      }
  }

  private static func deliveries(_ db: Database, _ article: ArticleID) throws -> [HookDelivery] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT delivery.*, kind, revision FROM delivery JOIN event ON event.id = delivery.event
        WHERE article = :article ORDER BY delivery.id
        """, arguments: ["article": article]
    ).map {
      HookDelivery(
        hook: $0["hook"], event: $0["kind"], revision: $0["revision"],
        state: DeliveryState(rawValue: $0["state"])?.name ?? "unknown", attempts: $0["attempts"],
        error: $0["error"])
    }
  }
}

extension DeliveryState {
  var name: String {
    switch self {
    case .pending: "pending"
    case .parked: "parked"
    case .delivered: "delivered"
    }
  }
}
