/// Growing pauses between attempts: each twice the last, up to the longest. Seconds.
public struct Pauses: Hashable, Sendable {
  public var first: Double
  public var longest: Double

  public init(first: Double, longest: Double) {
    self.first = first
    self.longest = longest
  }

  /// The pause after so many failures in a row.
  /// - Parameter spread: a number in 0..<1, at random, that shortens the pause by up to a quarter
  ///   so that what failed together does not come back together.
  public func pause(after failures: Int, spread: Double = 0) -> Double {
    var pause = first
    for _ in 1..<max(2, min(failures, 64)) where pause < longest && failures > 1 { pause *= 2 }
    return min(pause, longest) * (1 - spread / 4)
  }
}
