import Dates
import News

extension PageDate {
  /// The date as `2026-03-14`, followed by `T10:15` if the time is known and by `Z` or `+09:00` if the
  /// zone is known.
  var brief: String {
    guard secondOfDay != nil else { return day.description }
    var text = "\(day)T\(clock!)"
    guard let utcOffset else { return text }
    guard utcOffset != 0 else { return text + "Z" }
    let minutes = abs(utcOffset) / 60
    text += utcOffset < 0 ? "-" : "+"
    return text + PageDate.twoDigits(minutes / 60) + ":" + PageDate.twoDigits(minutes % 60)
  }

  /// The time as `10:15`; nil if only the day is known.
  var clock: String? {
    secondOfDay.map {
      PageDate.twoDigits($0 / 3600) + ":" + PageDate.twoDigits($0 / 60 % 60)
    }
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
