import Basics
import Ledger
import Notifications
import Settings
import Spool

extension Hook {
  /// Returns whether the hook is configured for this kind of event of a source.
  fileprivate func accepts(_ event: EventKind, of source: Source?, named name: String) -> Bool {
    events.contains(event) && (sources?.contains(name) ?? true)
      && (tags.map { !$0.isDisjoint(with: source?.tags ?? []) } ?? true)
  }
}

extension Configuration {
  /// Returns the names of the hooks that are called for an event of a source, apart from conditions on
  /// its text.
  func recipients(of event: EventKind, source name: String) -> [String] {
    acceptingHooks(event, source: name).map(\.name)
  }

  /// Returns the names of the hooks that are called for an event of an article.
  /// - Parameter record: returns the record of the article; nil if it cannot be read any longer.
  func recipients(
    of event: EventKind, source name: String, record: () async -> EntryDocument?
  ) async -> [String] {
    let hooks = acceptingHooks(event, source: name)
    guard hooks.contains(where: { $0.filter != nil }), let record = await record() else {
      // An article that cannot be judged is delivered rather than lost.
      return hooks.map(\.name)
    }
    return hooks.filter { $0.filter?.accepts(record) ?? true }.map(\.name)
  }

  private func acceptingHooks(_ event: EventKind, source name: String) -> [Hook] {
    let source =
      hooks.contains { $0.tags != nil } ? sources.first { $0.name == name } : nil
    return hooks.filter { $0.accepts(event, of: source, named: name) }
  }
}
