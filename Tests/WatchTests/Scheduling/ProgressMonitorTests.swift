import Testing

@testable import Watch

@Suite struct ProgressMonitorTests {
  private let clock = TestClock()

  @Test func `An idle service has not stalled, however long it is idle`() {
    let progress = ProgressMonitor(clock: clock)
    #expect(progress.isMakingProgress(timeout: 60))
    progress.markIdle("gazette", until: 86_400)
    clock.pass(86_000)
    #expect(progress.isMakingProgress(timeout: 60))
  }

  @Test func `A due source whose round never starts is a stall`() {
    let progress = ProgressMonitor(clock: clock)
    progress.markIdle("gazette", until: 1000)
    clock.pass(1050)
    #expect(progress.isMakingProgress(timeout: 60))
    clock.pass(20)
    #expect(!progress.isMakingProgress(timeout: 60))
    progress.markRunning("gazette")
    #expect(progress.isMakingProgress(timeout: 60))
  }

  @Test func `A round that never ends is a stall, unless there is other progress`() {
    let progress = ProgressMonitor(clock: clock)
    progress.markRunning("gazette")
    progress.markIdle("harbour", until: 10_000)
    clock.pass(61)
    #expect(!progress.isMakingProgress(timeout: 60))
    progress.recordProgress()
    #expect(progress.isMakingProgress(timeout: 60))
    clock.pass(61)
    progress.remove("gazette")
    clock.pass(1000)
    #expect(progress.isMakingProgress(timeout: 60))
  }
}
