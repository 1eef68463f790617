import Dates
import Testing

@Suite struct DateParserTests {
  @Test(
    "A date is read with what usually stands around it",
    arguments: [
      ["en", "By John Smith | March 14, 2026", "2026-03-14"],
      ["en", "Mar 14, 2026 · 5 min read", "2026-03-14"],
      ["en", "Published 6:30 PM EDT, March 13, 2026", "2026-03-13 18:30"],
      ["en", "Last modified on Fri 13 Mar 2026 18.07 GMT", "2026-03-13 18:07"],
      ["en", "Posted by admin on March 12, 2026 in News", "2026-03-12"],
      ["en", "12 March 2026 | Press Release | Brussels", "2026-03-12"],
      ["en", "« March 14, 2026 »", "2026-03-14"],
      ["en", "[14 March 2026]", "2026-03-14"],
      ["en", "Sat Mar 14 08:30:15 UTC 2026", "2026-03-14 08:30"],
      ["en", "March 14th 2026, 3:04:05 pm", "2026-03-14 15:04"],
      ["en", "14Mar2026", "2026-03-14"],
      ["en", "Mar 14 '26", "2026-03-14"],
      ["en", "20251208", "2025-12-08"],
    ])
  func dress(_ row: [String]) { expectReading(row) }

  @Test(
    "A dateline's day is the date though it has no year",
    arguments: [
      ["en", "LONDON, March 13 (Reuters) -", "2026-03-13"],
      ["en", "Pyongyang, March 13 (KCNA) --", "2026-03-13"],
      ["ru", "МОСКВА, 13 мар — РИА Новости", "2026-03-13"],
      ["zh", "新华社北京3月13日电", "2026-03-13"],
    ])
  func datelines(_ row: [String]) { expectReading(row) }

  @Test(
    "What only looks like a date is none",
    arguments: [
      "The conference took place on March 8, 2026 in Pyongyang and was attended by many",
      "at a press conference on March 8 denounced", "Elections on November 5",
      "2025 was recorded as one of the hottest years", "In 2025 the company sold 12 ships",
      "The 31st Summer Games", "May 2026", "March", "2026", "Sun", "5 March Street",
      "Mon-Fri 9:00-17:00", "9:00 am - 5:00 pm", "Version 3.2.1", "192.168.1.1", "3.5/5", "10/10",
      "1-800-555-0199", "+44 20 7946 0958", "£12.50", "US$ 3.14 million", "COVID-19", "9/11",
      "24/6",
      "Q1 2026", "FY2025-26", "Vol. 12 No. 3", "12 Comments", "2 days", "in 3 days", "12:30 pm",
      "24 hours a day", "Today's paper", "Sunday Times", "1,200,000", "100%", "14°C", "#14",
      "A/RES/60/251", "ISSN 1234-5678", "20260399", "Sec. 12-03-2026-A", "Tomorrow",
      "Issue 14, March 2026", "Two die in crash", "One year of war", "Here", "",
    ])
  func traps(_ text: String) {
    #expect(dateParser().parse(text).date == nil, "\(dateParser().parse(text).explanation)")
  }

