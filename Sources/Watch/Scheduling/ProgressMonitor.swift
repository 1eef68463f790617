import Basics

/// Whether anything moves: what the service manager's watchdog is fed by.
///
/// Each source says when it will look next, or that it is at work; every request that ends, and
/// every round that begins or ends, is a move. Rest is no standstill: nothing moves only when
/// something is due or under way, and no move has come for longer than any single step may take.
final class ProgressMonitor: Sendable {
  private enum Doing {
    case working
    /// Until a moment, steady seconds.
    case resting(Double)
  }

  private struct State {
    var doings: [String: Doing] = [:]
    var lastMove = 0.0
  }

  private let clock: any WatchClock
  private let state: Locked<State>

  init(clock: any WatchClock) {
    self.clock = clock
    state = Locked(State(lastMove: clock.steady))
  }

  func works(_ source: String) { move { $0.doings[source] = .working } }

  func rests(_ source: String, until moment: Double) {
    move { $0.doings[source] = .resting(moment) }
  }

  func leaves(_ source: String) { move { $0.doings[source] = nil } }

  func moved() { move { _ in } }

  private func move(_ change: (inout State) -> Void) {
    let now = clock.steady
    state.withLock {
      change(&$0)
      $0.lastMove = now
    }
  }

  /// - Parameter patience: seconds that any step may take, and some to spare.
  func isBeating(patience: Double) -> Bool {
    let limit = clock.steady - patience
    return state.withLock { state in
      if state.lastMove >= limit { return true }
      return !state.doings.values.contains {
        switch $0 {
        case .working: true
        case .resting(let moment): moment < limit
        }
      }
    }
  }
}
