/// How a site writes its dates, as a person says it: the letters of `strftime`.
///
/// `%Y` year, `%y` its last two digits, `%m` month, `%b` or `%B` its name in any language, `%d` or
/// `%e` day, `%j` day of the year, `%H` hour, `%I` hour of twelve with `%p`, `%M` minute, `%S`
/// second, `%z` or `%Z` zone, `%a` or `%A` name of a weekday, `%s` seconds since 1970; `%F`, `%T`,
/// `%R` and `%D` as in `date`; `%%`. A space stands for any white space, none too; all else for
/// itself. The date may stand anywhere in its text.
package struct DateFormat: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  let fields: [Field]

  enum Field: Hashable {
    case scalar(UInt32)
    case space
    case number(Part, atMost: Int)
    case monthName, weekday, meridiem, zone
  }

  enum Part: Hashable {
    case year, shortYear, month, day, dayOfYear, hour, hourOfTwelve, minute, second, epoch
  }

  private static let longest = 100

  /// - Throws: ``DateFormatError`` with the place of what is not understood.
  package init(_ text: String) throws(DateFormatError) {
    description = text
    var fields: [Field] = []
    let scalars = Array(text.unicodeScalars)
    guard scalars.count <= DateFormat.longest else {
      throw DateFormatError(
        message: "longer than \(DateFormat.longest) characters", column: DateFormat.longest)
    }
    var at = 0
    while at < scalars.count {
      if scalars[at] == "%" {
        guard at + 1 < scalars.count, let found = DateFormat.fields(of: scalars[at + 1]) else {
          let letter = at + 1 < scalars.count ? "%\(scalars[at + 1])" : "%"
          throw DateFormatError(message: "“\(letter)” has no meaning", column: at + 1)
        }
        fields += found
        at += 2
      } else {
        fields.append(scalars[at].value <= 0x20 ? .space : .scalar(scalars[at].value))
        at += 1
      }
    }
    self.fields = fields
    guard tellsDay else {
      throw DateFormatError(
        message: "tells no day: %d with %m or %B, %j with %Y, or %s is needed", column: 1)
    }
  }

  private func has(_ part: Part) -> Bool {
    fields.contains { if case .number(part, _) = $0 { true } else { false } }
  }

  private var tellsDay: Bool {
    if has(.epoch) { return true }
    if has(.dayOfYear) { return has(.year) }
    return has(.day) && (has(.month) || fields.contains(.monthName))
  }

  private static func fields(of letter: Unicode.Scalar) -> [Field]? {
    switch letter {
    case "Y": [.number(.year, atMost: 4)]
    case "y": [.number(.shortYear, atMost: 2)]
    case "m": [.number(.month, atMost: 2)]
    case "b", "B", "h": [.monthName]
    case "d": [.number(.day, atMost: 2)]
    case "e": [.space, .number(.day, atMost: 2)]
    case "j": [.number(.dayOfYear, atMost: 3)]
    case "H": [.number(.hour, atMost: 2)]
    case "k": [.space, .number(.hour, atMost: 2)]
    case "I": [.number(.hourOfTwelve, atMost: 2)]
    case "l": [.space, .number(.hourOfTwelve, atMost: 2)]
    case "M": [.number(.minute, atMost: 2)]
    case "S": [.number(.second, atMost: 2)]
    case "s": [.number(.epoch, atMost: 11)]
    case "p", "P": [.meridiem]
    case "z", "Z": [.zone]
    case "a", "A": [.weekday]
    case "n", "t": [.space]
    case "%": [.scalar(0x25)]
    case "F": all("Y-m-d")
    case "T": all("H:M:S")
    case "R": all("H:M")
    case "D": all("m/d/y")
    default: nil
    }
  }

  private static func all(_ letters: String) -> [Field] {
    letters.unicodeScalars.flatMap { letter in
      letter.properties.isAlphabetic ? fields(of: letter)! : [.scalar(letter.value)]
    }
  }
}

