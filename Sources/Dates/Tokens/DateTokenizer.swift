/// Scripts whose words stand without spaces, and the digits of all scripts.
enum Scripts {
  /// Words of these are found by the longest match, not by their boundaries.
  static func isSpaceless(_ s: UInt32) -> Bool {
    guard s >= 0xE00 else { return false }
    switch s {
    case 0xE01...0xE4E, 0xE81...0xEDF, 0xF00...0xFFF, 0x1000...0x109F, 0x1100...0x11FF: return true
    case 0x1780...0x17DD, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x318F: return true
    case 0x31F0...0x31FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF: return true
    case 0x20000...0x3FFFF: return true
    default: return false
    }
  }

  /// The value of a decimal digit of any script.
  static func digit(_ s: UInt32) -> Int? {
    if s < 0x660 { return nil }
    for zero in zeros where s >= zero && s < zero + 10 { return Int(s - zero) }
    return nil
  }

  /// The zeros of Unicode's decimal digits (general category Nd) in living use.
  private static let zeros: [UInt32] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x11136, 0x1E950,
  ]

  /// A Chinese numeral: 0 … 9, then 10 (十), 20 (廿), 30 (卅), 100 (百).
  static func chineseNumeral(_ s: UInt32) -> Int? {
    switch s {
    case 0x3007, 0x25CB, 0x96F6: 0
    case 0x4E00: 1
    case 0x4E8C: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    case 0x5341: 10
    case 0x5EFF: 20
    case 0x5345: 30
    case 0x767E: 100
    default: nil
    }
  }

  /// Letters and what belongs to them, past ASCII.
  static func isLetter(_ s: UInt32) -> Bool {
    switch s {
    case 0x80...0xA9, 0xAB...0xAC, 0xAE...0xB4, 0xB6...0xB9, 0xBB...0xBF, 0xD7, 0xF7: false
    case 0x55A...0x55F, 0x589, 0x58A, 0x5BE, 0x5C0, 0x5C3, 0x5F3, 0x5F4: false
    case 0x600...0x60F, 0x61B...0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965, 0x970: false
    case 0xE2F, 0xE3F, 0xE4F, 0xE5A, 0xE5B, 0x104A...0x104F, 0x1361...0x1368, 0x17D4...0x17DB:
      false
    case 0x1800...0x180A, 0x2000...0x200A, 0x2010...0x2029, 0x202F...0x205F, 0x2070...0x2BFF: false
    case 0x3000...0x3004, 0x3008...0x3020, 0x3030, 0x30FB, 0xFD3E...0xFD3F, 0xFE10...0xFE6F: false
    case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65, 0xFFE0...0xFFFF: false
    case 0x1F000...0x1FAFF: false
    default: true
    }
  }
}

/// A piece of the text: a number, a word with what it can mean, or a mark.
struct DateToken {
  enum Kind: UInt8 { case number, word, mark, time, taken }

  var kind: Kind
  /// White space (or the start of the text) stands before.
  var spaced: Bool
  /// How many digits a number has; 0 for one in words.
  var digits: UInt8 = 0
  /// A number known to be a Gregorian year, by its era.
  var isYear = false
  /// Written with Hebrew letters or Chinese numerals.
  var isNumeral = false
  var start: Int32
  var end: Int32
  /// A number's value, a mark's scalar, a time's second of the day.
  var value: Int32 = 0
  /// Minutes from UTC of a time that has a zone.
  var zone: Int16 = .min
  /// A time that tells seconds.
  var hasSeconds = false
  var lexeme = Lexeme()

  var isNumber: Bool { kind == .number }
  func isMark(_ s: UInt32) -> Bool { kind == .mark && value == Int32(bitPattern: s) }
  func has(_ m: Lexeme.Meaning) -> Bool { kind == .word && lexeme.has(m) }
  var isUnknownWord: Bool { kind == .word && lexeme.isUnknown }
}

