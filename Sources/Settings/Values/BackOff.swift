import Web

/// Growing pauses between attempts: each twice the last, up to the longest. Seconds.
package struct BackOff: Hashable, Sendable {
  package var initial: Double
  package var maximum: Double

  package init(initial: Double, maximum: Double) {
    self.initial = initial
    self.maximum = maximum
  }

  /// The pause after so many failures in a row.
  /// - Parameter jitter: a number in 0..<1, at random, that shortens the pause by up to a quarter
  ///   so that what failed together does not come back together.
  package func delay(afterFailures failures: Int, jitter: Double = 0) -> Double {
    var pause = initial
    for _ in 1..<max(2, min(failures, 64)) where pause < maximum && failures > 1 { pause *= 2 }
    return min(pause, maximum) * (1 - jitter / 4)
  }
}

extension SettingValue {
  /// The first pause; a longest that is shorter gives way.
  /// - Returns: the first, as said.
  func first(of pauses: inout BackOff) throws(SettingError) -> Double {
    let first = try duration(atLeast: 0.01)
    pauses = BackOff(initial: first, maximum: max(first, pauses.maximum))
    return first
  }

  /// The longest pause.
  /// - Parameter first: name and value of the first one where it was said; else it gives way.
  func longest(
    of pauses: inout BackOff, first: (name: String, said: Double?)
  ) throws(SettingError) {
    let longest = try duration(atLeast: 0.01)
    if let said = first.said, longest < said {
      throw wrong("at least \(first.name), \(Measure.time(said))")
    }
    pauses = BackOff(initial: min(pauses.initial, longest), maximum: longest)
  }
}