extension DateParser {
  /// Reads a text by the source's own format; nil where it has none, or the text is not of it.
  package func readFormatted(_ bytes: UnsafeBufferPointer<UInt8>) -> (
    date: PageDate, range: Range<Int>
  )? {
    guard let format, bytes.count <= 4 * DateParser.longest else { return nil }
    var wasDigit = false
    for start in bytes.indices where bytes[start] & 0xC0 != 0x80 {
      let isDigit = (0x30...0x39).contains(bytes[start])
      defer { wasDigit = isDigit }
      // Never from the middle of a number.
      if wasDigit, isDigit { continue }
      var match = FormatMatch(bytes, at: start, reader: self)
      if let date = match.read(format) { return (date, start..<match.at) }
    }
    return nil
  }
}

/// Reads one text by a format, from one place.
private struct FormatMatch {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let reader: DateParser
  private(set) var at: Int
  private var parts: [DateFormat.Part: Int] = [:]
  private var isAfternoon: Bool?
  private var offset: Int?

  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, reader: DateParser) {
    self.bytes = bytes
    self.reader = reader
    at = start
  }

  mutating func read(_ format: DateFormat) -> PageDate? {
    for field in format.fields {
      guard take(field) else { return nil }
    }
    // Nor to the middle of one.
    if case .number? = format.fields.last, digit(at) != nil { return nil }
    return date
  }

  private mutating func take(_ field: DateFormat.Field) -> Bool {
    switch field {
    case .space:
      skipSpace()
      return true
    case .scalar(let wanted):
      // The stop of an abbreviated month was read with it.
      if wanted == 0x2E, at > 0, bytes[at - 1] == 0x2E, scalar(at)?.scalar != 0x2E { return true }
      guard let (scalar, length) = scalar(at), same(scalar, wanted) else { return false }
      at += length
      return true
    case .number(let part, let atMost): return takeNumber(part, atMost)
    case .monthName:
      guard let word = word(), word.lexeme.has(.month) else { return false }
      parts[.month] = Int(word.lexeme.month)
      at = word.end
      return true
    case .weekday:
      guard let word = word(), word.lexeme.has(.weekday) else { return false }
      at = word.end
      return true
    case .meridiem:
      guard let word = word(), word.lexeme.has([.am, .pm]) else { return false }
      isAfternoon = word.lexeme.has(.pm)
      at = word.end
      return true
    case .zone: return takeZone()
    }
  }

  private mutating func takeNumber(_ part: DateFormat.Part, _ atMost: Int) -> Bool {
    var value = 0
    var count = 0
    while count < atMost, let (digit, length) = digit(at) {
      value = value * 10 + digit
      count += 1
      at += length
    }
    guard count > 0, part != .year || count == 4 else { return false }
    parts[part] = value
    return true
  }

  /// `+0900`, `+09:00`, `+9`, `Z`, or a name; one that is not known says nothing.
  private mutating func takeZone() -> Bool {
    guard let (scalar, length) = scalar(at) else { return false }
    if scalar == 0x2B || scalar == 0x2D || scalar == 0x2212 {
      at += length
      var digits: [Int] = []
      while digits.count < 4, let (digit, length) = digit(at) {
        digits.append(digit)
        at += length
        if digits.count == 2, self.scalar(at)?.scalar == 0x3A, self.digit(at + 1) != nil { at += 1 }
      }
      guard !digits.isEmpty, digits.count != 3 else { return false }
      let hours = digits.count == 1 ? digits[0] : digits[0] * 10 + digits[1]
      let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
      offset = (scalar == 0x2B ? 1 : -1) * (hours * 3600 + minutes * 60)
      return hours <= 14 && minutes < 60
    }
    guard let word = word() else { return false }
    if word.lexeme.has(.zone) { offset = Int(word.lexeme.zone) * 60 }
    at = word.end
    return true
  }

  // MARK: - What was read

  private var date: PageDate? {
    if let epoch = parts[.epoch] { return date(atSecond: epoch) }
    guard let day else { return nil }
    var date = PageDate(day: day)
    if let second = secondOfDay {
      guard second < 86_400 else { return nil }
      date.secondOfDay = second
      date.precision = parts[.second] == nil ? .minute : .second
      date.utcOffset = offset
    }
    return date
  }

  private func date(atSecond epoch: Int) -> PageDate {
    let day = epoch / 86_400
    return PageDate(
      day: Day(number: day), secondOfDay: epoch - day * 86_400, utcOffset: 0, precision: .second)
  }

  private var day: Day? {
    var year = parts[.year]
    if let short = parts[.shortYear] {
      // As far ahead as a date may be, else of the century before.
      year = short + (short <= reader.setting.year % 100 + 1 ? 2000 : 1900)
    }
    if let number = parts[.dayOfYear] {
      guard let year, let first = Day(year: year, month: 1, day: 1), number >= 1 else { return nil }
      let day = Day(number: first.number + number - 1)
      return day.components.year == year ? day : nil
    }
    guard let month = parts[.month], let day = parts[.day] else { return nil }
    if let year { return Day(year: year, month: month, day: day) }
    // The latest such day; one of slack for zones ahead of ours.
    let now = reader.setting.today.components.year
    return (now - 4...now + 1).reversed().lazy
      .compactMap { Day(year: $0, month: month, day: day) }
      .first { $0.number <= reader.setting.today.number + 1 }
  }

  private var secondOfDay: Int? {
    var hour = parts[.hour]
    if let twelve = parts[.hourOfTwelve] {
      guard (1...12).contains(twelve) else { return 86_400 }
      hour = twelve % 12 + (isAfternoon == true ? 12 : 0)
    }
    guard let hour else { return nil }
    let (minute, second) = (parts[.minute] ?? 0, min(parts[.second] ?? 0, 60))
    guard minute < 60 else { return 86_400 }
    return hour * 3600 + minute * 60 + min(second, 59)
  }

  // MARK: - Characters

  private func scalar(_ at: Int) -> (scalar: UInt32, length: Int)? {
    guard at < bytes.count else { return nil }
    var reader = ScalarReader(bytes)
    reader.offset = at
    return reader.next().map { ($0, reader.offset - at) }
  }

  private func digit(_ at: Int) -> (Int, length: Int)? {
    guard let (scalar, length) = scalar(at) else { return nil }
    if (0x30...0x39).contains(scalar) { return (Int(scalar - 0x30), length) }
    return Scripts.digit(scalar).map { ($0, length) }
  }

  private func same(_ a: UInt32, _ b: UInt32) -> Bool {
    func folded(_ s: UInt32) -> UInt32 { (0x41...0x5A).contains(s) ? s | 0x20 : s }
    return folded(a) == folded(b)
  }

  private mutating func skipSpace() {
    while let (scalar, length) = scalar(at),
      scalar <= 0x20 || scalar == 0xA0 || scalar == 0x202F || scalar == 0x3000
    {
      at += length
    }
  }

  /// The word that begins here, and where it ends.
  private func word() -> (lexeme: Lexeme, end: Int)? {
    let rest = UnsafeBufferPointer(rebasing: bytes[at...])
    var tokenizer = DateTokenizer(rest, reader.lexicon, language: reader.setting.language)
    guard let token = tokenizer.next(), token.kind == .word, token.start == 0 else { return nil }
    var end = at + Int(token.end)
    // "Mar." is abbreviated.
    if end < bytes.count, bytes[end] == 0x2E { end += 1 }
    return (token.lexeme, end)
  }
}

/// An error in a date format.
package struct DateFormatError: Error, Hashable, Sendable {
  package var message: String
  /// The position of the error in the format, in Unicode scalars, counted from 1.
  package var column: Int
}
