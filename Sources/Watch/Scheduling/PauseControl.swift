import Basics
import Glibc
import Ledger
import Logging
import Settings

/// The pausing of sources by commands. Pauses are stored in the ledger; a service learns of a change by a
/// note in the state directory.
package enum PauseControl {
  /// The note that is made anew after each change.
  package static let note = "pauses"

  /// Pauses sources, or ends their pauses.
  /// - Parameter pause: nil to end the pauses.
  /// - Returns: The names of the sources whose pause was changed.
  /// - Throws: `UnknownSource`, `LedgerError`
  package static func set(
    _ pause: SourcePause?, of names: [String], _ configuration: Configuration, log: Logger,
    now: Timestamp
  ) async throws -> [String] {
    let known = configuration.sources.map(\.name)
    if let unknown = names.first(where: { !known.contains($0) }) {
      throw UnknownSource(name: unknown, known: known)
    }
    let (directory, _) = try StateDirectory.create(
      configuration.statePath, passingTo: configuration.spoolPath)
    if access(configuration.ledgerPath, F_OK) != 0 {
      guard pause != nil else { return [] }
      try await makeLedger(configuration, log: log, now: now)
    }
    let changed = try await PauseRequest(names: names, pause: pause)
      .apply(toLedger: configuration.ledgerPath, now: now)
    if !changed.isEmpty { directory.setNote(note, to: "\(now.wholeSeconds)") }
    return changed
  }

  private static func makeLedger(
    _ configuration: Configuration, log: Logger, now: Timestamp
  ) async throws {
    let lock = try LedgerLock(directory: configuration.statePath, holder: .current)
    let ledger = try LedgerStore.open(configuration.ledgerPath, log: log, now: now)
    await ledger.close()
    withExtendedLifetime(lock) {}
  }
}
