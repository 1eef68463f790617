/// The result of a hook call. A failed hook is a result, not a thrown error.
package struct HookOutcome: Hashable, Sendable {
  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// The hook was killed at its time limit.
    case timedOut
    /// The hook was killed because the service stops.
    case cancelled
    /// The hook could not be started, with the reason: no such program, not executable, no
    /// interpreter.
    case notStarted(String)
    /// A server has answered with this HTTP status.
    case answered(Int)
    /// Files were written.
    case written
    /// A web archive has confirmed a submission with this HTTP status.
    case archived(Int)
    /// There was nothing to do, with the reason.
    case skipped(String)
    /// A mail server has accepted the message with this reply code.
    case accepted(Int)
    /// A message could not be sent, with the stage and the reason.
    case failed(String)
  }

  package var ending: Ending
  /// The end of the standard output and standard error.
  package var output: String
  /// The run time.
  package var duration: Duration
  /// The time for which the receiver asks to be left alone.
  package var retryAfter: Duration?
  /// Whether a mail server or an archive refuses all messages for the present.
  var isTemporaryRefusal = false

  package init(ending: Ending, output: String = "", duration: Duration = .zero) {
    self.ending = ending
    self.output = output
    self.duration = duration
  }

  package var isDelivered: Bool {
    switch ending {
    case .exited(let status): status == 0
    case .answered(let status): (200..<300).contains(status)
    case .written, .accepted, .archived, .skipped: true
    case .signalled, .timedOut, .cancelled, .notStarted, .failed: false
    }
  }

  /// Whether the receiver is overloaded, so that other deliveries wait, too.
  var isOverloaded: Bool {
    if case .answered(let status) = ending { return [429, 502, 503, 504].contains(status) }
    return isTemporaryRefusal
  }

  /// Whether the receiver wants no more messages: 410 (Standard Webhooks 1.0).
  var isGone: Bool { ending == .answered(410) }
}

extension HookOutcome: CustomStringConvertible {
  /// One line such as `exit status 1: no space left on device`.
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
    case .cancelled: "stopped because the service stops"
    case .notStarted(let reason): "not started: \(reason)"
    case .answered(let status), .archived(let status): "HTTP \(status)"
    case .written: "written"
    case .accepted(let code): "SMTP \(code)"
    case .failed(let reason), .skipped(let reason): reason
    }
  }
}
