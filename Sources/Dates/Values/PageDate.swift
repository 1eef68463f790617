import struct Foundation.Date
import struct Foundation.TimeZone

/// When something was published, as far as a page tells it.
package struct PageDate: Hashable, Sendable {
  package enum Precision: String, Sendable { case day, minute, second }

  /// Where a date was found.
  package enum Origin: String, Sendable {
    case text, timeElement, attribute, address, jsonLD, meta, microdata, teaser, feed
  }

  /// The day in the zone the page means (its own when it names one, the source's otherwise).
  package var day: Day
  /// Seconds since that day's midnight; nil where the page tells the day only.
  package var secondOfDay: Int?
  /// Seconds east of UTC where the page names a zone; nil where it does not.
  package var utcOffset: Int?
  package var precision: Precision
  package var origin: Origin
  /// Told relative to now ("3 hours ago", "yesterday"): the day may be one off.
  package var isRelative: Bool

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
  /// Seconds since 1970-01-01T00:00:00Z. A date without an offset of its own is meant in `zone`; a
  /// mere day is its midnight there.
  package func instant(in zone: TimeZone) -> Int64 {
    let local = Int64(day.number) * 86_400 + Int64(secondOfDay ?? 0)
    return local - Int64(offset(in: zone))
  }

  /// Seconds east of UTC that apply to this date: its own, or those of `zone` at that local time.
  package func offset(in zone: TimeZone) -> Int {
    if let utcOffset, secondOfDay != nil { return utcOffset }
    let local = Double(day.number) * 86_400 + Double(secondOfDay ?? 0)
    // The offset depends on the instant and the instant on the offset: two steps settle it but for
    // the hour that a change of clocks leaves out.
    let first = zone.secondsFromGMT(for: Date(timeIntervalSince1970: local))
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: local - Double(first)))
  }

  /// RFC 3339 with the offset: `2026-03-14T08:30:00+09:00`; `Z` for UTC.
  package func rfc3339(in zone: TimeZone) -> String {
    let second = secondOfDay ?? 0
    let offset = offset(in: zone)
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    guard offset / 60 != 0 else { return "\(day)T\(time)Z" }
    let minutes = abs(offset) / 60
    return "\(day)T\(time)\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
