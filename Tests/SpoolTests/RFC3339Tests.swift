import Dates
import Foundation
import Testing

@testable import Spool

@Suite struct MomentTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    (1_773_483_300, "2026-03-14T10:15:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
  ])
  func `A moment is written in UTC and read again`(seconds: Int64, text: String) {
    #expect(RFC3339.utc(seconds) == text)
    #expect(RFC3339.seconds(text) == seconds)
  }

  @Test func `A mere day is its midnight in the zone, whatever the clocks do`() {
    func text(_ y: Int, _ m: Int, _ d: Int, _ zone: String, second: Int? = nil) -> String {
      RFC3339.text(
        PageDate(day: Day(year: y, month: m, day: d)!, secondOfDay: second),
        zone: TimeZone(identifier: zone)!)
    }
    #expect(text(2026, 3, 14, "UTC") == "2026-03-14T00:00:00Z")
    #expect(text(2026, 3, 29, "Europe/Berlin") == "2026-03-29T00:00:00+01:00")
    #expect(text(2026, 3, 30, "Europe/Berlin") == "2026-03-30T00:00:00+02:00")
    #expect(text(2026, 10, 25, "Europe/Berlin") == "2026-10-25T00:00:00+02:00")
    #expect(text(2026, 10, 26, "Europe/Berlin") == "2026-10-26T00:00:00+01:00")
    #expect(text(2026, 1, 1, "Asia/Kathmandu") == "2026-01-01T00:00:00+05:45")
    #expect(text(2026, 7, 1, "America/New_York", second: 43_200) == "2026-07-01T12:00:00-04:00")
  }
}
