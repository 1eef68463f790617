/// Dates with the name of a month.
extension DateGrammar {
  /// The parts of a date beside the name of its month.
  private struct Parts {
    var day: Int
    /// The index of the token of the day.
    var dayIndex: Int
    var year: CalendarYear?
    /// The index of the first token.
    var first: Int
    /// The index of the last token.
    var last: Int
  }

  /// Returns the date around the name of a month; returns nil if there is none.
  func monthNameDate(at month: Int) -> DateCandidate? {
    guard let parts = parts(aroundMonthAt: month) else { return nil }
    // "Fourth of July" is the name of a holiday.
    if parts.year == nil, tokens[parts.dayIndex].kind == .word { return nil }
    let lexeme = tokens[month].lexeme
    let calendar = parts.year?.calendar ?? (lexeme.means(.month) ? .gregorian : lexeme.calendar)
    guard let monthNumber = monthNumber(of: lexeme, in: calendar) else { return nil }
    let day: Day?
    if let year = parts.year {
      day = calendar.day(year: year.number, month: monthNumber, day: parts.day)
    } else {
      day = latestDay(of: calendar, month: monthNumber, day: parts.day)
    }
    guard let day else { return nil }
    return DateCandidate(
      day: day, first: min(parts.first, parts.dayIndex), last: max(parts.last, parts.dayIndex),
      hasYear: parts.year != nil, calendar: calendar,
      isRange: isRangeOfDays(dayAt: parts.dayIndex, monthAt: month)
        && !isJoinedAlike(month, parts.dayIndex, parts.last))
  }

  private func monthNumber(of lexeme: Lexeme, in calendar: DateCalendar) -> Int? {
    if calendar != .gregorian { return lexeme.otherMonth > 0 ? Int(lexeme.otherMonth) : nil }
    if lexeme.month > 0 { return Int(lexeme.month) }
    // Eritrea uses the names of the Ethiopian months for the Gregorian ones.
    return lexeme.calendar == .ethiopic ? (Int(lexeme.otherMonth) + 7) % 12 + 1 : nil
  }

  // MARK: Parts

  private func parts(aroundMonthAt month: Int) -> Parts? {
    let nameEnd = endOfMonthName(at: month)
    let before = nearestNumber(from: month, step: -1)
    let after = nearestNumber(from: nameEnd, step: 1)
    let dayAfter = after.flatMap(dayOfMonth)
    if let after, let dayAfter {
      let day = Parts(day: dayAfter, dayIndex: after, first: month, last: after)
      if let parts = withYearAfterDay(day, monthAt: month) { return parts }
      if let parts = withShortYear(at: before, day, monthAt: month) { return parts }
    }
    if let before, let dayBefore = dayOfMonth(at: before) {
      let day = Parts(day: dayBefore, dayIndex: before, first: before, last: nameEnd)
      return withYear(aroundDay: day, numberAfter: after, monthAt: month)
    }
    guard let after, let dayAfter else { return nil }
    let day = Parts(day: dayAfter, dayIndex: after, first: month, last: after)
    if let before, let year = year(at: before, monthAt: month) {
      return Parts(day: dayAfter, dayIndex: after, year: year, first: before, last: after)
    }
    return withYearAfterTime(day, monthAt: month)
  }

  /// Returns the last token of the name of a month that may be written twice: "آذار/مارس".
  private func endOfMonthName(at i: Int) -> Int {
    func repeatsMonth(at other: Int) -> Bool {
      means(.month, at: other) && tokens[other].lexeme.month == tokens[i].lexeme.month
    }
    if isSymbol("/", at: i + 1) || isSymbol("(", at: i + 1), repeatsMonth(at: i + 2) {
      return isSymbol(")", at: i + 3) ? i + 3 : i + 2
    }
    return repeatsMonth(at: i + 1) ? i + 1 : i
  }

  /// Returns the parts with the year behind the day: "March 14, 2026", "March 14, '26".
  private func withYearAfterDay(_ day: Parts, monthAt month: Int) -> Parts? {
    guard let next = nearestNumber(from: day.dayIndex, step: 1) else { return nil }
    var parts = day
    parts.last = next
    if isFullYear(at: next), let year = year(at: next, monthAt: month) {
      parts.year = year
      return parts
    }
    let i = day.dayIndex
    let isMarked =
      (isSymbol("'", at: i + 1) || isSymbol("'", at: i + 2)) && isSymbol("'", at: next - 1)
    guard isMarked || isJoinedAlike(month, i, next),
      let year = year(at: next, monthAt: month, allowsTwoDigits: true)
    else { return nil }
    parts.year = year
    return parts
  }

  /// Returns whether the same hyphen or slash joins a month, a day and a year: "Mar-17-26".
  private func isJoinedAlike(_ month: Int, _ day: Int, _ year: Int) -> Bool {
    guard day == month + 2, year == day + 2, tokens[month + 1].kind == .symbol,
      tokens[month + 1].scalar == tokens[day + 1].scalar
    else { return false }
    return (isSymbol("-", at: month + 1) || isSymbol("/", at: month + 1))
      && !(month + 1...year).contains { tokens[$0].followsSpace }
  }

