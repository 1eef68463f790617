import struct Foundation.Date
import struct Foundation.TimeZone

/// The date of a publication, as precise as the page states it.
package struct PageDate: Hashable, Sendable {
  /// A unit of time that dates are stated in.
  package enum Precision: String, Sendable { case day, minute, second }

  /// The place where a date was found. The raw values are part of the output formats.
  package enum Origin: String, Sendable {
    case text, timeElement, attribute, jsonLD, meta, microdata, teaser, feed
    case url = "address"
  }

  /// The day in the zone of the page: the one it names, otherwise the source's.
  package var day: Day
  /// Seconds since midnight of that day; nil if the page states only the day.
  package var secondOfDay: Int?
  /// Seconds east of UTC; nil if the page names no zone.
  package var utcOffset: Int?
  /// The smallest unit that the page states.
  package var precision: Precision
  /// The place where the date was found.
  package var origin: Origin
  /// Whether the page states the date relative to now ("3 hours ago", "yesterday"), so that the
  /// day may be one off.
  package var isRelative: Bool

  /// Creates a date; by default a mere day from the text of a page.
  package init(
    day: Day, secondOfDay: Int? = nil, utcOffset: Int? = nil, precision: Precision = .day,
    origin: Origin = .text, isRelative: Bool = false
  ) {
    self.day = day
    self.secondOfDay = secondOfDay
    self.utcOffset = utcOffset
    self.precision = precision
    self.origin = origin
    self.isRelative = isRelative
  }
}

extension PageDate {
  /// Returns the instant in seconds since 1970-01-01T00:00:00Z.
  ///
  /// A mere day is its midnight. A date without a UTC offset is a local time in `zone`: of an
  /// ambiguous local time, when clocks go back, the result is the earlier instant; a local time
  /// that does not exist, when clocks go forward, has the offset that applied before.
  package func instant(in zone: TimeZone) -> Int64 {
    localSeconds - Int64(utcOffset(in: zone))
  }

  /// Returns the seconds east of UTC that apply to this date: its own offset, otherwise that of
  /// `zone` at its local time.
  package func utcOffset(in zone: TimeZone) -> Int {
    utcOffset ?? zone.offset(atLocalSeconds: localSeconds)
  }

  /// Seconds from 1970-01-01T00:00 to this date, both in local time.
  private var localSeconds: Int64 { Int64(day.number) * 86_400 + Int64(secondOfDay ?? 0) }
}

extension TimeZone {
  fileprivate func offset(atLocalSeconds local: Int64) -> Int {
    func offset(at instant: Int64) -> Int {
      secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
    }
    // The offset depends on the instant and the instant on the offset. The offset of the day
    // before comes first, because it belongs to the earlier one of two possible instants.
    let previous = offset(at: local - 86_400)
    let next = offset(at: local - Int64(previous))
    // In the gap that clocks leave when they go forward, no offset leads back to itself.
    return offset(at: local - Int64(next)) == next ? next : previous
  }
}
