import Testing

@testable import Basics

@Suite struct TimestampTests {
  private let start = Timestamp(secondsSinceEpoch: 1_773_480_000.25)

  @Test func `Timestamps and durations are added and subtracted in seconds`() {
    #expect((start + .seconds(0.5)).secondsSinceEpoch == 1_773_480_000.75)
    #expect((start - .seconds(3600)).secondsSinceEpoch == 1_773_476_400.25)
    #expect(start + .seconds(90) - start == .seconds(90))
    #expect(start.duration(to: .epoch) == .seconds(-1_773_480_000.25))
    var time = start
    time += .seconds(2)
    time -= .seconds(1)
    #expect(time == start.advanced(by: .seconds(1)))
    #expect(time > start && time < .distantFuture)
  }

  @Test func `A difference that no duration can express is limited`() {
    #expect(Timestamp.distantFuture - start == .seconds(1e12))
    #expect(start - .distantFuture == .seconds(-1e12))
    #expect(Timestamp(secondsSinceEpoch: .nan) - start == .zero)
    #expect(Duration.seconds(clamping: .infinity) == .seconds(1e12))
  }

  @Test(
    arguments: [
      (1_773_480_000.9, 1_773_480_000), (-0.5, 0), (.nan, 0), (1e300, 253_402_300_799),
      (-.infinity, -62_135_596_800),
    ] as [(Double, Int64)])
  func `Whole seconds are within the years 1 to 9999`(seconds: Double, expected: Int64) {
    #expect(Timestamp(secondsSinceEpoch: seconds).wholeSeconds == expected)
  }
}
