import Basics
import Foundation
import GRDB

extension LedgerStore {
  /// The columns of a delivery, with the condition that its record is kept.
  static let deliverySQL = """
    SELECT delivery.*, source.name, kind, public_id, revision, entry, at, record
    FROM delivery JOIN event ON event.id = delivery.event JOIN source ON source.id = event.source
    WHERE record IS NOT NULL
    """

  /// Returns the next calls of a hook that are due, in the order of their entries.
  /// - Parameters:
  ///   - now: the current time; nil for all pending deliveries, whenever they are due.
  ///   - longest: the longest delay of a retry; one that is further ahead was scheduled by a clock
  ///     that jumped.
  ///   - busy: the calls in progress.
  ///   - includesSingle: whether deliveries that are not joined are called for.
  package nonisolated func dueCalls(
    hook: String, now: Timestamp?, longest: Duration, busy: CallsInProgress, limit: Int,
    includesSingle: Bool = true
  ) async throws -> [HookCall] {
    let time = now ?? .distantFuture
    return try await read { db in
      let batches = try LedgerStore.dueBatches(
        db, hook: hook, time: time, longest: longest, busy: busy, limit: limit)
      guard includesSingle else { return batches }
      let single = try Row.fetchAll(
        db,
        sql: """
          \(LedgerStore.deliverySQL) AND hook = :hook AND \(Condition.deliveryPending)
            AND batch IS NULL AND (next_attempt <= :now OR next_attempt > :ahead)
            AND delivery.id NOT IN (\(LedgerStore.list(busy.deliveries)))
          ORDER BY delivery.id LIMIT :limit
          """,
        arguments: [
          "hook": hook, "now": time, "ahead": time + longest + .seconds(1), "limit": limit,
        ]
      ).map { HookCall(batch: nil, deliveries: [Delivery($0)]) }
      guard !batches.isEmpty else { return single }
      return Array((batches + single).sorted { $0.first.id < $1.first.id }.prefix(limit))
    }
  }

  /// Returns the time at which the next call of a hook is due; nil if none is pending.
  package nonisolated func nextCall(
    hook: String, busy: CallsInProgress, includesSingle: Bool = true
  ) async throws -> Timestamp? {
    try await read { db in
      try Timestamp.fetchOne(
        db,
        sql: """
          SELECT min(next_attempt) FROM delivery
          WHERE hook = :hook AND \(Condition.deliveryPending)
            AND id NOT IN (\(LedgerStore.list(busy.deliveries)))
            AND (batch IS NULL AND :single
              OR batch NOT IN (SELECT value FROM json_each(:batches)))
          """,
        arguments: [
          "hook": hook, "single": includesSingle,
          "batches": try LedgerStore.jsonList(Array(busy.batches)),
        ])
    }
  }

  static func list(_ ids: Set<DeliveryID>) -> String {
    ids.map { String($0.rawValue) }.joined(separator: ",")
  }

  /// Returns whether a pending delivery of the hook has failed before.
  package nonisolated func hasFailedDelivery(hook: String) async throws -> Bool {
    try await read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM delivery
            WHERE hook = :hook AND \(Condition.deliveryPending) AND attempts > 0)
          """, arguments: ["hook": hook]) ?? false
    }
  }

  /// Returns whether a command has made a delivery due that has failed before.
  package nonisolated func hasRequestedRetry(hook: String) async throws -> Bool {
    try await read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM delivery
            WHERE hook = :hook AND \(Condition.deliveryPending) AND attempts > 0
              AND next_attempt = 0)
          """, arguments: ["hook": hook]) ?? false
    }
  }

  /// Makes the deliveries of a hook due now that wait for their next attempt.
  package func expediteDeliveries(ofHook hook: String) async throws {
    try await write("expedited") { db in
      try db.run(
        """
        UPDATE delivery SET next_attempt = 0
        WHERE hook = :hook AND \(Condition.deliveryPending) AND next_attempt > 0
        """, ["hook": hook])
    }
  }

  /// Records that the deliveries of a call have succeeded.
  package func recordSuccess(of deliveries: [DeliveryID]) async throws {
    try await write("delivered") { db in
      for delivery in deliveries { try LedgerStore.recordSuccess(of: delivery, db) }
    }
  }

  private static func recordSuccess(of delivery: DeliveryID, _ db: Database) throws {
    try db.run(
      """
      UPDATE delivery SET state = :delivered, attempts = attempts + 1, error = NULL, batch = NULL
      WHERE id = :id
      """, ["delivered": DeliveryState.delivered.rawValue, "id": delivery])
    try db.run(
      """
      INSERT INTO hook (name, delivered) SELECT hook, 1 FROM delivery WHERE id = :id
      ON CONFLICT (name) DO UPDATE SET delivered = delivered + 1
      """, ["id": delivery])
    let event = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT event FROM delivery WHERE id = :id"),
      arguments: ["id": delivery])
    if let event { try releaseRecord(of: event, db) }
  }

  /// Deletes the record of an event with the last delivery that may need it.
  static func releaseRecord(of event: Int64, _ db: Database) throws {
    try db.run(
      """
      UPDATE event SET record = NULL WHERE id = :event
        AND NOT EXISTS (
          SELECT 1 FROM delivery WHERE delivery.event = event.id AND \(Condition.deliveryOpen))
      """, ["event": event])
  }

  /// Returns texts as JSON, for `json_each` in SQL.
  static func jsonList(_ texts: [String]) throws -> String {
    try String(decoding: JSONEncoder().encode(texts), as: UTF8.self)
  }

  /// Records that an attempt at the deliveries of a call has failed. Their age counts from the first failure,
  /// because a delivery may have waited for a digest, for the end of quiet hours or for a hook that was removed.
  /// - Parameter time: when the next attempt is due; nil to park the deliveries.
  package func recordFailure(
    of deliveries: [DeliveryID], retryAt time: Timestamp?, reason: String, now: Timestamp
  ) async throws {
    let state = time == nil ? DeliveryState.parked : .pending
    try await write("delivery failed") { db in
      for delivery in deliveries {
        try db.run(
          """
          UPDATE delivery SET state = :state, attempts = attempts + 1, next_attempt = :time,
            error = :reason, created = iif(attempts > 0, created, :now)
          WHERE id = :id
          """,
          [
            "state": state.rawValue, "time": time ?? .epoch, "reason": reason, "now": now,
            "id": delivery,
          ])
      }
    }
  }
}

extension Delivery {
  init(_ row: Row) {
    self.init(
      id: row["id"], hook: row["hook"], event: EventKind(rawValue: row["kind"]) ?? .new,
      attempts: row["attempts"], created: row["created"], source: row["name"],
      publicID: row["public_id"], revision: row["revision"], entry: row["entry"], at: row["at"],
      record: Array(row["record"] as Data))
  }
}
