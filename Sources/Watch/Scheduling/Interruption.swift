import Ledger
import Settings

import struct Settings.Configuration

/// The end of `once` or a backfill by a signal, and the work that it leaves to the next run.
package struct Interruption: Error, Hashable, Sendable {
  /// The number of sources whose listing was not polled.
  package var unpolledSources = 0
  /// The number of articles that are still to be fetched.
  package var owed = 0
  /// The number of deliveries that are pending.
  package var deliveries = 0
  /// Whether the open work is known. It is not if the ledger cannot be read.
  package var isCounted = true

  package init(unpolledSources: Int = 0, owed: Int = 0, deliveries: Int = 0) {
    self.unpolledSources = unpolledSources
    self.owed = owed
    self.deliveries = deliveries
  }
}

extension Interruption: CustomStringConvertible {
  package var description: String {
    func count(_ number: Int, _ one: String, _ many: String) -> String? {
      number == 0 ? nil : number == 1 ? "1 \(one)" : "\(number) \(many)"
    }
    let left = [
      count(unpolledSources, "source was not polled", "sources were not polled"),
      count(owed, "article is still to be fetched", "articles are still to be fetched"),
      count(deliveries, "delivery is pending", "deliveries are pending"),
    ].compactMap(\.self)
    guard isCounted else { return "interrupted; run the same command again to continue" }
    guard !left.isEmpty else { return "interrupted; nothing is left to do" }
    return "interrupted: \(left.joined(separator: ", ")); run the same command again to continue"
  }
}

extension Interruption {
  /// Returns the interruption with the numbers of the open work of a configuration.
  func counting(_ configuration: Configuration, in ledger: LedgerStore) async -> Interruption {
    // A task of its own, because a cancelled one cannot read.
    await Task {
      var interruption = self
      do {
        let sources = try await ledger.sources(configuration.sources.map(\.name))
        let hooks = try await ledger.hooks(configuration.hooks.map(\.name))
        interruption.owed = sources.values.reduce(0) { $0 + $1.owed }
        interruption.deliveries = hooks.reduce(0) { $0 + $1.pending }
      } catch {
        interruption.isCounted = false
      }
      return interruption
    }.value
  }
}
