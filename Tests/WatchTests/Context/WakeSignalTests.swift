import Testing

@testable import Watch

@Suite struct BellTests {
  @Test("a ring between looking and waiting is not missed")
  func ringBefore() async {
    let wakeSignal = WakeSignal()
    let clock = TestClock()
    clock.drive()
    let heard = wakeSignal.count
    wakeSignal.signal()
    await wakeSignal.wait(after: heard, until: 1e9, clock: clock)
  }

  @Test("a ring, the moment, and being cancelled each end the waiting")
  func ends() async {
    let wakeSignal = WakeSignal()
    let clock = TestClock()
    clock.drive()
    let heard = wakeSignal.count
    let ring = Task { await wakeSignal.wait(after: heard, until: 1e9, clock: clock) }
    wakeSignal.signal()
    await ring.value
    let moment = Task { await wakeSignal.wait(after: wakeSignal.count, until: 5, clock: clock) }
    clock.pass(6)
    await moment.value
    let cancelled = Task {
      await wakeSignal.wait(after: wakeSignal.count, until: 1e9, clock: clock)
    }
    cancelled.cancel()
    await cancelled.value
  }
}
