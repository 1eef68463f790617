/// The calendars that news pages use.
enum DateCalendar: UInt8 {
  case gregorian, solarHijri, islamic, hebrew, ethiopic, bikramSambat, bangla
}

extension DateCalendar {
  /// Returns the Gregorian day of a date in this calendar; returns nil if there is no such date.
  func day(year: Int, month: Int, day: Int) -> Day? {
    switch self {
    case .gregorian: Day(year: year, month: month, day: day)
    case .solarHijri: SolarHijriCalendar.day(year: year, month: month, day: day)
    case .islamic: UmmAlQuraCalendar.day(year: year, month: month, day: day)
    case .hebrew: HebrewCalendar.day(year: year, month: month, day: day)
    case .ethiopic: EthiopicCalendar.day(year: year, month: month, day: day)
    case .bikramSambat: BikramSambatCalendar.day(year: year, month: month, day: day)
    case .bangla: BanglaCalendar.day(year: year, month: month, day: day)
    }
  }

  /// The years of four digits that present-day news can mean.
  var plausibleYears: ClosedRange<Int> {
    switch self {
    case .gregorian: 1900...2100
    case .solarHijri: 1300...1479
    case .islamic: 1343...1500
    case .hebrew: 5660...5860
    case .ethiopic: 1950...2092
    case .bikramSambat: 2000...2090
    case .bangla: 1350...1500
    }
  }

  /// Returns the year of this calendar in which a Gregorian year begins.
  func year(atStartOfGregorianYear year: Int) -> Int {
    switch self {
    case .gregorian: year
    case .solarHijri: year - 622
    case .islamic: (year - 622) * 33 / 32
    case .hebrew: year + 3760
    case .ethiopic: year - 8
    case .bikramSambat: year + 56
    case .bangla: year - 594
    }
  }
}
