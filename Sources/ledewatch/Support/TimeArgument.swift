import Basics
import Dates
import Foundation

/// A time on the command line: `18:30` (the next one), `2026-03-14`, `2026-03-14T18:30`, or an RFC 3339 time.
struct TimeArgument {
  let time: Timestamp

  /// Returns nil for other text.
  /// - Parameter zone: the zone of times that state none.
  init?(_ text: String, now: Timestamp, zone: TimeZone = .current) {
    if let date = TimeArgument.date(text) {
      time = TimeArgument.time(of: date, zone)
      return
    }
    guard text.count == 5 || text.count == 4 else { return nil }
    let clock = text.count == 4 ? "0" + text : text
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: now.secondsSinceEpoch))
    let today = Int((now.secondsSinceEpoch + Double(offset)) / 86_400)
    for day in today...(today + 1) {
      guard let date = TimeArgument.date("\(Day(number: day))T\(clock)") else { return nil }
      let time = TimeArgument.time(of: date, zone)
      guard time > now else { continue }
      self.time = time
      return
    }
    return nil
  }

  /// Parses a date, which needs no seconds.
  private static func date(_ text: String) -> PageDate? {
    RFC3339.pageDate(from: text)
      ?? (text.count == "2026-03-14T18:30".count ? RFC3339.pageDate(from: text + ":00") : nil)
  }

  private static func time(of date: PageDate, _ zone: TimeZone) -> Timestamp {
    Timestamp(secondsSinceEpoch: Double(date.instant(in: zone)))
  }
}
