/// What reading needs to know beside the text.
struct DateSetting: Sendable {
  var today: Day
  var secondOfDay: Int
  /// The year of now, for what is plausible.
  var year: Int
  var language: UInt64
  var order: DateOrder?
  /// Order of "03/04/2026" when nothing else tells.
  var guessedOrder: DateOrder
  /// A year of two digits stands first: "26.03.11".
  var isShortYearFirst: Bool
  /// "14.03" is a day: where times of day are not written so.
  var isDottedDayMonth: Bool
}

/// A date found among the tokens.
struct DateCandidate {
  var day: Day
  /// Tokens of its day, month and year.
  var first: Int
  var last: Int
  var hasYear: Bool
  var calendar: DateCalendar = .gregorian
  /// Day and month told by numbers only.
  var isNumeric = false
  var isRange = false
  /// A numeric date whose order was a guess.
  var isGuessed = false
}

/// Finds dates among tokens. Holds no memory of its own.
struct DateGrammar {
  let tokens: UnsafeMutableBufferPointer<DateToken>
  var count: Int
  let bytes: UnsafeBufferPointer<UInt8>
  let setting: DateSetting
  var hasAgo = false

  init(
    _ tokens: UnsafeMutableBufferPointer<DateToken>, _ count: Int,
    _ bytes: UnsafeBufferPointer<UInt8>, _ setting: DateSetting
  ) {
    self.tokens = tokens
    self.count = count
    self.bytes = bytes
    self.setting = setting
  }

  // MARK: Questions about tokens

  func at(_ i: Int, _ m: Lexeme.Meaning) -> Bool { i >= 0 && i < count && tokens[i].has(m) }
  func mark(_ i: Int, _ s: UInt32) -> Bool { i >= 0 && i < count && tokens[i].isMark(s) }
  func number(_ i: Int) -> Bool { i >= 0 && i < count && tokens[i].isNumber }

  /// A mark that joins the parts of a numeric date.
  func joins(_ i: Int) -> Bool {
    mark(i, 0x2D) || mark(i, 0x2F) || mark(i, 0x2E) || mark(i, 0x3A)
  }

  func isDash(_ i: Int) -> Bool { mark(i, 0x2D) || mark(i, 0x2013) || mark(i, 0x7E) }

  // MARK: Candidates

  /// Calls with each date among the tokens, in order.
  func candidates(_ body: (DateCandidate) -> Void) {
    var i = 0
    while i < count {
      if tokens[i].isNumber, let found = numeric(i) {
        body(found)
        i = found.last + 1
      } else if at(i, [.month, .otherMonth]), !isAgo(i), let found = named(i) {
        body(found)
        i = max(found.last, i) + 1
      } else {
        i += 1
      }
    }
  }

  /// "2d ago": the word is August in some languages.
  private func isAgo(_ i: Int) -> Bool { at(i, .ago) && at(i - 1, .unit) && number(i - 2) }

  // MARK: With the month's name

  /// A date around the month name at `k`.
  func named(_ k: Int) -> DateCandidate? {
    var right = k
    // "آذار/مارس": the month said twice
    if mark(k + 1, 0x2F) || mark(k + 1, 0x28), at(k + 2, .month),
      tokens[k + 2].lexeme.month == tokens[k].lexeme.month
    {
      right = mark(k + 3, 0x29) ? k + 3 : k + 2
    } else if at(k + 1, .month), tokens[k + 1].lexeme.month == tokens[k].lexeme.month {
      right = k + 1
    }
    let l1 = hop(k, -1)
    let r1 = hop(right, 1)
    let r1Day = r1.flatMap(day)
    if let r1, let d = r1Day, let r2 = hop(r1, 1), isFourDigits(r2), let y = year(r2, k) {
      return named(k, d, y, min(k, r1), r2, dayAt: r1)
    }
    if let r1, let d = r1Day, mark(r1 + 1, 0x27) || mark(r1 + 2, 0x27), let r2 = hop(r1, 1),
      mark(r2 - 1, 0x27), let y = year(r2, k, short: true)
    {
      return named(k, d, y, min(k, r1), r2, dayAt: r1)
    }
    // "26年3月14日"
    if let l1, let d = r1Day, number(l1), tokens[l1].digits == 2, at(l1 + 1, .yearMark),
      bytes[Int(tokens[l1 + 1].start)] >= 0xE3, let r1, let y = year(l1, k, short: true)
    {
      return named(k, d, y, l1, r1, dayAt: r1)
    }
    if let l1, let d = day(l1) {
      if let r1, let y = year(r1, k, short: !mark(r1 - 1, 0x2C)) {
        return named(k, d, y, l1, r1, dayAt: l1)
      }
      if let l2 = hop(l1, -1), isFourDigits(l2), let y = year(l2, k) {
        return named(k, d, y, l2, right, dayAt: l1)
      }
      let (y, last) = yearAfterTime(right, k)
      return named(k, d, y, l1, last, dayAt: l1)
    }
    guard let r1, let d = r1Day else { return nil }
    if let l1, let y = year(l1, k) { return named(k, d, y, l1, r1, dayAt: r1) }
    let (y, last) = yearAfterTime(r1, k)
    return named(k, d, y, k, last, dayAt: r1)
  }

