/// What somebody on duty is to work by; changed while they work, and looked at between two pieces
/// of work.
final class Orders<Value: Sendable>: Sendable {
  private struct State {
    /// Nil: to leave.
    var value: Value?
    var hasLeft = false
  }

  private let state: Guarded<State>
  /// Rings when the orders have changed.
  let bell = Bell()

  init(_ value: Value) { state = Guarded(State(value: value)) }

  /// - Parameter value: nil to leave when what is at hand is done.
  /// - Returns: False when whoever had these orders has left already.
  @discardableResult
  func change(to value: Value?) -> Bool {
    let isTaken = state.withLock { state in
      guard !state.hasLeft else { return false }
      state.value = value
      return true
    }
    if isTaken { bell.ring() }
    return isTaken
  }

  var current: Value? { state.withLock { $0.value } }

  /// The orders; where there are none, whoever asks leaves with that.
  func take() -> Value? {
    state.withLock { state in
      if state.value == nil { state.hasLeft = true }
      return state.value
    }
  }
}
