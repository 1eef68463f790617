import Testing

@testable import Dates

@Suite struct DateFormatTests {
  private func parse(_ text: String, _ format: String, language: String? = nil) throws -> PageDate?
  {
    let format = try DateFormat(format)
    return DateParser(
      DateContext(now: 1_773_600_000, language: language, format: format)
    ).parse(text).date
  }

  @Test(
    arguments: [
      ("%d.%m.%Y", "14.03.2026", "2026-03-14", nil, nil),
      ("%Y%d%m", "20261403", "2026-03-14", nil, nil),
      ("%d/%m/%y %H:%M", "posted 03/04/26 at 03/04/26 9:05", "2026-04-03", 32_700, nil),
      ("%d %B %Y", "14 März 2026", "2026-03-14", nil, nil),
      ("%d %b. %Y", "14 Mar. 2026", "2026-03-14", nil, nil),
      ("%A, %d %B %Y", "Суббота, 14 марта 2026", "2026-03-14", nil, nil),
      ("%Y-%jT%T%z", "2026-073T08:30:01+09:00", "2026-03-14", 30_601, 32_400),
      ("%m/%d/%Y %I:%M %p", "3/14/2026 12:30 PM", "2026-03-14", 45_000, nil),
      ("%m/%d/%Y %I:%M%p", "3/14/2026 12:30AM", "2026-03-14", 1_800, nil),
      ("Nr. %d/%m", "Nr. 2/3", "2026-03-02", nil, nil),
      ("Nr. %d/%m", "Nr. 31/12", "2025-12-31", nil, nil),
      ("%s", "t=1773480600;", "2026-03-14", 34_200, 0),
      ("%Y년%m월%d일", "２０２６년3월14일", "2026-03-14", nil, nil),
      ("%F %R %Z", "2026-03-14 08:30 EST", "2026-03-14", 30_600, -18_000),
    ] as [(String, String, String, Int?, Int?)])
  func `A date in the format is parsed anywhere in a text`(
    format: String, text: String, day: String, second: Int?, offset: Int?
  ) throws {
    let date = try parse(text, format)
    #expect(date?.day.description == day)
    #expect(date?.secondOfDay == second)
    #expect(date?.utcOffset == offset)
  }

  @Test func `A date does not begin or end within a number`() throws {
    #expect(try parse("5.114.03.20261", "%d.%m.%Y") == nil)
    // Two of four digits are not a year.
    #expect(try parse("03/04/2026", "%d/%m/%y")?.day.description != "2020-04-03")
  }

  @Test func `Dates in other formats are parsed as without a format`() throws {
    #expect(try parse("March 14, 2026", "%d.%m.%Y")?.day.description == "2026-03-14")
    #expect(try parse("2 hours ago", "%d.%m.%Y")?.isRelative == true)
  }

  @Test(arguments: [("%d.%q", 4), ("%", 1), ("%H:%M", 1), ("%d %Y", 1), ("", 1)])
  func `An error in a format has its position`(format: String, column: Int) {
    #expect {
      try DateFormat(format)
    } throws: {
      ($0 as? DateFormatError)?.column == column
    }
  }
}
