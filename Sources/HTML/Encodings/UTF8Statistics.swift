/// The numbers of valid and malformed UTF-8 sequences in a text. A few errors (a text cut within a
/// character, a stray byte of an advertisement) do not make a page another encoding: decoding it as
/// such would garble all of its text.
///
/// Text in other encodings is valid UTF-8 by coincidence in at most 44 % of its characters
/// (EUC-JP), 35 % (Shift_JIS) or 33 % (GBK, Thai). UTF-8 with ten errors in a thousand characters
/// is valid in 99 %. The thresholds are between these values, at three and four valid characters
/// for each error.
struct UTF8Statistics {
  /// The number of characters beyond ASCII; at most ``sufficientCount`` in a text without errors.
  private(set) var validCount = 0
  /// The number of errors, each of which becomes one U+FFFD.
  private(set) var errorCount = 0
  /// Whether a character has three or more bytes, which rarely happens by coincidence.
  private(set) var hasLongSequence = false

  /// The maximum number of errors beyond a third of the valid characters; counting stops above it.
  private static let maximumExcessErrors = 256

  /// The number of characters after which counting stops in a text without errors.
  static let sufficientCount = 12

  /// Counts the sequences of a text. Valid text, the usual case, costs little more than the
  /// vectorised validation.
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
        // A truncated page may end within a character.
        if position - length == bytes.count, (0xC2...0xF4).contains(bytes[position]) { return }
        errorCount += 1
        position -= length
        if errorCount - validCount / 3 > UTF8Statistics.maximumExcessErrors { return }
      }
      if position == bytes.count { return }
      error = UTF8Validator.firstInvalid(in: bytes, from: position) ?? bytes.count
    }
  }

  /// Counts the characters beyond ASCII of valid text by their leads.
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

  /// Whether a text without a declaration is UTF-8 and not only ASCII.
  var isUTF8: Bool { validCount > 0 && validCount >= 3 * errorCount }

  /// Whether a text that is declared as UTF-8 is not UTF-8. A single error is not sufficient.
  var isNotUTF8: Bool { errorCount > 1 && validCount < 3 * errorCount }

  /// Whether a short text of a site that usually is UTF-8 is UTF-8, too.
  var isPlausiblyUTF8: Bool { validCount > 0 && !isNotUTF8 }

  /// Whether a text that is declared as another encoding is UTF-8.
  ///
  /// - Parameter minimum: the minimum number of valid characters beyond ASCII.
  func isUTF8(minimum: Int) -> Bool {
    errorCount == 0
      ? validCount >= minimum : validCount >= max(minimum, 4) && validCount >= 4 * errorCount
  }
}
