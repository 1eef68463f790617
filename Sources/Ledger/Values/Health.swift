/// The health of a source.
package enum Health: String, Sendable, CaseIterable, Codable {
  /// The source works as usual.
  case ok
  /// The source answers, but has had no news for much longer than usual.
  case quiet
  /// The source has failed recently, or much of its text cannot be decoded.
  case degraded
  /// The source has failed for several rounds, or has never worked.
  case broken
  /// The site refuses requests.
  case blocked
  /// The source is configured but not polled.
  case paused

  /// Whether the state needs a person's attention.
  package var isIll: Bool { self == .broken || self == .blocked }
}
