import Glibc

/// The time, as an argument. `wall` may jump either way at any moment; `steady` only goes forward.
package protocol WatchClock: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, as the machine believes.
  var wall: Double { get }
  /// Seconds since some moment in the past.
  var steady: Double { get }
  /// Returns when `steady` has reached the moment; throws `CancellationError`.
  func sleep(until moment: Double) async throws
}

extension WatchClock {
  package func sleep(for seconds: Double) async throws { try await sleep(until: steady + seconds) }
}

/// The machine's own clocks.
package struct SystemClock: WatchClock {
  package init() {}

  package var wall: Double { read(CLOCK_REALTIME) }

  package var steady: Double { read(CLOCK_BOOTTIME) }

  package func sleep(until moment: Double) async throws {
    let seconds = max(0, min(moment - steady, 86_400 * 365))
    try await Task.sleep(for: .seconds(seconds))
  }

  private func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Int64 {
  /// Seconds as the ledger keeps them, for those who take whole ones; a clock may say anything.
  package init(clamping seconds: Double) {
    // Years 1 to 9999: what dates can be written for.
    self = Int64(
      Swift.max(-62_135_596_800, Swift.min(seconds.isNaN ? 0 : seconds, 253_402_300_799)))
  }
}
