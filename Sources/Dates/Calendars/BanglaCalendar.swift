/// The calendar of Bangladesh as revised in 2019.
///
/// The first six months have 31 days and the others 30, except Falgun with 29, or 30 if the
/// Gregorian year is a leap year.
enum BanglaCalendar {
  /// Returns the Gregorian day of a date; returns nil if there is no such date.
  static func day(year: Int, month: Int, day: Int) -> Day? {
    guard (1300...1600).contains(year), (1...12).contains(month), day >= 1,
      let newYear = Day(year: year + 593, month: 4, day: 14)
    else { return nil }
    let isLeap = Day.count(inMonth: 2, year: year + 594) == 29
    var number = newYear.number
    for earlier in 1..<month { number += length(of: earlier, isLeap: isLeap) }
    guard day <= length(of: month, isLeap: isLeap) else { return nil }
    return Day(number: number + day - 1)
  }

  private static func length(of month: Int, isLeap: Bool) -> Int {
    month <= 6 ? 31 : month == 11 ? (isLeap ? 30 : 29) : 30
  }
}
