import Testing

@testable import Watch

@Suite struct MemoryReleaseScheduleTests {
  private let start = ContinuousClock.now

  /// Releases memory as long as something is due.
  /// - Returns: the times of the releases since the start.
  private func times(of schedule: inout MemoryReleaseSchedule) -> [Duration] {
    var times: [Duration] = []
    while let next = schedule.next, times.count < 10 {
      schedule.releaseBegins(at: next)
      times.append(next - start)
    }
    return times
  }

  @Test func `Memory is released after the start, and again a minute later`() {
    var schedule = MemoryReleaseSchedule(start: start)
    #expect(times(of: &schedule) == [.seconds(5), .seconds(65)])
  }

  @Test func `A round is followed by two releases, a minute apart from those before`() {
    var schedule = MemoryReleaseSchedule(start: start)
    _ = times(of: &schedule)
    schedule.roundEnded()
    #expect(times(of: &schedule) == [.seconds(125), .seconds(185)])
  }

  @Test func `What remains is released later`() {
    var schedule = MemoryReleaseSchedule(start: start)
    _ = times(of: &schedule)
    schedule.moreRemains()
    #expect(times(of: &schedule) == [.seconds(125)])
  }
}
