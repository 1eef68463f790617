import Basics

import struct Foundation.TimeZone

/// Dates and times as text in the format of RFC 3339.
///
/// The format holds the years 1 to 9999 here; times outside are written as the first or last second
/// of that range.
package enum RFC3339 {
  /// Returns an instant, in seconds since 1970-01-01T00:00:00Z, in UTC: `2026-03-14T10:15:00Z`.
  package static func string(from instant: Int64) -> String { string(from: instant, offset: 0) }

  /// Returns an instant in UTC, without the fraction of its second: `2026-03-14T10:15:00Z`.
  package static func string(from instant: Timestamp) -> String {
    string(from: instant.wholeSeconds)
  }

  /// Returns an instant in UTC without separators, for file names: `20260314T101500Z`.
  package static func compactString(from instant: Int64) -> String {
    string(from: instant).filter { $0 != "-" && $0 != ":" }
  }

  /// Returns an instant in UTC without separators or the fraction of its second.
  package static func compactString(from instant: Timestamp) -> String {
    compactString(from: instant.wholeSeconds)
  }

  /// Returns a page's date with its offset: `2026-03-14T08:30:00+09:00`; `Z` stands for UTC.
  ///
  /// A mere day is its midnight. ``PageDate/instant(in:)`` defines which instant a date without an
  /// offset has in `zone`. RFC 3339 has no seconds in offsets, but zones before 1972 do: the local
  /// time is kept and the offset is cut to minutes, so that the day remains that of the page.
  package static func string(from date: PageDate, in zone: TimeZone) -> String {
    string(from: date.instant(in: zone), offset: date.utcOffset(in: zone))
  }

  /// Returns only the parts of a date that the page states: `2026-03-14`, `2026-03-14T08:30:00`, or
  /// `2026-03-14T08:30:00+09:00`.
  package static func partialString(from date: PageDate) -> String {
    guard let second = date.secondOfDay else { return date.day.description }
    return "\(date.day)T\(clock(second))\(date.utcOffset.map(zoneSuffix) ?? "")"
  }

  /// Parses a date in the forms that `partialString(from:)` writes; returns nil for other text.
  ///
  /// The precision is the second, or the minute if the seconds are zero.
  package static func pageDate(from text: some StringProtocol) -> PageDate? {
    var text = String(text)
    return text.withUTF8 { bytes in
      var scanner = ASCIIScanner(bytes)
      return pageDate(&scanner)
    }
  }

  /// Parses an instant, a full date and time with an offset, into seconds since
  /// 1970-01-01T00:00:00Z; returns nil for other text.
  package static func instant(from text: some StringProtocol) -> Int64? {
    guard let date = pageDate(from: text), let second = date.secondOfDay,
      let offset = date.utcOffset
    else { return nil }
    return Int64(date.day.number) * 86_400 + Int64(second - offset)
  }
}

// MARK: - Formatting

extension RFC3339 {
  /// 0001-01-01T00:00:00 to 9999-12-31T23:59:59, in seconds since 1970.
  private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  private static func string(from instant: Int64, offset: Int) -> String {
    let local = clamped(clamped(instant) + Int64(offset))
    let day = Int((local >= 0 ? local : local - 86_399) / 86_400)
    return "\(Day(number: day))T\(clock(Int(local) - day * 86_400))\(zoneSuffix(offset))"
  }

  private static func clamped(_ seconds: Int64) -> Int64 {
    min(max(seconds, range.lowerBound), range.upperBound)
  }

  private static func clock(_ secondOfDay: Int) -> String {
    let (hour, minute) = (secondOfDay / 3600, secondOfDay / 60 % 60)
    return "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(secondOfDay % 60))"
  }

  private static func zoneSuffix(_ offset: Int) -> String {
    let minutes = abs(offset) / 60
    guard minutes != 0 else { return "Z" }
    return "\(offset < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

// MARK: - Parsing

extension RFC3339 {
  private static func pageDate(_ scanner: inout ASCIIScanner) -> PageDate? {
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2),
      scanner.skip("-"), let dayOfMonth = scanner.number(2),
      let day = Day(year: year, month: month, day: dayOfMonth)
    else { return nil }
    guard scanner.skip("T") else {
      return scanner.hasReachedEnd ? PageDate(day: day) : nil
    }
    guard let hour = scanner.number(2), hour < 24, scanner.skip(":"),
      let minute = scanner.number(2), minute < 60, scanner.skip(":"),
      let second = scanner.number(2), second <= 60
    else { return nil }
    var date = PageDate(
      day: day, secondOfDay: hour * 3600 + minute * 60 + min(second, 59),
      precision: second == 0 ? .minute : .second)
    if scanner.hasReachedEnd { return date }
    guard let offset = offset(&scanner), scanner.hasReachedEnd else { return nil }
    date.utcOffset = offset
    return date
  }

  private static func offset(_ scanner: inout ASCIIScanner) -> Int? {
    if scanner.skip("Z") { return 0 }
    let isEast = scanner.skip("+")
    guard isEast || scanner.skip("-"), let hours = scanner.number(2), hours < 24,
      scanner.skip(":"), let minutes = scanner.number(2), minutes < 60
    else { return nil }
    return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
  }
}
