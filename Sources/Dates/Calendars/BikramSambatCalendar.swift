/// The Bikram Sambat calendar of Nepal. Its month lengths follow no rule: they are published for
/// each year.
enum BikramSambatCalendar {
  /// 1 Baisakh 2070.
  private static let epoch = Day(year: 2013, month: 4, day: 14)!.number
  private static let firstYear = 2070
  /// Month lengths of the years from 2070 to 2086: two bits for each month, added to 29, with
  /// Baisakh in the lowest bits.
  private static let monthLengths: [UInt32] = [
    0x514AEA, 0x511ABA, 0x5116EE, 0x9056EE, 0x511AEA, 0x511ABA, 0x5056EE, 0x8456EE,
    0x511AEA, 0x511ABA, 0x5056EE, 0x8456EE, 0x511ABA, 0x5456BA, 0x5456BA, 0x5459EE,
    0x5456ED,
  ]
  /// Mean number of days before each month.
  private static let meanDaysBeforeMonth = [
    0, 31, 62, 94, 125, 156, 187, 217, 246, 276, 305, 335,
  ]

  /// Returns the Gregorian day of a date; returns nil if there is no such date. Outside the table
  /// the result may be wrong by two days.
  static func day(year: Int, month: Int, day: Int) -> Day? {
    guard (1...12).contains(month), (1...32).contains(day) else { return nil }
    let index = year - firstYear
    guard monthLengths.indices.contains(index) else {
      return approximateDay(year: year, month: month, day: day)
    }
    var number = epoch
    for earlier in 0..<index { for month in 1...12 { number += length(of: month, in: earlier) } }
    for earlier in 1..<month { number += length(of: earlier, in: index) }
    guard day <= length(of: month, in: index) else { return nil }
    return Day(number: number + day - 1)
  }

  private static func length(of month: Int, in index: Int) -> Int {
    29 + Int(monthLengths[index] >> UInt32(2 * (month - 1)) & 3)
  }

  /// Returns a day by the mean sidereal year and mean months.
  private static func approximateDay(year: Int, month: Int, day: Int) -> Day? {
    guard (1970...2100).contains(year) else { return nil }
    let daysBeforeYear = Int((Double(year - firstYear) * 365.258756).rounded())
    return Day(number: epoch + daysBeforeYear + meanDaysBeforeMonth[month - 1] + day - 1)
  }
}
