/// How a call of a hook ended. A failure is an outcome, not an error.
package struct HookOutcome: Hashable, Sendable {
  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// Killed at its time limit.
    case timedOut
    /// Killed because we were told to stop.
    case cancelled
    /// In words for a person: no such program, not executable, no interpreter.
    case notStarted(String)
  }

  package var ending: Ending
  /// The end of what it wrote to standard output and error.
  package var output: String
  /// Seconds.
  package var duration: Double

  package init(ending: Ending, output: String = "", duration: Double = 0) {
    self.ending = ending
    self.output = output
    self.duration = duration
  }

  package var delivered: Bool { ending == .exited(0) }
}

extension HookOutcome: CustomStringConvertible {
  /// One line: `exit status 1: no space left on device`.
  package var description: String {
    let last = output.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
    return "\(ending)\(last)"
  }
}

extension HookOutcome.Ending: CustomStringConvertible {
  package var description: String {
    switch self {
    case .exited(let status): "exit status \(status)"
    case .signalled(let signal): "killed by signal \(signal)"
    case .timedOut: "killed at its time limit"
    case .cancelled: "stopped, for we were told to stop"
    case .notStarted(let reason): "not started: \(reason)"
    }
  }
}
