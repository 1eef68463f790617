/// Times of day.
extension DateGrammar {
  /// A time of day as it is written, from its first number on.
  struct TimeOfDay {
    var hour: Int
    var minute = 0
    var second = 0
    var hasSeconds = false
    /// The index of the last token.
    var last: Int
  }

  /// Merges the tokens of each time of day.
  func mergeTimes() {
    var i = 0
    while i < count {
      if tokens[i].isNumber, let last = mergeTime(at: i) {
        i = last + 1
      } else {
        if tokens[i].means(.twelve) { makeTime(ofTwelveAt: i) }
        i += 1
      }
    }
  }

  /// Merges the time that begins with a number; returns the index of its last token, or nil if the
  /// number begins no time.
  private func mergeTime(at i: Int) -> Int? {
    if let time = compactTime(at: i) { return merge(time, at: i) }
    guard canBeHour(at: i), let time = timeOfDay(at: i), time.hour < 24 || time.minute == 0 else {
      return nil
    }
    if time.last == i, !hasDayPart(besideHourAt: i) { return nil }
    return merge(time, at: i)
  }

  private func canBeHour(at i: Int) -> Bool {
    let token = tokens[i]
    guard !token.isNumeral || means(.hourMark, at: i + 1), token.digitCount <= 2, token.value <= 24
    else { return false }
    let isJoined =
      i > 1 && isJoiner(at: i - 1) && tokens[i - 2].isNumber && !token.followsSpace
      && !tokens[i - 1].followsSpace
    return !isJoined
  }

  /// Returns the time that begins with an hour; an hour alone counts if it may have an "am" or
  /// "pm".
  private func timeOfDay(at i: Int) -> TimeOfDay? {
    let hour = Int(tokens[i].value)
    if let time = timeWithColons(at: i) { return time }
    if !hasAgo, means(.hourMark, at: i + 1), let time = timeWithMarks(at: i) { return time }
    if let time = timeWithDot(at: i), isTimeIndicated(around: i...time.last) { return time }
    return hasAgo || !(1...12).contains(hour) ? nil : TimeOfDay(hour: hour, last: i)
  }

  /// Returns a time with colons: "10:30", "10:30:15", "10:30:15.123".
  private func timeWithColons(at i: Int) -> TimeOfDay? {
    guard isSymbol(":", at: i + 1), let minute = twoDigitsUnderSixty(at: i + 2),
      !tokens[i + 2].followsSpace
    else { return nil }
    var time = TimeOfDay(hour: Int(tokens[i].value), minute: minute, last: i + 2)
    guard isSymbol(":", at: i + 3), let second = twoDigitsUnderSixty(at: i + 4) else {
      return time
    }
    time.second = second
    time.hasSeconds = true
    time.last = i + 4
    if isSymbol(".", at: i + 5) || isSymbol(",", at: i + 5), isNumber(at: i + 6),
      !tokens[i + 6].followsSpace, !tokens[i + 5].followsSpace
    {
      time.last = i + 6
    }
    return time
  }

  /// Returns a time with marks behind its numbers: "15h05", "8時30分", "10 giờ 5 phút", "3시".
  private func timeWithMarks(at i: Int) -> TimeOfDay? {
    var time = TimeOfDay(hour: Int(tokens[i].value), last: i + 1)
    let mark = tokens[i + 1]
    guard !mark.followsSpace || mark.length > 1 else {
      // "15 h 05": a single letter behind a space needs both numbers.
      guard let minute = twoDigitsUnderSixty(at: i + 2), tokens[i].digitCount == 2 else {
        return nil
      }
      time.minute = minute
      time.last = i + 2
      return time
    }
    guard isNumber(at: i + 2), tokens[i + 2].digitCount <= 2, tokens[i + 2].value < 60,
      means(.minuteMark, at: i + 3)
        || tokens[i + 2].digitCount == 2 && !tokens[i + 2].followsSpace
    else { return time }
    time.minute = Int(tokens[i + 2].value)
    time.last = i + 2
    guard means(.minuteMark, at: i + 3) else { return time }
    time.last = i + 3
    if isNumber(at: i + 4), tokens[i + 4].value < 60, means(.secondMark, at: i + 5) {
      time.second = Int(tokens[i + 4].value)
      time.last = i + 5
    }
    return time
  }

