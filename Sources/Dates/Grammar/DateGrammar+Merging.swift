/// The first pass over the tokens: times of day, years of eras and months in numbers become single
/// tokens.
extension DateGrammar {
  /// Merges the tokens of times, years and months. The other members need it first.
  mutating func mergeTokens() {
    hasAgo = (0..<count).contains {
      tokens[$0].means(.ago) && !isAugust(at: $0) && !isDayNumber(at: $0)
    }
    mergeTimes()
    removeMergedTokens()
    mergeZoneName()
    if zoneName != nil { removeMergedTokens() }
    mergeYearsOfEras()
    mergeRepeatedYears()
    removeMergedTokens()
    mergeMonthNumbers()
    removeMergedTokens()
  }

  /// Returns whether a word is a month, as in "14 ago 2026" and "14 de ago.", and not "ago".
  private func isAugust(at i: Int) -> Bool {
    means(.month, at: i)
      && (isNumber(at: i - 1) || means(.connector, at: i - 1) || isSymbol("-", at: i - 1)
        || isSymbol("/", at: i - 1))
      && !(means(.unit, at: i - 1) && isNumber(at: i - 2))
  }

  /// Returns whether a word is the number of a day, as in Spanish "once de marzo", and not "ago".
  private func isDayNumber(at i: Int) -> Bool {
    means(.number, at: i) && (means(.month, at: i + 1) || means(.month, at: i + 2))
  }

  private mutating func removeMergedTokens() {
    var newCount = 0
    for i in 0..<count where tokens[i].kind != .merged {
      if i != newCount { tokens[newCount] = tokens[i] }
      newCount += 1
    }
    count = newCount
  }

  /// Extends the token at `i` over a range of tokens.
  func merge(_ range: ClosedRange<Int>, into i: Int) {
    tokens[i].start = tokens[range.lowerBound].start
    tokens[i].end = max(tokens[i].end, tokens[range.upperBound].end)
    tokens[i].followsSpace = tokens[range.lowerBound].followsSpace
    for other in range where other != i { tokens[other].kind = .merged }
  }

  // MARK: Eras

  private func mergeYearsOfEras() {
    var i = 0
    while i < count {
      if means(.eraBefore, at: i), let year = yearOfEra(at: i) {
        setYear(year.value, at: year.index)
        tokens[year.index].kind = .number
        merge(i...year.last, into: year.index)
        i = year.last
      } else if isJapaneseEraLetter(at: i) {
        let offset = japaneseEra(at: i)?.gregorianOffset ?? 0
        setYear(Int(tokens[i + 1].value) + offset, at: i + 1)
        merge(i...(i + 1), into: i + 1)
      }
      i += 1
    }
  }

  private func setYear(_ year: Int, at i: Int) {
    tokens[i].value = Int32(year)
    tokens[i].digitCount = 4
    tokens[i].isYear = true
  }

  /// Returns the year behind the name of an era, or a Gregorian year in parentheses behind that
  /// one.
  private func yearOfEra(at i: Int) -> (index: Int, last: Int, value: Int)? {
    let era = tokens[i].lexeme.era
    guard let offset = era.gregorianOffset else { return nil }
    let hasSymbol = isSymbol(".", at: i + 1) || isSymbol("-", at: i + 1) || isSymbol(":", at: i + 1)
    let index = hasSymbol ? i + 2 : i + 1
    guard isNumber(at: index) || means(.number, at: index) else { return nil }
    let number = isNumber(at: index) ? Int(tokens[index].value) : Int(tokens[index].lexeme.value)
    var year = number + offset
    if era == .buddhist, number < 100 { year += 2500 }
    if number > 1900, era != .buddhist { year = number }
    guard (1860...2200).contains(year) else { return nil }
    if isSymbol("(", at: index + 1), isNumber(at: index + 2), tokens[index + 2].digitCount == 4,
      isSymbol(")", at: index + 3)
    {
      return (index, index + 3, Int(tokens[index + 2].value))
    }
    return (index, index, year)
  }

  /// Returns whether a letter for a Japanese era and its year begin here: "R8.3.14".
  private func isJapaneseEraLetter(at i: Int) -> Bool {
    means(.eraLetter, at: i) && isNumber(at: i + 1) && !tokens[i + 1].followsSpace
      && tokens[i + 1].digitCount <= 2
      && (isSymbol(".", at: i + 2) || isSymbol("/", at: i + 2) || isSymbol("-", at: i + 2))
      && isNumber(at: i + 3)
  }

  private func japaneseEra(at i: Int) -> DateEra? {
    var decoder = ScalarDecoder(bytes, at: Int(tokens[i].start))
    switch LetterFolding.fold(decoder.next() ?? 0) {
    case 0x72: return .reiwa  // r
    case 0x68: return .heisei  // h
    case 0x73: return .showa  // s
    case 0x74: return .taisho  // t
    case 0x6D: return .meiji  // m
    default: return nil
    }
  }

  /// Merges a year with its repetition: "2026(令和8)年", "2026 (Juche 115)".
  private func mergeRepeatedYears() {
    guard count > 3 else { return }
    for i in 0..<(count - 3)
    where isNumber(at: i) && isSymbol("(", at: i + 1) && isNumber(at: i + 2)
      && isSymbol(")", at: i + 3) && tokens[i].value == tokens[i + 2].value
      && tokens[i].digitCount == 4
    {
      merge(i...(i + 3), into: i)
    }
  }

  // MARK: Months in numbers

  /// Merges the numbers of months with their marks: "3月", "tháng 3".
  private func mergeMonthNumbers() {
    guard !hasAgo else { return }
    for i in 0..<count {
      if isNumber(at: i) || means(.number, at: i), !tokens[i].isYear {
        guard let mark = monthMark(after: i) else { continue }
        if isSymbol("-", at: i - 1), isNumber(at: i - 2), tokens[i - 2].digitCount <= 2 {
          continue  // "1-2月" is a range of months.
        }
        makeMonth(at: i, from: i...mark)
      } else if means(.monthMarkBefore, at: i), !means(.month, at: i), isNumber(at: i + 1),
        tokens[i + 1].digitCount <= 2
      {
        makeMonth(at: i + 1, from: i...(i + 1))
      }
    }
  }

  /// Returns the index of the month mark of a number, behind an optional ordinal suffix.
  private func monthMark(after i: Int) -> Int? {
    var mark = i + 1
    if isSymbol("-", at: mark), !tokens[mark].followsSpace, means(.ordinal, at: mark + 1) {
      mark += 1
    }
    if means(.ordinal, at: mark), means(.monthMark, at: mark + 1) { mark += 1 }
    guard means(.monthMark, at: mark), !means(.month, at: mark) else { return nil }
    // A single letter behind a space marks no month, except in East Asian scripts.
    let token = tokens[mark]
    if token.followsSpace, token.length <= 3, bytes[Int(token.start)] < 0xE3 { return nil }
    return mark
  }

  private func makeMonth(at i: Int, from range: ClosedRange<Int>) {
    let value = isNumber(at: i) ? Int(tokens[i].value) : Int(tokens[i].lexeme.value)
    guard (1...12).contains(value), tokens[i].digitCount <= 2 else { return }
    merge(range, into: i)
    tokens[i].kind = .word
    tokens[i].lexeme = Lexeme()
    tokens[i].lexeme.meaning = .month
    tokens[i].lexeme.month = UInt8(value)
  }
}
