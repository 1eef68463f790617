/// The calendar of Iran and Afghanistan, by its cycle of 33 years.
///
/// The cycle is exact for the years 1244 to 1472 (M. Heydari-Malayeri, "A concise review of the
/// Iranian calendar", 2004).
enum SolarHijriCalendar {
  /// 1 Farvardin 1 by the cycle, in days since 1970-01-01.
  private static let epoch = -492_268
  /// The leap years of the cycle.
  private static let leapYears = [1, 5, 9, 13, 17, 22, 26, 30]

  /// Returns the Gregorian day of a date; returns nil if there is no such date.
  static func day(year: Int, month: Int, day: Int) -> Day? {
    guard (1244...1472).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let monthLength = month <= 6 ? 31 : month < 12 || isLeap(year) ? 30 : 29
    guard day <= monthLength else { return nil }
    let daysBeforeYear = (year - 1) * 365 + leapYearCount(before: year)
    let daysBeforeMonth = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
    return Day(number: epoch + daysBeforeYear + daysBeforeMonth + day - 1)
  }

  private static func isLeap(_ year: Int) -> Bool { leapYears.contains(year % 33) }

  private static func leapYearCount(before year: Int) -> Int {
    let (cycles, years) = (year - 1).quotientAndRemainder(dividingBy: 33)
    return cycles * leapYears.count + leapYears.count { $0 <= years }
  }
}
