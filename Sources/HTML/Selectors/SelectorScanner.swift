/// A scanner for whitespace, identifiers, strings and escapes of a selector (CSS Syntax, section
/// 4).
struct SelectorScanner {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: String) {
    // Preprocessing replaces each NULL by U+FFFD.
    bytes = Array(text.utf8).flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }
  }

  var isAtEnd: Bool { position >= bytes.count }
  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  func peek(_ offset: Int) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  mutating func advance(_ count: Int = 1) { position += count }

  mutating func consume(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  func error(_ message: String, at place: Int? = nil) -> SelectorError {
    let before = bytes[..<min(place ?? position, bytes.count)]
    return SelectorError(message, column: before.count { $0 & 0xC0 != 0x80 } + 1)
  }

  /// The current character in quotation marks, for a message.
  var found: String {
    guard let first = current else { return "the end" }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let character = bytes[position..<min(position + length, bytes.count)]
    return "'\(String(decoding: character, as: UTF8.self))'"
  }

  /// Skips whitespace and comments.
  ///
  /// - Returns: whether there was whitespace.
  @discardableResult
  mutating func skipSpace() -> Bool {
    var hasSkippedSpace = false
    while let byte = current {
      if isWhitespace(byte) {
        hasSkippedSpace = true
        position += 1
      } else if !skipComment() {
        break
      }
    }
    return hasSkippedSpace
  }

  /// Skips a comment, which the end of the text also closes.
  mutating func skipComment() -> Bool {
    guard current == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") else { return false }
    position += 2
    while !isAtEnd, !(current == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
      position += 1
    }
    position = min(position + 2, bytes.count)
    return true
  }

  /// Whether an identifier begins here.
  var startsIdentifier: Bool {
    guard let first = current else { return false }
    if first == UInt8(ascii: "-") {
      guard let second = peek(1) else { return false }
      return second == UInt8(ascii: "-") || Self.isNameStart(second) || isEscape(at: 1)
    }
    return Self.isNameStart(first) || isEscape(at: 0)
  }

  private func isEscape(at offset: Int) -> Bool {
    guard peek(offset) == UInt8(ascii: "\\") else { return false }
    guard let next = peek(offset + 1) else { return false }
    return !Self.isNewline(next)
  }

  /// Consumes an identifier and returns it with its escapes resolved, nil if none begins here.
  mutating func consumeIdentifier() -> [UInt8]? {
    guard startsIdentifier else { return nil }
    var name: [UInt8] = []
    while let byte = current {
      if Self.isNameStart(byte) || Self.isDigit(byte) || byte == UInt8(ascii: "-") {
        name.append(byte)
        position += 1
      } else if isEscape(at: 0) {
        consumeEscape(into: &name)
      } else {
        break
      }
    }
    return name
  }

  /// Consumes a quoted string.
  mutating func consumeString() throws(SelectorError) -> [UInt8] {
    let start = position
    let quote = bytes[position]
    position += 1
    var value: [UInt8] = []
    while let byte = current, !Self.isNewline(byte) {
      if byte == quote {
        position += 1
        return value
      }
      if byte != UInt8(ascii: "\\") {
        value.append(byte)
        position += 1
      } else if isEscape(at: 0) {
        consumeEscape(into: &value)
      } else {
        // An escaped line break is removed.
        position += 1
        if current == 0x0D, peek(1) == 0x0A { position += 1 }
        position += 1
      }
    }
    if isAtEnd { return value }
    throw error("the string is not closed on its line", at: start)
  }

  /// Consumes a backslash and the escaped character.
  private mutating func consumeEscape(into value: inout [UInt8]) {
    position += 1
    var code: UInt32 = 0
    var digits = 0
    while digits < 6, let byte = current, let digit = hexDigitValue(byte) {
      code = code << 4 | UInt32(digit)
      digits += 1
      position += 1
    }
    if digits == 0 {
      // The character stands for itself. If it has more bytes, they follow as characters of the
      // name.
      if let byte = current { value.append(byte) }
      position += 1
      return
    }
    if current == 0x0D, peek(1) == 0x0A { position += 1 }
    if let byte = current, isWhitespace(byte) { position += 1 }
    let scalar = code == 0 ? nil : Unicode.Scalar(code)
    value.append(contentsOf: String(Character(scalar ?? "\u{FFFD}")).utf8)
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    lowercase(byte) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isNewline(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == 0x0C
  }
}

extension SelectorScanner {
  /// Consumes `An+B` (CSS Syntax, section 6), `odd` or `even`.
  mutating func consumeNth() throws(SelectorError) -> (step: Int, offset: Int) {
    skipSpace()
    let start = position
    if consumeKeyword("odd") { return (2, 1) }
    if consumeKeyword("even") { return (2, 0) }
    let error = error("expected a number, 'odd', 'even' or a formula like 2n+1", at: start)
    let sign = consumeSign()
    let number = consumeNumber()
    guard let byte = current, lowercase(byte) == UInt8(ascii: "n") else {
      guard let number else { throw error }
      return (0, (sign ?? 1) * number)
    }
    position += 1
    let step = (sign ?? 1) * (number ?? 1)
    let afterN = position
    skipSpace()
    guard let offsetSign = consumeSign() else {
      // The text after `n` is not part of the formula, but must not continue the word.
      if afterN == position, let byte = current, !endsWord(byte) { throw error }
      return (step, 0)
    }
    skipSpace()
    guard let offset = consumeNumber() else { throw error }
    if let byte = current, !endsWord(byte) { throw error }
    return (step, offsetSign * offset)
  }

  private func endsWord(_ byte: UInt8) -> Bool {
    isWhitespace(byte) || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "/")
  }

  /// Consumes a keyword of ASCII letters, in any case, that ends a word.
  mutating func consumeKeyword(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for offset in 0..<count where lowercase(bytes[position + offset]) != word.utf8Start[offset] {
      return false
    }
    if let byte = peek(count), Self.isNameStart(byte) || Self.isDigit(byte) || byte == 0x2D {
      return false
    }
    position += count
    return true
  }

  private mutating func consumeSign() -> Int? {
    if consume("+") { return 1 }
    if consume("-") { return -1 }
    return nil
  }

  /// Consumes digits. The number stops growing far above any count of siblings.
  private mutating func consumeNumber() -> Int? {
    guard let first = current, Self.isDigit(first) else { return nil }
    var number = 0
    while let byte = current, Self.isDigit(byte) {
      number = min(number * 10 + Int(byte - 0x30), Int(Int32.max))
      position += 1
    }
    return number
  }
}
