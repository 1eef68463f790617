import Basics
import Synchronization

/// A clock that tests control.
///
/// By default a sleeping task advances the clock to its deadline itself. After `drive()` the clock
/// stands still until the test advances it. Tests wait for sleepers by events, without polling.
///
/// Deadlines of sleepers are given as the time since the clock was created.
final class TestClock: WatchClock {
  private struct Sleeper {
    var deadline: Duration
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct Observer {
    var isMet: @Sendable ([Duration]) -> Bool
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var timestamp = Timestamp(secondsSinceEpoch: 1_773_480_000)
    /// The time since the clock was created.
    var elapsed = Duration.zero
    var isDriven = false
    var lastID = 0
    var sleepers: [Int: Sleeper] = [:]
    var observers: [Int: Observer] = [:]

    var deadlines: [Duration] { sleepers.values.map(\.deadline) }

    mutating func advance(by time: Duration) {
      timestamp += time
      elapsed += time
    }

    mutating func makeID() -> Int {
      lastID += 1
      return lastID
    }

    /// Removes and returns the observers whose condition holds.
    mutating func takeMetObservers() -> [CheckedContinuation<Void, Never>] {
      guard !observers.isEmpty else { return [] }
      let deadlines = self.deadlines
      let met = observers.filter { $0.value.isMet(deadlines) }
      for id in met.keys { observers[id] = nil }
      return met.values.map(\.continuation)
    }
  }

  /// The time at which the clock was created.
  let start: ContinuousClock.Instant
  private let state: Mutex<State>

  private init(_ state: State, start: ContinuousClock.Instant = .now) {
    self.state = Mutex(state)
    self.start = start
  }

  convenience init() { self.init(State()) }

  /// Returns a clock that shows the same time. Nobody sleeps by it.
  func copy() -> TestClock {
    var state = state.withLock { $0 }
    state.sleepers = [:]
    state.observers = [:]
    return TestClock(state, start: start)
  }

  var timestamp: Timestamp { state.withLock { $0.timestamp } }
  var now: ContinuousClock.Instant { start + elapsed }
  /// The time since the clock was created.
  var elapsed: Duration { state.withLock { $0.elapsed } }

  /// Stops the clock, so that only `pass` advances it.
  func drive() { state.withLock { $0.isDriven = true } }

  /// Lets sleeping tasks advance the clock again.
  func stopDriving() { state.withLock { $0.isDriven = false } }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let deadline = deadline - start
    let id: Int? = state.withLock { state in
      guard state.isDriven else {
        state.advance(by: max(.zero, deadline - state.elapsed))
        return nil
      }
      return state.makeID()
    }
    guard let id else { return await Task.yield() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let (isOver, observers) = state.withLock { state in
          if Task.isCancelled || state.elapsed >= deadline {
            return (true, [CheckedContinuation<Void, Never>]())
          }
          state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
          return (false, state.takeMetObservers())
        }
        if isOver { continuation.resume() }
        for observer in observers { observer.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation
        .resume(throwing: CancellationError())
    }
    try Task.checkCancellation()
  }

  // MARK: - Control

  /// Advances the clock.
  func pass(_ time: Duration) {
    let awake = state.withLock { state in
      state.advance(by: time)
      let due = state.sleepers.filter { $0.value.deadline <= state.elapsed }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.map(\.continuation)
    }
    for sleeper in awake { sleeper.resume() }
  }

  /// Waits for a number of sleepers, and advances the clock to the first of their deadlines.
  func passToNext(sleepers count: Int) async {
    await rest(sleepers: count)
    let time = state.withLock { state in
      state.deadlines.min().map { $0 - state.elapsed } ?? .zero
    }
    pass(max(.zero, time))
  }

  /// Waits for a number of sleepers.
  func rest(sleepers count: Int) async { await wait { $0.count >= count } }

  /// Waits for a sleeper with a deadline in this range.
  func rest(until range: ClosedRange<Duration>) async {
    await wait { $0.contains { range.contains($0) } }
  }

  /// Advances the clock from deadline to deadline until a sleeper has a deadline in this range.
  func pass(sleepers count: Int, toRestUntil range: ClosedRange<Duration>) async {
    await rest(sleepers: count)
    while !state.withLock({ $0.deadlines.contains { range.contains($0) } }) {
      await passToNext(sleepers: count)
    }
    await rest(sleepers: count)
  }

  /// Advances the clock from deadline to deadline, while so many tasks sleep, until `body` returns.
  func passing<T>(sleepers count: Int, during body: () async throws -> T) async rethrows -> T {
    let driver = Task { [self] in
      while !Task.isCancelled {
        await passToNext(sleepers: count)
        await Task.yield()
      }
    }
    defer { driver.cancel() }
    return try await body()
  }

  /// Sets the wall clock.
  func jump(_ time: Duration) { state.withLock { $0.timestamp += time } }

  /// Returns when the deadlines of the sleepers meet a condition, or the task is cancelled.
  private func wait(until isMet: @escaping @Sendable ([Duration]) -> Bool) async {
    let id = state.withLock { $0.makeID() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if Task.isCancelled || isMet(state.deadlines) { return true }
          state.observers[id] = Observer(isMet: isMet, continuation: continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.observers.removeValue(forKey: id) }?.continuation.resume()
    }
  }
}

extension ClosedRange<Duration> {
  static func seconds(_ range: ClosedRange<Double>) -> Self {
    .seconds(range.lowerBound) ... .seconds(range.upperBound)
  }
}
