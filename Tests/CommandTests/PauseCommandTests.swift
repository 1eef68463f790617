import Basics
import Foundation
import Testing

@testable import ledewatch

@Suite struct PauseCommandTests {
  /// 2026-03-14T10:15:00Z
  private let now: Timestamp = Timestamp(secondsSinceEpoch: 1_773_483_300)
  private let zone = TimeZone(secondsFromGMT: 3600)!

  @Test(arguments: [
    ("11:30", 900.0), ("11:15", 86_400), ("9:15", 79_200), ("2026-03-15", 45_900),
    ("2026-03-14T12:15", 3600), ("2026-03-14T12:15:00", 3600), ("2026-03-14T12:15:00Z", 7200),
  ])
  func `A time is read in the local zone`(text: String, wait: Double) throws {
    let time = try #require(TimeArgument(text, now: now, zone: zone)?.time)
    #expect((time - now).seconds == wait)
  }

  @Test(arguments: ["", "soon", "25:00", "11:3", "2026-13-01", "11.30"])
  func `Other text is no time`(text: String) {
    #expect(TimeArgument(text, now: now, zone: zone) == nil)
  }

  @Test(arguments: [
    ["pause"], ["pause", "x", "--for", "soon"], ["pause", "x", "--for", "0s"],
    ["pause", "x", "--until", "soon"], ["pause", "x", "--for", "1h", "--until", "18:30"],
    ["resume"],
    ["run", "--for", "x"],
  ])
  func `A wrong command line is refused`(arguments: [String]) {
    #expect(throws: (any Error).self) { try Ledewatch.parseAsRoot(arguments) }
  }
}