  @Test(
    "A span of days, as of an event, is no date",
    arguments: [
      "12-14 March 2026", "March 12 - April 3, 2026", "from 12 to 14 March 2026",
      "until March 31, 2026", "03/12/2026 - 03/14/2026",
    ])
  func ranges(_ text: String) { #expect(dateParser().parse(text).date == nil) }

  @Test("Day and month follow the order known, else what is possible, the weekday, the language")
  func orders() {
    func day(_ parser: DateParser, _ text: String) -> String {
      written(parser.parse(text).date, withTime: false)
    }
    #expect(day(dateParser("en"), "03/04/2026") == "2026-03-04")
    #expect(day(dateParser("en-GB"), "03/04/2026") == "2026-04-03")
    #expect(day(dateParser("en", order: .dayMonthYear), "03/04/2026") == "2026-04-03")
    #expect(day(dateParser("fr", order: .monthDayYear), "03/04/2026") == "2026-03-04")
    #expect(day(dateParser("en"), "25/04/2026") == "2026-04-25")
    #expect(day(dateParser("en"), "Friday, 03/04/2026") == "2026-04-03")
    #expect(day(dateParser("ko"), "26.03.11") == "2026-03-11")
    #expect(dateParser("en").parse("03/04/2026").isOrderGuessed)
    #expect(!dateParser("en").parse("25/04/2026").isOrderGuessed)
  }

  @Test("A day without a year is the latest such day that is not after tomorrow")
  func withoutYear() {
    #expect(written(dateParser().parse("March 15").date, withTime: false) == "2026-03-15")
    #expect(written(dateParser().parse("March 16").date, withTime: false) == "2025-03-16")
    #expect(written(dateParser().parse("Feb 29").date, withTime: false) == "2024-02-29")
  }

  @Test("A relative time is told in the source's zone and marked as relative")
  func relativeInZone() throws {
    let seoul = dateParser("ko", zone: 9 * 3600, now: 1_773_500_400)  // 15:00 UTC, midnight there
    let date = try #require(seoul.parse("3시간 전").date)
    #expect(written(date, withTime: true) == "2026-03-14 21:00")
    #expect(date.isRelative)
    #expect(written(seoul.parse("오늘").date, withTime: false) == "2026-03-15")
  }

  @Test("The day and time are those of the page, its zone is kept")
  func zones() throws {
    let date = try #require(dateParser().parse("14 March 2026, 23:30 GMT+9").date)
    #expect(written(date, withTime: true) == "2026-03-14 23:30")
    #expect(date.utcOffset == 9 * 3600)
    #expect(date.precision == .minute)
    #expect(dateParser().parse("14 March 2026, 23:30 EST").date?.utcOffset == -5 * 3600)
    #expect(dateParser().parse("14 March 2026, 23:30").date?.utcOffset == nil)
  }

  @Test("A reading says why")
  func why() {
    #expect(dateParser().parse("until March 31, 2026").explanation.contains("span"))
    #expect(dateParser("fa").parse("22 اسفند 1404").explanation.contains("Solar Hijri"))
    #expect(dateParser().parse("March 3").explanation.contains("no year"))
    #expect(dateParser().parse("Tel. 12-03-2026").explanation.contains("word before"))
  }

  @Test("Where the date stands in the text is told in bytes")
  func range() throws {
    let text = "Été : 14/03/2026"
    let range = try #require(dateParser("fr").parse(text).range)
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "14/03/2026")
  }

  @Test("Hostile lengths are refused or read in no time", .timeLimit(.minutes(1)))
  func bounds() {
    let parser = dateParser()
    let digits = String(repeating: "1234567890", count: 10_000)
    #expect(parser.parse(digits).date == nil)
    #expect(parser.parseMachineReadable(digits) == nil)
    #expect(parser.date(inURL: "https://example.org/" + digits) == nil)
    #expect(parser.mentions(in: digits).isEmpty)
    #expect(parser.mentions(in: String(repeating: "1/2/", count: 25_000)).count < 300)
    #expect(parser.parse(String(repeating: "1.", count: 100)).date == nil)
    #expect(parser.parse(String(repeating: "a.", count: 100)).date == nil)
    #expect(DateParser.inferredOrder(from: [digits, digits]) == nil)
  }

  @Test("Bytes that are not UTF-8 do no harm")
  func illFormed() {
    let bytes: [UInt8] = [0x31, 0x34, 0xFF, 0xE3, 0x81, 0xF0, 0x80, 0x20, 0x4D, 0x61, 0x72]
    bytes.withUnsafeBufferPointer { #expect(dateParser().parse($0).date == nil) }
  }

  @Test("A clock that is far off does no harm", arguments: [Int64.min, -1, 0, Int64.max])
  func strangeClock(_ now: Int64) {
    let parser = dateParser(now: now)
    #expect(written(parser.parse("14 March 2026").date, withTime: false) == "2026-03-14")
    #expect(parser.parse("3 hours ago").date?.isRelative == true)
    #expect(parser.date(inURL: "https://example.org/1990/03/14/") == nil)
  }
}
