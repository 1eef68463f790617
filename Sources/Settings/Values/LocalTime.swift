import struct Foundation.Date
import struct Foundation.TimeZone

/// An instant as the local time of a zone.
package struct LocalTime {
  /// Days since 1970-01-01.
  package let day: Int
  /// Seconds since midnight.
  package let second: Double

  /// Creates the local time of an instant in seconds since 1970.
  package init(_ instant: Double, in zone: TimeZone) {
    let local = Swift.max(-1e11, Swift.min(1e11, instant)) + LocalTime.offset(instant, in: zone)
    day = Int((local / 86_400).rounded(.down))
    second = local - Double(day) * 86_400
  }

  /// Returns the weekday of a day; Monday is 0.
  package static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  /// Returns the instant of a local time, in seconds since 1970. A time that a clock change skips
  /// moves forward by the length of the change.
  /// - Parameter minute: Minutes since midnight; may be past the end of the day.
  package static func instant(day: Int, minute: Int, in zone: TimeZone) -> Double {
    let local = Double(day) * 86_400 + Double(minute) * 60
    // The offset of the day after applies if the clock has already changed at that time, and the
    // offset of the day before otherwise.
    let early = local - offset(local - 86_400, in: zone)
    let late = local - offset(local + 86_400, in: zone)
    return late + offset(late, in: zone) == local ? late : early
  }

  /// Returns the zone's offset from UTC at an instant, in seconds.
  package static func offset(_ instant: Double, in zone: TimeZone) -> Double {
    Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: instant)))
  }
}
