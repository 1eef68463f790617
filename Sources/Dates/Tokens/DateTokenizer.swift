/// A tokenizer that splits a text into numbers, words of the lexicon and symbols.
struct DateTokenizer {
  let bytes: UnsafeBufferPointer<UInt8>
  let lexicon: DateLexicon
  let language: LanguageCode
  /// The offset of the next token, in bytes.
  var offset = 0
  private var followsSpace = true

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ lexicon: DateLexicon, language: LanguageCode) {
    self.bytes = bytes
    self.lexicon = lexicon
    self.language = language
  }

  /// Returns the next token; returns nil at the end of the text.
  mutating func next() -> DateToken? {
    while offset < bytes.count {
      let start = offset
      let byte = bytes[offset]
      if byte <= 0x20 {
        offset += 1
        followsSpace = true
        continue
      }
      let (scalar, end) = byte < 0x80 ? (UInt32(byte), offset + 1) : scalar(at: offset)
      if scalar &- 0x30 < 10 || (scalar >= 0x660 && Scripts.digitValue(of: scalar) != nil) {
        return number()
      }
      if scalar < 0x80 ? (scalar | 0x20) &- 0x61 < 26 : Scripts.isLetter(scalar) {
        let folded = LetterFolding.fold(scalar)
        if folded == 0 {
          offset = end
          continue
        }
        if folded >= 0x5D0, folded <= 0x5EA, let numeral = hebrewNumeral() { return numeral }
        return Scripts.isSpaceless(folded) ? spacelessWord(startingWith: folded) : word()
      }
      offset = end
      if Scripts.isSpace(scalar) {
        followsSpace = true
        continue
      }
      return symbol(normalized(scalar), start)
    }
    return nil
  }

  /// Returns the scalar at an offset and the offset behind it.
  func scalar(at offset: Int) -> (scalar: UInt32, end: Int) {
    var decoder = ScalarDecoder(bytes, at: offset)
    guard let scalar = decoder.next() else { return (0, offset) }
    return (scalar, decoder.offset)
  }

  // MARK: Tokens

  /// Returns a word that ends at `end`.
  mutating func wordToken(_ start: Int, _ end: Int, _ lexeme: Lexeme = Lexeme()) -> DateToken {
    defer { followsSpace = false }
    return DateToken(
      kind: .word, followsSpace: followsSpace, start: Int32(start), end: Int32(end),
      lexeme: lexeme)
  }

  /// Returns a number that ends at the current offset.
  mutating func numberToken(
    _ start: Int, value: Int, digitCount: Int, isNumeral: Bool = false
  ) -> DateToken {
    defer { followsSpace = false }
    return DateToken(
      kind: .number, followsSpace: followsSpace, digitCount: UInt8(min(digitCount, 250)),
      isNumeral: isNumeral, start: Int32(start), end: Int32(offset), value: Int32(clamping: value))
  }

  private mutating func symbol(_ scalar: UInt32, _ start: Int) -> DateToken {
    defer { followsSpace = false }
    return DateToken(
      kind: .symbol, followsSpace: followsSpace, start: Int32(start), end: Int32(offset),
      value: Int32(bitPattern: scalar))
  }

  /// Returns the one form that stands for all variants of a symbol that occurs in dates.
  private func normalized(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x2010...0x2012, 0x2212, 0xFE63, 0xFF0D, 0x5BE: 0x2D  // hyphens, but not dashes
    case 0x2044, 0x2215, 0xFF0F: 0x2F  // slashes
    case 0xFF0E, 0x3002, 0x6D4, 0x970: 0x2E  // full stops
    case 0xFF1A, 0x2236, 0xFE55: 0x3A  // colons
    case 0xFF0C, 0x3001, 0x60C, 0x66B, 0x104A, 0x1363: 0x2C  // commas
    case 0x5B, 0xFF08, 0x3010, 0x300C, 0xFF3B: 0x28  // opening brackets
    case 0x5D, 0xFF09, 0x3011, 0x300D, 0xFF3D: 0x29  // closing brackets
    case 0x2019, 0x2018, 0x60, 0x5F3: 0x27  // apostrophes
    case 0x5F4: 0x22  // gershayim: quotation mark
    case 0x2014, 0x2015: 0x2013  // dashes
    case 0xFF5E, 0x301C, 0x223C: 0x7E  // tildes
    case 0xFF0B: 0x2B  // plus
    case 0x30FB, 0x2022, 0xFF5C, 0x2502, 0x25CF, 0xB7, 0x2027: 0x7C  // bullets and bars
    default: scalar
    }
  }
}
