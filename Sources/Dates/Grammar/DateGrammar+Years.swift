/// Years beside the name of a month.
extension DateGrammar {
  /// Returns the year that a number means beside the name of a month; returns nil if it can be
  /// none.
  func year(at i: Int, monthAt month: Int, allowsTwoDigits: Bool = false) -> CalendarYear? {
    let token = tokens[i]
    guard token.isNumber else { return nil }
    let value = Int(token.value)
    if token.isYear { return CalendarYear(number: value) }
    if token.digitCount == 4 || token.isNumeral && value > 1000 {
      return year(fromFourDigits: value, beside: tokens[month].lexeme)
    }
    if token.digitCount == 3, tokens[month].means(.month) {
      if let year = republicanYear(value) { return year }
    }
    guard allowsTwoDigits, token.digitCount == 2,
      !(isJoiner(at: i + 1) && isNumber(at: i + 2) && !tokens[i + 2].followsSpace)
    else { return nil }
    return year(fromTwoDigits: value, besideMonthAt: month)
  }

  /// Returns the Gregorian year for a year of the Republic of China, in Chinese text only.
  func republicanYear(_ value: Int) -> CalendarYear? {
    guard context.language == .chinese, (80...200).contains(value) else { return nil }
    return CalendarYear(number: value + 1911)
  }

  /// Returns the Gregorian year for a year of four digits in the Gregorian calendar or the Buddhist
  /// era; returns nil if the year is not plausible.
  func gregorianYear(fromFourDigits value: Int) -> CalendarYear? {
    if (1900...context.year + 20).contains(value) { return CalendarYear(number: value) }
    if (2440...2700).contains(value) { return CalendarYear(number: value - 543) }
    return nil
  }

  private func year(fromFourDigits value: Int, beside month: Lexeme) -> CalendarYear? {
    if month.means(.otherMonth), month.calendar == .ethiopic {
      // Eritrea uses the same names for the Gregorian months, which are about seven years ahead.
      guard (1950...context.year + 1).contains(value) else { return nil }
      return CalendarYear(
        number: value, calendar: value > context.year - 7 ? .gregorian : .ethiopic)
    }
    if month.means(.month), let year = gregorianYear(fromFourDigits: value) { return year }
    if month.means(.otherMonth), month.calendar.plausibleYears.contains(value) {
      return CalendarYear(number: value, calendar: month.calendar)
    }
    return nil
  }

  private func year(fromTwoDigits value: Int, besideMonthAt month: Int) -> CalendarYear? {
    let token = tokens[month]
    if token.means(.month) {
      let start = Int(token.start)
      // The Thai block is U+0E00 to U+0E7F.
      let isThai =
        bytes[start] == 0xE0 && start + 1 < bytes.count && [0xB8, 0xB9].contains(bytes[start + 1])
      return CalendarYear(number: year(fromTwoDigits: value, isThai: isThai))
    }
    let calendar = token.lexeme.calendar
    if calendar == .solarHijri {
      return CalendarYear(number: value < 30 ? 1400 + value : 1300 + value, calendar: calendar)
    }
    guard [.islamic, .bikramSambat, .bangla].contains(calendar) else { return nil }
    return recentYear(fromTwoDigits: value, in: calendar)
  }

  /// Returns the year of another calendar that ends with two digits and began at most thirty years
  /// ago; returns nil if there is none.
  func recentYear(fromTwoDigits digits: Int, in calendar: DateCalendar) -> CalendarYear? {
    let latest = calendar.year(atStartOfGregorianYear: context.year) + 1
    let year = latest - ((latest - digits) % 100 + 100) % 100
    return latest - year <= 31 ? CalendarYear(number: year, calendar: calendar) : nil
  }

  /// Returns the day for three numbers of two digits in the calendar of the language, if the year
  /// fits it better than the Gregorian calendar: "۹۸/۰۶/۱۲" is 1398 in Persian text.
  func dayOfOtherCalendar(_ first: Int, _ second: Int, _ third: Int) -> (Day, DateCalendar)? {
    let isYearFirst = context.startsWithShortYear
    let calendar: DateCalendar
    switch context.language {
    case .persian, .pashto: calendar = .solarHijri
    case .nepali: calendar = .bikramSambat
    case .arabic: calendar = .islamic
    default: return nil
    }
    func day(yearAt y: Int, dayAt d: Int) -> Day? {
      guard tokens[y].digitCount == 2, Int(tokens[y].value) != context.year % 100,
        let year = recentYear(fromTwoDigits: Int(tokens[y].value), in: calendar)
      else { return nil }
      return calendar.day(
        year: year.number, month: Int(tokens[second].value), day: Int(tokens[d].value))
    }
    // A year that can be the present one of the Gregorian calendar is that of Arabic pages.
    let gregorian = Int(tokens[third].value)
    if calendar == .islamic, (10...context.year % 100 + 1).contains(gregorian) { return nil }
    let found =
      isYearFirst
      ? day(yearAt: first, dayAt: third) ?? day(yearAt: third, dayAt: first)
      : day(yearAt: third, dayAt: first)
    guard let found, found.number <= context.today.number + 366 else { return nil }
    return (found, calendar)
  }
}
