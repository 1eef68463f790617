import Basics

/// A monitor that tells whether the service makes progress; it controls the watchdog messages.
///
/// Each source reports when its next round is due or that a round runs. Each request that ends and
/// each round that starts or ends counts as progress. The service has stalled if a round is due or
/// running and there has been no progress for longer than any single step may take.
final class ProgressMonitor: Sendable {
  private enum Activity {
    case running
    /// The next round is due at this time.
    case idle(until: ContinuousClock.Instant)
  }

  private struct State {
    var activities: [String: Activity] = [:]
    var lastProgress: ContinuousClock.Instant
  }

  private let clock: any WatchClock
  private let state: Locked<State>

  init(clock: any WatchClock) {
    self.clock = clock
    state = Locked(State(lastProgress: clock.now))
  }

  func markRunning(_ source: String) { update { $0.activities[source] = .running } }

  func markIdle(_ source: String, until time: ContinuousClock.Instant) {
    update { $0.activities[source] = .idle(until: time) }
  }

  func remove(_ source: String) { update { $0.activities[source] = nil } }

  func recordProgress() { update { _ in } }

  private func update(_ change: (inout State) -> Void) {
    let now = clock.now
    state.withLock {
      change(&$0)
      $0.lastProgress = now
    }
  }

  /// - Parameter timeout: the maximum time that a single step may take.
  func isMakingProgress(timeout: Duration) -> Bool {
    let latest = clock.now - timeout
    return state.withLock { state in
      if state.lastProgress >= latest { return true }
      return !state.activities.values.contains {
        switch $0 {
        case .running: true
        case .idle(until: let time): time < latest
        }
      }
    }
  }
}
