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

  /// Returns the instant at which UTC shows a time.
  /// - Parameter minute: Minutes since midnight; may be past the end of the day.
  static func instantInUTC(day: Int, minute: Int) -> Timestamp {
    Timestamp(secondsSinceEpoch: Double(day) * 86_400 + Double(minute) * 60)
  }

  /// Returns the first instant at which the clock of a zone shows a time of the day. A time that the clock
  /// skips comes later, by the length of the change.
  static func instant(day: Int, minute: Int, in zone: TimeZone) -> Timestamp {
    let utc = instantInUTC(day: day, minute: minute)
    // Offsets are shorter than a day.
    let before = offset(at: utc - .seconds(86_400), in: zone)
    let after = offset(at: utc + .seconds(86_400), in: zone)
    let usual = utc - before
    guard before != after, offset(at: usual, in: zone) != before else { return usual }
    let later = utc - after
    return offset(at: later, in: zone) == after ? later : usual
  }

  /// Returns the first second with another offset than the start of a time span, whose start and end have
  /// different ones.
  static func offsetChange(within span: ClosedRange<Timestamp>, in zone: TimeZone) -> Timestamp {
    let offset = offset(at: span.lowerBound, in: zone)
    var (early, late) = (span.lowerBound, span.upperBound)
    while late - early > .seconds(1) {
      let half = ((late - early).seconds / 2).rounded(.down)
      let middle = early + .seconds(half)
      if self.offset(at: middle, in: zone) == offset { early = middle } else { late = middle }
    }
    return late
  }

  /// Returns the zone's offset from UTC at an instant.
  package static func offset(at instant: Timestamp, in zone: TimeZone) -> Duration {
    let date = Date(timeIntervalSince1970: instant.secondsSinceEpoch)
    return .seconds(zone.secondsFromGMT(for: date))
  }
}
