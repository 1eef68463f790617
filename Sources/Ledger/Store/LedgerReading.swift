import GRDB

/// A ledger that answers the questions of `status` and `queue`.
package protocol LedgerReading: Sendable {
  /// - Throws: `LedgerError`
  func read<T: Sendable>(_ work: @Sendable @escaping (Database) throws -> T) async throws -> T
}
