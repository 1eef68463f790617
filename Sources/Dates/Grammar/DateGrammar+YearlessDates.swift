/// Numeric dates without a year.
extension DateGrammar {
  /// Returns the date of a day and a month without a year: "14.03.", "03/14 10:30", "[03-14]".
  ///
  /// Two numbers usually mean something else, so nothing but what accompanies a date may stand in
  /// the text.
  func numericDateWithoutYear(
    first: Int, second: Int, joiner: Unicode.Scalar
  ) -> DateCandidate? {
    let (a, b) = (tokens[first], tokens[second])
    guard joiner != " ", joiner != "–", a.digitCount <= 2, b.digitCount <= 2, !a.isNumeral,
      !b.isNumeral, !a.isYear, !isJoinedToNext(at: second)
    else { return nil }
    let last = joiner == "." && isSymbol(".", at: second + 1) ? second + 1 : second
    guard isDayAndMonthPlausible(first, second, last: last, joiner: joiner),
      let day = latestDay(Int(a.value), Int(b.value), joiner: joiner)
    else { return nil }
    return DateCandidate(day: day, first: first, last: last, hasYear: false, isNumeric: true)
  }

  private func latestDay(_ a: Int, _ b: Int, joiner: Unicode.Scalar) -> Day? {
    let dayFirst = { latestDay(of: .gregorian, month: b, day: a) }
    let monthFirst = { latestDay(of: .gregorian, month: a, day: b) }
    switch context.order {
    case .dayMonthYear: return dayFirst()
    case .monthDayYear, .yearMonthDay: return monthFirst()
    case nil:
      let isUsuallyMonthFirst = context.usualOrder == .monthDayYear
      let isMonthFirst = context.startsWithShortYear || isUsuallyMonthFirst && joiner != "."
      if let day = isMonthFirst ? monthFirst() : dayFirst() { return day }
      // English pages may use either order.
      return isUsuallyMonthFirst ? dayFirst() : nil
    }
  }

  private func isDayAndMonthPlausible(
    _ first: Int, _ second: Int, last: Int, joiner: Unicode.Scalar
  ) -> Bool {
    var isSupported = joiner == "." && last > second
    var isBracketed = false
    for i in 0..<count where i < first || i > last {
      let token = tokens[i]
      switch token.kind {
      case .time: isSupported = true
      case .word:
        if token.means(.weekday) && (token.length > 3 || isSymbol("(", at: i - 1))
          || token.means(.dateLabel)
        {
          isSupported = true
        } else {
          guard token.means([.timeMark, .zone, .connector, .dayMark, .relativeDay]) else {
            return false
          }
        }
      case .symbol: if token.isSymbol("(") { isBracketed = true }
      default: return false
      }
    }
    return isSupported
      || isDayAndMonthInUsualForm(first, second, joiner: joiner, isBracketed: isBracketed)
  }

  /// Returns whether two numbers alone look like a day and a month in the language of the text.
  private func isDayAndMonthInUsualForm(
    _ first: Int, _ second: Int, joiner: Unicode.Scalar, isBracketed: Bool
  ) -> Bool {
    guard tokens[first].digitCount == 2, tokens[second].digitCount == 2,
      !tokens[second].followsSpace
    else { return false }
    let (a, b) = (tokens[first].value, tokens[second].value)
    switch joiner {
    case "/":
      // "09/11" has a leading zero; "24/06" and "24/12" have only one reading.
      let hasOneReading = context.usualOrder == .dayMonthYear && (a > 12) != (b > 12)
      return a < 10 || b < 10 || isBracketed || hasOneReading
    case "-": return isBracketed || context.startsWithShortYear
    default:
      return b <= 12 && (isBracketed || context.usesDottedDayAndMonth)
        || context.startsWithShortYear && a < 10
    }
  }
}
