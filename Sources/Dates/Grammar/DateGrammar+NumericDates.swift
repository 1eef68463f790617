/// Dates in numbers only.
extension DateGrammar {
  /// Two or three numbers that the same symbol, or only white space, joins.
  private struct NumberChain {
    var first: Int
    var second: Int
    var third: Int?
    /// The symbol between the first and the second number; a space if there is none.
    var joiner: Unicode.Scalar
  }

  /// Returns the date that begins with the number at `i`; returns nil if there is none.
  func numericDate(at i: Int) -> DateCandidate? {
    guard !isJoinedToPrevious(at: i) else { return nil }
    let token = tokens[i]
    if token.digitCount >= 8 { return compactDate(at: i) }
    guard token.digitCount <= 4, !token.isNumeral || token.isYear, let chain = chain(at: i) else {
      return nil
    }
    guard let third = chain.third else {
      return numericDateWithoutYear(first: i, second: chain.second, joiner: chain.joiner)
    }
    return dateWithYear(i, chain.second, third)
  }

  // MARK: Chains

  private func chain(at i: Int) -> NumberChain? {
    guard let (second, joiner) = joinedNumber(after: i, joiner: nil) else { return nil }
    var chain = NumberChain(first: i, second: second, joiner: joiner)
    guard let (third, _) = joinedNumber(after: second, joiner: joiner) else { return chain }
    chain.third = third
    if joiner != " ", let (fourth, _) = joinedNumber(after: third, joiner: joiner),
      !tokens[fourth].followsSpace
    {
      chain.third = nil
    }
    return chain
  }

  /// Returns the number that a joiner, the given one or any, joins to the number at `i`.
  private func joinedNumber(
    after i: Int, joiner: Unicode.Scalar?
  ) -> (index: Int, joiner: Unicode.Scalar)? {
    if isNumber(at: i + 1), joiner == nil || joiner == " ", tokens[i + 1].followsSpace {
      return (i + 1, " ")
    }
    guard i + 2 < count, tokens[i + 1].kind == .symbol,
      let symbol = Unicode.Scalar(tokens[i + 1].scalar),
      symbol == "-" || symbol == "/" || symbol == "." || symbol == "–",
      joiner == nil || joiner == symbol,  // "14.03-2026" is no date.
      isNumber(at: i + 2)
    else { return nil }
    // A dash has spaces on both sides or on none.
    let isDash = symbol == "-" || symbol == "–"
    if isDash, tokens[i + 1].followsSpace != tokens[i + 2].followsSpace { return nil }
    return (i + 2, symbol)
  }

  /// Returns whether a symbol, a letter or a number directly before makes the number part of a
  /// code, a version or a telephone number.
  private func isJoinedToPrevious(at i: Int) -> Bool {
    guard i > 0, !tokens[i].followsSpace else { return false }
    let previous = tokens[i - 1]
    switch previous.kind {
    case .word:
      return !previous.means([
        .dateLabel, .eraBefore, .weekday, .dayMark, .timeMark, .connector, .yearMark,
      ]) || previous.length == 1 && previous.isUnknownWord
    case .symbol:
      switch previous.scalar {
      case 0x24, 0x23, 0x2B, 0x20AC, 0xA3, 0xA5, 0x3D, 0x26, 0x40, 0x5F:  // $ # + € £ ¥ = & @ _
        return true
      case 0x2D, 0x2E, 0x2F:  // - . /
        return i > 1 && !previous.followsSpace
          && (tokens[i - 2].isNumber || tokens[i - 2].isUnknownWord)
      default: return false
      }
    case .number: return true
    default: return false
    }
  }

  /// Returns whether a letter, a number, a percent sign or a currency directly behind makes the
  /// number something else than the end of a date.
  func isJoinedToNext(at i: Int) -> Bool {
    guard i + 1 < count, !tokens[i + 1].followsSpace else { return false }
    let next = tokens[i + 1]
    switch next.kind {
    case .word:
      let isBeforeTime = next.length == 1 && i + 2 < count && tokens[i + 2].kind == .time
      return next.isUnknownWord && !isBeforeTime
    case .symbol:
      if next.isSymbol("-"), i + 2 < count, !tokens[i + 2].followsSpace,
        tokens[i + 2].kind == .word
      {
        return tokens[i + 2].isUnknownWord
          || tokens[i + 2].length == 1 && tokens[i].digitCount == 4
      }
      return next.isSymbol("%") || next.isSymbol("€")
    case .number: return true
    default: return false
    }
  }

