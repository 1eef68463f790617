/// Words and phrases.
extension DateTokenizer {
  /// Returns the word at the current offset, in a script with spaces. The token includes the
  /// longest phrase of the lexicon that begins with the word.
  mutating func word() -> DateToken {
    let start = offset
    var hash = WordHash()
    let isAbbreviation = appendLetters(to: &hash) == 1 && appendDottedLetters(to: &hash)
    var end = offset
    var lexeme = lexicon.lexeme(hash, in: language)
    // "A.G." is not "ag.", August.
    if isAbbreviation { lexeme?.meaning.subtract([.month, .otherMonth, .weekday]) }
    if lexeme?.means(.phraseStart) == true {
      for _ in 0..<4 {
        guard skipPhraseGap() else { break }
        hash.append(0x20)
        _ = appendLetters(to: &hash)
        guard let phrase = lexicon.lexeme(hash, in: language) else { break }
        if !phrase.isUnknown {
          lexeme = phrase
          end = offset
        }
        if !phrase.means(.phraseStart) { break }
      }
      offset = end
    }
    return wordToken(start, end, lexeme ?? Lexeme())
  }

  /// Appends the folded letters that follow to a word and returns their number.
  private mutating func appendLetters(to hash: inout WordHash) -> Int {
    var letterCount = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x80 {
        let lowercased = byte | 0x20
        guard lowercased &- 0x61 < 26 else { break }
        hash.append(UInt32(lowercased))
        offset += 1
        letterCount += 1
        continue
      }
      let (scalar, end) = scalar(at: offset)
      // A zero-width non-joiner separates the words of Persian compounds.
      if scalar == 0x200C { break }
      guard Scripts.isLetter(scalar), Scripts.digitValue(of: scalar) == nil else { break }
      let folded = LetterFolding.fold(scalar)
      guard folded == 0 || !Scripts.isSpaceless(folded) else { break }
      if folded != 0 {
        hash.append(folded)
        letterCount += 1
      }
      offset = end
    }
    return letterCount
  }

  /// Appends further single letters with dots, as in "a.m.", "π. μ." and "ب.ظ"; returns false if
  /// none follows.
  private mutating func appendDottedLetters(to hash: inout WordHash) -> Bool {
    var end = offset
    var longest = hash
    var hasFound = false
    for _ in 0..<4 {
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: ".") else { break }
      offset += 1
      skipSpaces()
      guard appendLetters(to: &hash) == 1 else { break }
      longest = hash
      hasFound = true
      end = offset
    }
    offset = end
    hash = longest
    return hasFound
  }

  private mutating func skipSpaces() {
    while offset < bytes.count {
      if bytes[offset] == 0x20 {
        offset += 1
      } else if bytes[offset] == 0xC2 || bytes[offset] == 0xE2 {
        let (scalar, end) = scalar(at: offset)
        guard Scripts.isSpace(scalar) else { return }
        offset = end
      } else {
        return
      }
    }
  }

  /// Skips what may stand between the words of a phrase; returns false if no word follows.
  private mutating func skipPhraseGap() -> Bool {
    var gapLength = 0
    while offset < bytes.count, gapLength < 3 {
      let (scalar, end) = scalar(at: offset)
      guard isPhraseGap(scalar) else { break }
      offset = end
      gapLength += 1
    }
    guard gapLength > 0, offset < bytes.count else { return false }
    let scalar = scalar(at: offset).scalar
    if scalar &- 0x30 < 10 { return false }
    return scalar < 0x80 ? (scalar | 0x20) &- 0x61 < 26 : Scripts.isLetter(scalar)
  }

  private func isPhraseGap(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x27, 0x2D, 0x2E, 0x2019: true  // space, apostrophe, hyphen, full stop, apostrophe
    case 0x200C, 0x640, 0x5F3: true  // zero-width non-joiner, tatweel, geresh
    default: Scripts.isSpace(scalar)
    }
  }

  // MARK: Scripts without spaces

  /// Returns the longest word of the lexicon at the current offset; otherwise a number in Chinese
  /// numerals; otherwise an unknown word up to the next place where one of these may begin.
  mutating func spacelessWord(startingWith first: UInt32) -> DateToken {
    let start = offset
    if let (end, lexeme) = longestSpacelessMatch(startingWith: first) {
      offset = end
      return wordToken(start, end, lexeme)
    }
    if Scripts.chineseNumeralValue(of: first) != nil { return chineseNumeral() }
    while offset < bytes.count {
      let (scalar, end) = scalar(at: offset)
      guard Scripts.isLetter(scalar), Scripts.isSpaceless(scalar) else { break }
      if offset > start,
        Scripts.chineseNumeralValue(of: scalar) != nil || lexicon.mayStartSpacelessWord(scalar)
      {
        break
      }
      offset = end
    }
    return wordToken(start, offset)
  }

  private func longestSpacelessMatch(startingWith first: UInt32) -> (end: Int, lexeme: Lexeme)? {
    guard lexicon.mayStartSpacelessWord(first) else { return nil }
    var hash = WordHash()
    var position = offset
    var longest: (end: Int, lexeme: Lexeme)?
    for _ in 0..<24 {
      guard position < bytes.count else { break }
      let (scalar, end) = scalar(at: position)
      // Full stops are optional within Thai abbreviations.
      if scalar == 0x2E, position + 1 < bytes.count, bytes[position + 1] >= 0x80 {
        position = end
        continue
      }
      let folded = LetterFolding.fold(scalar)
      guard Scripts.isSpaceless(scalar) || folded == 0, Scripts.digitValue(of: scalar) == nil
      else { break }
      position = end
      if folded == 0 { continue }
      hash.append(folded)
      guard let match = lexicon.lexeme(hash, in: language) else { break }
      if !match.isUnknown { longest = (position, match) }
      if !match.means(.phraseStart) { break }
    }
    return longest
  }
}
