import Dates

/// A hash that is the same on every run.
struct TextHash {
  // FNV-1a.
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ more: UInt64) { value = (value ^ more) &* 0x100_0000_01B3 }
}

func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var x = a &* 0x9E37_79B9_7F4A_7C15 ^ b
  x = (x ^ x >> 29) &* 0xBF58_476D_1CE4_E5B9
  return x ^ x >> 32
}

/// A hash of bytes, eight at a time.
func fnv(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
  var hash = seed ^ UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
  let raw = UnsafeRawBufferPointer(bytes)
  var at = 0
  while at + 8 <= raw.count {
    hash = mix(hash, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    at += 8
  }
  var rest: UInt64 = 0
  while at < raw.count {
    rest = rest << 8 | UInt64(raw[at])
    at += 1
  }
  return mix(hash, rest)
}

/// One look at a text: how much is to be read in it, and whether it looks like a date.
struct TextScan {
  /// Visible characters; one of a wide script (three bytes of UTF-8 or more) counts as two.
  private(set) var chars: Int32 = 0
  /// Of the visible characters, or of all of a long text.
  private(set) var hash: UInt64 = 0
  /// Short, and made of a day's parts. Cheap and therefore generous: `DateParser` decides.
  private(set) var isDateLike = false

  /// A text of more bytes is no date, and is only counted.
  private static let longest = 300

  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.count <= TextScan.longest else {
      chars = TextScan.count(text)
      hash = fnv(text)
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
        digits.take(ascii: byte)
        i += 1
      } else if byte < 0xE0 {
        let second = i + 1 < text.count ? text[i + 1] : 0
        // A no-break space is no character to read.
        if !(byte == 0xC2 && second == 0xA0) { chars += 1 }
        hash.combine(UInt64(byte) << 8 | UInt64(second))
        // Arabic and Persian digits.
        let isDigit =
          byte == 0xD9 && (0xA0...0xA9).contains(second)
          || byte == 0xDB && (0xB0...0xB9).contains(second)
        digits.take(isDigit: isDigit, value: second & 15)
        i += 2
      } else {
        let second = i + 1 < text.count ? text[i + 1] : 0
        let third = i + 2 < text.count ? text[i + 2] : 0
        let length = byte < 0xF0 ? 3 : 4
        // Punctuation such as quotes and dashes is narrow.
        chars += byte == 0xE2 ? 1 : 2
        hash.combine(UInt64(byte) << 16 | UInt64(second) << 8 | UInt64(third))
        digits.take(wide: byte, second, third)
        i += length
      }
    }
    digits.finish()
    self.chars = chars
    self.hash = hash.value
    isDateLike = chars <= 90 && digits.isDateLike
  }
}

extension TextScan {
  private static func count(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    var chars: Int32 = 0
    for byte in text {
      // First bytes of sequences: of three bytes and more they count twice, but for punctuation.
      if byte > 0x20, byte < 0x80 || byte >= 0xC0 { chars += byte < 0xE0 || byte == 0xE2 ? 1 : 2 }
    }
    return chars
  }
}

/// The groups of digits in a text.
private struct DigitGroups {
  private var length = 0
  private var value = 0
  private var small = 0
  private var years = 0
  private var eraMarks = 0
  private var letters = 0
  private var monthWords = 0
  private var word: UInt32 = 0

  mutating func take(ascii byte: UInt8) {
    switch byte {
    case 0x30...0x39: take(isDigit: true, value: byte & 15)
    case 0x41...0x5A, 0x61...0x7A:
      endNumber()
      if letters < 3 { word = word << 8 | UInt32(byte | 0x20) }
      letters += 1
      if letters == 3, DigitGroups.months.contains(word) { monthWords += 1 }
    default:
      endNumber()
      letters = 0
      word = 0
    }
  }

  mutating func take(isDigit: Bool, value digit: UInt8) {
    if isDigit {
      length += 1
      value = value &* 10 &+ Int(digit)
      letters = 0
      word = 0
    } else {
      endNumber()
      letters += 1
    }
  }

  mutating func take(wide first: UInt8, _ second: UInt8, _ third: UInt8) {
    // Devanagari, Bengali, Tamil, Thai digits.
    let isDigit =
      first == 0xE0 && (0xA5...0xA7).contains(second) && (0xA6...0xAF).contains(third)
      || first == 0xE0 && second == 0xAF && (0xA6...0xAF).contains(third)
      || first == 0xE0 && second == 0xB9 && (0x90...0x99).contains(third)
    if isDigit { return take(isDigit: true, value: third & 15) }
    let hadNumber = length > 0
    endNumber()
    guard hadNumber else { return }
    switch (first, second, third) {
    case (0xE5, 0xB9, 0xB4), (0xE6, 0x9C, 0x88), (0xE6, 0x97, 0xA5),  // 年 月 日
      (0xEB, 0x85, 0x84), (0xEC, 0x9B, 0x94), (0xEC, 0x9D, 0xBC),  // 년 월 일
      (0xE5, 0x89, 0x8D), (0xEC, 0xA0, 0x84):  // 前 전
      eraMarks += 1
    default: break
    }
  }

  private mutating func endNumber() {
    guard length > 0 else { return }
    if length <= 2, (1...31).contains(value) {
      small += 1
    } else if length == 4,
      (1900...2100).contains(value) || (1300...1500).contains(value)
        || (2500...2600).contains(value)
    {
      years += 1
    } else if length == 8, (1900_00_00...2100_00_00).contains(value) {
      years += 1
      small += 2
    }
    length = 0
    value = 0
  }

  mutating func finish() { endNumber() }

  var isDateLike: Bool {
    if years > 0, small > 0 || monthWords > 0 { return true }
    if eraMarks > 1 || eraMarks == 1 && small > 0 { return true }
    return small == 3 || small > 0 && monthWords > 0
  }

  /// First three letters of month names and of the words of "3 hours ago", in the languages that
  /// write in Latin letters.
  private static let months: Set<UInt32> = Set(
    [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene",
      "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set", "ott", "mai", "okt", "dez", "fev",
      "avr", "out", "hou", "min", "day", "wee", "yes", "hor", "std", "heu", "mon", "yea", "sty",
      "lut", "kwi", "maj", "cze", "lip", "sie", "wrz", "lis", "gru", "oca", "haz", "tem", "eyl",
      "eki", "kas", "ara", "nis", "led", "bre", "dub", "srp", "rij", "pro", "mrt", "mei",
    ].map { text in text.utf8.reduce(0) { $0 << 8 | UInt32($1) } })
}
