import Basics
import Foundation

/// Times as text for people, in a time zone.
package struct TimeText: Sendable {
  package let now: Timestamp
  package let zone: TimeZone

  package init(now: Timestamp, zone: TimeZone = .current) {
    self.now = now
    self.zone = zone
  }

  /// Returns "2 h ago", or "never" for nil.
  package func ago(_ time: Timestamp?) -> String {
    guard let time else { return "never" }
    let past = now - time
    return past < .seconds(60) ? "just now" : "\(TimeText.length(past)) ago"
  }

  /// Returns "in 12 min", or "now" for a time that is over.
  package func ahead(_ time: Timestamp) -> String {
    let wait = time - now
    return wait < .seconds(1) ? "now" : "in \(TimeText.length(wait))"
  }

  /// Returns "14:05" on the same day, else "3 Mar 14:05", with the year if it is another.
  package func clock(_ time: Timestamp) -> String {
    let (day, today) = (parts(of: time), parts(of: now))
    let clock = "\(TimeText.twoDigits(day.hour)):\(TimeText.twoDigits(day.minute))"
    guard (day.year, day.month, day.day) != (today.year, today.month, today.day) else {
      return clock
    }
    let date = "\(day.day) \(TimeText.months[day.month - 1])"
    return day.year == today.year ? "\(date) \(clock)" : "\(date) \(day.year) \(clock)"
  }

  /// Returns a length of time in its largest unit: "40 s", "12 min", "2 h", "3 days".
  package static func length(_ duration: Duration) -> String {
    let seconds = max(0, duration.seconds)
    switch seconds {
    case ..<60: return "\(Int(seconds.rounded(.up))) s"
    case ..<3600: return "\(Int(seconds / 60)) min"
    case ..<172_800: return "\(Int(seconds / 3600)) h"
    default: return "\(Int(seconds / 86_400)) days"
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

  private func parts(of time: Timestamp) -> (
    year: Int, month: Int, day: Int, hour: Int, minute: Int
  ) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let date = Date(timeIntervalSince1970: time.secondsSinceEpoch)
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
    return (parts.year!, parts.month!, parts.day!, parts.hour!, parts.minute!)
  }
}
