import Basics
import Dates
import GRDB
import News

/// The open work: owed articles and unfinished deliveries. Times are in RFC 3339.
package struct QueueReport: Codable, Hashable, Sendable {
  package struct Owed: Codable, Hashable, Sendable {
    package var source: String
    package var id: String
    package var link: String
    package var text: String?
    package var firstSeen: String
    package var attempts: Int
    package var nextAttempt: String?
    package var error: String?
  }

  package struct Pending: Codable, Hashable, Sendable {
    package var hook: String
    package var event: String
    package var source: String
    package var id: String
    package var revision: Int
    /// `pending` or `parked`.
    package var state: String
    package var attempts: Int
    package var since: String
    package var nextAttempt: String?
    package var error: String?
  }

  package var owed: [Owed]
  package var deliveries: [Pending]

  package init(owed: [Owed] = [], deliveries: [Pending] = []) {
    self.owed = owed
    self.deliveries = deliveries
  }

  /// The maximum number of articles, and of deliveries, in a report.
  package static let maximumCount = 1000
}

extension LedgerReading {
  package func openWork() async throws -> QueueReport {
    try await read { db in
      let owed = try Row.fetchAll(
        db,
        sql: """
          SELECT source.name, public_id, link, coalesce(headline, lede) AS text, first_seen, attempts,
            next_attempt, error
          FROM article INDEXED BY article_pending JOIN story ON story.id = article.id
            JOIN source ON source.id = article.source
          WHERE \(Condition.articlePending) ORDER BY article.id LIMIT :count
          """, arguments: ["count": QueueReport.maximumCount])
      let deliveries = try Row.fetchAll(
        db,
        sql: """
          SELECT hook, kind, source.name, public_id, revision, delivery.state AS state,
            attempts, created, next_attempt, error
          FROM delivery JOIN event ON event.id = delivery.event
            JOIN source ON source.id = event.source
          WHERE \(Condition.deliveryOpen) ORDER BY delivery.state DESC, delivery.id LIMIT :count
          """, arguments: ["count": QueueReport.maximumCount])
      return QueueReport(
        owed: owed.map(QueueReport.Owed.init), deliveries: deliveries.map(QueueReport.Pending.init))
    }
  }
}

extension QueueReport.Owed {
  init(_ row: Row) {
    self.init(
      source: row["name"], id: row["public_id"], link: row["link"], text: row["text"],
      firstSeen: RFC3339.string(from: row["first_seen"] as Timestamp), attempts: row["attempts"],
      nextAttempt: QueueReport.moment(row["next_attempt"]), error: row["error"])
  }
}

extension QueueReport.Pending {
  init(_ row: Row) {
    let state = DeliveryState(rawValue: row["state"])
    self.init(
      hook: row["hook"], event: row["kind"], source: row["name"], id: row["public_id"],
      revision: row["revision"], state: state?.name ?? "unknown", attempts: row["attempts"],
      since: RFC3339.string(from: row["created"] as Timestamp),
      nextAttempt: state == .pending ? QueueReport.moment(row["next_attempt"]) : nil,
      error: row["error"])
  }
}

extension QueueReport {
  /// Returns a time in RFC 3339; nil for one that is due immediately.
  fileprivate static func moment(_ time: Timestamp) -> String? {
    time > .epoch ? RFC3339.string(from: time) : nil
  }
}

// MARK: - Retrying

/// The articles and deliveries to retry immediately.
package struct RetryRequest: Sendable {
  /// The ids of articles; empty for all.
  package var ids: [String]
  /// The name of a hook; nil for all.
  package var hook: String?
  package var source: String?

  package init(ids: [String] = [], hook: String? = nil, source: String? = nil) {
    self.ids = ids
    self.hook = hook
    self.source = source
  }

  package struct Report: Codable, Hashable, Sendable {
    package var owed: Int
    package var deliveries: Int
  }

  /// Makes the deliveries that are parked or waiting, and the owed articles, due now. A running service
  /// notices it within ten minutes.
  /// - Throws: `LedgerError`
  package func arm(_ ledger: String, now: Timestamp) async throws -> Report {
    let queue = try ReadOnlyLedger.open(ledger, readonly: false)
    let (ids, hook, source) = (ids, hook, source)
    do {
      return try await queue.write { db in
        try db.execute(sql: "CREATE TEMP TABLE wanted (id TEXT PRIMARY KEY)")
        for id in ids {
          try db.execute(sql: "INSERT OR IGNORE INTO wanted VALUES (:id)", arguments: ["id": id])
        }
        defer { try? db.execute(sql: "DROP TABLE wanted") }
        let which = ids.isEmpty ? "" : "AND public_id IN (SELECT id FROM wanted)"
        try db.execute(
          sql: """
            UPDATE delivery SET state = \(DeliveryState.pending.rawValue), next_attempt = 0,
              created = :now
            WHERE \(Condition.deliveryOpen) AND hook = coalesce(:hook, hook) AND event IN (
              SELECT event.id FROM event JOIN source ON source.id = event.source
              WHERE record IS NOT NULL AND source.name = coalesce(:source, source.name) \(which))
            """, arguments: ["now": now, "hook": hook, "source": source])
        let deliveries = db.changesCount
        try db.execute(
          sql: """
            UPDATE hook SET disabled_reason = NULL, disabled_target = NULL
            WHERE name = coalesce(:hook, name) AND disabled_reason IS NOT NULL
            """, arguments: ["hook": hook])
        guard hook == nil else { return Report(owed: 0, deliveries: deliveries) }
        try db.execute(
          sql: """
            UPDATE story SET next_attempt = 0 WHERE id IN (
              SELECT article.id FROM article JOIN source ON source.id = article.source
              WHERE \(Condition.articleOwed) AND source.name = coalesce(:source, source.name) \(which))
            """, arguments: ["source": source])
        return Report(owed: db.changesCount, deliveries: deliveries)
      }
    } catch let error as DatabaseError {
      throw LedgerError(path: ledger, error)
    }
  }
}
