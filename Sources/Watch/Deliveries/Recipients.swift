import Basics
import Ledger
import Settings

extension Hook {
  /// Whether the hook is called for events of this kind.
  func isTold(_ event: EventKind, of source: String) -> Bool {
    events.contains(event) && (sources?.contains(source) ?? true)
  }
}

extension Configuration {
  /// The names of the hooks that are called for an event of this kind.
  func recipients(of event: EventKind, source: String) -> [String] {
    hooks.filter { $0.isTold(event, of: source) }.map(\.name)
  }
}
