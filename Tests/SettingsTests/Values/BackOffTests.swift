import Testing

@testable import Settings

@Suite struct BackOffTests {
  private func seconds(_ backOff: BackOff, _ failures: Int, jitter: Double = 0) -> Double {
    backOff.delay(afterFailures: failures, jitter: jitter) / .seconds(1)
  }

  @Test func `Delays double up to the maximum`() {
    let backOff = BackOff(initial: .seconds(1), maximum: .seconds(10))
    #expect((0...6).map { seconds(backOff, $0) } == [1, 1, 2, 4, 8, 10, 10])
    #expect(seconds(backOff, .max) == 10)
  }

  @Test func `Jitter shortens a delay by up to a quarter`() {
    let backOff = BackOff(initial: .seconds(1), maximum: .seconds(10))
    #expect(seconds(backOff, 2, jitter: 0.5) == 1.75)
  }

  @Test func `An initial delay above the maximum is lowered to it`() {
    #expect(seconds(BackOff(initial: .seconds(5), maximum: .seconds(1)), 1) == 1)
  }
}
