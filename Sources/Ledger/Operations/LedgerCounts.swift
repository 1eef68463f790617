import GRDB

extension LedgerStore {
  /// Articles that are not in the spool yet, and deliveries that have not succeeded yet.
  package nonisolated func openCounts() async throws -> (owed: Int, pending: Int) {
    try await read { db in
      (
        try Int.fetchOne(db, sql: "SELECT count(*) FROM article WHERE state < 2") ?? 0,
        try Int.fetchOne(db, sql: "SELECT count(*) FROM delivery WHERE state = 0") ?? 0
      )
    }
  }
}
