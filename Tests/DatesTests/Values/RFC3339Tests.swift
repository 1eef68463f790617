import Dates
import Testing

import struct Foundation.TimeZone

@Suite struct RFC3339Tests {
  private func zone(_ identifier: String) throws -> TimeZone {
    try #require(TimeZone(identifier: identifier))
  }

  private func date(_ day: String, _ second: Int? = nil, offset: Int? = nil) throws -> PageDate {
    PageDate(day: try #require(Day(iso: day)), secondOfDay: second, utcOffset: offset)
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z", "19700101T000000Z"),
      (1_773_483_300, "2026-03-14T10:15:00Z", "20260314T101500Z"),
      (-1, "1969-12-31T23:59:59Z", "19691231T235959Z"),
      (-62_135_596_800, "0001-01-01T00:00:00Z", "00010101T000000Z"),
      (253_402_300_799, "9999-12-31T23:59:59Z", "99991231T235959Z"),
    ] as [(Int64, String, String)])
  func `An instant is formatted in UTC and parsed back`(
    instant: Int64, text: String, compact: String
  ) {
    #expect(RFC3339.string(from: instant) == text)
    #expect(RFC3339.compactString(from: instant) == compact)
    #expect(RFC3339.instant(from: text) == instant)
  }

  @Test func `Instants outside the years 1 to 9999 become the first or the last second`() throws {
    #expect(RFC3339.string(from: Int64.min) == "0001-01-01T00:00:00Z")
    #expect(RFC3339.string(from: Int64.max) == "9999-12-31T23:59:59Z")
    #expect(RFC3339.string(from: 253_402_300_800) == "9999-12-31T23:59:59Z")
    let last = try date("9999-12-31", 86_399)
    let kiritimati = try zone("Pacific/Kiritimati")
    #expect(RFC3339.string(from: last, in: kiritimati) == "9999-12-31T23:59:59+14:00")
  }