/// Cuts a text into tokens.
struct DateTokenizer {
  let bytes: UnsafeBufferPointer<UInt8>
  let lexicon: DateLexicon
  let language: UInt64
  var offset = 0
  private var spaced = true

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ lexicon: DateLexicon, language: UInt64) {
    self.bytes = bytes
    self.lexicon = lexicon
    self.language = language
  }

  private func scalar(at i: Int) -> (UInt32, Int) {
    var r = ScalarReader(bytes)
    r.offset = i
    guard let s = r.next() else { return (0, i) }
    return (s, r.offset)
  }

  /// The next token; nil at the end.
  mutating func next() -> DateToken? {
    while offset < bytes.count {
      let start = offset
      let b = bytes[offset]
      if b <= 0x20 {
        offset += 1
        spaced = true
        continue
      }
      let (s, after) = b < 0x80 ? (UInt32(b), offset + 1) : scalar(at: offset)
      if s &- 0x30 < 10 || (s >= 0x660 && Scripts.digit(s) != nil) { return number() }
      if s < 0x80 ? (s | 0x20) &- 0x61 < 26 : Scripts.isLetter(s) {
        let f = DateFolding.fold(s)
        if f == 0 {
          offset = after
          continue
        }
        if f >= 0x5D0, f <= 0x5EA, let numeral = hebrewNumeral() { return numeral }
        return Scripts.isSpaceless(f) ? spaceless(f) : word()
      }
      offset = after
      if isSpace(s) {
        spaced = true
        continue
      }
      return mark(normalised(s), start, after)
    }
    return nil
  }

  private func isSpace(_ s: UInt32) -> Bool {
    s == 0xA0 || s == 0x3000 || s == 0x202F || s == 0x205F || (s >= 0x2000 && s <= 0x200A)
      || s == 0x2028 || s == 0x2029 || s == 0x85
  }

  /// One form of the marks that dates are written with.
  private func normalised(_ s: UInt32) -> UInt32 {
    switch s {
    case 0x2010...0x2012, 0x2212, 0xFE63, 0xFF0D, 0x5BE: 0x2D  // hyphens; dashes stay dashes
    case 0x2044, 0x2215, 0xFF0F: 0x2F
    case 0xFF0E, 0x3002, 0x6D4, 0x970: 0x2E
    case 0xFF1A, 0x2236, 0xFE55: 0x3A
    case 0xFF0C, 0x3001, 0x60C, 0x66B, 0x104A, 0x1363: 0x2C
    case 0xFF08, 0x3010, 0x300C, 0xFF3B: 0x28
    case 0xFF09, 0x3011, 0x300D, 0xFF3D: 0x29
    case 0x5B: 0x28
    case 0x5D: 0x29
    case 0x2019, 0x2018, 0x60, 0x5F3: 0x27
    case 0x5F4: 0x22
    case 0x2014, 0x2015: 0x2013
    case 0xFF5E, 0x301C, 0x223C: 0x7E
    case 0xFF0B: 0x2B
    case 0x30FB, 0x2022, 0xFF5C, 0x2502, 0x25CF, 0xB7, 0x2027: 0x7C
    default: s
    }
  }

  private mutating func mark(_ s: UInt32, _ start: Int, _ end: Int) -> DateToken {
    defer { spaced = false }
    return DateToken(
      kind: .mark, spaced: spaced, start: Int32(start), end: Int32(end),
      value: Int32(bitPattern: s))
  }

  private mutating func number() -> DateToken {
    let start = offset
    var value = 0
    var digits = 0
    while offset < bytes.count {
      let b = bytes[offset]
      if b &- 0x30 < 10 {
        offset += 1
        if digits < 18 { value = value * 10 + Int(b - 0x30) }
      } else if b >= 0x80 {
        let (s, after) = scalar(at: offset)
        if s == 0x200E || s == 0x200F {
          offset = after
          continue
        }
        guard let d = Scripts.digit(s) else { break }
        offset = after
        if digits < 18 { value = value * 10 + d }
      } else {
        break
      }
      digits += 1
    }
    defer { spaced = false }
    return DateToken(
      kind: .number, spaced: spaced, digits: UInt8(min(digits, 250)), start: Int32(start),
      end: Int32(offset), value: Int32(clamping: value))
  }

  /// A word of a script with spaces, with the longest phrase of the tables that it begins.
  private mutating func word() -> DateToken {
    let start = offset
    var (hash, letters) = letterRun(DateFolding.seed)
    let joined = letters == 1 ? abbreviation(hash) : nil
    if let joined { hash = joined }
    var end = offset
    var lexeme = lexicon.find(hash, language: language)
    // "A.G." is not "ag.", August.
    if joined != nil { lexeme?.meaning.subtract([.month, .otherMonth, .weekday]) }
    if lexeme?.has(.phraseStart) == true {
      var phrase = hash
      for _ in 0..<4 {
        guard skipGap() else { break }
        phrase = letterRun(DateFolding.step(phrase, 0x20)).0
        guard let found = lexicon.find(phrase, language: language) else { break }
        if !found.isUnknown {
          lexeme = found
          end = offset
        }
        if !found.has(.phraseStart) { break }
      }
      offset = end
    }
    defer { spaced = false }
    return DateToken(
      kind: .word, spaced: spaced, start: Int32(start), end: Int32(end), lexeme: lexeme ?? Lexeme())
  }

  /// Folds the letters from here on into the hash.
  private mutating func letterRun(_ seed: UInt64) -> (UInt64, Int) {
    var hash = seed
    var letters = 0
    while offset < bytes.count {
      let b = bytes[offset]
      if b < 0x80 {
        let low = b | 0x20
        guard low &- 0x61 < 26 else { break }
        hash = DateFolding.step(hash, UInt32(low))
        offset += 1
        letters += 1
        continue
      }
      let (s, after) = scalar(at: offset)
      if s == 0x200C {  // a joiner parts the words of Persian compounds
        break
      }
      guard Scripts.isLetter(s), Scripts.digit(s) == nil else { break }
      let f = DateFolding.fold(s)
      guard f == 0 || !Scripts.isSpaceless(f) else { break }
      if f != 0 {
        hash = DateFolding.step(hash, f)
        letters += 1
      }
      offset = after
    }
    return (hash, letters)
  }

  /// "a.m.", "π. μ.", "ب.ظ": single letters with dots are one word.
  private mutating func abbreviation(_ first: UInt64) -> UInt64? {
    let saved = offset
    var hash = first
    var joined = false
    var good = offset
    for _ in 0..<4 {
      guard offset < bytes.count, bytes[offset] == 0x2E else { break }
      offset += 1
      skipSpaces()
      let (next, letters) = letterRun(hash)
      guard letters == 1 else { break }
      hash = next
      joined = true
      good = offset
    }
    offset = joined ? good : saved
    return joined ? hash : nil
  }

  private mutating func skipSpaces() {
    while offset < bytes.count {
      if bytes[offset] == 0x20 {
        offset += 1
      } else if bytes[offset] == 0xC2 || bytes[offset] == 0xE2 {
        let (s, after) = scalar(at: offset)
        guard isSpace(s) else { return }
        offset = after
      } else {
        return
      }
    }
  }

  /// Goes over what may part the words of a phrase; false when the next is no letter.
  private mutating func skipGap() -> Bool {
    var gaps = 0
    while offset < bytes.count, gaps < 3 {
      let (s, after) = scalar(at: offset)
      let isGap =
        s == 0x20 || s == 0x27 || s == 0x2D || s == 0x2E || s == 0x2019 || s == 0x200C || isSpace(s)
        || s == 0x640 || s == 0x5F3
      if !isGap { break }
      offset = after
      gaps += 1
    }
    guard gaps > 0, offset < bytes.count else { return false }
    let (s, _) = scalar(at: offset)
    if s &- 0x30 < 10 { return false }
    return s < 0x80 ? (s | 0x20) &- 0x61 < 26 : Scripts.isLetter(s)
  }

  /// The longest word of the tables that begins here, else Chinese numerals, else one unknown
  /// word up to the next place where one of them could begin.
  private mutating func spaceless(_ first: UInt32) -> DateToken {
    let start = offset
    defer { spaced = false }
    if let (end, lexeme) = longestMatch(first) {
      offset = end
      return DateToken(
        kind: .word, spaced: spaced, start: Int32(start), end: Int32(end), lexeme: lexeme)
    }
    if Scripts.chineseNumeral(first) != nil { return chineseNumber() }
    while offset < bytes.count {
      let (s, after) = scalar(at: offset)
      guard Scripts.isLetter(s), Scripts.isSpaceless(s) else { break }
      if offset > start, Scripts.chineseNumeral(s) != nil || lexicon.startsSpaceless(s) { break }
      offset = after
    }
    return DateToken(kind: .word, spaced: spaced, start: Int32(start), end: Int32(offset))
  }

  private func longestMatch(_ first: UInt32) -> (Int, Lexeme)? {
    guard lexicon.startsSpaceless(first) else { return nil }
    var hash = DateFolding.seed
    var i = offset
    var best: (Int, Lexeme)?
    for _ in 0..<24 {
      guard i < bytes.count else { break }
      let (s, after) = scalar(at: i)
      if s == 0x2E, i + 1 < bytes.count, bytes[i + 1] >= 0x80 {
        i = after
        continue
      }
      guard Scripts.isSpaceless(s) || DateFolding.fold(s) == 0, Scripts.digit(s) == nil else {
        break
      }
      i = after
      let f = DateFolding.fold(s)
      if f == 0 { continue }
      hash = DateFolding.step(hash, f)
      guard let found = lexicon.find(hash, language: language) else { break }
      if !found.isUnknown { best = (i, found) }
      if !found.has(.phraseStart) { break }
    }
    return best
  }

  private mutating func chineseNumber() -> DateToken {
    let start = offset
    var positional = 0
    var digits = 0
    var sum = 0
    var pending = 0
    var isAdditive = false
    while offset < bytes.count, digits < 12 {
      let (s, after) = scalar(at: offset)
      guard let n = Scripts.chineseNumeral(s) else { break }
      offset = after
      digits += 1
      if n >= 10 {
        isAdditive = true
        sum += n == 10 || n == 100 ? max(pending, 1) * n : n
        pending = 0
      } else {
        pending = n
        positional = positional &* 10 &+ n
      }
    }
    let value = isAdditive ? sum + pending : positional
    return DateToken(
      kind: .number, spaced: spaced, digits: UInt8(value >= 1000 ? 4 : value >= 100 ? 3 : 2),
      isNumeral: true, start: Int32(start), end: Int32(offset), value: Int32(clamping: value))
  }

  /// Hebrew letters as a number: they hold a gershayim before the last, or a geresh after one.
  private mutating func hebrewNumeral() -> DateToken? {
    var i = offset
    var value = 0
    var letters = 0
    var marked = false
    var last = 0
    while i < bytes.count, letters < 7 {
      let (s, after) = scalar(at: i)
      if let n = hebrewValue(s) {
        value += n
        last = n
        letters += 1
      } else if s == 0x5F4 || s == 0x22 || s == 0x201D || s == 0x201C {
        guard letters > 0, !marked else { return nil }
        marked = true
      } else if s == 0x5F3 || s == 0x27 || s == 0x2019 {
        if letters == 1, after < bytes.count, hebrewValue(scalar(at: after).0) != nil {
          value = last * 1000  // ה׳תשפ״ו
        } else {
          guard letters == 1 else { return nil }
          marked = true
          i = after
          break
        }
      } else {
        break
      }
      i = after
    }
    guard marked, letters > 0, value > 0 else { return nil }
    if i < bytes.count, hebrewValue(scalar(at: i).0) != nil { return nil }
    let start = offset
    offset = i
    defer { spaced = false }
    return DateToken(
      kind: .number, spaced: spaced, digits: value > 400 ? 4 : 2, isNumeral: true,
      start: Int32(start), end: Int32(i),
      value: Int32(value >= 400 && value < 1000 ? value + 5000 : value))
  }

  private func hebrewValue(_ s: UInt32) -> Int? {
    guard s >= 0x5D0, s <= 0x5EA else { return nil }
    return [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 20, 30, 40, 40, 50, 50, 60, 70, 80, 80, 90, 90, 100, 200,
      300, 400,
    ][Int(s - 0x5D0)]
  }
}
