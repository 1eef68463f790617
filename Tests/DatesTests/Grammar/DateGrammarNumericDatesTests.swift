import Dates
import Testing

@Suite struct DateGrammarNumericDatesTests {
  @Test
  func
    `Day and month have the known order, the possible one, the one of the weekday, or the usual one`()
  {
    func day(_ parser: DateParser, _ text: String) -> String {
      formatted(parser.parse(text).date, withTime: false)
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

  @Test func `A day without a year is the latest such day that is not after tomorrow`() {
    #expect(formatted(dateParser().parse("March 15").date, withTime: false) == "2026-03-15")
    #expect(formatted(dateParser().parse("March 16").date, withTime: false) == "2025-03-16")
    #expect(formatted(dateParser().parse("Feb 29").date, withTime: false) == "2024-02-29")
  }
}
