/// A scan of a text: its visible length, its hash, and whether it looks like a date.
struct TextScan {
  /// Visible characters; those of wide scripts (three or more bytes of UTF-8) count twice.
  private(set) var chars: Int32 = 0
  /// A hash of the visible characters, or of all bytes of a long text.
  private(set) var hash: UInt64 = 0
  /// Whether the text is short and consists of the parts of a date. The test is fast and
  /// permissive; `DateParser` decides.
  private(set) var isDateLike = false

  /// The maximum length of a date, in bytes; longer texts are only counted.
  private static let maximumLength = 300

  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.count <= TextScan.maximumLength else {
      (chars, hash) = (TextScan.count(text), hash64(text))
      return
    }
    var hash = TextHash()
    var digits = DigitGroups()
    var chars: Int32 = 0
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte < 0x80 {
        if byte > 0x20 {
          chars += 1
          hash.combine(UInt64(byte))
        }
        digits.add(ascii: byte)
        i += 1
      } else if byte < 0xE0 {
        let second = i + 1 < text.count ? text[i + 1] : 0
        // A no-break space is not visible.
        if !(byte == 0xC2 && second == 0xA0) { chars += 1 }
        hash.combine(UInt64(byte) << 8 | UInt64(second))
        digits.add(narrow: byte, second)
        i += 2
      } else {
        let second = i + 1 < text.count ? text[i + 1] : 0
        let third = i + 2 < text.count ? text[i + 2] : 0
        let length = byte < 0xF0 ? 3 : 4
        // Punctuation such as quotation marks and dashes is narrow.
        chars += byte == 0xE2 ? 1 : 2
        hash.combine(UInt64(byte) << 16 | UInt64(second) << 8 | UInt64(third))
        digits.add(wide: byte, second, third)
        i += length
      }
    }
    digits.finish()
    (self.chars, self.hash) = (chars, hash.value)
    isDateLike = chars <= 90 && digits.isDateLike
  }
}

extension TextScan {
  private static func count(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    var chars: Int32 = 0
    for byte in text {
      // Counts first bytes of sequences; sequences of three or more bytes count twice, except
      // punctuation.
      if byte > 0x20, byte < 0x80 || byte >= 0xC0 { chars += byte < 0xE0 || byte == 0xE2 ? 1 : 2 }
    }
    return chars
  }
}
