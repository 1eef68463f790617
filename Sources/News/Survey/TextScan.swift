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
      if byte | 0x20 &- 0x61 < 26 {
        let start = i
        repeat {
          hash.combine(UInt64(text[i]))
          i += 1
        } while i < text.count && text[i] | 0x20 &- 0x61 < 26
        chars += Int32(truncatingIfNeeded: i - start)
        digits.add(letters: UnsafeBufferPointer(rebasing: text[start..<i]))
      } else if byte <= 0x20 {
        repeat { i += 1 } while i < text.count && text[i] <= 0x20
        digits.endWord()
      } else if byte < 0x80 {
        i += 1
        chars += 1
        hash.combine(UInt64(byte))
        digits.add(sign: byte)
      } else {
        let character = WideCharacter(text, at: i)
        i += character.length
        chars += character.width
        hash.combine(character.value)
        digits.add(character)
      }
    }
    digits.finish()
    (self.chars, self.hash) = (chars, hash.value)
    isDateLike = chars <= 90 && digits.isDateLike
  }
}

/// A character beyond ASCII, by its first bytes.
struct WideCharacter {
  let bytes: (UInt8, UInt8, UInt8)

  @inline(__always)
  fileprivate init(_ text: UnsafeBufferPointer<UInt8>, at i: Int) {
    bytes = (
      text[i], i + 1 < text.count ? text[i + 1] : 0, i + 2 < text.count ? text[i + 2] : 0
    )
  }

  var isNarrow: Bool { bytes.0 < 0xE0 }

  fileprivate var length: Int { isNarrow ? 2 : bytes.0 < 0xF0 ? 3 : 4 }

  fileprivate var width: Int32 {
    // A no-break space is not visible.
    if isNarrow { return bytes.0 == 0xC2 && bytes.1 == 0xA0 ? 0 : 1 }
    // Punctuation such as quotation marks and dashes is narrow.
    return bytes.0 == 0xE2 ? 1 : 2
  }

  fileprivate var value: UInt64 {
    let pair = UInt64(bytes.0) << 8 | UInt64(bytes.1)
    return isNarrow ? pair : pair << 8 | UInt64(bytes.2)
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
