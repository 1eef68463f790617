import Web

/// Growing pauses between attempts: each twice the last, up to the longest. Seconds.
package struct BackOff: Hashable, Sendable {
  package var first: Double
  package var longest: Double

  package init(first: Double, longest: Double) {
    self.first = first
    self.longest = longest
  }

  /// The pause after so many failures in a row.
  /// - Parameter spread: a number in 0..<1, at random, that shortens the pause by up to a quarter
  ///   so that what failed together does not come back together.
  package func pause(after failures: Int, spread: Double = 0) -> Double {
    var pause = first
    for _ in 1..<max(2, min(failures, 64)) where pause < longest && failures > 1 { pause *= 2 }
    return min(pause, longest) * (1 - spread / 4)
  }
}

extension SettingValue {
  /// The first pause; a longest that is shorter gives way.
  /// - Returns: the first, as said.
  func first(of pauses: inout BackOff) throws(SettingError) -> Double {
    let first = try duration(atLeast: 0.01)
    pauses = BackOff(first: first, longest: max(first, pauses.longest))
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
    pauses = BackOff(first: min(pauses.first, longest), longest: longest)
  }
}
