import Basics
import Dates
import Ledger

/// The summary of all sources for the status line of the service manager.
final class StatusSummary: Sendable {
  private struct State {
    var health: [String: Health] = [:]
    var lastNews: Timestamp?
    var hasChanged = false
  }

  private let state = Locked(State())
  /// The maximum number of ill sources that are named.
  private static let maximumNamed = 5

  /// Adds a source, if it is not known yet.
  func add(_ source: String) {
    state.withLock { state in
      if state.health[source] == nil { state.health[source] = .ok }
      state.hasChanged = true
    }
  }

  func update(_ memory: SourceMemory) {
    state.withLock { state in
      state.health[memory.name] = memory.health.status
      state.lastNews = [state.lastNews, memory.rounds.lastNews].compactMap(\.self).max()
      state.hasChanged = true
    }
  }

  func remove(_ source: String) {
    state.withLock { state in
      state.health[source] = nil
      state.hasChanged = true
    }
  }

  /// Returns whether anything has changed since the last call.
  func takeChange() -> Bool {
    state.withLock { state in
      defer { state.hasChanged = false }
      return state.hasChanged
    }
  }

  /// Returns a line such as `12 sources, 1 ill (harbour); last news 2026-03-14T10:15:00Z; 3
  /// articles owed, 1 delivery pending`.
  func text(owed: Int?, pending: Int?) -> String {
    let (health, lastNews) = state.withLock { ($0.health, $0.lastNews) }
    let ill = health.filter { $0.value.isIll }.keys.sorted()
    var text = count(health.count, "source")
    if !ill.isEmpty {
      let names =
        ill.prefix(StatusSummary.maximumNamed).joined(separator: ", ")
        + (ill.count > StatusSummary.maximumNamed ? ", …" : "")
      text += ", \(ill.count) ill (\(names))"
    }
    text +=
      lastNews.map { "; last news \(RFC3339.string(from: $0))" } ?? "; no news yet"
    if let owed, let pending {
      text +=
        "; \(count(owed, "article")) owed, \(count(pending, "delivery", "deliveries")) pending"
    }
    return text
  }

  private func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? singular : plural ?? singular + "s")"
  }
}
