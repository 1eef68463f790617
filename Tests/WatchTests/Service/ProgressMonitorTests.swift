import Testing

@testable import Watch

@Suite struct PulseTests {
  private let timepiece = FakeTimepiece()

  @Test func `rest is no standstill, however long`() {
    let pulse = Pulse(timepiece: timepiece)
    #expect(pulse.isBeating(patience: 60))
    pulse.rests("gazette", until: 86_400)
    timepiece.pass(86_000)
    #expect(pulse.isBeating(patience: 60))
  }

  @Test func `a source that is due and never begins is one`() {
    let pulse = Pulse(timepiece: timepiece)
    pulse.rests("gazette", until: 1000)
    timepiece.pass(1050)
    #expect(pulse.isBeating(patience: 60))
    timepiece.pass(20)
    #expect(!pulse.isBeating(patience: 60))
    pulse.works("gazette")
    #expect(pulse.isBeating(patience: 60))
  }

  @Test func `a round that never ends is one, unless anything else moves`() {
    let pulse = Pulse(timepiece: timepiece)
    pulse.works("gazette")
    pulse.rests("harbour", until: 10_000)
    timepiece.pass(61)
    #expect(!pulse.isBeating(patience: 60))
    pulse.moved()
    #expect(pulse.isBeating(patience: 60))
    timepiece.pass(61)
    pulse.leaves("gazette")
    timepiece.pass(1000)
    #expect(pulse.isBeating(patience: 60))
  }
}
