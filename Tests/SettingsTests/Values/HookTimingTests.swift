import Basics
import Foundation
import TestSupport
import Testing

@testable import Settings

@Suite struct HookTimingTests {
  private func timing(_ windows: String..., zone: String = "Europe/Berlin") -> HookTiming {
    var timing = HookTiming()
    timing.quiet = windows.map { TimeWindow($0)! }
    timing.timeZone = TimeZone(identifier: zone)
    return timing
  }

  @Test func `Quiet hours end with the last of the windows that follow each other`() {
    // Saturday 2026-03-14, 11:15 in Berlin.
    let now: Timestamp = 1_773_483_300
    #expect(timing().quietEnd(at: now) == nil)
    #expect(timing("22:00-07:00").quietEnd(at: now) == nil)
    #expect(timing("11:00-12:00").quietEnd(at: now) == 1_773_486_000)
    #expect(timing("11:00-12:00", "11:30-12:30", "12:30-13:00").quietEnd(at: now) == 1_773_489_600)
    #expect(timing("Sat,Sun", "22:00-07:00").quietEnd(at: now) == 1_773_640_800, "Monday, 07:00")
  }

  @Test func `Quiet hours follow the clock of the zone over its change`() {
    let end = timing("22:00-07:00").quietEnd(at: 1_774_738_800)
    #expect(end == 1_774_760_400, "07:00 of a night that has an hour less")
  }

  @Test func `A digest within quiet hours waits for their end`() {
    var timing = timing("06:00-08:00")
    timing.digest = DigestSchedule("at 07:00")
    let now: Timestamp = 1_773_483_300
    #expect(timing.digestTime(first: now, now: now) == 1_773_558_000)
    #expect(
      timing.digestTime(first: now + .seconds(3600), now: now) == now, "the clock was set back")
    timing.digest = nil
    #expect(timing.digestTime(first: now, now: now) == nil)
  }
}
