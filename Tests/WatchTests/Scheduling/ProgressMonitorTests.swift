import Testing

@testable import Watch

@Suite struct ProgressMonitorTests {
  private let clock = TestClock()

  @Test func `An idle service has not stalled, however long it is idle`() {
    let progress = ProgressMonitor(clock: clock)
    #expect(progress.isMakingProgress(timeout: .seconds(60)))
    progress.markIdle("gazette", until: clock.start + .seconds(86_400))
    clock.pass(.seconds(86_000))
    #expect(progress.isMakingProgress(timeout: .seconds(60)))
  }

  @Test func `A due source whose round never starts is a stall`() {
    let progress = ProgressMonitor(clock: clock)
    progress.markIdle("gazette", until: clock.start + .seconds(1000))
    clock.pass(.seconds(1050))
    #expect(progress.isMakingProgress(timeout: .seconds(60)))
    clock.pass(.seconds(20))
    #expect(!progress.isMakingProgress(timeout: .seconds(60)))
    progress.markRunning("gazette")
    #expect(progress.isMakingProgress(timeout: .seconds(60)))
  }

  @Test func `A round that never ends is a stall, unless there is other progress`() {
    let progress = ProgressMonitor(clock: clock)
    progress.markRunning("gazette")
    progress.markIdle("harbour", until: clock.start + .seconds(10_000))
    clock.pass(.seconds(61))
    #expect(!progress.isMakingProgress(timeout: .seconds(60)))
    progress.recordProgress()
    #expect(progress.isMakingProgress(timeout: .seconds(60)))
    clock.pass(.seconds(61))
    progress.remove("gazette")
    clock.pass(.seconds(1000))
    #expect(progress.isMakingProgress(timeout: .seconds(60)))
  }
}
