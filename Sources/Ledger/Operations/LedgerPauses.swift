import Basics
import Foundation
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

/// All pauses, stored as one JSON object in the table `meta`. There are few of them.
struct SourcePauseTable {
  var pauses: [String: SourcePause]

  /// A text that cannot be decoded holds no pauses: a source that is polled is the lesser harm.
  init(text: String?) {
    pauses =
      text.flatMap { try? JSONDecoder().decode([String: SourcePause].self, from: Data($0.utf8)) }
      ?? [:]
  }

  init(_ db: Database) throws { self.init(text: try Meta.pauses.text(db)) }

  func save(_ db: Database) throws {
    guard !pauses.isEmpty else { return try Meta.pauses.delete(db) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try Meta.pauses.set(String(decoding: encoder.encode(pauses), as: UTF8.self), db)
  }
}
