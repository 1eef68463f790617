import GRDB

extension LedgerStore {
  /// Returns the names of the entries whose deliveries have all succeeded. Entries without deliveries are
  /// left out.
  package nonisolated func deliveredEntries() async throws -> Set<String> {
    try await read { db in
      try String.fetchSet(
        db,
        sql: """
          SELECT entry FROM event
          WHERE entry IS NOT NULL AND is_staged = 0
            AND EXISTS (SELECT 1 FROM delivery WHERE delivery.event = event.id)
            AND NOT EXISTS (
              SELECT 1 FROM delivery WHERE delivery.event = event.id AND \(Condition.deliveryOpen))
          """)
    }
  }

  /// Returns the names of the entries that have deliveries which have not succeeded.
  package nonisolated func undeliveredEntries() async throws -> Set<String> {
    try await read { db in
      try String.fetchSet(
        db,
        sql: """
          SELECT entry FROM event JOIN delivery ON delivery.event = event.id
          WHERE entry IS NOT NULL AND \(Condition.deliveryOpen)
          """)
    }
  }

  /// Returns how many deliveries have succeeded, ever.
  package nonisolated func deliveredCount() async throws -> Int {
    try await read { db in
      try Int.fetchOne(db, sql: "SELECT total(delivered) FROM hook") ?? 0
    }
  }
}
