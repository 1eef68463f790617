import Basics
import Foundation
import GRDB

/// The deliveries that are joined to one message. They are stored before it is sent, so that a crash
/// repeats the same message.
extension LedgerStore {
  /// The largest number of deliveries of a message, and the size of their records in bytes. One record may
  /// be larger. Several hooks send messages at once, each with copies in its form.
  package static let (maximumBatchCount, maximumBatchBytes) = (1000, 8 << 20)

  /// Joins pending deliveries of a hook to messages, in the order of their entries.
  /// - Parameters:
  ///   - now: the time at which they must be due; nil for all that are pending.
  ///   - longest: the longest delay of a retry, as in ``dueCalls(hook:now:longest:busy:limit:)``.
  ///   - minimum: the number of deliveries below which none is joined.
  ///   - key: returns the key of a new message.
  package func joinDeliveries(
    hook: String, now: Timestamp?, longest: Duration, busy: CallsInProgress, minimum: Int = 1,
    key: @Sendable () -> String
  ) async throws {
    let candidates = LedgerStore.candidates(now: now, longest: longest, hook: hook, busy: busy)
    // The rest of a flood is joined, too, however small it is.
    var minimum = max(1, minimum)
    while true {
      let limit = minimum
      let count = try await read { db in
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM (SELECT delivery.id \(candidates.sql) LIMIT :limit)",
          arguments: candidates.arguments + ["limit": limit]) ?? 0
      }
      guard count >= limit else { return }
      let key = key()
      try await write("joined") { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT delivery.id, length(record) AS size \(candidates.sql)
            ORDER BY delivery.id LIMIT :limit
            """, arguments: candidates.arguments + ["limit": LedgerStore.maximumBatchCount])
        var bytes = 0
        for (index, row) in rows.enumerated() {
          bytes += row["size"] as Int
          if index > 0, bytes > LedgerStore.maximumBatchBytes { break }
          try db.run(
            "UPDATE delivery SET batch = :batch, next_attempt = 0 WHERE id = :id",
            ["batch": key, "id": row["id"] as DeliveryID])
        }
      }
      minimum = 1
    }
  }

  /// The deliveries that may be joined, as a part of a query.
  private static func candidates(
    now: Timestamp?, longest: Duration, hook: String, busy: CallsInProgress
  ) -> (sql: String, arguments: StatementArguments) {
    let sql = """
      FROM delivery JOIN event ON event.id = delivery.event
      WHERE record IS NOT NULL AND hook = :hook AND \(Condition.deliveryPending) AND batch IS NULL
        AND (next_attempt <= :now OR next_attempt > :ahead)
        AND delivery.id NOT IN (\(list(busy.deliveries)))
      """
    let time = now ?? .distantFuture
    return (sql, ["hook": hook, "now": time, "ahead": time + longest + .seconds(1)])
  }

  /// Makes all joined deliveries of a hook single ones again, except for calls that are under way.
  package func dissolveBatches(ofHook hook: String, busy: CallsInProgress) async throws {
    let arguments: StatementArguments = [
      "hook": hook, "busy": try LedgerStore.jsonList(Array(busy.batches)),
    ]
    let condition = """
      hook = :hook AND batch IS NOT NULL AND batch NOT IN (SELECT value FROM json_each(:busy))
      """
    let hasBatch = try await read { db in
      try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM delivery WHERE \(condition))",
        arguments: arguments) ?? false
    }
    guard hasBatch else { return }
    try await write("dissolved") { db in
      try db.run("UPDATE delivery SET batch = NULL WHERE \(condition)", arguments)
    }
  }

  /// Returns the time at which the first pending delivery of a hook was made that is not joined; nil if
  /// there is none.
  package nonisolated func firstUnjoined(hook: String, busy: CallsInProgress) async throws
    -> Timestamp?
  {
    try await read { db in
      try Timestamp.fetchOne(
        db,
        sql: """
          SELECT min(created) FROM delivery
          WHERE hook = :hook AND \(Condition.deliveryPending) AND batch IS NULL
            AND id NOT IN (\(LedgerStore.list(busy.deliveries)))
          """, arguments: ["hook": hook])
    }
  }

  /// Gives deliveries that are pending a message of their own where other deliveries of their message are
  /// parked. Two messages with one key would be one for the receiver.
  static func separateBatches(_ db: Database, now: Timestamp) throws {
    try db.run(
      """
      UPDATE delivery SET batch = batch || '-' || :now
      WHERE batch IS NOT NULL AND \(Condition.deliveryPending) AND EXISTS (
        SELECT 1 FROM delivery other INDEXED BY delivery_batch
        WHERE other.hook = delivery.hook AND other.batch = delivery.batch
          AND other.batch IS NOT NULL AND other.state = \(DeliveryState.parked.rawValue))
      """, ["now": now.wholeSeconds])
  }

  /// Returns the joined messages that are due, in the order of their first entries.
  static func dueBatches(
    _ db: Database, hook: String, time: Timestamp, longest: Duration, busy: CallsInProgress,
    limit: Int
  ) throws -> [HookCall] {
    let batches = try String.fetchAll(
      db,
      sql: """
        SELECT batch FROM delivery INDEXED BY delivery_batch
        WHERE hook = :hook AND batch IS NOT NULL AND \(Condition.deliveryPending)
          AND batch NOT IN (SELECT value FROM json_each(:busy))
        GROUP BY batch HAVING min(next_attempt) <= :now OR min(next_attempt) > :ahead
        ORDER BY min(id) LIMIT :limit
        """,
      arguments: [
        "hook": hook, "now": time, "ahead": time + longest + .seconds(1), "limit": limit,
        "busy": try jsonList(Array(busy.batches)),
      ])
    return try batches.compactMap { batch in
      let deliveries = try Row.fetchAll(
        db,
        sql: """
          \(deliverySQL) AND hook = :hook AND batch = :batch AND \(Condition.deliveryPending)
          ORDER BY delivery.id
          """, arguments: ["hook": hook, "batch": batch]
      ).map(Delivery.init)
      return deliveries.isEmpty ? nil : HookCall(batch: batch, deliveries: deliveries)
    }
  }
}
