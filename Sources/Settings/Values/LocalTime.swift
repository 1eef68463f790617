import Basics

import struct Foundation.Date
import struct Foundation.TimeZone

/// An instant as the local time of a zone.
package struct LocalTime {
  /// Days since 1970-01-01.
  package let day: Int
  /// The time since midnight.
  package let timeOfDay: Duration

  package init(_ instant: Timestamp, in zone: TimeZone) {
    let seconds = Swift.max(-1e11, Swift.min(1e11, instant.secondsSinceEpoch))
    let local = seconds + LocalTime.offset(at: instant, in: zone).seconds
    day = Int((local / 86_400).rounded(.down))
    timeOfDay = .seconds(local - Double(day) * 86_400)
  }

  /// Returns the weekday of a day; Monday is 0.
  package static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  /// Returns the instant of a local time. A time that a clock change skips moves forward by the
  /// length of the change.
  /// - Parameter minute: Minutes since midnight; may be past the end of the day.
  package static func instant(day: Int, minute: Int, in zone: TimeZone) -> Timestamp {
    // The instant at which UTC shows this time.
    let local = Timestamp(secondsSinceEpoch: Double(day) * 86_400 + Double(minute) * 60)
    // The offset of the day after applies if the clock has already changed at that time, and the
    // offset of the day before otherwise.
    let early = local - offset(at: local - .seconds(86_400), in: zone)
    let late = local - offset(at: local + .seconds(86_400), in: zone)
    return late + offset(at: late, in: zone) == local ? late : early
  }

  /// Returns the zone's offset from UTC at an instant.
  package static func offset(at instant: Timestamp, in zone: TimeZone) -> Duration {
    let date = Date(timeIntervalSince1970: instant.secondsSinceEpoch)
    return .seconds(zone.secondsFromGMT(for: date))
  }
}
