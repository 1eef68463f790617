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

  @Test(arguments: [
    ("26年3月14 Aug", ["26年3月14"]), ("Feb 27 - Mar, 2, 2026", ["Feb 27", "Mar, 2, 2026"]),
    ("Dec 09, , Dec 09, 2025", ["Dec 09", "Dec 09, 2025"]),
    ("March 14 August 2025", ["14 August 2025"]),
    ("14 March, then 15 April", ["14 March", "15 April"]),
  ])
  func `A number is part of one date only`(text: String, dates: [String]) {
    let found = dateParser().mentions(in: text)
    #expect(found.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == dates)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
  }
}
