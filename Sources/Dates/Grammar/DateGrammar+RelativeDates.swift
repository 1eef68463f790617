/// Times told relative to now.
extension DateGrammar {
  struct RelativeDate {
    var day: Day
    var secondOfDay: Int?
    var first: Int
    var last: Int
  }

  /// "3 hours ago", "il y a une heure", "3시간 전", "yesterday at 14:30", "Friday".
  func relative() -> RelativeDate? {
    ago() ?? namedDay() ?? moment() ?? weekdayAlone()
  }

  func ago() -> RelativeDate? {
    guard hasAgo else { return nil }
    var i = 0
    while i < count {
      if tokens[i].has(.ago), let found = span(agoAt: i) { return found }
      i += 1
    }
    return nil
  }

  /// The counted units directly before or after the word for "ago".
  private func span(agoAt i: Int) -> RelativeDate? {
    if at(i, .unit) {  // the unit itself says "ago"
      return quantity(endingAt: i).flatMap { resolve($0.amount, $0.first, i) }
    }
    var k = i - 1
    while k >= 0, mark(k, 0x2E) || at(k, [.filler, .connector, .ordinal]) && !at(k, .unit) {
      k -= 1
    }
    if let found = quantity(endingAt: k), let date = resolve(found.amount, found.first, i) {
      return date
    }
    return quantity(startingAt: i + 1).flatMap { resolve($0.amount, i, $0.last) }
  }

  private struct Amount {
    var seconds = 0
    var days = 0
    var months = 0
    /// Told in units shorter than a day.
    var isFine = false

    mutating func add(_ n: Int, _ unit: DateUnit) {
      switch unit {
      case .second: seconds += n
      case .minute: seconds += n * 60
      case .hour: seconds += n * 3600
      case .day: days += n
      case .week: days += n * 7
      case .month: months += n
      case .year: months += n * 12
      }
      isFine = isFine || unit.rawValue <= DateUnit.hour.rawValue
    }
  }

  private func quantity(endingAt end: Int) -> (amount: Amount, first: Int)? {
    var amount = Amount()
    var i = end
    var first: Int?
    // "miaka 2 iliyopita": the unit before its number.
    if number(i), at(i - 1, .unit), !number(i - 2) {
      amount.add(min(Int(tokens[i].value), 10_000), tokens[i - 1].lexeme.unit)
      return (amount, i - 1)
    }
    while i >= 0, at(i, .unit) {
      guard let (n, at) = count(before: i) else { break }
      amount.add(n, tokens[i].lexeme.unit)
      first = at
      i = at - 1
      while i >= 0, mark(i, 0x2C) || mark(i, 0x2E) || self.at(i, .filler) && !self.at(i, .unit) {
        i -= 1
      }
    }
    return first.map { (amount, $0) }
  }

  private func quantity(startingAt start: Int) -> (amount: Amount, last: Int)? {
    var amount = Amount()
    var last: Int?
    var i = start
    while i < count {
      if at(i, .unit), !at(i, .connector) || last == nil,
        let (n, _) = count(before: i, notBefore: start)
      {
        amount.add(n, tokens[i].lexeme.unit)
        last = i
        // "לפני יום 1"
        if number(i + 1), !number(i - 1), !at(i + 2, .unit) {
          amount = Amount()
          amount.add(min(Int(tokens[i + 1].value), 10_000), tokens[i].lexeme.unit)
          return (amount, i + 1)
        }
      } else if !(number(i) || at(i, [.filler, .number, .connector])) {
        break
      }
      i += 1
    }
    return last.map { (amount, $0) }
  }

  /// How many of the unit at `i`: a number or number word before it, a dual, or one.
  private func count(before i: Int, notBefore least: Int = 0) -> (Int, Int)? {
    if at(i, .number), tokens[i].lexeme.value > 0, tokens[i].lexeme.unit.rawValue >= 0,
      !(number(i - 1))
    {
      return (Int(tokens[i].lexeme.value), i)
    }
    if i - 1 >= least, number(i - 1) {
      let n = Int(tokens[i - 1].value)
      return n <= 10_000 ? (n, i - 1) : nil
    }
    if i - 2 >= least, number(i - 2),
      at(i - 1, [.filler, .connector, .ordinal]) || mark(i - 1, 0x2D)
    {
      let n = Int(tokens[i - 2].value)
      return n <= 10_000 ? (n, i - 2) : nil
    }
    if i - 1 >= least, at(i - 1, .number), !at(i - 1, .unit) {
      return (Int(tokens[i - 1].lexeme.value), i - 1)
    }
    return (1, i - 1 >= least && at(i - 1, .filler) ? i - 1 : i)
  }

  private func resolve(_ amount: Amount, _ first: Int, _ last: Int) -> RelativeDate? {
    guard amount.months < 12_000, amount.days < 40_000, amount.seconds < 2_000_000_000 else {
      return nil
    }
    var day = setting.today
    if amount.months > 0 {
      let (y, m, d) = day.components
      let total = y * 12 + m - 1 - amount.months
      let (year, month) = (total / 12, total % 12 + 1)
      guard year > 0 else { return nil }
      guard let moved = Day(year: year, month: month, day: min(d, Day.length(of: month, in: year)))
      else { return nil }
      day = moved
    }
    day = Day(number: day.number - amount.days)
    guard amount.isFine else { return RelativeDate(day: day, first: first, last: last) }
    var second = setting.secondOfDay - amount.seconds
    var number = day.number
    while second < 0 {
      let days = (-second + 86_399) / 86_400
      number -= days
      second += days * 86_400
    }
    return RelativeDate(
      day: Day(number: number), secondOfDay: second, first: first, last: last)
  }

  private func namedDay() -> RelativeDate? {
    for i in 0..<count where tokens[i].has(.relativeDay) {
      let day = Day(number: setting.today.number + Int(tokens[i].lexeme.value))
      return RelativeDate(day: day, first: i, last: i)
    }
    return nil
  }

  private func moment() -> RelativeDate? {
    for i in 0..<count where tokens[i].has(.now) {
      return RelativeDate(
        day: setting.today, secondOfDay: setting.secondOfDay, first: i, last: i)
    }
    return nil
  }

  private func weekdayAlone() -> RelativeDate? {
    var weekday: Int?
    var length = 0
    var times = 0
    for i in 0..<count {
      let t = tokens[i]
      switch t.kind {
      case .time: times += 1
      case .word:
        if t.has(.weekday), Int(t.end - t.start) > length {
          weekday = i
          length = Int(t.end - t.start)
        } else if t.has(.weekday), !t.has(.connector) {
          return nil
        } else if !t.has([.label, .timeMark, .zone, .connector]) {
          return nil
        }
      case .mark: continue
      default: return nil
      }
    }
    guard let weekday, times <= 1, length >= (times == 1 ? 3 : 4) else { return nil }
    let back = (setting.today.weekday - Int(tokens[weekday].lexeme.weekday) + 7) % 7
    return RelativeDate(
      day: Day(number: setting.today.number - back), first: weekday, last: weekday)
  }
}