  /// "Mar 14 10:30:00 2026": a year behind the time.
  private func yearAfterTime(_ i: Int, _ month: Int) -> ((Int, DateCalendar)?, Int) {
    guard i + 1 < count, tokens[i + 1].kind == .time else { return (nil, i) }
    let n = at(i + 2, .zone) ? i + 3 : i + 2
    guard number(n), isFourDigits(n), let y = year(n, month) else { return (nil, i) }
    return (y, n)
  }

  private func named(
    _ k: Int, _ d: Int, _ year: (Int, DateCalendar)?, _ first: Int, _ last: Int, dayAt: Int
  ) -> DateCandidate? {
    let lexeme = tokens[k].lexeme
    let calendar = year?.1 ?? (lexeme.has(.month) ? .gregorian : lexeme.calendar)
    var month = Int(calendar == .gregorian ? lexeme.month : lexeme.otherMonth)
    if month == 0, calendar == .gregorian, lexeme.calendar == .ethiopic {
      month = (Int(lexeme.otherMonth) + 7) % 12 + 1
    }
    guard month > 0 else { return nil }
    let found: Day?
    if let year {
      found = calendar.day(year: year.0, month: month, day: d)
    } else {
      found = latest(calendar, month, d)
    }
    guard let found else { return nil }
    return DateCandidate(
      day: found, first: min(first, dayAt), last: max(last, dayAt), hasYear: year != nil,
      calendar: calendar, isRange: isRangeOfDays(dayAt, k))
  }

  /// The latest such day that is not after now; a day of slack for zones ahead of ours.
  func latest(_ calendar: DateCalendar, _ month: Int, _ day: Int) -> Day? {
    let around = calendar.year(aroundGregorian: setting.today.components.year)
    for year in stride(from: around + 1, through: around - 8, by: -1) {
      if let found = calendar.day(year: year, month: month, day: day),
        found.number <= setting.today.number + 1
      {
        return found
      }
    }
    return nil
  }

  /// The nearest number beyond what may stand between the parts of a date; nil when there is none.
  private func hop(_ from: Int, _ step: Int) -> Int? {
    var i = from + step
    var hops = 0
    while i >= 0, i < count, hops < 6 {
      let t = tokens[i]
      switch t.kind {
      case .number: return i
      case .word:
        if t.has(.number), !t.has([.month, .connector, .filler]), step < 0 { return i }
        guard
          t.has([.connector, .ordinal, .yearMark, .dayMark, .dispatch, .eraAfter, .monthMark])
            || (t.has(.weekday) && i != 0 && t.spaced == false)
        else { return nil }
        if t.has(.month) { return nil }
      case .mark:
        switch UInt32(bitPattern: t.value) {
        case 0x2E, 0x2C, 0x2D, 0x2F, 0x28, 0x29, 0x27, 0xB0: break
        default: return nil
        }
      default: return nil
      }
      i += step
      hops += 1
    }
    return nil
  }

  private func day(_ i: Int) -> Int? {
    let t = tokens[i]
    if t.kind == .word { return (1...31).contains(t.lexeme.value) ? Int(t.lexeme.value) : nil }
    guard t.digits <= 2, !t.isYear, (1...32).contains(t.value) else { return nil }
    if mark(i + 1, 0x25) || mark(i - 1, 0x24) || mark(i - 1, 0x23) { return nil }
    return Int(t.value)
  }

  private func isFourDigits(_ i: Int) -> Bool {
    number(i) && (tokens[i].digits == 4 || tokens[i].isYear)
  }

