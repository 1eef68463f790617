import Basics
import Foundation
import TestSupport
import Testing

@testable import Settings

@Suite struct DigestScheduleTests {
  private let berlin = TimeZone(identifier: "Europe/Berlin")!

  private func due(_ text: String, _ first: Timestamp) throws -> Double {
    try #require(DigestSchedule(text)).due(after: first, in: berlin).secondsSinceEpoch
  }

  @Test func `An interval counts from the first delivery`() throws {
    #expect(try due("every 6h", 1_773_483_300) == 1_773_483_300 + 21_600)
  }

  @Test func `A time of the day is the next one after the first delivery`() throws {
    // Saturday 2026-03-14, 11:15 in Berlin.
    let first: Timestamp = 1_773_483_300
    #expect(try due("at 12:00", first) == 1_773_486_000)
    #expect(try due("at 11:15", first) == 1_773_483_300 + 86_400, "a delivery at 11:15 waits")
    #expect(try due("at Mon 07:00", first) == 1_773_640_800)
    #expect(try due("at Sat 11:00", first) == 1_773_482_400 + 7 * 86_400)
    let times = DigestSchedule.at([DigestTime("19:00")!, DigestTime("07:00")!])
    #expect(times.due(after: first, in: berlin) == 1_773_511_200)
  }

  @Test func `A time is right over a change of the clock`() throws {
    // The clock is set forward at 2026-03-29 01:00 UTC and back at 2026-10-25 01:00 UTC.
    let (spring, autumn): (Timestamp, Timestamp) = (1_774_738_800, 1_792_879_200)
    #expect(try due("at 07:00", spring) == 1_774_760_400)
    #expect(try due("at 07:00", autumn) == 1_792_908_000)
    #expect(try due("at 01:30", spring) == 1_774_744_200)
    #expect(try due("at 02:30", spring) == 1_774_747_800, "skipped, so one hour later: 03:30")
    #expect(try due("at 02:30", autumn) == 1_792_888_200, "the first of two")
    #expect(try due("at 02:30", 1_792_888_200) == 1_792_978_200, "once a day")
  }

  @Test(arguments: [
    "", "every", "every 30s", "every 40d", "every x", "at", "at 24:00", "at 7", "07:00",
    "at 07:00 Mon",
    "at Xyz 07:00",
  ])
  func `Other texts are refused`(_ text: String) { #expect(DigestSchedule(text) == nil) }
}
