import Basics
import Dates
import Ledger
import Logging
import Spool

/// Tells the service manager how things are, and that they move.
struct SystemdNotifier: Sendable {
  let manager: ServiceManager
  let dependencies: Dependencies
  let ledger: LedgerStore
  let progress: ProgressMonitor
  let summary: StatusSummary
  /// Seconds that any step of a round may take, and some to spare; it changes with the sources.
  let patience: @Sendable () -> Double

  /// Seconds between two looks, at most.
  static let interval = 10.0

  func isReady() async { manager.isReady(await status()) }

  /// - Throws: `CancellationError`
  func run() async throws {
    var wasBeating = true
    var told = ""
    while true {
      // Returns when the thread of the transfers has come round; if ever.
      await dependencies.wireTurns()
      let beats = progress.isBeating(patience: patience())
      if beats { manager.isAlive() }
      if wasBeating, !beats {
        dependencies.log.critical(
          "nothing moves any more; the service manager is no longer told otherwise",
          metadata: ["stage": "watchdog"])
      }
      wasBeating = beats
      if summary.takeChanges() {
        let status = await status()
        if status != told { manager.hasStatus(status) }
        told = status
      }
      let interval = min(SystemdNotifier.interval, (manager.watchdog ?? .infinity) / 4)
      try await dependencies.clock.sleep(for: interval)
    }
  }

  private func status() async -> String {
    let counts = try? await ledger.openCounts()
    return summary.text(owed: counts?.owed, pending: counts?.pending)
  }
}

/// What is worth telling of the sources, in a line.
final class StatusSummary: Sendable {
  private struct State {
    var health: [String: Health] = [:]
    var lastNews: Double?
    var hasChanged = false
  }

  private let state = Locked(State())

  /// A source is watched from now on, if it was not before.
  func expect(_ source: String) {
    state.withLock { state in
      if state.health[source] == nil { state.health[source] = .ok }
      state.hasChanged = true
    }
  }

  func note(_ memory: SourceMemory) {
    state.withLock { state in
      state.health[memory.name] = memory.health.status
      state.lastNews = [state.lastNews, memory.rounds.lastNews].compactMap(\.self).max()
      state.hasChanged = true
    }
  }

  func forget(_ source: String) {
    state.withLock { state in
      state.health[source] = nil
      state.hasChanged = true
    }
  }

  func takeChanges() -> Bool {
    state.withLock { state in
      defer { state.hasChanged = false }
      return state.hasChanged
    }
  }

  /// `12 sources, 1 ill (harbour); last news 2026-03-14T10:15:00Z; 3 articles owed, …`
  func text(owed: Int?, pending: Int?) -> String {
    let (health, lastNews) = state.withLock { ($0.health, $0.lastNews) }
    let ill = health.filter { $0.value.isIll }.keys.sorted()
    var text = count(health.count, "source")
    if !ill.isEmpty {
      let named = ill.prefix(5).joined(separator: ", ") + (ill.count > 5 ? ", …" : "")
      text += ", \(ill.count) ill (\(named))"
    }
    text +=
      lastNews.map { "; last news \(RFC3339.string(from: Int64(clamping: $0)))" } ?? "; no news yet"
    if let owed, let pending {
      text +=
        "; \(count(owed, "article")) owed, \(count(pending, "delivery", "deliveries")) pending"
    }
    return text
  }

  private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
