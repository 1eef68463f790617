import GRDB

extension LedgerStore {
  /// Returns how many articles are not in the spool yet, and how many deliveries are pending.
  package nonisolated func openCounts() async throws -> (owed: Int, pending: Int) {
    try await read { db in
      (
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM article WHERE \(Condition.articlePending)") ?? 0,
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM delivery WHERE \(Condition.deliveryPending)") ?? 0
      )
    }
  }
}
