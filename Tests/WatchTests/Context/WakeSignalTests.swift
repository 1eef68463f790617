import Testing

@testable import Watch

@Suite struct BellTests {
  @Test("a ring between looking and waiting is not missed")
  func ringBefore() async {
    let wakeSignal = WakeSignal()
    let clock = TestClock()
    clock.drive()
    let heard = wakeSignal.rings
    wakeSignal.ring()
    await wakeSignal.wait(after: heard, until: 1e9, clock: clock)
  }

  @Test("a ring, the moment, and being cancelled each end the waiting")
  func ends() async {
    let wakeSignal = WakeSignal()
    let clock = TestClock()
    clock.drive()
    let heard = wakeSignal.rings
    let ring = Task { await wakeSignal.wait(after: heard, until: 1e9, clock: clock) }
    wakeSignal.ring()
    await ring.value
    let moment = Task { await wakeSignal.wait(after: wakeSignal.rings, until: 5, clock: clock) }
    clock.pass(6)
    await moment.value
    let cancelled = Task {
      await wakeSignal.wait(after: wakeSignal.rings, until: 1e9, clock: clock)
    }
    cancelled.cancel()
    await cancelled.value
  }
}
