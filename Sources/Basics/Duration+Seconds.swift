extension Duration {
  /// The duration in seconds.
  package var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  /// The maximum of `seconds(clamping:)`: 31,688 years.
  private static let maximumSeconds = 1e12

  /// Returns the duration of some seconds. It is limited to 31,688 years in both directions, so that
  /// sums of durations do not overflow; NaN counts as 0.
  package static func seconds(clamping seconds: Double) -> Duration {
    guard !seconds.isNaN else { return .zero }
    return .seconds(max(-maximumSeconds, min(seconds, maximumSeconds)))
  }

  /// The duration without its sign.
  package var magnitude: Duration { self < .zero ? .zero - self : self }
}
