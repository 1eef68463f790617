import Testing

@testable import Watch

@Suite struct WakeSignalTests {
  @Test func `A signal before the wait is not lost`() async {
    let wakeSignal = WakeSignal()
    let clock = TestClock()
    clock.drive()
    let count = wakeSignal.count
    wakeSignal.signal()
    await wakeSignal.wait(after: count, until: clock.start + .seconds(1e9), clock: clock)
  }

  @Test func `A signal, the deadline and cancellation each end the wait`() async {
    let wakeSignal = WakeSignal()
    let clock = TestClock()
    clock.drive()
    let count = wakeSignal.count
    let signalled = Task {
      await wakeSignal.wait(after: count, until: clock.start + .seconds(1e9), clock: clock)
    }
    wakeSignal.signal()
    await signalled.value
    let expired = Task {
      await wakeSignal.wait(after: wakeSignal.count, until: clock.start + .seconds(5), clock: clock)
    }
    clock.pass(.seconds(6))
    await expired.value
    let cancelled = Task {
      await wakeSignal.wait(
        after: wakeSignal.count, until: clock.start + .seconds(1e9), clock: clock)
    }
    cancelled.cancel()
    await cancelled.value
  }
}
