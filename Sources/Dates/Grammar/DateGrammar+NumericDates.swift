/// Dates in numbers only.
extension DateGrammar {
  /// A numeric date that begins at the number `i`.
  func numeric(_ i: Int) -> DateCandidate? {
    guard !isGlued(before: i) else { return nil }
    let a = tokens[i]
    if a.digits >= 8 { return compactDate(i) }
    guard a.digits <= 4, !a.isNumeral || a.isYear else { return nil }
    guard let (b, c) = chain(i) else { return pair(i) }
    guard let c else { return pair(i) }
    return triple(i, b, c)
  }

  /// Letters or another number directly before: part of a code, a version, a telephone number.
  private func isGlued(before i: Int) -> Bool {
    guard i > 0, !tokens[i].spaced else { return false }
    let p = tokens[i - 1]
    switch p.kind {
    case .word:
      return !p.has([.label, .eraBefore, .weekday, .dayMark, .timeMark, .connector, .yearMark])
        || p.end - p.start == 1 && p.lexeme.isUnknown
    case .mark:
      switch UInt32(bitPattern: p.value) {
      case 0x24, 0x23, 0x2B, 0x20AC, 0xA3, 0xA5, 0x3D, 0x26, 0x40, 0x5F: return true
      case 0x2D, 0x2E, 0x2F:
        return i > 1 && !p.spaced && (tokens[i - 2].isNumber || tokens[i - 2].isUnknownWord)
      default: return false
      }
    case .number: return true
    default: return false
    }
  }

  /// The numbers joined to the one at `i` by one and the same mark.
  private func chain(_ i: Int) -> (Int, Int?)? {
    guard let (b, join) = joined(i, nil) else { return nil }
    guard let (c, _) = joined(b, join) else { return (b, nil) }
    if let (d, _) = joined(c, join), !tokens[d].spaced, join != 0x20 { return nil }
    return (b, c)
  }

  private func joined(_ i: Int, _ join: UInt32?) -> (Int, UInt32)? {
    if number(i + 1), join == nil || join == 0x20, tokens[i + 1].spaced { return (i + 1, 0x20) }
    guard i + 2 < count, tokens[i + 1].kind == .mark else { return nil }
    let m = UInt32(bitPattern: tokens[i + 1].value)
    guard m == 0x2D || m == 0x2F || m == 0x2E || m == 0x2013, join == nil || join == m else {
      // "2026. 3. 14" after "(2026)" and "14.3 2026" do not occur; "14.03-2026" is no date.
      return nil
    }
    guard number(i + 2) else { return nil }
    if m == 0x2D || m == 0x2013, tokens[i + 1].spaced != tokens[i + 2].spaced { return nil }
    return (i + 2, m)
  }

  private func triple(_ i: Int, _ b: Int, _ c: Int) -> DateCandidate? {
    let (x, y, z) = (tokens[i], tokens[b], tokens[c])
    if b == i + 1 {
      let isYearFirst = x.digits == 4 && y.digits == 2 && z.digits == 2
      let isAlone = x.digits <= 2 && y.digits == 2 && z.digits == 4 && count == 3
      guard isYearFirst || isAlone else { return nil }
    }
    guard y.digits <= 2, !isGlued(after: c) else { return nil }
    let (p, q, r) = (Int(x.value), Int(y.value), Int(z.value))
    var found: DateCandidate?
    func candidate(_ day: Day?, _ calendar: DateCalendar = .gregorian) -> DateCandidate? {
      day.map {
        DateCandidate(
          day: $0, first: i, last: c, hasYear: true, calendar: calendar, isNumeric: true)
      }
    }
    if x.digits == 4 || x.isYear {
      guard z.digits <= 2 else { return nil }
      guard let (year, calendar) = numericYear(p, c, x.isYear) else { return nil }
      return candidate(calendar.day(year: year, month: q, day: r), calendar)
    }
    if x.digits == 3 {
      guard setting.language == DateLanguages.chinese, (80...200).contains(p), z.digits <= 2
      else { return nil }
      return candidate(Day(year: p + 1911, month: q, day: r))
    }
    if z.digits == 4 {
      guard let (year, calendar) = numericYear(r, c, false) else { return nil }
      found = ordered(p, q, year, calendar, i, b).flatMap { candidate($0.0, calendar) }
    } else if z.digits == 2, x.digits <= 2 {
      found = candidate(shortTriple(p, q, r, i, b, c))
    }
    if var result = found {
      result.isGuessed = setting.order == nil && p <= 12 && q <= 12 && p != q
      found = result
    }
    return found
  }

