import GRDB

/// The deliveries of a hook to delete, although they have not succeeded.
package struct DropRequest: Sendable {
  /// The name of the hook.
  package var hook: String
  /// The ids of articles; empty for all.
  package var ids: [String]
  /// The name of a source; nil for all.
  package var source: String?

  package init(hook: String, ids: [String] = [], source: String? = nil) {
    self.hook = hook
    self.ids = ids
    self.source = source
  }

  /// Deletes the pending and parked deliveries, also while a service uses the ledger.
  /// - Returns: the number of deleted deliveries.
  /// - Throws: `LedgerError`
  package func apply(toLedger path: String) async throws -> Int {
    let queue = try ReadOnlyLedger.open(path, readonly: false)
    let (hook, source) = (hook, source)
    let ids = ids.isEmpty ? nil : try LedgerStore.jsonList(ids)
    do {
      return try await queue.write { db in
        let events = try Int64.fetchAll(
          db,
          sql: """
            SELECT event.id FROM delivery JOIN event ON event.id = delivery.event
              JOIN source ON source.id = event.source
            WHERE \(Condition.deliveryOpen) AND hook = :hook
              AND source.name = coalesce(:source, source.name)
              AND (:ids IS NULL OR public_id IN (SELECT value FROM json_each(:ids)))
            """, arguments: ["hook": hook, "source": source, "ids": ids])
        for event in events {
          try db.run(
            "DELETE FROM delivery WHERE event = :event AND hook = :hook",
            ["event": event, "hook": hook])
          try LedgerStore.releaseRecord(of: event, db)
        }
        return events.count
      }
    } catch let error as DatabaseError {
      throw LedgerError(path: path, error)
    }
  }
}

extension LedgerReading {
  /// Returns the names of the hooks that have pending or parked deliveries.
  package func hooksWithOpenDeliveries() async throws -> [String] {
    try await read { db in
      try String.fetchAll(
        db,
        sql: "SELECT DISTINCT hook FROM delivery WHERE \(Condition.deliveryOpen) ORDER BY hook")
    }
  }
}
