import Dates
import Testing

@Suite struct DateParserMentionsTests {
  @Test func `Dates in running text are found with their positions`() {
    let text =
      "PYONGYANG, March 14 (KCNA) -- The pact of 27 July 1953 and 2 of 3 rules; 14.03.2026."
    let found = dateParser().mentions(in: text)
    let places = found.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(places == ["March 14", "27 July 1953", "14.03.2026"])
    #expect(found.map(\.hasYear) == [false, true, true])
    let long = String(repeating: "word ", count: 1000) + "on March 14, 2026"
    #expect(dateParser().mentions(in: long).map(\.date.day.description) == ["2026-03-14"])
  }
}