  /// Letters, a percent sign or a currency directly behind.
  private func isGlued(after c: Int) -> Bool {
    guard c + 1 < count, !tokens[c + 1].spaced else { return false }
    let n = tokens[c + 1]
    switch n.kind {
    case .word:
      return n.lexeme.isUnknown
        && !(n.end - n.start == 1 && c + 2 < count && tokens[c + 2].kind == .time)
    case .mark:
      if n.isMark(0x2D), c + 2 < count, !tokens[c + 2].spaced, tokens[c + 2].kind == .word {
        let w = tokens[c + 2]
        return w.lexeme.isUnknown || w.end - w.start == 1 && tokens[c].digits == 4
      }
      return n.isMark(0x25) || n.isMark(0x20AC)
    case .number: return true
    default: return false
    }
  }

  /// The calendar a year of four digits belongs to.
  private func numericYear(_ y: Int, _ last: Int, _ isYear: Bool) -> (Int, DateCalendar)? {
    if isYear { return (y, .gregorian) }
    let era = at(last + 1, .eraAfter) ? tokens[last + 1].lexeme.era : nil
    if (1343...1500).contains(y) {
      if era == .hijri { return (y, .islamic) }
      if setting.language == DateLanguages.arabic, era != .solarHijri, y > 1420 {
        return (y, .islamic)
      }
      return DateCalendar.solarHijri.plausibleYears.contains(y) ? (y, .solarHijri) : nil
    }
    if setting.language == DateLanguages.nepali, (2040...2100).contains(y), y > setting.year + 20 {
      return (y, .bikram)
    }
    if (1900...setting.year + 20).contains(y) { return (y, .gregorian) }
    if (2440...2700).contains(y) { return (y - 543, .gregorian) }
    return nil
  }

  /// Day and month by the order known, by what is possible, by the weekday beside, by the guess.
  private func ordered(
    _ p: Int, _ q: Int, _ year: Int, _ calendar: DateCalendar, _ i: Int, _ b: Int
  ) -> (Day, DateOrder)? {
    let dayFirst = calendar.day(year: year, month: q, day: p)
    let monthFirst = calendar.day(year: year, month: p, day: q)
    guard let dayFirst, let monthFirst else {
      return dayFirst.map { ($0, .dayMonthYear) } ?? monthFirst.map { ($0, .monthDayYear) }
    }
    switch setting.order {
    case .dayMonthYear: return (dayFirst, .dayMonthYear)
    case .monthDayYear: return (monthFirst, .monthDayYear)
    default: break
    }
    if dayFirst != monthFirst, let weekday = weekdayBeside(i, b) {
      if dayFirst.weekday == weekday { return (dayFirst, .dayMonthYear) }
      if monthFirst.weekday == weekday { return (monthFirst, .monthDayYear) }
    }
    // Dots are a European habit, whatever the language of the page.
    if setting.guessedOrder == .monthDayYear, !mark(i + 1, 0x2E) {
      return (monthFirst, .monthDayYear)
    }
    return (dayFirst, .dayMonthYear)
  }

  private func weekdayBeside(_ i: Int, _ b: Int) -> Int? {
    for k in max(0, i - 3)..<min(count, b + 5) where at(k, .weekday) && !at(k, .connector) {
      return Int(tokens[k].lexeme.weekday)
    }
    return nil
  }

  /// Three numbers of two digits: the order known, else the language's, else any that is a day.
  private func shortTriple(_ p: Int, _ q: Int, _ r: Int, _ i: Int, _ b: Int, _ c: Int) -> Day? {
    func yearFirst() -> Day? {
      guard tokens[i].digits == 2 else { return nil }
      return shortYear(p).flatMap { Day(year: $0, month: q, day: r) }
    }
    func yearLast() -> Day? {
      shortYear(r).flatMap { ordered(p, q, $0, .gregorian, i, b)?.0 }
    }
    switch setting.order {
    case .yearMonthDay: return yearFirst() ?? yearLast()
    case .dayMonthYear, .monthDayYear: return yearLast() ?? yearFirst()
    case nil:
      return setting.isShortYearFirst ? yearFirst() ?? yearLast() : yearLast() ?? yearFirst()
    }
  }

