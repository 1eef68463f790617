/// The Hebrew calendar, by its arithmetic rules (N. Dershowitz and E. M. Reingold, "Calendrical
/// Calculations").
///
/// Month 1 is Tishri, 6 is Adar I, 7 is Adar or Adar II, 8 is Nisan and 13 is Elul.
enum HebrewCalendar {
  /// Returns the Gregorian day of a date; returns nil if there is no such date. In a year without a
  /// leap month, Adar I means Adar.
  static func day(year: Int, month: Int, day: Int) -> Day? {
    guard (5000...6500).contains(year), (1...13).contains(month), day >= 1 else { return nil }
    if month == 6, !isLeap(year) { return self.day(year: year, month: 7, day: day) }
    let firstDay = newYear(year)
    let yearLength = newYear(year + 1) - firstDay
    var number = firstDay
    for earlier in 1..<month { number += monthLength(earlier, year: year, yearLength: yearLength) }
    guard day <= monthLength(month, year: year, yearLength: yearLength) else { return nil }
    return Day(number: number + day - 1)
  }

  private static func isLeap(_ year: Int) -> Bool { (7 * year + 1) % 19 < 7 }

  /// Returns 1 Tishri in days since 1970-01-01.
  private static func newYear(_ year: Int) -> Int {
    let previous = elapsedDays(year - 1)
    let this = elapsedDays(year)
    let next = elapsedDays(year + 1)
    // Years of 356 or 382 days are not allowed; the start of a year moves to avoid them.
    let delay = next - this == 356 ? 2 : this - previous == 382 ? 1 : 0
    return this + delay - 2_092_590
  }

  /// Returns the days from the epoch to the mean new moon of Tishri, moved off the weekdays on
  /// which a year may not begin.
  private static func elapsedDays(_ year: Int) -> Int {
    let months = (235 * year - 234) / 19
    let parts = 12_084 + 13_753 * months
    let days = 29 * months + parts / 25_920
    return 3 * (days + 1) % 7 < 3 ? days + 1 : days
  }

  private static func monthLength(_ month: Int, year: Int, yearLength: Int) -> Int {
    switch month {
    case 2: yearLength % 10 == 5 ? 30 : 29
    case 3: yearLength % 10 == 3 ? 29 : 30
    case 6: isLeap(year) ? 30 : 0
    case 4, 7, 9, 11, 13: 29
    default: 30
    }
  }
}
