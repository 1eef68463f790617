/// First pass over the tokens: times of day, years of eras, and months by number become single
/// tokens, so that what remains of a date is its few parts.
extension DateGrammar {
  mutating func merge() {
    hasAgo = (0..<count).contains { tokens[$0].has(.ago) && !isAugust($0) }
    mergeTimes()
    compact()
    mergeEras()
    compact()
    mergeMonths()
    compact()
  }

  /// "14 ago 2026", "14 de ago.": a month, not "ago".
  private func isAugust(_ i: Int) -> Bool {
    at(i, .month)
      && (number(i - 1) || at(i - 1, .connector) || mark(i - 1, 0x2D) || mark(i - 1, 0x2F))
      && !(at(i - 1, .unit) && number(i - 2))
  }

  private mutating func compact() {
    var to = 0
    for from in 0..<count where tokens[from].kind != .taken {
      if from != to { tokens[to] = tokens[from] }
      to += 1
    }
    count = to
  }

  private mutating func take(_ range: ClosedRange<Int>, into i: Int) {
    tokens[i].start = tokens[range.lowerBound].start
    tokens[i].end = max(tokens[i].end, tokens[range.upperBound].end)
    tokens[i].spaced = tokens[range.lowerBound].spaced
    for k in range where k != i { tokens[k].kind = .taken }
  }

  // MARK: Times

  private mutating func mergeTimes() {
    var i = 0
    while i < count {
      if tokens[i].isNumber, let end = mergeTime(i) { i = end + 1 } else { i += 1 }
    }
  }

  /// A time that begins with the number at `i`; the index of its last token.
  private mutating func mergeTime(_ i: Int) -> Int? {
    let hour = tokens[i]
    guard !hour.isNumeral || at(i + 1, .hourMark), hour.digits <= 2, hour.value <= 24,
      !(i > 0 && joins(i - 1) && i > 1 && tokens[i - 2].isNumber && !tokens[i].spaced
        && !tokens[i - 1].spaced)
    else { return nil }
    var end = i
    var minute = 0
    var second = 0
    var hasSeconds = false
    if mark(i + 1, 0x3A), let m = sixty(i + 2), !tokens[i + 2].spaced {
      (minute, end) = (m, i + 2)
      if mark(i + 3, 0x3A), let s = sixty(i + 4) {
        (second, end, hasSeconds) = (s, i + 4, true)
        if mark(i + 5, 0x2E) || mark(i + 5, 0x2C), number(i + 6), !tokens[i + 6].spaced,
          !tokens[i + 5].spaced
        {
          end = i + 6
        }
      }
    } else if !hasAgo, at(i + 1, .hourMark), let read = markedTime(i) {
      (minute, second, end) = read
    } else if mark(i + 1, 0x2E), let m = sixty(i + 2), !tokens[i + 2].spaced,
      !tokens[i + 1].spaced, !(mark(i + 3, 0x2E) && number(i + 4)), isTimeAround(i, i + 2)
    {
      (minute, end) = (m, i + 2)
    } else if hasAgo || !isTwelve(i) {
      return nil
    }
    guard hour.value < 24 || minute == 0 else { return nil }
    if end == i, !hasDayPart(i) { return nil }
    return finishTime(i, end, (Int(hour.value), minute, second), hasSeconds)
  }

  /// "15h05", "8時30分", "10 giờ 5 phút", "3시".
  private func markedTime(_ i: Int) -> (Int, Int, Int)? {
    let markToken = tokens[i + 1]
    guard !markToken.spaced || markToken.end - markToken.start > 1 else {
      return sixty(i + 2).flatMap { tokens[i].digits == 2 ? ($0, 0, i + 2) : nil }
    }
    var end = i + 1
    var minute = 0
    var second = 0
    if number(i + 2), tokens[i + 2].digits <= 2, tokens[i + 2].value < 60,
      at(i + 3, .minuteMark) || tokens[i + 2].digits == 2 && !tokens[i + 2].spaced
    {
      minute = Int(tokens[i + 2].value)
      end = i + 2
      if at(i + 3, .minuteMark) {
        end = i + 3
        if number(i + 4), tokens[i + 4].value < 60, at(i + 5, .secondMark) {
          second = Int(tokens[i + 4].value)
          end = i + 5
        }
      }
    }
    return (minute, second, end)
  }

  private func isTwelve(_ i: Int) -> Bool { (1...12).contains(tokens[i].value) }

