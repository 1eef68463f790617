extension DateParser {
  /// Returns the first date in the configured format; returns nil if no format is configured or no
  /// part of the text has it.
  package func formattedDate(
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> (date: PageDate, range: Range<Int>)? {
    guard let format, bytes.count <= 4 * Self.maximumByteCount else { return nil }
    var followsDigit = false
    for start in bytes.indices where bytes[start] & 0xC0 != 0x80 {
      let isDigit = (0x30...0x39).contains(bytes[start])
      defer { followsDigit = isDigit }
      // A match does not begin within a number.
      if followsDigit, isDigit { continue }
      var matcher = DateFormatMatcher(bytes, at: start, parser: self)
      if let date = matcher.match(format) { return (date, start..<matcher.offset) }
    }
    return nil
  }
}

/// A matcher that applies a format to a text at one position.
private struct DateFormatMatcher {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let parser: DateParser
  private(set) var offset: Int
  private var date = FormattedDate()

  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, parser: DateParser) {
    self.bytes = bytes
    self.parser = parser
    offset = start
  }

  mutating func match(_ format: DateFormat) -> PageDate? {
    for field in format.fields {
      guard match(field) else { return nil }
    }
    // A match does not end within a number.
    if case .number? = format.fields.last, digit(at: offset) != nil { return nil }
    return date.pageDate(in: parser.context)
  }

  private mutating func match(_ field: DateFormat.Field) -> Bool {
    switch field {
    case .space:
      skipSpace()
      return true
    case .scalar(let expected): return match(expected)
    case .number(let part, let maximumDigits): return matchNumber(part, maximumDigits)
    case .monthName:
      guard let word = matchWord(.month) else { return false }
      date.parts[.month] = Int(word.month)
      return true
    case .weekday: return matchWord(.weekday) != nil
    case .dayPart:
      guard let word = matchWord(.dayPart) else { return false }
      date.isAfternoon = word.means(.pm)
      return true
    case .zone: return matchZone()
    }
  }

  private mutating func match(_ expected: UInt32) -> Bool {
    // The full stop of an abbreviated month belongs to the word before it.
    if expected == 0x2E, offset > 0, bytes[offset - 1] == 0x2E, scalar(at: offset)?.value != 0x2E {
      return true
    }
    func lowercased(_ scalar: UInt32) -> UInt32 {
      (0x41...0x5A).contains(scalar) ? scalar | 0x20 : scalar
    }
    guard let (scalar, length) = scalar(at: offset), lowercased(scalar) == lowercased(expected)
    else { return false }
    offset += length
    return true
  }

  private mutating func matchNumber(_ part: DateFormat.Part, _ maximumDigits: Int) -> Bool {
    var value = 0
    var count = 0
    while count < maximumDigits, let (digit, length) = digit(at: offset) {
      value = value * 10 + digit
      count += 1
      offset += length
    }
    guard count > 0, part != .year || count == 4 else { return false }
    date.parts[part] = value
    return true
  }

  /// Matches an offset (`+0900`, `+09:00`, `+9`) or the name of a zone. An unknown name matches,
  /// but sets no offset.
  private mutating func matchZone() -> Bool {
    guard let (sign, length) = scalar(at: offset) else { return false }
    guard sign == 0x2B || sign == 0x2D || sign == 0x2212 else {  // + - −
      guard let word = matchWord(nil) else { return false }
      if word.means(.zone) { date.utcOffset = Int(word.zone) * 60 }
      return true
    }
    offset += length
    var digits: [Int] = []
    while digits.count < 4, let (digit, length) = digit(at: offset) {
      digits.append(digit)
      offset += length
      let hasColon = scalar(at: offset)?.value == 0x3A && self.digit(at: offset + 1) != nil
      if digits.count == 2, hasColon { offset += 1 }
    }
    guard !digits.isEmpty, digits.count != 3 else { return false }
    let hours = digits.count == 1 ? digits[0] : digits[0] * 10 + digits[1]
    let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
    date.utcOffset = (sign == 0x2B ? 1 : -1) * (hours * 3600 + minutes * 60)
    return hours <= 14 && minutes < 60
  }

  /// Matches a word with one of the given meanings, or any word, and the full stop of an
  /// abbreviation.
  private mutating func matchWord(_ meanings: Lexeme.Meaning?) -> Lexeme? {
    let rest = UnsafeBufferPointer(rebasing: bytes[offset...])
    var tokenizer = DateTokenizer(rest, parser.lexicon, language: parser.context.language)
    guard let token = tokenizer.next(), token.kind == .word, token.start == 0,
      meanings.map({ token.means($0) }) ?? true
    else { return nil }
    offset += token.length
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") { offset += 1 }
    return token.lexeme
  }

  // MARK: Scalars

  private func scalar(at offset: Int) -> (value: UInt32, length: Int)? {
    var decoder = ScalarDecoder(bytes, at: offset)
    return decoder.next().map { ($0, decoder.offset - offset) }
  }

  private func digit(at offset: Int) -> (value: Int, length: Int)? {
    guard let (scalar, length) = scalar(at: offset) else { return nil }
    if (0x30...0x39).contains(scalar) { return (Int(scalar - 0x30), length) }
    return Scripts.digitValue(of: scalar).map { ($0, length) }
  }

  private mutating func skipSpace() {
    while let (scalar, length) = scalar(at: offset),
      scalar <= 0x20 || scalar == 0xA0 || scalar == 0x202F || scalar == 0x3000
    {
      offset += length
    }
  }
}