  /// Returns the parts with a year of two digits before the month: "26年3月14日".
  private func withShortYear(at before: Int?, _ day: Parts, monthAt month: Int) -> Parts? {
    guard let before, isNumber(at: before), tokens[before].digitCount == 2,
      means(.yearMark, at: before + 1),
      bytes[Int(tokens[before + 1].start)] >= 0xE3,  // East Asian scripts
      let year = year(at: before, monthAt: month, allowsTwoDigits: true)
    else { return nil }
    return Parts(
      day: day.day, dayIndex: day.dayIndex, year: year, first: before, last: day.dayIndex)
  }

  /// Returns the parts with the year behind the month or before the day, if there is one:
  /// "14 March 2026", "14 March 26", "2026, 14 March".
  private func withYear(aroundDay day: Parts, numberAfter after: Int?, monthAt month: Int) -> Parts
  {
    var parts = day
    if let after,
      let year = year(at: after, monthAt: month, allowsTwoDigits: !isSymbol(",", at: after - 1))
    {
      parts.year = year
      parts.last = after
      return parts
    }
    if let before = nearestNumber(from: day.dayIndex, step: -1), isFullYear(at: before),
      let year = year(at: before, monthAt: month)
    {
      parts.year = year
      parts.first = before
      return parts
    }
    return withYearAfterTime(day, monthAt: month)
  }

  /// Returns the parts with the year behind the time, if there is one: "Mar 14 10:30:00 2026".
  private func withYearAfterTime(_ day: Parts, monthAt month: Int) -> Parts {
    let i = day.last
    guard i + 1 < count, tokens[i + 1].kind == .time else { return day }
    let next = means(.zone, at: i + 2) ? i + 3 : i + 2
    guard isFullYear(at: next), let year = year(at: next, monthAt: month) else { return day }
    var parts = day
    parts.year = year
    parts.last = next
    return parts
  }

  /// Returns the nearest number in a direction, if only words and symbols stand in between that
  /// occur within dates.
  private func nearestNumber(from start: Int, step: Int) -> Int? {
    var i = start + step
    for _ in 0..<6 {
      guard i >= 0, i < count else { return nil }
      let token = tokens[i]
      switch token.kind {
      case .number: return i
      case .word:
        if isDayInWords(at: i, isBeforeMonth: step < 0) { return i }
        guard
          token.means([
            .connector, .ordinal, .yearMark, .dayMark, .dispatch, .eraAfter, .monthMark,
          ]) || token.means(.weekday) && i != 0 && !token.followsSpace,
          !token.means(.month)
        else { return nil }
      case .symbol:
        switch token.scalar {
        case 0x2E, 0x2C, 0x2D, 0x2F, 0x28, 0x29, 0x27, 0xB0: break  // . , - / ( ) ' °
        default: return nil
        }
      default: return nil
      }
      i += step
    }
    return nil
  }

  /// Returns whether a word is the number of a day. Behind the month ("March seventeenth") it has at
  /// least four letters, and what follows it is no further text.
  private func isDayInWords(at i: Int, isBeforeMonth: Bool) -> Bool {
    guard means(.number, at: i), !means([.month, .unit], at: i) else { return false }
    if means([.connector, .filler], at: i) {
      return isBeforeMonth && (i == 0 || means(.weekday, at: i - 1))
        && (1...31).contains(tokens[i].lexeme.value)
    }
    if isBeforeMonth { return true }
    return tokens[i].length > 3 && (i + 1 >= count || tokens[i + 1].kind != .word)
  }

  private func dayOfMonth(at i: Int) -> Int? {
    let token = tokens[i]
    if token.kind == .word {
      return (1...31).contains(token.lexeme.value) ? Int(token.lexeme.value) : nil
    }
    guard token.digitCount <= 2, !token.isYear, (1...32).contains(token.value) else { return nil }
    if isSymbol("%", at: i + 1) || isSymbol("$", at: i - 1) || isSymbol("#", at: i - 1) {
      return nil
    }
    return Int(token.value)
  }

  // MARK: Ranges

  /// Returns whether the day is an end of a range: "3-8 March", "March 3–8", "del 3 al 8 de
  /// marzo".
  private func isRangeOfDays(dayAt day: Int, monthAt month: Int) -> Bool {
    func isDay(_ i: Int) -> Bool {
      isNumber(at: i) && tokens[i].digitCount <= 2 && (1...31).contains(tokens[i].value)
    }
    if day < month {
      // "3 all'8"
      if isSymbol("'", at: day - 1), means(.rangeWord, at: day - 2) { return isDay(day - 3) }
      guard isDash(at: day - 1) || means(.rangeWord, at: day - 1) else { return false }
      return isDay(day - 2) || (isSymbol(".", at: day - 2) && isDay(day - 3))
        || (means(.ordinal, at: day - 2) && isDay(day - 3))
    }
    let next = means([.ordinal, .dayMark], at: day + 1) ? day + 2 : day + 1
    guard isDash(at: next) || means(.rangeWord, at: next) else { return false }
    return isDay(next + 1) && !means([.hourMark, .month], at: next + 2)
  }
}