  /// Returns a time with a dot: "10.30", but no part of "10.30.15".
  private func timeWithDot(at i: Int) -> TimeOfDay? {
    guard isSymbol(".", at: i + 1), let minute = twoDigitsUnderSixty(at: i + 2),
      !tokens[i + 2].followsSpace, !tokens[i + 1].followsSpace,
      !(isSymbol(".", at: i + 3) && isNumber(at: i + 4))
    else { return nil }
    return TimeOfDay(hour: Int(tokens[i].value), minute: minute, last: i + 2)
  }

  private func twoDigitsUnderSixty(at i: Int) -> Int? {
    guard isNumber(at: i), tokens[i].digitCount == 2, tokens[i].value < 60 else { return nil }
    return Int(tokens[i].value)
  }

  /// Returns whether a word beside two numbers with a dot says that they are a time.
  private func isTimeIndicated(around range: ClosedRange<Int>) -> Bool {
    let (previous, next) = (range.lowerBound - 1, range.upperBound + 1)
    return isTimeOfNamedDay(range) || means(.timeMark, at: previous)
      || isSymbol(".", at: previous) && means(.timeMark, at: previous - 1)
      || means(.timeMark, at: next) || isDayPart(at: next)
      || means(.zone, at: next) && !means([.connector, .month], at: next)
  }

  // MARK: am and pm

  func isDayPart(at i: Int) -> Bool {
    guard means(.dayPart, at: i) else { return false }
    // "am" and "em" are also prepositions, which a number or a month follows.
    guard means([.connector, .month, .eraAfter], at: i) else { return true }
    return i + 1 >= count || tokens[i + 1].kind == .symbol || means(.zone, at: i + 1)
  }

  private func isDayPartBefore(_ i: Int) -> Bool {
    means(.dayPart, at: i - 1) && !means([.connector, .month], at: i - 1)
  }

  private func hasDayPart(besideHourAt i: Int) -> Bool {
    isDayPart(at: i + 1) || isDayPartBefore(i) && means(.hourMark, at: i + 1)
      || tokens[i].value == 12 && twelve(behind: i) != nil
  }

  // MARK: Merging

  /// Merges a time with its day part, its zone and the "T" of ISO 8601; returns the index of the
  /// last token.
  private func merge(_ time: TimeOfDay, at i: Int) -> Int {
    var (first, last) = (i, time.last)
    var hour = time.hour
    var dayPart: Lexeme.Meaning = []
    if isDayPart(at: last + 1) {
      last += 1
      dayPart = tokens[last].lexeme.meaning
      if isSymbol(".", at: last + 1), !tokens[last + 1].followsSpace { last += 1 }
    } else if let letter = dayPartLetter(behind: last) {
      last += 1
      dayPart = letter
    } else if let twelve = twelve(behind: last) {
      last = twelve
      dayPart = tokens[twelve].means(.midnight) ? .am : .pm
    } else if isDayPartBefore(i) {
      first -= 1
      dayPart = tokens[first].lexeme.meaning
    }
    if dayPart.contains(.pm), !dayPart.contains(.am), hour < 12 { hour += 12 }
    if dayPart.contains(.am), !dayPart.contains(.pm), hour == 12 { hour = 0 }
    if hour == 24 { hour = 0 }
    let isISO = first > 0 && isLetterT(at: first - 1) && !tokens[first].followsSpace
    if isISO { first -= 1 }
    var zone = DateToken.noZone
    if let found = zoneOffset(at: last + 1, allowsBareOffset: time.hasSeconds || isISO) {
      (zone, last) = (found.minutes, found.last)
    }
    merge(first...last, into: i)
    tokens[i].kind = .time
    tokens[i].value = Int32(hour * 3600 + time.minute * 60 + min(time.second, 59))
    tokens[i].hasSeconds = time.hasSeconds
    tokens[i].zone = zone
    return last
  }

  /// Returns whether a token is the "T" before a time in ISO 8601.
  func isLetterT(at i: Int) -> Bool {
    tokens[i].kind == .word && tokens[i].length == 1 && bytes[Int(tokens[i].start)] | 0x20 == 0x74
  }
}
