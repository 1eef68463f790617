/// Times of day with "noon", "midnight", and the short forms "8:30p" and "830pm".
extension DateGrammar {
  /// Makes a word for noon or midnight without a number a time.
  func makeTime(ofTwelveAt i: Int) {
    // "Midnight" is also a name: a time stands beside a date, not between unknown words.
    let isAlone =
      !(i > 0 && tokens[i - 1].isUnknownWord) && !(i + 1 < count && tokens[i + 1].isUnknownWord)
    guard isAlone else { return }
    tokens[i].value = tokens[i].means(.midnight) ? 0 : 12 * 3600
    tokens[i].kind = .time
  }

  /// Returns the index of a word for noon or midnight behind a time, or behind connectors that
  /// follow it: "12 noon", "12 del mediodía".
  func twelve(behind last: Int) -> Int? {
    var i = last + 1
    while i <= last + 2, means([.connector, .timeMark, .hourMark], at: i),
      !means(.twelve, at: i)
    {
      i += 1
    }
    return means(.twelve, at: i) ? i : nil
  }

  /// Returns whether a single letter directly behind minutes is short for "am" or "pm": "8:30p".
  func dayPartLetter(behind last: Int) -> Lexeme.Meaning? {
    let i = last + 1
    guard i < count, tokens[i].kind == .word, tokens[i].length == 1, !tokens[i].followsSpace,
      tokens[last].isNumber, tokens[last].digitCount == 2,
      i + 1 >= count || tokens[i + 1].followsSpace || tokens[i + 1].kind == .symbol
    else { return nil }
    switch bytes[Int(tokens[i].start)] | 0x20 {
    case UInt8(ascii: "a"): return .am
    case UInt8(ascii: "p"): return .pm
    default: return nil
    }
  }

  /// Returns the time in a number of three or four digits directly before "am" or "pm": "830pm".
  func compactTime(at i: Int) -> TimeOfDay? {
    let token = tokens[i]
    guard token.digitCount == 3 || token.digitCount == 4, i + 1 < count, isDayPart(at: i + 1),
      !tokens[i + 1].followsSpace || tokens[i + 1].length >= 2 && !means(.connector, at: i + 1)
    else { return nil }
    let (hour, minute) = (Int(token.value) / 100, Int(token.value) % 100)
    guard (1...12).contains(hour), minute < 60 else { return nil }
    return TimeOfDay(hour: hour, minute: minute, last: i)
  }

  /// Returns whether two numbers with a dot are the time of a named day directly before them:
  /// "yesterday 14.05". Where they are also that very day ("heute, 14.03."), they are its date.
  func isTimeOfNamedDay(_ range: ClosedRange<Int>) -> Bool {
    var i = range.lowerBound - 1
    while isSymbol(",", at: i) || isSymbol(".", at: i) || isSymbol("|", at: i)
      || isSymbol("-", at: i)
      || means([.timeMark, .connector], at: i) && !means([.relativeDay, .weekday, .month], at: i)
    {
      i -= 1
    }
    let (a, b) = (Int(tokens[range.lowerBound].value), Int(tokens[range.upperBound].value))
    if means(.relativeDay, at: i) {
      let named = Day(number: context.today.number + Int(tokens[i].lexeme.value)).components
      return !(named.day == a && named.month == b)
    }
    guard means(.weekday, at: i), !means(.connector, at: i), tokens[i].length > 3,
      !context.usesDottedDayAndMonth, !isSymbol(".", at: range.upperBound + 1)
    else { return false }
    let day = latestDay(of: .gregorian, month: b, day: a)
    return day?.weekday != Int(tokens[i].lexeme.weekday)
  }
}
