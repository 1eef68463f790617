import Dates
import Testing

@Suite struct DateParserTests {
  @Test func `A date keeps the day, the time and the zone of the page`() throws {
    let date = try #require(dateParser().parse("14 March 2026, 23:30 GMT+9").date)
    #expect(formatted(date, withTime: true) == "2026-03-14 23:30")
    #expect(date.utcOffset == 9 * 3600)
    #expect(date.precision == .minute)
    #expect(dateParser().parse("14 March 2026, 23:30 EST").date?.utcOffset == -5 * 3600)
    #expect(dateParser().parse("14 March 2026, 23:30").date?.utcOffset == nil)
  }

  @Test func `A result has an explanation`() {
    #expect(dateParser().parse("until March 31, 2026").explanation.contains("range"))
    #expect(dateParser("fa").parse("22 اسفند 1404").explanation.contains("Solar Hijri"))
    #expect(dateParser().parse("March 3").explanation.contains("no year"))
    #expect(dateParser().parse("Tel. 12-03-2026").explanation.contains("word before"))
  }

  @Test func `The range of a result is in UTF-8 bytes`() throws {
    let text = "Été : 14/03/2026"
    let range = try #require(dateParser("fr").parse(text).range)
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "14/03/2026")
  }

  @Test(.timeLimit(.minutes(10)))
  func `Long texts are rejected or parsed quickly`() {
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

  @Test func `Ill-formed UTF-8 is no date`() {
    let bytes: [UInt8] = [0x31, 0x34, 0xFF, 0xE3, 0x81, 0xF0, 0x80, 0x20, 0x4D, 0x61, 0x72]
    bytes.withUnsafeBufferPointer { #expect(dateParser().parse($0).date == nil) }
  }

  @Test(arguments: [Int64.min, -1, 0, Int64.max])
  func `A clock that is far off does not prevent parsing`(_ now: Int64) {
    let parser = dateParser(now: now)
    #expect(formatted(parser.parse("14 March 2026").date, withTime: false) == "2026-03-14")
    #expect(parser.parse("3 hours ago").date?.isRelative == true)
    #expect(parser.date(inURL: "https://example.org/1990/03/14/") == nil)
  }
}
