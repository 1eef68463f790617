import struct Foundation.Date
import struct Foundation.TimeZone

/// RFC 3339 and the entry's name: moments as text.
package enum RFC3339 {
  /// `2026-03-14T10:15:00Z`.
  package static func utc(_ seconds: Int64) -> String { text(seconds, offset: 0) }

  /// `20260314T101500Z`.
  package static func compactUTC(_ seconds: Int64) -> String {
    utc(seconds).filter { $0 != "-" && $0 != ":" }
  }

  /// A page's date; a mere day is its midnight. Without a zone of its own it is meant in `zone`.
  package static func text(_ date: PageDate, zone: TimeZone) -> String {
    let local = Int64(date.day.number) * 86_400 + Int64(date.secondOfDay ?? 0)
    let offset = date.utcOffset ?? zone.offset(atLocal: local)
    return text(local - Int64(offset), offset: offset)
  }

  /// Reads what `asTold` writes, for a ledger that is rebuilt.
  package static func pageDate(_ text: some StringProtocol) -> PageDate? {
    guard let day = Day(iso: text.prefix(10)) else { return nil }
    let rest = text.dropFirst(10)
    guard rest.first == "T" else { return rest.isEmpty ? PageDate(day: day) : nil }
    let clock = rest.dropFirst().prefix(8).split(separator: ":").map { Int($0) ?? -1 }
    guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
      (0...60).contains(clock[2])
    else { return nil }
    let zone = rest.dropFirst(9)
    var offset: Int?
    if zone == "Z" {
      offset = 0
    } else if let sign = zone.first {
      let parts = zone.dropFirst().split(separator: ":").map { Int($0) ?? -1 }
      guard parts.count == 2, (0...23).contains(parts[0]), (0...59).contains(parts[1]) else {
        return nil
      }
      offset = (sign == "-" ? -1 : 1) * (parts[0] * 3600 + parts[1] * 60)
    }
    return PageDate(
      day: day, secondOfDay: clock[0] * 3600 + clock[1] * 60 + clock[2], utcOffset: offset,
      precision: clock[2] == 0 ? .minute : .second)
  }

  /// Reads what `utc` writes.
  package static func seconds(_ text: some StringProtocol) -> Int64? {
    guard let date = pageDate(text), let second = date.secondOfDay, let offset = date.utcOffset
    else { return nil }
    return Int64(date.day.number) * 86_400 + Int64(second - offset)
  }

  /// A page's date as it was told: the day, the time where there was one, the zone where there
  /// was one.
  package static func asTold(_ date: PageDate) -> String {
    guard let second = date.secondOfDay else { return date.day.description }
    let clock = "\(date.day)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return clock + (date.utcOffset.map(zone) ?? "")
  }

  private static func text(_ seconds: Int64, offset: Int) -> String {
    let local = seconds + Int64(offset)
    let day = Int((local >= 0 ? local : local - 86_399) / 86_400)
    let second = Int(local - Int64(day) * 86_400)
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return "\(Day(number: day))T\(clock)\(zone(offset))"
  }

  private static func zone(_ offset: Int) -> String {
    // RFC 3339 has no seconds in an offset; zones before 1900 do.
    let minutes = abs(offset) / 60
    return minutes == 0 ? "Z" : "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension TimeZone {
  /// Seconds east of UTC at a local time, given as seconds since 1970-01-01T00:00 local. Where
  /// the clocks go back it is the earlier of the two moments, where they go forward the zone's
  /// offset before.
  fileprivate func offset(atLocal local: Int64) -> Int {
    let guess = secondsFromGMT(for: Date(timeIntervalSince1970: Double(local) - 86_400))
    let later = secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - Int64(guess))))
    let check = secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - Int64(later))))
    return check == later ? later : guess
  }
}
