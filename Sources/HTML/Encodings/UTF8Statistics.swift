/// How much of a text is UTF-8. One broken character (a lede cut within one, a stray byte of an
/// advertisement) is a blemish: whoever then took the page for another encoding would garble all
/// of it, and every teaser would look new.
///
/// Of the text of other encodings the share that is valid UTF-8 by chance is at most 0.44 (EUC-JP),
/// 0.35 (Shift_JIS) or 0.33 (GBK, Thai); of UTF-8 with ten blemishes in a thousand characters it
/// is 0.99. The bounds lie between, at three and four in one.
struct UTF8Census {
  /// Characters beyond ASCII; of a text without a fault at most ``enough``.
  private(set) var good = 0
  /// Faults, each of which becomes one U+FFFD.
  private(set) var bad = 0
  /// Whether a character has three bytes or more, as chance seldom makes them.
  private(set) var hasLong = false

  /// More faults than so many beyond what the good characters make up for end the count.
  private static let hopeless = 256

  /// So many characters without a fault are counted; more would say no more.
  static let enough = 12

  /// Text that is valid, as nearly all is, costs little more than the vectorised check.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard var fault = UTF8Validation.firstInvalid(in: bytes) else {
      count(bytes, upTo: UTF8Census.enough)
      return
    }
    var at = 0
    while true {
      count(UnsafeBufferPointer(rebasing: bytes[at..<fault]), upTo: .max)
      at = fault
      while at < bytes.count {
        let length = UTF8Validation.sequence(in: bytes, at: at)
        if length > 0 { break }
        // A page cut by a bound may end within a character.
        if at - length == bytes.count, (0xC2...0xF4).contains(bytes[at]) { return }
        bad += 1
        at -= length
        if bad - good / 3 > UTF8Census.hopeless { return }
      }
      if at == bytes.count { return }
      fault = UTF8Validation.firstInvalid(in: bytes, from: at) ?? bytes.count
    }
  }

  /// Of valid text: each lead is a character.
  private mutating func count(_ text: UnsafeBufferPointer<UInt8>, upTo most: Int) {
    var at = 0
    while good < most, let next = UTF8Validation.firstBeyondASCII(in: text, from: at) {
      at = next
      while at < text.count, text[at] >= 0x80, good < most {
        if text[at] >= 0xC0 { good += 1 }
        if text[at] >= 0xE0 { hasLong = true }
        at += 1
      }
    }
  }

  /// Whether a text of which nothing is known is UTF-8 and more than ASCII.
  var isUTF8: Bool { good > 0 && good >= 3 * bad }

  /// Whether a text that is called UTF-8 is something else. One fault alone is no evidence.
  var isOther: Bool { bad > 1 && good < 3 * bad }

  /// Whether a text of a source that is mostly UTF-8 is so too, though it is little.
  var mayBeUTF8: Bool { good > 0 && !isOther }

  /// Whether a text that is called something else is UTF-8.
  /// - Parameter least: the characters that must be there.
  func isUTF8(least: Int) -> Bool {
    bad == 0 ? good >= least : good >= max(least, 4) && good >= 4 * bad
  }
}
