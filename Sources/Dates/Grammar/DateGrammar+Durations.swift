/// A duration in the units of the calendar.
struct CalendarDuration {
  private(set) var seconds = 0
  private(set) var days = 0
  private(set) var months = 0
  /// Whether a unit is shorter than a day.
  private(set) var hasTimeUnits = false

  mutating func add(_ count: Int, _ unit: DateUnit) {
    switch unit {
    case .second: seconds += count
    case .minute: seconds += count * 60
    case .hour: seconds += count * 3600
    case .day: days += count
    case .week: days += count * 7
    case .month: months += count
    case .year: months += count * 12
    }
    hasTimeUnits = hasTimeUnits || unit.rawValue <= DateUnit.hour.rawValue
  }
}

/// Durations: counted units of time.
extension DateGrammar {
  private static let maximumUnitCount = 10_000

  /// Returns the duration whose last unit is at `end`.
  func duration(endingAt end: Int) -> (duration: CalendarDuration, first: Int)? {
    var duration = CalendarDuration()
    // "miaka 2 iliyopita": the unit before its number.
    if isNumber(at: end), means(.unit, at: end - 1), !isNumber(at: end - 2) {
      duration.add(cappedCount(at: end), tokens[end - 1].lexeme.unit)
      return (duration, end - 1)
    }
    var first: Int?
    var i = end
    while means(.unit, at: i), let count = unitCount(before: i) {
      duration.add(count.value, tokens[i].lexeme.unit)
      first = count.first
      i = count.first - 1
      while isSymbol(",", at: i) || isSymbol(".", at: i)
        || means(.filler, at: i) && !means(.unit, at: i)
      {
        i -= 1
      }
    }
    return first.map { (duration, $0) }
  }

  /// Returns the duration that begins at `start`.
  func duration(startingAt start: Int) -> (duration: CalendarDuration, last: Int)? {
    var duration = CalendarDuration()
    var last: Int?
    for i in start..<max(start, count) {
      if means(.unit, at: i), !means(.connector, at: i) || last == nil,
        let count = unitCount(before: i, notBefore: start)
      {
        duration.add(count.value, tokens[i].lexeme.unit)
        last = i
        // "לפני יום 1": the unit before its number.
        if isNumber(at: i + 1), !isNumber(at: i - 1), !means(.unit, at: i + 2) {
          duration = CalendarDuration()
          duration.add(cappedCount(at: i + 1), tokens[i].lexeme.unit)
          return (duration, i + 1)
        }
      } else if !isNumber(at: i), !means([.filler, .number, .connector], at: i) {
        break
      }
    }
    return last.map { (duration, $0) }
  }

  private func cappedCount(at i: Int) -> Int { min(Int(tokens[i].value), Self.maximumUnitCount) }

  /// Returns the number of a unit: the one that the unit includes, a number or a number word before
  /// it, or one. Returns nil if the number is too large.
  private func unitCount(
    before i: Int, notBefore minimum: Int = 0
  ) -> (value: Int, first: Int)? {
    if means(.number, at: i), tokens[i].lexeme.value > 0, !isNumber(at: i - 1) {
      return (Int(tokens[i].lexeme.value), i)
    }
    if i - 1 >= minimum, isNumber(at: i - 1) { return numericCount(at: i - 1) }
    if i - 2 >= minimum, isNumber(at: i - 2),
      means([.filler, .connector, .ordinal], at: i - 1) || isSymbol("-", at: i - 1)
    {
      return numericCount(at: i - 2)
    }
    if i - 1 >= minimum, means(.number, at: i - 1), !means(.unit, at: i - 1) {
      return (Int(tokens[i - 1].lexeme.value), i - 1)
    }
    return (1, i - 1 >= minimum && means(.filler, at: i - 1) ? i - 1 : i)
  }

  private func numericCount(at i: Int) -> (value: Int, first: Int)? {
    let value = Int(tokens[i].value)
    return value <= Self.maximumUnitCount ? (value, i) : nil
  }
}
