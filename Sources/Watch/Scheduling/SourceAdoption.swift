import Ledger
import Settings

import struct Settings.Configuration

/// The step that makes what is known of sources under other names known under those of a configuration,
/// before they are opened.
struct SourceAdoption: Sendable {
  let ledger: LedgerStore
  let dependencies: Dependencies

  /// - Throws: `LedgerError`. The sources must not be opened then,
  ///   because their articles would be spooled again.
  func perform(_ configuration: Configuration) async throws {
    let sources = configuration.sources.map(\.registration)
    for (name, former) in try await ledger.renameSources(sources).sorted(by: { $0 < $1 }) {
      warn(
        "“\(former)” was renamed to “\(name)” and keeps what it knows; “was: none” would begin anew",
        about: name)
    }
  }

  private func warn(_ message: String, about source: String) {
    dependencies.log.warning(
      "\(message)", metadata: ["source": "\(source)", "stage": "configuration"])
  }
}

extension Watcher {
  func adoption(by stores: OpenStores) -> SourceAdoption {
    SourceAdoption(ledger: stores.ledger, dependencies: dependencies)
  }
}
