/// The times at which a service that has nothing to do releases memory: after the last round, and once more
/// after what follows rounds, such as deliveries and the archive.
struct MemoryReleaseSchedule {
  /// The time from the start to the first release, and between two of them.
  private static let firstDelay = Duration.seconds(5)
  private static let interval = Duration.seconds(60)
  private static let releasesAfterRound = 2

  /// The number of releases to come, unless a round starts.
  private var pendingCount = releasesAfterRound
  /// The earliest time of the next release.
  private var nextTime: ContinuousClock.Instant

  init(start: ContinuousClock.Instant) { nextTime = start + MemoryReleaseSchedule.firstDelay }

  /// The time of the next release while no round runs; nil if there is nothing to release.
  var next: ContinuousClock.Instant? { pendingCount > 0 ? nextTime : nil }

  mutating func roundEnded() { pendingCount = MemoryReleaseSchedule.releasesAfterRound }

  mutating func releaseBegins(at now: ContinuousClock.Instant) {
    pendingCount -= 1
    nextTime = now + MemoryReleaseSchedule.interval
  }

  /// Notes that there is more to release later, such as connections that are still open.
  mutating func moreRemains() { pendingCount = max(1, pendingCount) }
}
