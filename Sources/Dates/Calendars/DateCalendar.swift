/// The calendars news pages are dated in.
enum DateCalendar: UInt8 {
  case gregorian, solarHijri, islamic, hebrew, ethiopic, bikram, bangla
}

/// Eras that count Gregorian years from another start.
enum DateEra: UInt8 {
  case common, juche, republic, reiwa, heisei, showa, taisho, meiji, buddhist, hijri, hebrew
  case ethiopic, bikram, solarHijri, bangla

  /// The Gregorian year of year 0 of the era; nil where the era has a calendar of its own.
  var offset: Int? {
    switch self {
    case .common: 0
    case .juche, .republic: 1911
    case .reiwa: 2018
    case .heisei: 1988
    case .showa: 1925
    case .taisho: 1911
    case .meiji: 1867
    case .buddhist: -543
    default: nil
    }
  }

  var calendar: DateCalendar {
    switch self {
    case .hijri: .islamic
    case .hebrew: .hebrew
    case .ethiopic: .ethiopic
    case .bikram: .bikram
    case .bangla: .bangla
    case .solarHijri: .solarHijri
    default: .gregorian
    }
  }
}

extension DateCalendar {
  /// The Gregorian day of a date of this calendar; nil when it has no such day.
  func day(year: Int, month: Int, day: Int) -> Day? {
    switch self {
    case .gregorian: Day(year: year, month: month, day: day)
    case .solarHijri: SolarHijri.day(year, month, day)
    case .islamic: UmmAlQura.day(year, month, day)
    case .hebrew: HebrewCalendar.day(year, month, day)
    case .ethiopic: EthiopicCalendar.day(year, month, day)
    case .bikram: BikramSambat.day(year, month, day)
    case .bangla: BanglaCalendar.day(year, month, day)
    }
  }

  /// Years that the press of our time can mean, for a year of four digits.
  var plausibleYears: ClosedRange<Int> {
    switch self {
    case .gregorian: 1900...2100
    case .solarHijri: 1300...1479
    case .islamic: 1343...1500
    case .hebrew: 5660...5860
    case .ethiopic: 1950...2092
    case .bikram: 2000...2090
    case .bangla: 1350...1500
    }
  }

  /// The year of this calendar that a Gregorian year begins in, for dates without one.
  func year(aroundGregorian year: Int) -> Int {
    switch self {
    case .gregorian: year
    case .solarHijri: year - 622
    case .islamic: (year - 622) * 33 / 32
    case .hebrew: year + 3760
    case .ethiopic: year - 8
    case .bikram: year + 56
    case .bangla: year - 594
    }
  }
}

/// Iran's calendar, by the 33-year cycle: exact for 1244 … 1472 (Heydari-Malayeri 2004).
enum SolarHijri {
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (1244...1472).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let length = month <= 6 ? 31 : month < 12 || isLeap(year) ? 30 : 29
    guard day <= length else { return nil }
    var number = -492_268  // 1 Farvardin 1 of the cycle's reckoning, in days since 1970
    let y = year - 1
    number += y * 365 + leaps(before: year)
    number += month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
    return Day(number: number + day - 1)
  }

  static func isLeap(_ year: Int) -> Bool { [1, 5, 9, 13, 17, 22, 26, 30].contains(year % 33) }

  private static func leaps(before year: Int) -> Int {
    let y = year - 1
    let rest = y % 33
    return y / 33 * 8 + [1, 5, 9, 13, 17, 22, 26, 30].reduce(0) { $0 + ($1 <= rest ? 1 : 0) }
  }
}

/// The calendar of Saudi Arabia, by the published month lengths (King Abdulaziz City for Science
/// and Technology; the same facts as in CLDR/ICU's `islamic-umalqura`).
enum UmmAlQura {
  /// One number a year from 1400 on: bit n set when month n+1 has 30 days.
  private static let lengths: [UInt16] = [
    0xAA5, 0xA4B, 0x497, 0x937, 0x2B6, 0x975, 0xD69, 0xD52, 0xC95, 0x92B, 0x25B,
    0x4DB, 0x9D5, 0x5D2, 0xDA5, 0xD4A, 0xA95, 0x54D, 0xAAD, 0x3AA, 0xBD2, 0xBC4,
    0xB89, 0xA95, 0x52D, 0x5AD, 0xB6A, 0x6D4, 0xDC9, 0xD92, 0xAA6, 0x956, 0x2AE,
    0x56D, 0x36A, 0xB55, 0xAAA, 0x94D, 0x49D, 0x95D, 0x2BA, 0x5B5, 0x5AA, 0xD55,
    0xA9A, 0x92E, 0x26E, 0x55D, 0xADA, 0x6D4, 0x6A5, 0xB27, 0xA4D, 0x4AD, 0x56D,
    0xB5A, 0x754, 0xF49, 0xE92, 0xD26, 0xA56, 0x356, 0x6B5, 0xBAA, 0xB92, 0xB25,
    0x68B, 0xA9B, 0x55A, 0xADA, 0x5B4, 0xDA9, 0xB52, 0xA9A, 0x536, 0x276, 0x575,
    0xAF2, 0x6D4, 0x6A9, 0x555, 0x2AD, 0x4BD, 0x9BA, 0x574, 0xB69, 0xB52, 0xA95,
    0x52D, 0xA5D, 0x4DA, 0xAD9, 0x6B2, 0xE95, 0xE2A, 0xC96, 0x92E, 0xAAD, 0x56A,
    0xD65, 0xD4A,
  ]

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (1...12).contains(month), (1...30).contains(day), year > 0 else { return nil }
    guard year >= 1400, year < 1400 + lengths.count else { return tabular(year, month, day) }
    var number = 3_611  // 1 Muharram 1400 is 1979-11-21
    for y in 0..<(year - 1400) { number += 348 + lengths[y].nonzeroBitCount }
    let bits = lengths[year - 1400]
    for m in 0..<(month - 1) { number += bits >> UInt16(m) & 1 == 1 ? 30 : 29 }
    guard day <= 29 || bits >> UInt16(month - 1) & 1 == 1 else { return nil }
    return Day(number: number + day - 1)
  }

  /// The arithmetic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16 … of 30).
  private static func tabular(_ year: Int, _ month: Int, _ day: Int) -> Day {
    let months = 29 * (month - 1) + month / 2
    return Day(number: (11 * year + 3) / 30 + 354 * (year - 1) + months + day - 1 - 492_148)
  }
}

