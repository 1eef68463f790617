import Dates
import Testing

@Suite struct DateParserMachineReadableTests {
  @Test(arguments: [
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
  func `Dates of attributes and JSON-LD are parsed`(_ row: [String]) throws {
    let date = try #require(dateParser().parseMachineReadable(row[0]))
    #expect(formatted(date, withTime: row[1].count > 10) == row[1])
    #expect(date.utcOffset == Int(row[2]))
  }

  @Test(arguments: [
    "2026", "2026-03", "2026-13-01", "2026-02-30", "PT5M", "12345", "March 14", "true", "",
    "2026-03-14T25:00", "99999999999999",
  ])
  func `Other values are no machine-readable date`(_ text: String) {
    #expect(dateParser().parseMachineReadable(text) == nil)
  }
}
