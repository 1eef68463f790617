import Foundation
import GRDB
import News

/// All that the ledger knows of an article. Moments are RFC 3339.
public struct ArticleAccount: Codable, Hashable, Sendable {
  public struct Happening: Codable, Hashable, Sendable {
    public var at: String
    public var event: String
    public var revision: Int?
    public var entry: String?
    public var note: String?
  }

  public struct Told: Codable, Hashable, Sendable {
    public var hook: String
    public var event: String
    public var revision: Int
    /// `pending`, `parked` or `delivered`.
    public var state: String
    public var attempts: Int
    public var fault: String?
  }

  public var id: String
  public var source: String
  /// In words for a person: what became of it.
  public var state: String
  /// Why it was taken for new, or was looked at, when it was first seen.
  public var reason: String?
  public var link: String?
  public var headline: String?
  public var lede: String?
  /// As the teaser told it.
  public var date: String?
  public var firstSeen: String
  /// Days of the ledger since it was seen on a listing, give or take a week.
  public var daysUnseen: Int
  /// The article that a look found it to be another sight of.
  public var sameAs: String?
  public var revision: Int
  public var happenings: [Happening]
  /// Those of the last weeks.
  public var deliveries: [Told]
  /// When it is looked at again.
  public var nextLook: String?
  public var isWithdrawn: Bool
}

extension LedgerView {
  /// The account of the article with this id.
  public func account(id: String) async throws -> ArticleAccount? {
    try await read { db in
      guard
        let row = try Int64.fetchOne(
          db, sql: "SELECT id FROM article WHERE public_id = ?", arguments: [id])
      else { return nil }
      return try ArticleAccount(db, row: row)
    }
  }
}

extension ArticleAccount {
  init?(_ db: Database, row: Int64) throws {
    guard
      let found = try Row.fetchOne(
        db,
        sql: """
          SELECT article.*, source.name AS source_name, link, lede, headline, date, reason,
            story.tries, story.fault, from_teaser, other.public_id AS other_id, recheck.at AS next_look,
            is_withdrawn,
            (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'age') AS age
          FROM article JOIN source ON source.id = article.source
            LEFT JOIN story ON story.id = article.id
            LEFT JOIN recheck ON recheck.article = article.id
            LEFT JOIN article AS other ON other.id = article.same_as
          WHERE article.id = ?
          """, arguments: [row])
    else { return nil }
    let day = Sighting(found).date
    self.init(
      id: found["public_id"], source: found["source_name"],
      state: ArticleAccount.state(found),
      reason: (found["reason"] as Int?).flatMap(Identity.Reason.init)?.description,
      link: found["link"], headline: found["headline"], lede: found["lede"],
      date: PageDate(stored: found["date"], day: day).map(Moment.asTold),
      firstSeen: Moment.utc(found["first_seen"]),
      daysUnseen: max(0, (found["age"] as Int? ?? 0) - (found["seen"] as Int)),
      sameAs: found["other_id"], revision: found["revision"],
      happenings: try ArticleAccount.happenings(db, found),
      deliveries: try ArticleAccount.deliveries(db, row),
      nextLook: (found["next_look"] as Int64?).map(Moment.utc),
      isWithdrawn: found["is_withdrawn"] ?? false)
  }

  private static func state(_ row: Row) -> String {
    switch ArticleState(rawValue: row["state"]) {
    case .owed:
      let tries: Int = row["tries"] ?? 0
      let fault = (row["fault"] as String?).map { ": \($0)" } ?? ""
      return tries == 0 ? "owed" : "owed; \(tries) attempts failed\(fault)"
    case .staged: return "being handed over"
    case .spooled:
      return row["from_teaser"] == true ? "spooled from its teaser" : "spooled"
    case .skipped: return "only remembered"
    case .same: return "another sight of an article that was known"
    case nil: return "unknown"
    }
  }

  private static func happenings(_ db: Database, _ article: Row) throws -> [Happening] {
    let first = Happening(
      at: Moment.utc(article["first_seen"]), event: "first seen", revision: nil, entry: nil,
      note: nil)
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM event WHERE article = ? ORDER BY at, id",
      arguments: [article["id"] as Int64])
    return [first]
      + rows.map {
        Happening(
          at: Moment.utc($0["at"]), event: $0["kind"], revision: $0["revision"],
          entry: $0["entry"], note: $0["note"])
      }
  }

  private static func deliveries(_ db: Database, _ article: Int64) throws -> [Told] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT delivery.*, kind, revision FROM delivery JOIN event ON event.id = delivery.event
        WHERE article = ? ORDER BY delivery.id
        """, arguments: [article]
    ).map {
      Told(
        hook: $0["hook"], event: $0["kind"], revision: $0["revision"],
        state: DeliveryState(rawValue: $0["state"])?.name ?? "unknown", attempts: $0["tries"],
        fault: $0["fault"])
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