  private func isDayPart(_ i: Int) -> Bool {
    guard i >= 0, i < count, at(i, [.am, .pm]) else { return false }
    // "am", "em" are also prepositions: as such they lead on to a number or a month.
    guard at(i, [.connector, .month, .eraAfter]) else { return true }
    return i + 1 >= count || tokens[i + 1].kind == .mark || at(i + 1, .zone)
  }

  private func hasDayPart(_ i: Int) -> Bool {
    isDayPart(i + 1)
      || i > 0 && at(i - 1, [.am, .pm]) && !at(i - 1, [.connector, .month])
        && at(i + 1, .hourMark)
  }

  private func isTimeAround(_ from: Int, _ to: Int) -> Bool {
    if from > 0,
      at(from - 1, .timeMark) || (mark(from - 1, 0x2E) && from > 1 && at(from - 2, .timeMark))
    {
      return true
    }
    return at(to + 1, .timeMark) || isDayPart(to + 1)
      || (at(to + 1, .zone) && !at(to + 1, [.connector, .month]))
  }

  private mutating func finishTime(
    _ first: Int, _ last: Int, _ time: (Int, Int, Int), _ hasSeconds: Bool
  ) -> Int {
    var (hour, minute, second) = time
    var from = first
    var end = last
    var part: Lexeme.Meaning = []
    if isDayPart(end + 1) {
      part = tokens[end + 1].lexeme.meaning
      end += 1
      if mark(end + 1, 0x2E), !tokens[end + 1].spaced { end += 1 }
    } else if from > 0, at(from - 1, [.am, .pm]), !at(from - 1, [.connector, .month]) {
      part = tokens[from - 1].lexeme.meaning
      from -= 1
    }
    if part.contains(.pm), !part.contains(.am), hour < 12 { hour += 12 }
    if part.contains(.am), !part.contains(.pm), hour == 12 { hour = 0 }
    if hour == 24 { hour = 0 }
    let isMachine = from > 0 && isLetterT(from - 1) && !tokens[from].spaced
    if isMachine { from -= 1 }
    let zone = readZone(after: &end, allowBareOffset: hasSeconds || isMachine)
    take(from...end, into: first)
    tokens[first].kind = .time
    tokens[first].value = Int32(hour * 3600 + minute * 60 + min(second, 59))
    tokens[first].hasSeconds = hasSeconds
    tokens[first].zone = zone
    return end
  }

  func isLetterT(_ i: Int) -> Bool {
    tokens[i].kind == .word && tokens[i].end - tokens[i].start == 1
      && bytes[Int(tokens[i].start)] | 0x20 == 0x74
  }

  /// "GMT", "(GMT+7)", "+0900", "Z", "IST"; minutes east of UTC, `.min` for none.
  private func readZone(after end: inout Int, allowBareOffset: Bool) -> Int16 {
    var i = end + 1
    let parenthesis = mark(i, 0x28)
    if parenthesis { i += 1 }
    var zone: Int16 = .min
    if at(i, .zone), !at(i, .connector) || i + 1 >= count {
      zone = tokens[i].lexeme.zone
      if zone == 0, let (offset, last) = readOffset(i + 1) { (zone, i) = (offset, last) }
    } else if !parenthesis || allowBareOffset, allowBareOffset || mark(i, 0x2B),
      let (offset, last) = readOffset(i), allowBareOffset || tokens[i + 1].digits == 4
    {
      (zone, i) = (offset, last)
    }
    guard zone != .min else { return .min }
    if parenthesis {
      guard mark(i + 1, 0x29) else { return .min }
      i += 1
    }
    end = i
    return zone
  }

  private func readOffset(_ i: Int) -> (Int16, Int)? {
    guard mark(i, 0x2B) || mark(i, 0x2D), number(i + 1), !tokens[i + 1].spaced else { return nil }
    let n = Int(tokens[i + 1].value)
    var minutes = tokens[i + 1].digits >= 3 ? n / 100 * 60 + n % 100 : n * 60
    var last = i + 1
    if tokens[i + 1].digits <= 2, mark(i + 2, 0x3A), let m = sixty(i + 3) {
      minutes += m
      last = i + 3
    }
    guard minutes <= 14 * 60 else { return nil }
    return (Int16(mark(i, 0x2D) ? -minutes : minutes), last)
  }

  private func sixty(_ i: Int) -> Int? {
    guard number(i), tokens[i].digits == 2, tokens[i].value < 60 else { return nil }
    return Int(tokens[i].value)
  }

