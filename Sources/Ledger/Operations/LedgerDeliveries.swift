import Basics
import Foundation
import GRDB

/// One event × one hook, until it has succeeded.
package struct Delivery: Sendable {
  package var row: Int64
  package var hook: String
  package var event: EventKind
  /// Attempts so far.
  package var tries: Int
  package var created: Double
  package var source: String
  package var publicID: String
  package var revision: Int
  /// Of the revision in the spool; nil where there is none.
  package var entry: String?
  /// When it happened.
  package var at: Int64
  /// `article.json`, or what is told of an event without an entry of its own.
  package var record: [UInt8]

  /// The same at each attempt, and for entries after the ledger was rebuilt.
  package var id: String {
    switch event {
    case .new, .revised: "\(publicID)-r\(revision)-\(hook)"
    default: "\(publicID)-\(event.rawValue)-\(at)-\(hook)"
    }
  }
}

package enum DeliveryState: Int, Sendable {
  case pending = 0
  /// Given up at its age limit; `retry` takes it up again.
  case parked = 1
  case delivered = 2
}

extension LedgerStore {
  /// The next deliveries of a hook that are due, in the order of their entries.
  /// - Parameters:
  ///   - now: nil for all that are pending, whenever they are due.
  ///   - longest: a retry that lies further ahead than any pause was set by a clock that jumped.
  ///   - busy: those under way.
  package nonisolated func dueDeliveries(
    hook: String, now: Double?, longest: Double, after: Int64 = 0, busy: Set<Int64>, limit: Int
  ) async throws -> [Delivery] {
    let skipped = busy.map(String.init).joined(separator: ",")
    let moment = now ?? .greatestFiniteMagnitude
    return try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT delivery.*, source.name, kind, public_id, revision, entry, at, record
          FROM delivery JOIN event ON event.id = delivery.event
            JOIN source ON source.id = event.source
          WHERE event.record IS NOT NULL AND delivery.hook = ? AND delivery.state = 0 AND delivery.id > ?
            AND (delivery.next_try <= ? OR delivery.next_try > ?)
            AND delivery.id NOT IN (\(skipped))
          ORDER BY delivery.id LIMIT ?
          """,
        arguments: [hook, after, moment, moment + longest + 1, limit]
      ).map(Delivery.init)
    }
  }

  /// When the next delivery of a hook is due; nil when none is pending.
  package nonisolated func nextDelivery(hook: String, busy: Set<Int64>) async throws -> Double? {
    let skipped = busy.map(String.init).joined(separator: ",")
    return try await read { db in
      try Double.fetchOne(
        db,
        sql: """
          SELECT min(next_try) FROM delivery WHERE hook = ? AND state = 0 AND id NOT IN (\(skipped))
          """, arguments: [hook])
    }
  }

  /// Whether a delivery of the hook that is pending has failed before.
  package nonisolated func hasFailed(hook: String) async throws -> Bool {
    try await read { db in
      try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM delivery WHERE hook = ? AND state = 0 AND tries > 0)",
        arguments: [hook]) ?? false
    }
  }

  package func delivered(_ row: Int64) async throws {
    try await write("delivered") { db in
      try db.cachedStatement(
        sql: "UPDATE delivery SET state = 2, tries = tries + 1, fault = NULL WHERE id = ?"
      ).execute(arguments: [row])
      try db.cachedStatement(
        sql: """
          INSERT INTO hook (name, delivered) SELECT hook, 1 FROM delivery WHERE id = ?
          ON CONFLICT (name) DO UPDATE SET delivered = delivered + 1
          """
      ).execute(arguments: [row])
      // The record goes with the last delivery that may need it.
      try db.cachedStatement(
        sql: """
          UPDATE event SET record = NULL WHERE id = (SELECT event FROM delivery WHERE id = ?1)
            AND NOT EXISTS (
              SELECT 1 FROM delivery AS other WHERE other.event = event.id AND other.state < 2)
          """
      ).execute(arguments: [row])
    }
  }

  /// - Parameter moment: of the next attempt; nil to give the delivery up.
  package func deliveryFailed(_ row: Int64, retryAt moment: Double?, fault: String) async throws {
    try await write("delivery failed") { db in
      try db.cachedStatement(
        sql: """
          UPDATE delivery SET state = ?, tries = tries + 1, next_try = ?, fault = ? WHERE id = ?
          """
      ).execute(arguments: [moment == nil ? 1 : 0, moment ?? 0, fault, row])
    }
  }
}

extension Delivery {
  init(_ row: Row) {
    self.init(
      row: row["id"], hook: row["hook"], event: EventKind(rawValue: row["kind"]) ?? .new,
      tries: row["tries"], created: row["created"], source: row["name"],
      publicID: row["public_id"], revision: row["revision"], entry: row["entry"], at: row["at"],
      record: Array(row["record"] as Data))
  }
}
