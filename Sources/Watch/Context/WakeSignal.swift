import Basics

/// A signal that wakes tasks which wait for work.
///
/// A waiter passes the count of signals it has seen, so a signal between its check for work and
/// its wait is not lost.
final class WakeSignal: Sendable {
  private struct State {
    var count = 0
    var lastWaiterID = 0
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = Locked(State())

  /// The number of signals so far.
  var count: Int { state.withLock { $0.count } }

  /// Wakes all waiters.
  func signal() {
    let waiters = state.withLock { state in
      state.count += 1
      defer { state.waiters = [:] }
      return state.waiters.values.map { $0 }
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Returns at the next signal after `count`, at `deadline`, or when the task is cancelled.
  func wait(after count: Int, until deadline: ContinuousClock.Instant, clock: any WatchClock) async
  {
    await withTaskGroup { group in
      group.addTask { await self.wait(after: count) }
      group.addTask { try? await clock.sleep(until: deadline) }
      await group.next()
      group.cancelAll()
    }
  }

  /// Returns at the next signal after `count`, or when the task is cancelled.
  func wait(after count: Int) async {
    let id = state.withLock { state in
      state.lastWaiterID += 1
      return state.lastWaiterID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isSignalled = state.withLock { state in
          if state.count != count || Task.isCancelled { return true }
          state.waiters[id] = continuation
          return false
        }
        if isSignalled { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
    }
  }
}
