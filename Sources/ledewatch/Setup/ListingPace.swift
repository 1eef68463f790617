import Dates
import Foundation
import News

/// The frequency of articles on a listing, from the dates of its teasers.
struct ListingPace: Equatable {
  /// The median time between two articles, in seconds.
  let gap: Double
  /// The number of dated teasers, and the time between the first and the last of them in seconds.
  let (count, span): (Int, Double)

  /// The number of the newest teasers that count.
  private static let maximumCount = 30
  private static let day = 86_400.0

  /// - Parameter now: seconds since 1970; later dates are announcements and do not count.
  /// - Returns: nil if too few teasers have a date.
  init?(_ teasers: [Teaser], zone: TimeZone, now: Int64) {
    let dates = teasers.compactMap(\.date).filter { $0.instant(in: zone) <= now + 3_600 }
    let timed = dates.filter { $0.secondOfDay != nil }
    if timed.count >= 4, timed.count * 2 >= dates.count {
      let times = timed.map { Double($0.instant(in: zone)) }.sorted(by: >)
        .prefix(ListingPace.maximumCount)
      let gaps = zip(times, times.dropFirst()).map { $0 - $1 }.sorted()
      (gap, count, span) = (gaps[gaps.count / 2], times.count, times.first! - times.last!)
      return
    }
    // Days alone: the newest day is not over, so the days between the first and the last count.
    let days = dates.map { Double($0.day.number) }.sorted(by: >).prefix(ListingPace.maximumCount)
    guard days.count >= 3, let newest = days.first, let oldest = days.last else { return nil }
    (count, span) = (days.count, (newest - oldest + 1) * ListingPace.day)
    gap = span / Double(days.count)
  }

  private static let intervals: [(text: String, seconds: Double)] = [
    ("5m", 300), ("10m", 600), ("15m", 900), ("30m", 1_800), ("1h", 3_600), ("2h", 7_200),
    ("4h", 14_400),
  ]

  /// The interval in which few articles appear: the largest that is at most a third of the gap, as the
  /// configuration writes it.
  var interval: String {
    ListingPace.intervals.last { $0.seconds <= gap / 3 }?.text ?? ListingPace.intervals[0].text
  }

  /// The reason for the interval: "30 teasers in 4 days, one about every 3 hours".
  var reason: String {
    "\(counted(count, "teaser")) in \(ListingPace.phrase(span)), one about every \(ListingPace.phrase(gap))"
  }

  private static func phrase(_ seconds: Double) -> String {
    switch seconds {
    case ..<5_400: counted(max(1, Int((seconds / 60).rounded())), "minute")
    case ..<129_600: counted(Int((seconds / 3_600).rounded()), "hour")
    default: counted(Int((seconds / day).rounded()), "day")
    }
  }
}
