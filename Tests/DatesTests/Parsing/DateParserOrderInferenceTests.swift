import Dates
import Testing

@Suite struct DateParserOrderInferenceTests {
  @Test func `A number above 12 in the dates of a site determines their order`() {
    #expect(DateParser.inferredOrder(from: ["03/04/2026", "25/04/2026"]) == .dayMonthYear)
    #expect(DateParser.inferredOrder(from: ["03/04/2026", "Posted 04/25/26"]) == .monthDayYear)
    #expect(DateParser.inferredOrder(from: ["2026-03-14", "2026-03-04"]) == .yearMonthDay)
    #expect(DateParser.inferredOrder(from: ["2026-03-14", "25.04.2026"]) == .dayMonthYear)
    #expect(DateParser.inferredOrder(from: ["03/04/2026", "01/02/2026"]) == nil)
    #expect(DateParser.inferredOrder(from: ["25/04/2026", "04/25/2026"]) == nil)
    #expect(DateParser.inferredOrder(from: ["Tel. 030/123456", "٢٥/٠٤/٢٠٢٦"]) == .dayMonthYear)
    #expect(DateParser.inferredOrder(from: [String]()) == nil)
  }
}
