import Testing

@testable import Watch

@Suite struct BellTests {
  @Test("a ring between looking and waiting is not missed")
  func ringBefore() async {
    let bell = Bell()
    let timepiece = FakeTimepiece()
    timepiece.drive()
    let heard = bell.rings
    bell.ring()
    await bell.wait(after: heard, until: 1e9, timepiece: timepiece)
  }

  @Test("a ring, the moment, and being cancelled each end the waiting")
  func ends() async {
    let bell = Bell()
    let timepiece = FakeTimepiece()
    timepiece.drive()
    let heard = bell.rings
    let ring = Task { await bell.wait(after: heard, until: 1e9, timepiece: timepiece) }
    bell.ring()
    await ring.value
    let moment = Task { await bell.wait(after: bell.rings, until: 5, timepiece: timepiece) }
    timepiece.pass(6)
    await moment.value
    let cancelled = Task { await bell.wait(after: bell.rings, until: 1e9, timepiece: timepiece) }
    cancelled.cancel()
    await cancelled.value
  }
}
