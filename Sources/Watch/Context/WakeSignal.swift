import Basics

/// Wakes those who wait for something to do. A ring between looking and waiting is not missed:
/// who waits says how many rings it has heard.
final class WakeSignal: Sendable {
  private struct State {
    var rings = 0
    var tickets = 0
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = Locked(State())

  var rings: Int { state.withLock { $0.rings } }

  func ring() {
    let waiters = state.withLock { state in
      state.rings += 1
      defer { state.waiters = [:] }
      return state.waiters.values.map { $0 }
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Returns at the next ring after those heard, at the moment, or when the task is cancelled.
  func wait(after heard: Int, until moment: Double, clock: any WatchClock) async {
    await withTaskGroup { group in
      group.addTask { await self.wait(after: heard) }
      group.addTask { try? await clock.sleep(until: moment) }
      await group.next()
      group.cancelAll()
    }
  }

  /// Returns at the next ring after those heard, or when the task is cancelled.
  func wait(after heard: Int) async {
    let ticket = state.withLock { state in
      state.tickets += 1
      return state.tickets
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.rings != heard || Task.isCancelled { return true }
          state.waiters[ticket] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
    }
  }
}
