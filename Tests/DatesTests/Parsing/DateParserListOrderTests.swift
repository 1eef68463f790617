import Dates
import Testing

@Suite struct DateParserListOrderTests {
  private func order(
    _ texts: [String], _ language: String? = "en", host: String? = nil
  ) -> DateOrder? {
    var list = NumericDateList()
    for text in texts { Array(text.utf8).withUnsafeBufferPointer { list.add($0) } }
    return DateParser(DateContext(now: referenceTime, language: language, host: host))
      .order(of: list)
  }

  @Test func `One number above 12 determines the order of a list`() {
    #expect(order(["03/04/2026", "03/14/2026", "03/02/2026"]) == .monthDayYear)
    #expect(order(["03.04.26", "03.14.26", "03.02.26"]) == .monthDayYear)
    #expect(order(["25.02.2026", "02.03.2026"]) == .dayMonthYear)
  }

  @Test func `A list of news is compact and ends near the present`() {
    #expect(order(["26.03.12", "26.03.11", "26.03.09"], "de") == .yearMonthDay)
    #expect(order(["12.03.26", "11.03.26", "09.03.26"], "ko") == .dayMonthYear)
    #expect(order(["03/12/2026", "03/11/2026", "03/09/2026"], "fr") == .monthDayYear)
  }

  @Test func `The language and the country decide where the days do not`() {
    #expect(order(["02/03/2026", "02/03/2026"]) == .monthDayYear)
    #expect(order(["02/03/2026", "02/03/2026"], host: "harbour.co.uk") == .dayMonthYear)
    #expect(order(["02/03/2026", "02/03/2026"], nil, host: "harbour.gov") == .monthDayYear)
    #expect(order(["02/03/2026", "02/03/2026"], "de") == .dayMonthYear)
  }

  @Test func `A publication is not still to come`() {
    var context = DateContext(now: referenceTime, language: "en")
    #expect(DateParser(context).parse("11/03/2026").date?.day.description == "2026-11-03")
    context.isPublication = true
    #expect(DateParser(context).parse("11/03/2026").date?.day.description == "2026-03-11")
    #expect(DateParser(context).parse("02/03/2026").date?.day.description == "2026-02-03")
  }

  @Test func `A number with its year last is a date behind a word that announces one`() {
    let parser = DateParser(DateContext(now: referenceTime, language: "en"))
    #expect(parser.parse("Published: 02112026").date?.day.description == "2026-02-11")
    #expect(parser.parse("No. 02112026").date == nil)
  }

  @Test func `A list without numeric dates has no order`() {
    #expect(order(["March 3, 2026", "Tel. 030/123456"]) == nil)
    #expect(order([]) == nil)
    #expect(order(["2026-03-14"]) == .yearMonthDay)
    #expect(order(["25/02/2026"]) == .dayMonthYear)
  }
}
