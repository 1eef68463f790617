/// The calendar of Ethiopia and Eritrea: twelve months of 30 days and one of five or six.
enum EthiopicCalendar {
  /// Returns the Gregorian day of a date; returns nil if there is no such date.
  static func day(year: Int, month: Int, day: Int) -> Day? {
    let monthLength = month < 13 ? 30 : year % 4 == 3 ? 6 : 5
    guard (1...9999).contains(year), (1...13).contains(month), (1...monthLength).contains(day)
    else {
      return nil
    }
    return Day(number: 365 * (year - 1) + year / 4 + 30 * (month - 1) + day - 1 - 716_367)
  }
}
