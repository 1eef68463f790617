import Glibc

/// The time, as an argument: the instants of a clock that only goes forward, also while the machine
/// is suspended, and the wall time.
package protocol WatchClock: Clock where Instant == ContinuousClock.Instant {
  /// The wall time, which may be set forward or back at any moment.
  var timestamp: Timestamp { get }
}

extension WatchClock {
  package var minimumResolution: Duration { .nanoseconds(1) }

  /// Returns at the deadline.
  /// - Throws: `CancellationError`
  package func sleep(until deadline: Instant) async throws {
    try await sleep(until: deadline, tolerance: nil)
  }
}

/// The machine's own clocks.
package struct SystemClock: WatchClock {
  private let clock = ContinuousClock()

  /// The longest sleep; a later deadline ends it early.
  private static let maximumSleep = Duration.seconds(86_400 * 365)

  package init() {}

  package var now: ContinuousClock.Instant { clock.now }

  package var timestamp: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(secondsSinceEpoch: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  package func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    try await clock.sleep(
      until: min(deadline, clock.now + SystemClock.maximumSleep), tolerance: tolerance)
  }
}
