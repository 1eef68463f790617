extension DateParser {
  /// The day an article's address tells: "/2026/03/14/", "/2026-03-14-", "20260314", "/2026/mar/14/".
  /// Days after tomorrow and before 1995 are numbers that only look like one.
  package func date(inURL url: some StringProtocol) -> PageDate? {
    withUTF8(url) { bytes in
      var i = pathStart(bytes)
      let end = min(bytes.count, 2000)
      while i < end {
        guard bytes[i] &- 0x30 < 10 else {
          i += 1
          continue
        }
        var run = i
        while run < end, bytes[run] &- 0x30 < 10 { run += 1 }
        if let day = day(bytes, i, run, end), isPlausible(day) {
          return PageDate(day: day, origin: .address)
        }
        i = run
      }
      return nil
    }
  }

  private func isPlausible(_ day: Day) -> Bool {
    day.number >= 9131 && day.number <= setting.today.number + 1
  }

  private func pathStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard bytes.count > 8 else { return 0 }
    for i in 0..<min(bytes.count - 2, 12)
    where bytes[i] == 0x3A && bytes[i + 1] == 0x2F && bytes[i + 2] == 0x2F {
      return bytes[(i + 3)...].firstIndex(of: 0x2F) ?? bytes.count
    }
    return 0
  }

  /// A date whose first digit is at `i`, in a run of digits up to `run`.
  private func day(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ run: Int, _ end: Int
  ) -> Day? {
    var s = DigitScanner(UnsafeBufferPointer(rebasing: bytes[i..<end]))
    guard let year = s.number(4), (1995...2199).contains(year) else { return nil }
    if run - i == 4 {
      guard s.offset < s.bytes.count else { return nil }
      let join = s.bytes[s.offset]
      guard join == 0x2F || join == 0x2D || join == 0x5F || join == 0x2E, s.skip(join) else {
        return nil
      }
      return afterYear(&s, year, join)
    }
    // A longer run may be a date with a time or a serial number behind it.
    guard run - i == 8 || run - i >= 10 && run - i <= 20 else { return nil }
    guard let month = s.number(2), let day = s.number(2) else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private func afterYear(_ s: inout DigitScanner, _ year: Int, _ join: UInt8) -> Day? {
    if let month = monthName(&s) {
      guard s.skip(join) else { return nil }
      return shortNumber(&s).flatMap { Day(year: year, month: month, day: $0) }
    }
    guard let month = shortNumber(&s) else { return nil }
    if month > 99 { return Day(year: year, month: month / 100, day: month % 100) }
    guard s.skip(join), let day = shortNumber(&s), day <= 31 else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// One, two, or four ("0314") digits that nothing else is glued to.
  private func shortNumber(_ s: inout DigitScanner) -> Int? {
    var probe = s
    probe.skipDigits()
    let digits = probe.offset - s.offset
    guard digits == 1 || digits == 2 || digits == 4 else { return nil }
    return s.number(digits)
  }

  private func monthName(_ s: inout DigitScanner) -> Int? {
    var hash = DateFolding.seed
    var i = s.offset
    while i < s.bytes.count, (s.bytes[i] | 0x20) &- 0x61 < 26, i - s.offset < 12 {
      hash = DateFolding.step(hash, UInt32(s.bytes[i] | 0x20))
      i += 1
    }
    guard i - s.offset >= 3, let found = lexicon.find(hash, language: setting.language),
      found.has(.month)
    else { return nil }
    s.offset = i
    return Int(found.month)
  }
}
