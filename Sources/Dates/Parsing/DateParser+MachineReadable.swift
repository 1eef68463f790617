extension DateParser {
  /// Reads a date as attributes, JSON-LD and meta elements carry it: ISO 8601 and RFC 3339
  /// ("2026-03-14T08:30:00+09:00", "20260314T0830Z", "2026-073", "2026-W11-6"), RFC 2822, epoch
  /// seconds or milliseconds, and whatever `read` reads with a year.
  package func parseMachineReadable(_ text: some StringProtocol) -> PageDate? {
    withUTF8(text) { parseMachineReadable($0) }
  }

  package func parseMachineReadable(_ bytes: UnsafeBufferPointer<UInt8>) -> PageDate? {
    guard bytes.count <= Self.longest else { return nil }
    var scanner = DigitScanner(bytes)
    scanner.skipSpaces()
    if let date = iso(&scanner) { return date }
    if let date = epoch(bytes) { return date }
    let reading = parse(bytes)
    guard var date = reading.date, reading.hasYear else { return nil }
    date.origin = .attribute
    return date
  }

  private func iso(_ s: inout DigitScanner) -> PageDate? {
    guard let day = isoDay(&s) else { return nil }
    var date = PageDate(day: day, origin: .attribute)
    s.skipSpaces()
    if s.skip(0x54) || s.skip(0x74) { s.skipSpaces() }
    guard let hour = s.number(2) else { return s.isAtEnd ? date : nil }
    _ = s.skip(0x3A)
    guard hour <= 24, let minute = s.number(2), minute < 60 else { return nil }
    var second = 0
    date.precision = .minute
    if s.skip(0x3A) || s.isDigit, let n = s.number(2) {
      second = min(n, 59)
      date.precision = .second
      if s.skip(0x2E) || s.skip(0x2C) { s.skipDigits() }
    }
    date.secondOfDay = hour % 24 * 3600 + minute * 60 + second
    if hour == 24 { date.day = Day(number: day.number + 1) }
    s.skipSpaces()
    date.utcOffset = isoOffset(&s)
    return s.isAtEnd || s.skip(0x5B) ? date : nil
  }

  private func isoDay(_ s: inout DigitScanner) -> Day? {
    guard let year = s.number(4), (1900...2200).contains(year) else { return nil }
    if s.skip(0x2D) {
      if s.skip(0x57) { return week(&s, year) }
      guard let n = s.number(2) else { return nil }
      if s.skip(0x2D) { return s.number(2).flatMap { Day(year: year, month: n, day: $0) } }
      guard let d = s.number(1), n * 10 + d <= 366 else { return nil }
      return Day(year: year, month: 1, day: 1).map { Day(number: $0.number + n * 10 + d - 1) }
    }
    guard let month = s.number(2), let day = s.number(2), !s.isDigit else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// ISO 8601 week date: the week with January 4 is the first, Monday is day 1.
  private func week(_ s: inout DigitScanner, _ year: Int) -> Day? {
    guard let week = s.number(2), (1...53).contains(week), s.skip(0x2D) || s.isDigit,
      let weekday = s.number(1), (1...7).contains(weekday),
      let fourth = Day(year: year, month: 1, day: 4)
    else { return nil }
    let monday = fourth.number - (fourth.weekday + 5) % 7
    return Day(number: monday + (week - 1) * 7 + weekday - 1)
  }

  private func isoOffset(_ s: inout DigitScanner) -> Int? {
    if s.skip(0x5A) || s.skip(0x7A) { return 0 }
    let isEast = s.skip(0x2B)
    guard isEast || s.skip(0x2D), let hours = s.number(2) else { return nil }
    _ = s.skip(0x3A)
    let minutes = s.number(2) ?? 0
    guard hours <= 14, minutes < 60 else { return nil }
    return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
  }

  /// Ten digits are seconds, thirteen milliseconds since 1970, within the time there was a web.
  private func epoch(_ bytes: UnsafeBufferPointer<UInt8>) -> PageDate? {
    var value = 0
    var digits = 0
    for b in bytes {
      guard b &- 0x30 < 10 else {
        guard b <= 0x20 || b == 0x2E && digits >= 10 else { return nil }
        if b == 0x2E { break }
        continue
      }
      digits += 1
      guard digits <= 13 else { return nil }
      value = value * 10 + Int(b - 0x30)
    }
    let seconds = digits == 13 ? value / 1000 : digits == 10 || digits == 9 ? value : 0
    guard seconds >= 631_152_000, seconds < 7_258_118_400 else { return nil }
    return PageDate(
      day: Day(number: seconds / 86_400), secondOfDay: seconds % 86_400, utcOffset: 0,
      precision: .second, origin: .attribute)
  }
}

/// Reads digits of ASCII one field at a time.
struct DigitScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { offset >= bytes.count || bytes[offset...].allSatisfy { $0 <= 0x20 } }
  var isDigit: Bool { offset < bytes.count && bytes[offset] &- 0x30 < 10 }

  mutating func skip(_ b: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == b else { return false }
    offset += 1
    return true
  }

  mutating func skipSpaces() { while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 } }
  mutating func skipDigits() { while isDigit { offset += 1 } }

  /// Exactly that many digits; nothing is consumed when there are fewer.
  mutating func number(_ digits: Int) -> Int? {
    guard offset + digits <= bytes.count else { return nil }
    var value = 0
    for i in offset..<(offset + digits) {
      guard bytes[i] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(bytes[i] - 0x30)
    }
    offset += digits
    return value
  }
}
