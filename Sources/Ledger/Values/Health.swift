/// The health of a source.
package enum Health: String, Sendable, CaseIterable, Codable {
  /// Yields what it used to yield.
  case ok
  /// Answers, but had nothing new for much longer than it used to.
  case quiet
  /// Failed, not for long; or much of its text can't be decoded.
  case degraded
  /// Has failed for several rounds, or never worked.
  case broken
  /// The site keeps us out.
  case blocked
  /// Configured, but not looked at.
  case paused

  /// Whether a person should hear of it.
  package var isIll: Bool { self == .broken || self == .blocked }
}
