import Basics
import Ledger
import Settings

extension Hook {
  /// Returns whether the hook is configured for this kind of event of a source.
  func accepts(_ event: EventKind, of source: String) -> Bool {
    events.contains(event) && (sources?.contains(source) ?? true)
  }
}

extension Configuration {
  /// Returns the names of the hooks that are called for an event of a source.
  func recipients(of event: EventKind, source: String) -> [String] {
    hooks.filter { $0.accepts(event, of: source) }.map(\.name)
  }
}