  @Test func `A date has the offset of its zone, or its own one`() throws {
    let berlin = try zone("Europe/Berlin")
    let day = try date("2026-07-01")
    #expect(RFC3339.string(from: day, in: berlin) == "2026-07-01T00:00:00+02:00")
    #expect(day.instant(in: berlin) == 1_782_856_800)
    #expect(RFC3339.string(from: day, in: try zone("UTC")) == "2026-07-01T00:00:00Z")
    #expect(
      RFC3339.string(from: day, in: try zone("America/St_Johns")) == "2026-07-01T00:00:00-02:30")
    let seoul = try date("2026-03-14", 30_600, offset: 32_400)
    #expect(RFC3339.string(from: seoul, in: berlin) == "2026-03-14T08:30:00+09:00")
    let utc = try date("2026-03-14", 30_600, offset: 0)
    #expect(RFC3339.string(from: utc, in: berlin) == "2026-03-14T08:30:00Z")
  }

  @Test func `Of an ambiguous local time, the date is the earlier instant`() throws {
    let berlin = try zone("Europe/Berlin")
    let during = try date("2026-10-25", 9000)
    #expect(RFC3339.string(from: during, in: berlin) == "2026-10-25T02:30:00+02:00")
    #expect(during.instant(in: berlin) == RFC3339.instant(from: "2026-10-25T00:30:00Z"))
    let before = try date("2026-10-25", 7199)
    #expect(RFC3339.string(from: before, in: berlin) == "2026-10-25T01:59:59+02:00")
    let after = try date("2026-10-25", 10_800)
    #expect(RFC3339.string(from: after, in: berlin) == "2026-10-25T03:00:00+01:00")
    let newYork = try date("2026-11-01", 5400)
    #expect(
      RFC3339.string(from: newYork, in: try zone("America/New_York"))
        == "2026-11-01T01:30:00-04:00")
  }

  @Test func `A local time that does not exist has the offset that applied before`() throws {
    let berlin = try zone("Europe/Berlin")
    let during = try date("2026-03-29", 9000)
    #expect(RFC3339.string(from: during, in: berlin) == "2026-03-29T02:30:00+01:00")
    #expect(during.instant(in: berlin) == RFC3339.instant(from: "2026-03-29T01:30:00Z"))
    let before = try date("2026-03-29", 7199)
    #expect(RFC3339.string(from: before, in: berlin) == "2026-03-29T01:59:59+01:00")
    let after = try date("2026-03-29", 10_800)
    #expect(RFC3339.string(from: after, in: berlin) == "2026-03-29T03:00:00+02:00")
    // Samoa left out the whole day.
    let samoa = try date("2011-12-30")
    #expect(
      RFC3339.string(from: samoa, in: try zone("Pacific/Apia")) == "2011-12-30T00:00:00-10:00")
    // Clocks in Beirut go forward at midnight.
    let beirut = try date("2026-03-29")
    #expect(
      RFC3339.string(from: beirut, in: try zone("Asia/Beirut")) == "2026-03-29T00:00:00+02:00")
  }

  @Test func `An offset is cut to minutes, and the local time is kept`() throws {
    let day = try date("1970-06-01")
    let monrovia = try zone("Africa/Monrovia")  // 44 minutes and 30 seconds behind UTC
    #expect(RFC3339.string(from: day, in: monrovia) == "1970-06-01T00:00:00-00:44")
    #expect(day.instant(in: monrovia) == 13_046_400 + 44 * 60 + 30)
    let east = try date("1970-06-01", 0, offset: 30)
    #expect(RFC3339.string(from: east, in: monrovia) == "1970-06-01T00:00:00Z")
  }

  @Test(
    arguments: [
      ("2026-03-14", nil, nil, .day, "2026-03-14"),
      ("2026-03-14", 30_600, nil, .minute, "2026-03-14T08:30:00"),
      ("2026-03-14", 30_615, 0, .second, "2026-03-14T08:30:15Z"),
      ("2026-03-14", 0, -12_600, .minute, "2026-03-14T00:00:00-03:30"),
      ("2026-03-14", 86_399, 50_400, .second, "2026-03-14T23:59:59+14:00"),
    ] as [(String, Int?, Int?, PageDate.Precision, String)])
  func `The partial form has only the parts that the page states, and is parsed back`(
    day: String, second: Int?, offset: Int?, precision: PageDate.Precision, text: String
  ) throws {
    var date = try date(day, second, offset: offset)
    date.precision = precision
    #expect(RFC3339.partialString(from: date) == text)
    #expect(RFC3339.pageDate(from: text) == date)
  }

  @Test(arguments: [
    "", "2026", "2026-03", "2026-3-14", "2026-02-30", "2026-03-14 ", "2026-03-14T", "0000-01-01",
    "2026-03-14T08:30", "2026-03-14T24:00:00", "2026-03-14T08:60:00", "2026-03-14T08:30:61",
    "2026-03-14T08:30:00+9", "2026-03-14T08:30:00+09:60", "2026-03-14T08:30:00+24:00",
    "2026-03-14T08:30:00ZZ", "2026-03-14T+8:30:00Z", "20260314T083000Z",
  ])
  func `Other text is no date`(_ text: String) {
    #expect(RFC3339.pageDate(from: text) == nil)
    #expect(RFC3339.instant(from: text) == nil)
  }

  @Test func `A date without a time or an offset is no instant`() {
    #expect(RFC3339.instant(from: "2026-03-14") == nil)
    #expect(RFC3339.instant(from: "2026-03-14T08:30:00") == nil)
    #expect(RFC3339.instant(from: "2026-03-14T08:30:00+09:00") == 1_773_444_600)
  }

  @Test func `A leap second is the second before it`() {
    #expect(RFC3339.instant(from: "2016-12-31T23:59:60Z") == 1_483_228_799)
  }
}
