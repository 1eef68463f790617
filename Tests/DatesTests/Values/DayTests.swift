import Testing

@testable import Dates

@Suite struct DayTests {
  @Test func `Every day of 800 years has its components and its weekday`() throws {
    let first = try #require(Day(year: 1699, month: 12, day: 31))
    #expect(first.weekday == 5)
    var (year, month, day) = (1699, 12, 31)
    for number in first.number...(first.number + 292_194) {
      let current = Day(number: number)
      let components = current.components
      guard components == (year, month, day), Day(year: year, month: month, day: day) == current
      else {
        Issue.record("day \(number) is \(components), not \(year)-\(month)-\(day)")
        return
      }
      day += 1
      if day > Day.count(inMonth: month, year: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(Day(year: 2026, month: 3, day: 14)?.weekday == 7)
  }

  @Test(arguments: [
    (2026, 2, 29), (1900, 2, 29), (2026, 0, 1), (2026, 13, 1), (2026, 4, 31), (2026, 1, 0),
    (0, 1, 1), (10_000, 1, 1),
  ])
  func `Days that do not exist are rejected`(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    "0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "9999-12-31",
  ])
  func `The description is in ISO 8601 and can be parsed`(_ text: String) {
    #expect(Day(iso: text)?.description == text)
  }

  @Test(arguments: ["", "2026-03", "2026-02-30", "2026/03/14", "2026-03-14T"])
  func `Other text is no day`(_ text: String) { #expect(Day(iso: text) == nil) }
}
