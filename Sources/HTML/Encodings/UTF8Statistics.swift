/// How much of a text is UTF-8. One broken character (a lede cut within one, a stray byte of an
/// advertisement) is a blemish: whoever then took the page for another encoding would garble all
/// of it, and every teaser would look new.
///
/// Of the text of other encodings the share that is valid UTF-8 by chance is at most 0.44 (EUC-JP),
/// 0.35 (Shift_JIS) or 0.33 (GBK, Thai); of UTF-8 with ten blemishes in a thousand characters it
/// is 0.99. The bounds lie between, at three and four in one.
struct UTF8Statistics {
  /// Characters beyond ASCII; of a text without a fault at most ``enough``.
  private(set) var validCount = 0
  /// Faults, each of which becomes one U+FFFD.
  private(set) var errorCount = 0
  /// Whether a character has three bytes or more, as chance seldom makes them.
  private(set) var hasLongSequence = false

  /// More faults than so many beyond what the good characters make up for end the count.
  private static let maximumExcessErrors = 256

  /// So many characters without a fault are counted; more would say no more.
  static let sufficientCount = 12

  /// Text that is valid, as nearly all is, costs little more than the vectorised check.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard var error = UTF8Validator.firstInvalid(in: bytes) else {
      count(bytes, upTo: UTF8Statistics.sufficientCount)
      return
    }
    var position = 0
    while true {
      count(UnsafeBufferPointer(rebasing: bytes[position..<error]), upTo: .max)
      position = error
      while position < bytes.count {
        let length = UTF8Validator.sequence(in: bytes, at: position)
        if length > 0 { break }
        // A page cut by a bound may end within a character.
        if position - length == bytes.count, (0xC2...0xF4).contains(bytes[position]) { return }
        errorCount += 1
        position -= length
        if errorCount - validCount / 3 > UTF8Statistics.maximumExcessErrors { return }
      }
      if position == bytes.count { return }
      error = UTF8Validator.firstInvalid(in: bytes, from: position) ?? bytes.count
    }
  }

  /// Of valid text: each lead is a character.
  private mutating func count(_ text: UnsafeBufferPointer<UInt8>, upTo maximum: Int) {
    var position = 0
    while validCount < maximum, let next = UTF8Validator.firstNonASCII(in: text, from: position) {
      position = next
      while position < text.count, text[position] >= 0x80, validCount < maximum {
        if text[position] >= 0xC0 { validCount += 1 }
        if text[position] >= 0xE0 { hasLongSequence = true }
        position += 1
      }
    }
  }

  /// Whether a text of which nothing is known is UTF-8 and more than ASCII.
  var isUTF8: Bool { validCount > 0 && validCount >= 3 * errorCount }

  /// Whether a text that is called UTF-8 is something else. One fault alone is no evidence.
  var isNotUTF8: Bool { errorCount > 1 && validCount < 3 * errorCount }

  /// Whether a text of a source that is mostly UTF-8 is so too, though it is little.
  var isPlausiblyUTF8: Bool { validCount > 0 && !isNotUTF8 }

  /// Whether a text that is called something else is UTF-8.
  /// - Parameter least: the characters that must be there.
  func isUTF8(minimum: Int) -> Bool {
    errorCount == 0
      ? validCount >= minimum : validCount >= max(minimum, 4) && validCount >= 4 * errorCount
  }
}
