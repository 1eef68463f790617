/// The groups of digits in a text.
struct DigitGroups {
  private var length = 0
  private var value = 0
  private var small = 0
  private var years = 0
  private var eraMarks = 0
  private var letters = 0
  private var monthWords = 0
  private var word: UInt32 = 0

  /// Adds a run of ASCII letters.
  @inline(__always) mutating func add(letters run: UnsafeBufferPointer<UInt8>) {
    endNumber()
    var i = 0
    while letters < 3, i < run.count {
      word = word << 5 | UInt32(run[i] & 31)
      letters += 1
      i += 1
      if letters == 3, DigitGroups.isMonth(word) { monthWords += 1 }
    }
    letters += run.count - i
  }

  /// Adds an ASCII character that is neither letter nor digit.
  @inline(__always) mutating func endWord() {
    endNumber()
    letters = 0
    word = 0
  }

  /// Adds a visible ASCII character that is no letter.
  @inline(__always) mutating func add(sign byte: UInt8) {
    if byte &- 0x30 < 10 { add(isDigit: true, value: byte & 15) } else { endWord() }
  }

  mutating func add(_ character: WideCharacter) {
    let (first, second, third) = character.bytes
    if character.isNarrow { add(narrow: first, second) } else { add(wide: first, second, third) }
  }

  @inline(__always) private mutating func add(isDigit: Bool, value digit: UInt8) {
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

  private mutating func add(narrow first: UInt8, _ second: UInt8) {
    // Arabic and Persian digits.
    let isDigit =
      first == 0xD9 && (0xA0...0xA9).contains(second)
      || first == 0xDB && (0xB0...0xB9).contains(second)
    add(isDigit: isDigit, value: second & 15)
  }

  private mutating func add(wide first: UInt8, _ second: UInt8, _ third: UInt8) {
    // Devanagari, Bengali, Tamil and Thai digits.
    let isDigit =
      first == 0xE0 && (0xA5...0xA7).contains(second) && (0xA6...0xAF).contains(third)
      || first == 0xE0 && second == 0xAF && (0xA6...0xAF).contains(third)
      || first == 0xE0 && second == 0xB9 && (0x90...0x99).contains(third)
    if isDigit { return add(isDigit: true, value: third & 15) }
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

  @inline(__always) private mutating func endNumber() {
    if length > 0 { countNumber() }
  }

  private mutating func countNumber() {
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

  /// Whether three letters of five bits each begin a month name or a word of months.
  private static func isMonth(_ word: UInt32) -> Bool {
    months[Int(word >> 6)] & 1 << UInt64(word & 63) != 0
  }

  /// The first three letters of month names and of the words in "3 hours ago", in languages with
  /// Latin letters, as a bit for each three letters.
  private static let months: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 1 << 15 / 64)
    for text in [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene",
      "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set", "ott", "mai", "okt", "dez", "fev",
      "avr", "out", "hou", "min", "day", "wee", "yes", "hor", "std", "heu", "mon", "yea", "sty",
      "lut", "kwi", "maj", "cze", "lip", "sie", "wrz", "lis", "gru", "oca", "haz", "tem", "eyl",
      "eki", "kas", "ara", "nis", "led", "bre", "dub", "srp", "rij", "pro", "mrt", "mei",
    ] as [StaticString] {
      let word = text.withUTF8Buffer { $0.reduce(0) { $0 << 5 | Int($1 & 31) } }
      bits[word >> 6] |= 1 << UInt64(word & 63)
    }
    return bits
  }()
}
