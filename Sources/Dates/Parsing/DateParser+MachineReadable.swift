extension DateParser {
  /// Parses a date of an attribute, JSON-LD or a meta element; returns nil if there is none.
  ///
  /// The forms are ISO 8601 and RFC 3339 ("2026-03-14T08:30:00+09:00", "20260314T0830Z",
  /// "2026-073", "2026-W11-6"), RFC 2822, Unix time in seconds or milliseconds, and any date with a
  /// year that `parse` accepts.
  package func parseMachineReadable(_ text: String) -> PageDate? {
    text.withUTF8Bytes(parseMachineReadable)
  }

  /// Parses a machine-readable date in UTF-8.
  package func parseMachineReadable(_ bytes: UnsafeBufferPointer<UInt8>) -> PageDate? {
    guard bytes.count <= Self.maximumByteCount else { return nil }
    if let date = isoDate(bytes) ?? unixTime(bytes) { return date }
    let result = parse(bytes)
    guard var date = result.date, result.hasYear else { return nil }
    date.origin = .attribute
    return date
  }

  // MARK: ISO 8601

  private func isoDate(_ bytes: UnsafeBufferPointer<UInt8>) -> PageDate? {
    var scanner = ASCIIScanner(bytes)
    scanner.skipSpaces()
    guard let day = isoDay(&scanner) else { return nil }
    var date = PageDate(day: day, origin: .attribute)
    scanner.skipSpaces()
    if scanner.skip("T") || scanner.skip("t") { scanner.skipSpaces() }
    guard let hour = scanner.number(2) else { return scanner.hasOnlySpaceLeft ? date : nil }
    _ = scanner.skip(":")
    guard hour <= 24, let minute = scanner.number(2), minute < 60 else { return nil }
    var second = 0
    date.precision = .minute
    if scanner.skip(":") || scanner.isAtDigit, let number = scanner.number(2) {
      second = min(number, 59)
      date.precision = .second
      if scanner.skip(".") || scanner.skip(",") { scanner.skipDigits() }
    }
    date.secondOfDay = hour % 24 * 3600 + minute * 60 + second
    if hour == 24 { date.day = Day(number: day.number + 1) }
    scanner.skipSpaces()
    date.utcOffset = isoOffset(&scanner)
    // "[Asia/Seoul]" may follow (RFC 9557).
    return scanner.hasOnlySpaceLeft || scanner.skip("[") ? date : nil
  }

  private func isoDay(_ scanner: inout ASCIIScanner) -> Day? {
    guard let year = scanner.number(4), (1900...2200).contains(year) else { return nil }
    guard scanner.skip("-") else {
      guard let month = scanner.number(2), let day = scanner.number(2), !scanner.isAtDigit else {
        return nil
      }
      return Day(year: year, month: month, day: day)
    }
    if scanner.skip("W") { return isoWeekDay(&scanner, year: year) }
    guard let month = scanner.number(2) else { return nil }
    if scanner.skip("-") {
      guard let day = scanner.number(2) else { return nil }
      return Day(year: year, month: month, day: day)
    }
    // Three digits are the day of the year.
    guard let lastDigit = scanner.number(1) else { return nil }
    let dayOfYear = month * 10 + lastDigit
    guard dayOfYear <= 366, let newYear = Day(year: year, month: 1, day: 1) else { return nil }
    return Day(number: newYear.number + dayOfYear - 1)
  }

  /// Returns the day of a week date: the first week has January 4 in it, and Monday is day 1.
  private func isoWeekDay(_ scanner: inout ASCIIScanner, year: Int) -> Day? {
    guard let week = scanner.number(2), (1...53).contains(week),
      scanner.skip("-") || scanner.isAtDigit, let weekday = scanner.number(1),
      (1...7).contains(weekday), let inFirstWeek = Day(year: year, month: 1, day: 4)
    else { return nil }
    let firstMonday = inFirstWeek.number - (inFirstWeek.weekday + 5) % 7
    return Day(number: firstMonday + (week - 1) * 7 + weekday - 1)
  }

  private func isoOffset(_ scanner: inout ASCIIScanner) -> Int? {
    if scanner.skip("Z") || scanner.skip("z") { return 0 }
    let isEast = scanner.skip("+")
    guard isEast || scanner.skip("-"), let hours = scanner.number(2) else { return nil }
    _ = scanner.skip(":")
    let minutes = scanner.number(2) ?? 0
    guard hours <= 14, minutes < 60 else { return nil }
    return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
  }

  // MARK: Unix time

  /// 1990-01-01 to 2199-12-31, in seconds since 1970-01-01T00:00:00Z.
  private static let plausibleUnixTimes = 631_152_000..<7_258_118_400

  /// Parses Unix time: nine or ten digits are seconds, and thirteen are milliseconds.
  private func unixTime(_ bytes: UnsafeBufferPointer<UInt8>) -> PageDate? {
    var value = 0
    var digitCount = 0
    for byte in bytes {
      if byte &- 0x30 < 10 {
        digitCount += 1
        guard digitCount <= 13 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      } else if byte == UInt8(ascii: "."), digitCount >= 10 {
        break
      } else if byte > 0x20 {
        return nil
      }
    }
    let seconds: Int
    switch digitCount {
    case 9, 10: seconds = value
    case 13: seconds = value / 1000
    default: return nil
    }
    guard Self.plausibleUnixTimes.contains(seconds) else { return nil }
    return PageDate(
      day: Day(number: seconds / 86_400), secondOfDay: seconds % 86_400, utcOffset: 0,
      precision: .second, origin: .attribute)
  }
}