  /// "20260314", "202603140830", "20260314083000".
  private func compactDate(_ i: Int) -> DateCandidate? {
    let t = tokens[i]
    takeCompactTime(i)
    guard t.digits == 8, !isGlued(after: i), !(mark(i + 1, 0x2D) && !tokens[i + 1].spaced) else {
      return nil
    }
    let v = Int(t.value)
    guard (1990...setting.year + 1).contains(v / 10000),
      let day = Day(year: v / 10000, month: v / 100 % 100, day: v % 100)
    else { return nil }
    return DateCandidate(day: day, first: i, last: i, hasYear: true, isNumeric: true)
  }

  /// "T103000Z" behind it becomes a time.
  private func takeCompactTime(_ i: Int) {
    guard i + 2 < count, isLetterT(i + 1), !tokens[i + 1].spaced, number(i + 2),
      tokens[i + 2].digits == 6 || tokens[i + 2].digits == 4
    else { return }
    let v = Int(tokens[i + 2].value)
    let clock = tokens[i + 2].digits == 6 ? v : v * 100
    guard clock / 10000 < 24, clock / 100 % 100 < 60, clock % 100 < 60 else { return }
    tokens[i + 1].kind = .taken
    tokens[i + 2].kind = .time
    tokens[i + 2].hasSeconds = tokens[i + 2].digits == 6
    tokens[i + 2].value = Int32(clock / 10000 * 3600 + clock / 100 % 100 * 60 + clock % 100)
    if at(i + 3, .zone), tokens[i + 3].lexeme.zone == 0 { tokens[i + 2].zone = 0 }
  }

  /// "14.03.", "03/14 10:30", "[03-14]": day and month without a year. Only where nothing else
  /// stands in the text, for two numbers are mostly something else.
  private func pair(_ i: Int) -> DateCandidate? {
    guard let (b, join) = joined(i, nil), join != 0x20, join != 0x2013 else { return nil }
    let (x, y) = (tokens[i], tokens[b])
    guard x.digits <= 2, y.digits <= 2, !x.isNumeral, !y.isNumeral, !x.isYear else { return nil }
    guard !isGlued(after: b) else { return nil }
    var last = b
    if join == 0x2E, mark(b + 1, 0x2E) { last = b + 1 }
    guard isPairPlausible(i, b, last, join) else { return nil }
    let (p, q) = (Int(x.value), Int(y.value))
    let monthFirst: Bool
    switch setting.order {
    case .dayMonthYear: monthFirst = false
    case .monthDayYear, .yearMonthDay: monthFirst = true
    case nil:
      monthFirst = setting.isShortYearFirst || setting.guessedOrder == .monthDayYear && join != 0x2E
    }
    let first = monthFirst ? latest(.gregorian, p, q) : latest(.gregorian, q, p)
    // Where the guess cannot be, the other order is possible for a page in English only.
    let mayDiffer = setting.order == nil && setting.guessedOrder == .monthDayYear
    guard let day = first ?? (mayDiffer ? latest(.gregorian, q, p) : nil) else { return nil }
    return DateCandidate(day: day, first: i, last: last, hasYear: false, isNumeric: true)
  }

  private func isPairPlausible(_ i: Int, _ b: Int, _ last: Int, _ join: UInt32) -> Bool {
    var supported = join == 0x2E && last > b
    var bracketed = false
    for k in 0..<count where k < i || k > last {
      let t = tokens[k]
      switch t.kind {
      case .time: supported = true
      case .word:
        if t.has(.weekday), t.end - t.start > 3 || mark(k - 1, 0x28) {
          supported = true
        } else if t.has(.label) {
          supported = true
        } else {
          guard t.has([.timeMark, .zone, .connector, .dayMark]) else { return false }
        }
      case .mark: if t.isMark(0x28) { bracketed = true }
      default: return false
      }
    }
    if supported { return true }
    let twoDigits = tokens[i].digits == 2 && tokens[b].digits == 2
    let spaced = tokens[b].spaced
    switch join {
    case 0x2F:
      let (p, q) = (tokens[i].value, tokens[b].value)
      let hasZero = p < 10 || q < 10
      return twoDigits && !spaced
        && (hasZero || bracketed || setting.guessedOrder == .dayMonthYear && (p > 12) != (q > 12))
    case 0x2D: return twoDigits && !spaced && (bracketed || setting.isShortYearFirst)
    default:
      return twoDigits && !spaced && tokens[b].value <= 12
        && (bracketed || setting.isDottedDayMonth)
        || twoDigits && !spaced && setting.isShortYearFirst && tokens[i].value < 10
    }
  }
}

extension Day {
  /// 1 Sunday … 7 Saturday.
  var weekday: Int {
    let n = (number + 4) % 7
    return (n < 0 ? n + 7 : n) + 1
  }
}