  // MARK: Day, month and year

  private func dateWithYear(_ first: Int, _ second: Int, _ third: Int) -> DateCandidate? {
    let (a, b, c) = (tokens[first], tokens[second], tokens[third])
    if second == first + 1 {  // joined by white space
      let isYearFirst = a.digitCount == 4 && b.digitCount == 2 && c.digitCount == 2
      let isAlone = a.digitCount <= 2 && b.digitCount == 2 && c.digitCount == 4 && count == 3
      guard isYearFirst || isAlone else { return nil }
    }
    guard b.digitCount <= 2, !isJoinedToNext(at: third) else { return nil }
    if a.digitCount >= 3 || a.isYear { return dateWithYearFirst(first, second, third) }
    guard let (day, calendar) = dayWithShortNumbers(first, second, third) else { return nil }
    let isAmbiguous = a.value <= 12 && b.value <= 12 && a.value != b.value
    return DateCandidate(
      day: day, first: first, last: third, hasYear: true, calendar: calendar, isNumeric: true,
      isOrderGuessed: context.order == nil && isAmbiguous)
  }

  /// Returns a date whose year comes first: "2026-03-14", "115/03/14".
  private func dateWithYearFirst(_ first: Int, _ second: Int, _ third: Int) -> DateCandidate? {
    let token = tokens[first]
    let isFullYear = token.digitCount == 4 || token.isYear
    let year =
      isFullYear
      ? (token.isYear ? CalendarYear(number: Int(token.value)) : numericYear(first, end: third))
      : republicanYear(Int(token.value))
    guard tokens[third].digitCount <= 2, let year,
      let day = year.calendar.day(
        year: year.number, month: Int(tokens[second].value), day: Int(tokens[third].value))
    else { return nil }
    return DateCandidate(
      day: day, first: first, last: third, hasYear: true, calendar: year.calendar,
      isNumeric: true)
  }

  /// Returns the day and the calendar for a day and a month before a year of four digits, or for
  /// three numbers of at most two digits: "14.03.2026", "03/14/26".
  private func dayWithShortNumbers(
    _ first: Int, _ second: Int, _ third: Int
  ) -> (Day, DateCalendar)? {
    switch tokens[third].digitCount {
    case 4:
      guard let year = numericYear(third, end: third),
        let day = orderedDay(first, second, year: year)
      else { return nil }
      return (day, year.calendar)
    case 2:
      return dayOfOtherCalendar(first, second, third)
        ?? dayOfTwoDigitNumbers(first, second, third).map { ($0, .gregorian) }
    default: return nil
    }
  }

  /// Returns the year that a number of four digits means in a numeric date. The name of its era may
  /// stand behind the end of the date.
  private func numericYear(_ i: Int, end: Int) -> CalendarYear? {
    let value = Int(tokens[i].value)
    let era = means(.eraAfter, at: end + 1) ? tokens[end + 1].lexeme.era : nil
    if (1343...1500).contains(value) {
      let isIslamic =
        era == .hijri || context.language == .arabic && era != .solarHijri && value > 1420
      if isIslamic { return CalendarYear(number: value, calendar: .islamic) }
      let isPlausible = DateCalendar.solarHijri.plausibleYears.contains(value)
      return isPlausible ? CalendarYear(number: value, calendar: .solarHijri) : nil
    }
    if context.language == .nepali, (2040...2100).contains(value), value > context.year + 20 {
      return CalendarYear(number: value, calendar: .bikramSambat)
    }
    return gregorianYear(fromFourDigits: value)
  }

  /// Returns the day for two numbers that are day and month. Their order is the known one, the only
  /// possible one, the one that fits a weekday nearby, or the usual one, in this sequence.
  private func orderedDay(_ first: Int, _ second: Int, year: CalendarYear) -> Day? {
    let (a, b) = (Int(tokens[first].value), Int(tokens[second].value))
    let dayFirst = year.calendar.day(year: year.number, month: b, day: a)
    let monthFirst = year.calendar.day(year: year.number, month: a, day: b)
    guard let dayFirst, let monthFirst else { return dayFirst ?? monthFirst }
    switch context.order {
    case .dayMonthYear: return dayFirst
    case .monthDayYear: return monthFirst
    default: break
    }
    if dayFirst != monthFirst, let weekday = weekday(near: first, second) {
      if dayFirst.weekday == weekday { return dayFirst }
      if monthFirst.weekday == weekday { return monthFirst }
    }
    // Dates with dots are European in any language.
    let isMonthFirst = context.usualOrder == .monthDayYear && !isSymbol(".", at: first + 1)
    let (usual, other) = isMonthFirst ? (monthFirst, dayFirst) : (dayFirst, monthFirst)
    guard context.isPublication else { return usual }
    // A publication is not still to come; tomorrow counts because some zones are ahead of ours.
    let tomorrow = context.today.number + 1
    return usual.number > tomorrow && other.number <= tomorrow ? other : usual
  }

