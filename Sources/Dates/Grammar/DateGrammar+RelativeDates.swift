/// A date relative to now, or the name of the latest such weekday.
struct RelativeDate {
  var day: Day
  var secondOfDay: Int?
  /// The index of the first token.
  var first: Int
  /// The index of the last token.
  var last: Int
}

/// Dates relative to now.
extension DateGrammar {
  /// Returns the relative date among the tokens: "3 hours ago", "il y a une heure", "3시간 전",
  /// "yesterday at 14:30", "Friday".
  func relativeDate() -> RelativeDate? {
    weekdayOfLastWeek() ?? durationAgo() ?? namedDay() ?? present() ?? weekdayAlone()
  }

  /// Returns the date of a duration with a word for "ago": "3 hours ago".
  func durationAgo() -> RelativeDate? {
    guard hasAgo else { return nil }
    for i in 0..<count where tokens[i].means(.ago) {
      if let date = durationAgo(wordAt: i) { return date }
    }
    return nil
  }

  /// Returns the date for the duration directly before or behind a word for "ago".
  private func durationAgo(wordAt i: Int) -> RelativeDate? {
    if means(.unit, at: i) {  // The unit includes "ago".
      return duration(endingAt: i).flatMap { date($0.duration, first: $0.first, last: i) }
    }
    var end = i - 1
    while end >= 0,
      isSymbol(".", at: end)
        || means([.filler, .connector, .ordinal], at: end) && !means(.unit, at: end)
    {
      end -= 1
    }
    if let before = duration(endingAt: end),
      let date = date(before.duration, first: before.first, last: i)
    {
      return date
    }
    return duration(startingAt: i + 1).flatMap { date($0.duration, first: i, last: $0.last) }
  }

  /// Returns the date a duration before now; returns nil if the duration is absurd.
  private func date(_ duration: CalendarDuration, first: Int, last: Int) -> RelativeDate? {
    guard duration.months < 12_000, duration.days < 40_000, duration.seconds < 2_000_000_000,
      let sameDay = day(monthsBeforeToday: duration.months)
    else { return nil }
    let day = Day(number: sameDay.number - duration.days)
    guard duration.hasTimeUnits else { return RelativeDate(day: day, first: first, last: last) }
    var second = context.secondOfDay - duration.seconds
    let daysBack = second < 0 ? (-second + 86_399) / 86_400 : 0
    second += daysBack * 86_400
    return RelativeDate(
      day: Day(number: day.number - daysBack), secondOfDay: second, first: first, last: last)
  }

  private func day(monthsBeforeToday months: Int) -> Day? {
    guard months > 0 else { return context.today }
    let (year, month, day) = context.today.components
    let monthCount = year * 12 + month - 1 - months
    let (newYear, newMonth) = (monthCount / 12, monthCount % 12 + 1)
    guard newYear > 0 else { return nil }
    let lastDay = Day.count(inMonth: newMonth, year: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, lastDay))
  }

  /// Returns the day of a word such as "yesterday".
  private func namedDay() -> RelativeDate? {
    for i in 0..<count where tokens[i].means(.relativeDay) {
      let day = Day(number: context.today.number + Int(tokens[i].lexeme.value))
      return RelativeDate(day: day, first: i, last: i)
    }
    return nil
  }

  /// Returns the present for a phrase such as "just now".
  private func present() -> RelativeDate? {
    for i in 0..<count where tokens[i].means(.now) {
      return RelativeDate(
        day: context.today, secondOfDay: context.secondOfDay, first: i, last: i)
    }
    return nil
  }
}
