import Testing

@testable import Watch

@Suite struct PulseTests {
  private let clock = FakeTimepiece()

  @Test func `rest is no standstill, however long`() {
    let progress = ProgressMonitor(clock: clock)
    #expect(progress.isBeating(patience: 60))
    progress.rests("gazette", until: 86_400)
    clock.pass(86_000)
    #expect(progress.isBeating(patience: 60))
  }

  @Test func `a source that is due and never begins is one`() {
    let progress = ProgressMonitor(clock: clock)
    progress.rests("gazette", until: 1000)
    clock.pass(1050)
    #expect(progress.isBeating(patience: 60))
    clock.pass(20)
    #expect(!progress.isBeating(patience: 60))
    progress.works("gazette")
    #expect(progress.isBeating(patience: 60))
  }

  @Test func `a round that never ends is one, unless anything else moves`() {
    let progress = ProgressMonitor(clock: clock)
    progress.works("gazette")
    progress.rests("harbour", until: 10_000)
    clock.pass(61)
    #expect(!progress.isBeating(patience: 60))
    progress.moved()
    #expect(progress.isBeating(patience: 60))
    clock.pass(61)
    progress.leaves("gazette")
    clock.pass(1000)
    #expect(progress.isBeating(patience: 60))
  }
}