  private func weekday(near first: Int, _ second: Int) -> Int? {
    for i in max(0, first - 3)..<min(count, second + 5)
    where means(.weekday, at: i) && !means(.connector, at: i) {
      return Int(tokens[i].lexeme.weekday)
    }
    return nil
  }

  /// Returns the day for three numbers of at most two digits, with the year on the usual side or,
  /// if that gives no day, on the other one.
  private func dayOfTwoDigitNumbers(_ first: Int, _ second: Int, _ third: Int) -> Day? {
    func dayWithYearFirst() -> Day? {
      guard tokens[first].digitCount == 2 else { return nil }
      return Day(
        year: year(fromTwoDigits: Int(tokens[first].value)), month: Int(tokens[second].value),
        day: Int(tokens[third].value))
    }
    func dayWithYearLast() -> Day? {
      let year = year(fromTwoDigits: Int(tokens[third].value))
      return orderedDay(first, second, year: CalendarYear(number: year))
    }
    let isYearFirst =
      context.order.map { $0 == .yearMonthDay } ?? context.startsWithShortYear
    return isYearFirst
      ? dayWithYearFirst() ?? dayWithYearLast() : dayWithYearLast() ?? dayWithYearFirst()
  }

  // MARK: Compact dates

  /// Returns the date in a number of eight digits: "20260314", "20260314T083000".
  private func compactDate(at i: Int) -> DateCandidate? {
    mergeCompactTime(after: i)
    guard tokens[i].digitCount == 8, !isJoinedToNext(at: i),
      !(isSymbol("-", at: i + 1) && !tokens[i + 1].followsSpace)
    else { return nil }
    guard let day = compactDay(Int(tokens[i].value), at: i) else { return nil }
    return DateCandidate(day: day, first: i, last: i, hasYear: true, isNumeric: true)
  }

  /// Returns the day of a number of eight digits with its year first, or with its year last behind a
  /// word that announces a date ("Opinion date: 03142026").
  private func compactDay(_ value: Int, at i: Int) -> Day? {
    let years = 1990...context.year + 1
    if years.contains(value / 10_000) {
      return Day(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }
    let label = isSymbol(":", at: i - 1) ? i - 2 : i - 1
    guard means(.dateLabel, at: label), years.contains(value % 10_000) else { return nil }
    let (a, b, year) = (value / 1_000_000, value / 10_000 % 100, value % 10_000)
    let dayFirst = Day(year: year, month: b, day: a)
    let monthFirst = Day(year: year, month: a, day: b)
    let isMonthFirst = (context.order ?? context.usualOrder) == .monthDayYear
    return isMonthFirst ? monthFirst ?? dayFirst : dayFirst ?? monthFirst
  }

  /// Merges "T103000Z" behind a compact date into a time.
  private func mergeCompactTime(after i: Int) {
    guard i + 2 < count, isLetterT(at: i + 1), !tokens[i + 1].followsSpace, isNumber(at: i + 2)
    else { return }
    let token = tokens[i + 2]
    guard token.digitCount == 6 || token.digitCount == 4 else { return }
    let value = token.digitCount == 6 ? Int(token.value) : Int(token.value) * 100
    let (hour, minute, second) = (value / 10000, value / 100 % 100, value % 100)
    guard hour < 24, minute < 60, second < 60 else { return }
    tokens[i + 1].kind = .merged
    tokens[i + 2].kind = .time
    tokens[i + 2].hasSeconds = token.digitCount == 6
    tokens[i + 2].value = Int32(hour * 3600 + minute * 60 + second)
    if means(.zone, at: i + 3), tokens[i + 3].lexeme.zone == 0 { tokens[i + 2].zone = 0 }
  }
}
