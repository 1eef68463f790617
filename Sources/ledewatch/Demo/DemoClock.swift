import Basics

/// The clock of the demo: that of the machine, some hours back, which can be set forward.
final class DemoClock: WatchClock {
  private let clock = SystemClock()
  /// The time by which the clock was set forward.
  private let skipped = Locked(Duration.zero)

  /// The time by which the clock is back at first, so that the demo ends before the present.
  private static let delay = Duration.seconds(3 * 3600)
  /// The time after which a sleeping task looks at the clock again.
  private static let maximumSleep = Duration.milliseconds(50)

  var now: ContinuousClock.Instant { clock.now + skipped.withLock(\.self) }

  var timestamp: Timestamp { clock.timestamp + (skipped.withLock(\.self) - DemoClock.delay) }

  func skip(_ duration: Duration) { skipped.withLock { $0 += duration } }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    while now < deadline {
      try await clock.sleep(for: min(deadline - now, DemoClock.maximumSleep))
    }
  }
}
