/// The parts of a date that a format has matched.
struct FormattedDate {
  var parts: [DateFormat.Part: Int] = [:]
  var isAfternoon: Bool?
  /// Seconds east of UTC.
  var utcOffset: Int?

  /// Returns the date that the parts determine; returns nil if there is no such date or time.
  func pageDate(in context: GrammarContext) -> PageDate? {
    if let unixTime = parts[.unixTime] {
      return PageDate(
        day: Day(number: unixTime / 86_400), secondOfDay: unixTime % 86_400, utcOffset: 0,
        precision: .second)
    }
    guard let day = day(in: context) else { return nil }
    var date = PageDate(day: day)
    guard parts[.hour] != nil || parts[.hourOfHalfDay] != nil else { return date }
    guard let second = secondOfDay else { return nil }
    date.secondOfDay = second
    date.precision = parts[.second] == nil ? .minute : .second
    date.utcOffset = utcOffset
    return date
  }

  private func day(in context: GrammarContext) -> Day? {
    var year = parts[.year]
    if let short = parts[.shortYear] {
      year = short + (short <= context.year % 100 + 1 ? 2000 : 1900)
    }
    if let dayOfYear = parts[.dayOfYear] {
      guard let year, let newYear = Day(year: year, month: 1, day: 1), dayOfYear >= 1 else {
        return nil
      }
      let day = Day(number: newYear.number + dayOfYear - 1)
      return day.components.year == year ? day : nil
    }
    guard let month = parts[.month], let day = parts[.day] else { return nil }
    if let year { return Day(year: year, month: month, day: day) }
    // The latest such day that is not after tomorrow, because some time zones are ahead of ours.
    let thisYear = context.today.components.year
    return (thisYear - 4...thisYear + 1).reversed().lazy
      .compactMap { Day(year: $0, month: month, day: day) }
      .first { $0.number <= context.today.number + 1 }
  }

  /// The second of the day; nil if there is no such time.
  private var secondOfDay: Int? {
    var hour = parts[.hour] ?? 0
    if let hourOfHalfDay = parts[.hourOfHalfDay] {
      guard (1...12).contains(hourOfHalfDay) else { return nil }
      hour = hourOfHalfDay % 12 + (isAfternoon == true ? 12 : 0)
    }
    let minute = parts[.minute] ?? 0
    guard hour < 24, minute < 60 else { return nil }
    return hour * 3600 + minute * 60 + min(parts[.second] ?? 0, 59)
  }
}