/// The Hebrew calendar, by its arithmetic (Dershowitz and Reingold, Calendrical Calculations).
/// Months are numbered from Tishri = 1; 6 is Adar I, 7 Adar (II), 8 Nisan … 13 Elul.
enum HebrewCalendar {
  static func isLeap(_ year: Int) -> Bool { (7 * year + 1) % 19 < 7 }

  private static func newYear(_ year: Int) -> Int {
    let months = (235 * year - 234) / 19
    let parts = 12_084 + 13_753 * months
    var day = 29 * months + parts / 25_920
    if 3 * (day + 1) % 7 < 3 { day += 1 }
    return day
  }

  /// Days since 1970 of 1 Tishri.
  private static func start(_ year: Int) -> Int {
    let (before, this, after) = (newYear(year - 1), newYear(year), newYear(year + 1))
    var day = this
    if after - this == 356 { day += 2 } else if this - before == 382 { day += 1 }
    return day - 2_092_590
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (5000...6500).contains(year), (1...13).contains(month), day >= 1 else { return nil }
    if month == 6, !isLeap(year) { return self.day(year, 7, day) }
    let first = start(year)
    let length = start(year + 1) - first
    var number = first
    for m in 1..<month { number += monthLength(m, year, length) }
    guard day <= monthLength(month, year, length) else { return nil }
    return Day(number: number + day - 1)
  }

  private static func monthLength(_ month: Int, _ year: Int, _ yearLength: Int) -> Int {
    switch month {
    case 2: yearLength % 10 == 5 ? 30 : 29
    case 3: yearLength % 10 == 3 ? 29 : 30
    case 6: isLeap(year) ? 30 : 0
    case 4, 7, 9, 11, 13: 29
    default: 30
    }
  }
}

/// Ethiopia's and Eritrea's calendar: twelve months of 30 days and one of five or six.
enum EthiopicCalendar {
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (1...9999).contains(year), (1...13).contains(month), day >= 1,
      day <= (month == 13 ? (year % 4 == 3 ? 6 : 5) : 30)
    else { return nil }
    return Day(number: 365 * (year - 1) + year / 4 + 30 * (month - 1) + day - 1 - 716_367)
  }
}

/// Nepal's calendar. Its month lengths are published year by year and follow no rule.
enum BikramSambat {
  /// 1 Baisakh 2070.
  private static let epoch = Day(year: 2013, month: 4, day: 14)!.number
  /// Lengths of the months of 2070 … 2086, two bits each over 29, Baisakh lowest.
  private static let lengths: [UInt32] = [
    0x514AEA, 0x511ABA, 0x5116EE, 0x9056EE, 0x511AEA, 0x511ABA, 0x5056EE, 0x8456EE,
    0x511AEA, 0x511ABA, 0x5056EE, 0x8456EE, 0x511ABA, 0x5456BA, 0x5456BA, 0x5459EE,
    0x5456ED,
  ]

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (1...12).contains(month), (1...32).contains(day) else { return nil }
    guard year >= 2070, year < 2070 + lengths.count else {
      return outside(year, month, day)
    }
    var number = epoch
    for y in 0..<(year - 2070) { for m in 1...12 { number += length(lengths[y], m) } }
    let bits = lengths[year - 2070]
    for m in 1..<month { number += length(bits, m) }
    guard day <= length(bits, month) else { return nil }
    return Day(number: number + day - 1)
  }

  private static func length(_ bits: UInt32, _ month: Int) -> Int {
    29 + Int(bits >> UInt32(2 * (month - 1)) & 3)
  }

  /// Where no table reaches: mean sidereal year and mean months, right to a day or two.
  private static func outside(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (1970...2100).contains(year) else { return nil }
    let means = [0, 31, 62, 94, 125, 156, 187, 217, 246, 276, 305, 335]
    let years = Int((Double(year - 2070) * 365.258756).rounded())
    return Day(number: epoch + years + means[month - 1] + day - 1)
  }
}

/// The calendar of Bangladesh as revised in 2019: six months of 31 days, then of 30, Falgun 29
/// (30 when the Gregorian year is a leap year).
enum BanglaCalendar {
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (1300...1600).contains(year), (1...12).contains(month), day >= 1,
      let first = Day(year: year + 593, month: 4, day: 14)
    else { return nil }
    let isLeap = Day.length(of: 2, in: year + 594) == 29
    var number = first.number
    for m in 1..<month { number += length(m, isLeap) }
    guard day <= length(month, isLeap) else { return nil }
    return Day(number: number + day - 1)
  }

  private static func length(_ month: Int, _ isLeap: Bool) -> Int {
    month <= 6 ? 31 : month == 11 ? (isLeap ? 30 : 29) : 30
  }
}
