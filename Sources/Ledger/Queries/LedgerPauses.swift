import Basics
import GRDB

extension LedgerReading {
  /// Returns the pauses in effect by the names of their sources.
  package func pauses(now: Timestamp) async throws -> [String: SourcePause] {
    try await read { db in try SourcePauseTable(db).pauses }
      .filter { $0.value.isInEffect(now: now) }
  }
}

/// A change of the pauses that a command makes, also while a service uses the ledger.
package struct PauseRequest: Sendable {
  package var names: [String]
  /// The new pause; nil to end the present one.
  package var pause: SourcePause?

  package init(names: [String], pause: SourcePause?) {
    self.names = names
    self.pause = pause
  }

  /// Changes an existing ledger.
  /// - Returns: The names whose pause was changed or ended.
  /// - Throws: `LedgerError`
  package func apply(toLedger path: String, now: Timestamp) async throws -> [String] {
    let queue = try ReadOnlyLedger.open(path, readonly: false)
    let (names, pause) = (names, pause)
    do {
      return try await queue.write { db in
        var table = try SourcePauseTable(db)
        table.pauses = table.pauses.filter { $0.value.isInEffect(now: now) }
        let changed = names.filter { pause != nil || table.pauses[$0] != nil }
        for name in changed { table.pauses[name] = pause }
        try table.save(db)
        return changed
      }
    } catch let error as DatabaseError {
      throw LedgerError(path: path, error)
    }
  }
}
