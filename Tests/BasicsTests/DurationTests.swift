import Basics
import Testing

@Suite struct DurationTests {
  @Test func `A duration has fractional seconds`() {
    #expect(Duration.milliseconds(1500).seconds == 1.5)
    #expect(Duration.seconds(0.1).seconds == 0.1)
    #expect(Duration.seconds(-90).seconds == -90)
  }

  @Test(arguments: [
    (Duration.seconds(600), "10m"), (.seconds(5400), "1h30m"), (.seconds(90), "1m30s"),
    (.seconds(3650 * 86_400), "3650d"), (.seconds(90_061), "1d1h1m1s"), (.zero, "0s"),
    (.milliseconds(10), "10ms"), (.milliseconds(1500), "1.5s"), (.microseconds(1500), "0.0015s"),
  ])
  func `A short description has the units of the configuration`(duration: Duration, text: String) {
    #expect(duration.shortDescription == text)
  }
}
