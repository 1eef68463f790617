import Dates
import Testing

import struct Foundation.TimeZone

@Suite struct DateFormsTests {
  @Test(
    "Dates of attributes and JSON-LD",
    arguments: [
      ["2026-03-14T08:30:00+09:00", "2026-03-14 08:30", "32400"],
      ["2026-03-14T08:30:00.123Z", "2026-03-14 08:30", "0"],
      ["2026-03-14T08:30Z", "2026-03-14 08:30", "0"],
      ["20260314T083000Z", "2026-03-14 08:30", "0"],
      ["2026-03-14 08:30:00 -0500", "2026-03-14 08:30", "-18000"],
      ["2026-03-14T08:30:00+09:00[Asia/Seoul]", "2026-03-14 08:30", "32400"],
      ["2026-03-14", "2026-03-14", ""], ["2026-03-14T24:00", "2026-03-15 00:00", ""],
      ["2026-073", "2026-03-14", ""], ["2026-W11-6", "2026-03-14", ""],
      ["Sat, 14 Mar 2026 08:30:00 +0900", "2026-03-14 08:30", "32400"],
      ["Sat, 14 Mar 2026 08:30:00 GMT", "2026-03-14 08:30", "0"],
      ["1773477000", "2026-03-14 08:30", "0"], ["1773477000000", "2026-03-14 08:30", "0"],
      ["March 14, 2026", "2026-03-14", ""],
    ])
  func machine(_ row: [String]) throws {
    let date = try #require(dateParser().parseMachineReadable(row[0]))
    #expect(written(date, withTime: row[1].count > 10) == row[1])
    #expect(date.utcOffset == Int(row[2]))
  }

  @Test(
    "What is no machine date is refused",
    arguments: [
      "2026", "2026-03", "2026-13-01", "2026-02-30", "PT5M", "12345", "March 14", "true", "",
      "2026-03-14T25:00", "99999999999999",
    ])
  func noMachineDate(_ text: String) { #expect(dateParser().parseMachineReadable(text) == nil) }

  @Test(
    "Days in addresses",
    arguments: [
      ["https://example.org/2026/03/14/story", "2026-03-14"],
      ["https://example.org/news/2026-03-14-story.html", "2026-03-14"],
      ["https://example.org/2026/3/4/", "2026-03-04"],
      ["https://example.org/a/20260314.html", "2026-03-14"],
      ["https://example.org/2026/mar/14/story", "2026-03-14"],
      ["https://example.org/view/AEN20260314001100315", "2026-03-14"],
      ["https://example.org/2026/0314/c90000-1.html", "2026-03-14"],
      ["https://example.org/?d=2026_03_14", "2026-03-14"], ["/2026/03/14/x", "2026-03-14"],
      ["https://20260314.example.org/story", "-"], ["https://example.org/2026/03/", "-"],
      ["https://example.org/2027/03/14/", "-"], ["https://example.org/20261399", "-"],
      ["https://example.org/article/123456789", "-"], ["https://example.org/2026/13/45", "-"],
    ])
  func addresses(_ row: [String]) {
    #expect(written(dateParser().date(inURL: row[0]), withTime: false) == row[1])
  }

  @Test("A number above 12 in a site's dates tells their order")
  func learning() {
    #expect(DateParser.inferredOrder(from: ["03/04/2026", "25/04/2026"]) == .dayMonthYear)
    #expect(DateParser.inferredOrder(from: ["03/04/2026", "Posted 04/25/26"]) == .monthDayYear)
    #expect(DateParser.inferredOrder(from: ["2026-03-14", "2026-03-04"]) == .yearMonthDay)
    #expect(DateParser.inferredOrder(from: ["2026-03-14", "25.04.2026"]) == .dayMonthYear)
    #expect(DateParser.inferredOrder(from: ["03/04/2026", "01/02/2026"]) == nil)
    #expect(DateParser.inferredOrder(from: ["25/04/2026", "04/25/2026"]) == nil)
    #expect(DateParser.inferredOrder(from: ["Tel. 030/123456", "٢٥/٠٤/٢٠٢٦"]) == .dayMonthYear)
    #expect(DateParser.inferredOrder(from: [String]()) == nil)
  }

  @Test("Dates within running text are found with their places")
  func mentions() {
    let text =
      "PYONGYANG, March 14 (KCNA) -- The pact of 27 July 1953 and 2 of 3 rules; 14.03.2026."
    let found = dateParser().mentions(in: text)
    let places = found.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(places == ["March 14", "27 July 1953", "14.03.2026"])
    #expect(found.map(\.hasYear) == [false, true, true])
    let long = String(repeating: "word ", count: 1000) + "on March 14, 2026"
    #expect(dateParser().mentions(in: long).map(\.date.day.description) == ["2026-03-14"])
  }

  @Test("A date becomes an instant in a zone, and RFC 3339")
  func instants() throws {
    let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
    let day = PageDate(day: Day(iso: "2026-07-01")!)
    #expect(day.rfc3339(in: berlin) == "2026-07-01T00:00:00+02:00")
    #expect(day.instant(in: berlin) == 1_782_856_800)
    let time = PageDate(day: Day(iso: "2026-03-14")!, secondOfDay: 30_600, utcOffset: 32_400)
    #expect(time.rfc3339(in: berlin) == "2026-03-14T08:30:00+09:00")
    let zulu = PageDate(day: Day(iso: "2026-03-14")!, secondOfDay: 30_600, utcOffset: 0)
    #expect(zulu.rfc3339(in: berlin) == "2026-03-14T08:30:00Z")
    #expect(day.rfc3339(in: TimeZone(identifier: "UTC")!) == "2026-07-01T00:00:00Z")
    #expect(
      day.rfc3339(in: TimeZone(identifier: "America/St_Johns")!) == "2026-07-01T00:00:00-02:30")
  }
}
