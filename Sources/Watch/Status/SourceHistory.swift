import Foundation
import Ledger
import Settings

import struct Settings.Configuration

/// The past of a source, as far as the ledger remembers it.
package struct SourceHistory: Sendable {
  package var publication: PublicationHistory
  /// The latest first.
  package var events: [SourceEvent]

  /// Loads the history; nil if the ledger belongs to another user, or has nothing of the source.
  /// - Throws: `LedgerError`
  package static func load(
    _ name: String, _ configuration: Configuration, eventLimit: Int
  ) async throws -> SourceHistory? {
    guard !StateDirectory.isForeign(configuration.statePath),
      FileManager.default.fileExists(atPath: configuration.ledgerPath)
    else { return nil }
    let ledger = try ReadOnlyLedger(configuration.ledgerPath)
    guard let memory = try await ledger.sources([name])[name]?.memory else { return nil }
    return SourceHistory(
      publication: PublicationHistory(try await ledger.arrivals(of: memory.id)),
      events: try await ledger.events(of: memory.id, limit: eventLimit))
  }
}
