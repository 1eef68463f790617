import Basics

/// Growing delays between attempts: each is twice the one before, up to a maximum.
package struct BackOff: Hashable, Sendable {
  package var initial: Duration
  package var maximum: Duration

  package init(initial: Duration, maximum: Duration) {
    self.initial = initial
    self.maximum = maximum
  }

  /// Returns the delay after a number of failures in a row.
  /// - Parameter jitter: A random number in 0..<1. It shortens the delay by up to a quarter, so that
  ///   attempts that failed at the same time are not repeated at the same time.
  package func delay(afterFailures failures: Int, jitter: Double = 0) -> Duration {
    var delay = initial
    for _ in 1..<max(2, min(failures, 64)) where delay < maximum && failures > 1 { delay *= 2 }
    return min(delay, maximum) * (1 - jitter / 4)
  }
}