  // MARK: Eras

  private mutating func mergeEras() {
    var i = 0
    while i < count {
      defer { i += 1 }
      if at(i, .eraBefore), let year = eraYear(i) {
        tokens[year.index].value = Int32(year.year)
        tokens[year.index].kind = .number
        tokens[year.index].digits = 4
        tokens[year.index].isYear = true
        take(i...year.last, into: year.index)
        i = year.last
      } else if at(i, .eraLetter), number(i + 1), !tokens[i + 1].spaced, tokens[i + 1].digits <= 2,
        mark(i + 2, 0x2E) || mark(i + 2, 0x2F) || mark(i + 2, 0x2D), number(i + 3)
      {
        let eras: [UInt8: DateEra] = [
          0x72: .reiwa, 0x68: .heisei, 0x73: .showa, 0x74: .taisho, 0x6D: .meiji,
        ]
        var letter = ScalarReader(UnsafeBufferPointer(rebasing: bytes[Int(tokens[i].start)...]))
        let folded = UInt8(truncatingIfNeeded: DateFolding.fold(letter.next() ?? 0))
        tokens[i + 1].value += Int32(eras[folded]?.offset ?? 0)
        tokens[i + 1].digits = 4
        tokens[i + 1].isYear = true
        take(i...(i + 1), into: i + 1)
      }
    }
    dropRepeatedYears()
  }

  /// "2026(令和8)年", "2026 (Juche 115)": the year said twice.
  private mutating func dropRepeatedYears() {
    guard count > 3 else { return }
    for i in 0..<(count - 3)
    where number(i) && mark(i + 1, 0x28) && number(i + 2) && mark(i + 3, 0x29)
      && tokens[i].value == tokens[i + 2].value && tokens[i].digits == 4
    {
      take(i...(i + 3), into: i)
    }
  }

  /// The year that follows an era's name at `i`, and a Gregorian one in parentheses after it.
  private func eraYear(_ i: Int) -> (index: Int, last: Int, year: Int)? {
    guard let offset = tokens[i].lexeme.era.offset else { return nil }
    var n = i + 1
    if mark(n, 0x2E) || mark(n, 0x2D) || mark(n, 0x3A) { n += 1 }
    guard number(n) || at(n, .number) else { return nil }
    let value = number(n) ? Int(tokens[n].value) : Int(tokens[n].lexeme.value)
    var year = value + offset
    if tokens[i].lexeme.era == .buddhist, value < 100 { year += 2500 }
    if value > 1900, tokens[i].lexeme.era != .buddhist { year = value }
    guard (1860...2200).contains(year) else { return nil }
    var last = n
    if mark(n + 1, 0x28), number(n + 2), tokens[n + 2].digits == 4, mark(n + 3, 0x29) {
      year = Int(tokens[n + 2].value)
      last = n + 3
    }
    return (n, last, year)
  }

  // MARK: Months by number

  private mutating func mergeMonths() {
    guard !hasAgo else { return }
    for i in 0..<count {
      if number(i) || at(i, .number), !tokens[i].isYear {
        var m = i + 1
        if mark(m, 0x2D), !tokens[m].spaced, at(m + 1, .ordinal) { m += 1 }
        if at(m, .ordinal), at(m + 1, .monthMark) { m += 1 }
        guard at(m, .monthMark), !at(m, .month) else { continue }
        if tokens[m].spaced, isSingleCharacter(m), bytes[Int(tokens[m].start)] < 0xE3 { continue }
        if i > 1, mark(i - 1, 0x2D), number(i - 2), tokens[i - 2].digits <= 2 { continue }
        makeMonth(i, i...m)
      } else if at(i, .monthMarkBefore), !at(i, .month), number(i + 1), tokens[i + 1].digits <= 2 {
        makeMonth(i + 1, i...(i + 1))
      }
    }
  }

  private func isSingleCharacter(_ i: Int) -> Bool { tokens[i].end - tokens[i].start <= 3 }

  private mutating func makeMonth(_ i: Int, _ range: ClosedRange<Int>) {
    let value = number(i) ? Int(tokens[i].value) : Int(tokens[i].lexeme.value)
    guard (1...12).contains(value), tokens[i].digits <= 2 else { return }
    take(range, into: i)
    tokens[i].kind = .word
    tokens[i].lexeme = Lexeme()
    tokens[i].lexeme.meaning = .month
    tokens[i].lexeme.month = UInt8(value)
  }
}
