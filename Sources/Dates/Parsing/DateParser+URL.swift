extension DateParser {
  private static let maximumURLByteCount = 2000
  /// 1995-01-01, in days since 1970-01-01. Earlier days in URLs are other numbers.
  private static let earliestDayInURL = 9131

  /// Returns the day in the path or query of an article's URL: "/2026/03/14/", "/2026-03-14-",
  /// "20260314", "/2026/mar/14/". Days after tomorrow or before 1995 do not count.
  package func date(inURL url: some StringProtocol) -> PageDate? {
    url.withUTF8Bytes { bytes in
      var i = pathStart(bytes)
      let end = min(bytes.count, Self.maximumURLByteCount)
      while i < end {
        guard bytes[i] &- 0x30 < 10 else {
          i += 1
          continue
        }
        var scanner = ASCIIScanner(UnsafeBufferPointer(rebasing: bytes[i..<end]))
        scanner.skipDigits()
        let digitCount = scanner.offset
        scanner.offset = 0
        if let day = day(&scanner, digitCount: digitCount), isPlausible(day) {
          return PageDate(day: day, origin: .url)
        }
        i += digitCount
      }
      return nil
    }
  }

  private func isPlausible(_ day: Day) -> Bool {
    day.number >= Self.earliestDayInURL && day.number <= context.today.number + 1
  }

  /// Returns the start of the path; 0 if the URL is relative.
  private func pathStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard bytes.count > 8 else { return 0 }
    for i in 0..<min(bytes.count - 2, 12)
    where bytes[i] == UInt8(ascii: ":") && bytes[i + 1] == UInt8(ascii: "/")
      && bytes[i + 2] == UInt8(ascii: "/")
    {
      return bytes[(i + 3)...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
    }
    return 0
  }

  /// Returns the day that begins at the scanner, in a run of that many digits.
  private func day(_ scanner: inout ASCIIScanner, digitCount: Int) -> Day? {
    guard let year = scanner.number(4), (1995...2199).contains(year) else { return nil }
    if digitCount == 4 {
      guard !scanner.hasReachedEnd else { return nil }
      let joiner = scanner.bytes[scanner.offset]
      switch joiner {
      case 0x2F, 0x2D, 0x5F, 0x2E:  // / - _ .
        scanner.offset += 1
        return day(behindYear: year, &scanner, joiner: joiner)
      default: return nil
      }
    }
    // In a longer run, a time or a serial number may follow the date.
    guard digitCount == 8 || (10...20).contains(digitCount), let month = scanner.number(2),
      let day = scanner.number(2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private func day(
    behindYear year: Int, _ scanner: inout ASCIIScanner, joiner: UInt8
  ) -> Day? {
    if let month = monthName(&scanner) {
      guard scanner.skip(joiner), let day = shortNumber(&scanner) else { return nil }
      return Day(year: year, month: month, day: day)
    }
    guard let month = shortNumber(&scanner) else { return nil }
    if month > 99 { return Day(year: year, month: month / 100, day: month % 100) }
    guard scanner.skip(joiner), let day = shortNumber(&scanner), day <= 31 else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Returns a number of exactly one, two or four ("0314") digits.
  private func shortNumber(_ scanner: inout ASCIIScanner) -> Int? {
    var end = scanner
    end.skipDigits()
    let digitCount = end.offset - scanner.offset
    guard digitCount == 1 || digitCount == 2 || digitCount == 4 else { return nil }
    return scanner.number(digitCount)
  }

  /// Returns the number of a month with 3 to 12 ASCII letters.
  private func monthName(_ scanner: inout ASCIIScanner) -> Int? {
    var hash = WordHash()
    var end = scanner.offset
    while end < scanner.bytes.count, (scanner.bytes[end] | 0x20) &- 0x61 < 26,
      end - scanner.offset < 12
    {
      hash.append(UInt32(scanner.bytes[end] | 0x20))
      end += 1
    }
    guard end - scanner.offset >= 3, let lexeme = lexicon.lexeme(hash, in: context.language),
      lexeme.means(.month)
    else { return nil }
    scanner.offset = end
    return Int(lexeme.month)
  }
}