  /// The year a number tells beside the month name at `month`, with its calendar.
  private func year(_ i: Int, _ month: Int, short: Bool = false) -> (Int, DateCalendar)? {
    let t = tokens[i]
    guard t.isNumber else { return nil }
    let lexeme = tokens[month].lexeme
    let v = Int(t.value)
    if t.isYear { return (v, .gregorian) }
    if t.digits == 4 || t.isNumeral && v > 1000 {
      if lexeme.has(.otherMonth), lexeme.calendar == .ethiopic {
        // Eritrea gives the same names to the Gregorian months; the years tell them apart.
        guard (1950...setting.year + 1).contains(v) else { return nil }
        return (v, v > setting.year - 7 ? .gregorian : .ethiopic)
      }
      if lexeme.has(.month) {
        if (1900...setting.year + 20).contains(v) { return (v, .gregorian) }
        if (2440...2700).contains(v) { return (v - 543, .gregorian) }
      }
      if lexeme.has(.otherMonth), lexeme.calendar.plausibleYears.contains(v) {
        return (v, lexeme.calendar)
      }
      return nil
    }
    if t.digits == 3, lexeme.has(.month), setting.language == DateLanguages.chinese,
      (80...200).contains(v)
    {
      return (v + 1911, .gregorian)
    }
    guard short, t.digits == 2, !(joins(i + 1) && number(i + 2) && !tokens[i + 2].spaced) else {
      return nil
    }
    if lexeme.has(.month) {
      let first = bytes[Int(tokens[month].start)...].prefix(2)
      let isThai = first.elementsEqual([0xE0, 0xB8]) || first.elementsEqual([0xE0, 0xB9])
      return shortYear(v, isThai: isThai).map { ($0, .gregorian) }
    }
    if lexeme.calendar == .solarHijri { return (v < 30 ? 1400 + v : 1300 + v, .solarHijri) }
    return nil
  }

  /// A year of two digits.
  func shortYear(_ v: Int, isThai: Bool = false) -> Int? {
    if isThai || setting.language == DateLanguages.thai {
      let buddhist = 2500 + v - 543
      if (setting.year - 25...setting.year + 1).contains(buddhist) { return buddhist }
    }
    let century = setting.year / 100 * 100
    return v <= setting.year % 100 + 5 ? century + v : century - 100 + v
  }

  /// "3-8 March", "March 3–8", "del 3 al 8 de marzo".
  private func isRangeOfDays(_ day: Int, _ month: Int) -> Bool {
    func isDay(_ i: Int) -> Bool {
      number(i) && tokens[i].digits <= 2 && (1...31).contains(tokens[i].value)
    }
    if day < month {
      if mark(day - 1, 0x27), at(day - 2, .rangeWord) { return isDay(day - 3) }  // "3 all'8"
      guard isDash(day - 1) || at(day - 1, .rangeWord) else { return false }
      return isDay(day - 2) || (mark(day - 2, 0x2E) && isDay(day - 3))
        || (at(day - 2, .ordinal) && isDay(day - 3))
    }
    let next = at(day + 1, .ordinal) || at(day + 1, .dayMark) ? day + 2 : day + 1
    guard isDash(next) || at(next, .rangeWord) else { return false }
    return isDay(next + 1) && !at(next + 2, [.hourMark, .month])
  }
}

/// Languages that the grammar itself asks for.
enum DateLanguages {
  static let chinese: UInt64 = 0x7A68
  static let japanese: UInt64 = 0x6A61
  static let korean: UInt64 = 0x6B6F
  static let thai: UInt64 = 0x7468
  static let nepali: UInt64 = 0x6E65
  static let arabic: UInt64 = 0x6172

  /// Languages whose readers take "03/04/2026" for March 4.
  static func guessedOrder(_ tag: String?) -> DateOrder {
    guard let tag else { return .dayMonthYear }
    let parts = tag.split(whereSeparator: { $0 == "-" || $0 == "_" })
    let region = parts.dropFirst().last?.uppercased()
    switch parts.first?.lowercased() {
    case "en":
      return region == nil
        || ["US", "PH", "CA", "LR", "FM", "PW", "GU", "PR", "AS"].contains(region)
        ? .monthDayYear : .dayMonthYear
    case "fil", "tl", "ja", "ko", "chr", "haw": return .monthDayYear
    case "zh":
      return region == "HK" || region == "MO" || region == "SG" ? .dayMonthYear : .monthDayYear
    case "es": return region == "US" || region == "PR" ? .monthDayYear : .dayMonthYear
    default: return .dayMonthYear
    }
  }

  /// Languages that write the year first even with two digits.
  static let shortYearFirst: Set<String> = [
    "zh", "ja", "ko", "hu", "lt", "mn", "fa", "ne", "dz", "bo", "ii", "eu", "ug", "ps", "ckb",
  ]
}

extension DateLanguages {
  static func isShortYearFirst(_ tag: String?) -> Bool { shortYearFirst.contains(primary(tag)) }

  /// Languages that write "14.03" for a day and not for a time of day.
  static func isDottedDayMonth(_ tag: String?) -> Bool {
    [
      "ru", "uk", "be", "bg", "mk", "sr", "hr", "bs", "sl", "cs", "sk", "pl", "ro", "tr", "az",
      "kk", "ky", "ka", "hy", "lv", "et", "he", "de",
    ].contains(primary(tag))
  }

  private static func primary(_ tag: String?) -> String {
    String((tag ?? "").prefix { $0 != "-" && $0 != "_" }).lowercased()
  }
}
