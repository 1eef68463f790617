extension DateParser {
  /// The order of day and month in a site's numeric dates, from the texts that may be dates: a
  /// number above 12 decides. Nil when none does, or when they contradict each other.
  package static func inferredOrder(from texts: some Sequence<some StringProtocol>) -> DateOrder? {
    var dayFirst = 0
    var monthFirst = 0
    var yearFirst = 0
    for text in texts.lazy.prefix(2000) {
      switch numericOrder(text) {
      case .dayMonthYear: dayFirst += 1
      case .monthDayYear: monthFirst += 1
      case .yearMonthDay: yearFirst += 1
      case nil: continue
      }
    }
    if dayFirst > 0, dayFirst >= 4 * monthFirst { return .dayMonthYear }
    if monthFirst > 0, monthFirst >= 4 * dayFirst { return .monthDayYear }
    return dayFirst + monthFirst == 0 && yearFirst > 0 ? .yearMonthDay : nil
  }

  /// What the first "a/b/c" of a text shows of the order.
  private static func numericOrder(_ text: some StringProtocol) -> DateOrder? {
    var numbers: (Int, Int, Int) = (0, 0, 0)
    var digits: (Int, Int, Int) = (0, 0, 0)
    var field = 0
    var join: Unicode.Scalar?
    for s in text.unicodeScalars.prefix(200) {
      if let d = s.isASCII
        ? (s.value &- 0x30 < 10 ? Int(s.value - 0x30) : nil) : Scripts.digit(s.value)
      {
        switch field {
        case 0: (numbers.0, digits.0) = (min(numbers.0 * 10 + d, 99_999), digits.0 + 1)
        case 1: (numbers.1, digits.1) = (min(numbers.1 * 10 + d, 99_999), digits.1 + 1)
        default: (numbers.2, digits.2) = (min(numbers.2 * 10 + d, 99_999), digits.2 + 1)
        }
      } else if field < 2, s == "/" || s == "." || s == "-", join == nil || join == s,
        field == 0 ? digits.0 > 0 : digits.1 > 0
      {
        join = s
        field += 1
      } else if field == 2, digits.2 > 0 {
        break
      } else if s != " " || field == 0 {
        (numbers, digits, field, join) = ((0, 0, 0), (0, 0, 0), 0, nil)
      }
    }
    guard digits.2 > 0, digits.1 <= 2, digits.1 > 0 else { return nil }
    let (a, b) = (numbers.0, numbers.1)
    if digits.0 == 4, digits.2 <= 2 { return (1300...2700).contains(a) ? .yearMonthDay : nil }
    guard digits.0 <= 2, digits.2 == 4 || digits.2 == 2 else { return nil }
    if digits.2 == 2, a > 31 { return .yearMonthDay }
    if a > 12, a <= 31, b <= 12 { return .dayMonthYear }
    if b > 12, b <= 31, a <= 12 { return .monthDayYear }
    return nil
  }
}
