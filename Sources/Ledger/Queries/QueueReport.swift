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
    /// The key of the message to which the delivery is joined.
    package var batch: String?
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
            attempts, created, next_attempt, error, batch
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
      error: row["error"], batch: row["batch"])
  }
}

extension QueueReport {
  /// Returns a time in RFC 3339; nil for one that is due immediately.
  fileprivate static func moment(_ time: Timestamp) -> String? {
    time > .epoch ? RFC3339.string(from: time) : nil
  }
}
