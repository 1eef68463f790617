/// Numbers in decimal digits, Chinese numerals and Hebrew letters.
extension DateTokenizer {
  /// The most digits that can have an exact value; further ones only count.
  private static let maximumExactDigits = 18

  /// Returns the number at the current offset, in decimal digits of any script.
  mutating func number() -> DateToken {
    let start = offset
    var value = 0
    var digitCount = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      let digit: Int
      if byte &- 0x30 < 10 {
        offset += 1
        digit = Int(byte - 0x30)
      } else if byte >= 0x80 {
        let (scalar, end) = scalar(at: offset)
        if scalar == 0x200E || scalar == 0x200F {  // left-to-right mark, right-to-left mark
          offset = end
          continue
        }
        guard let found = Scripts.digitValue(of: scalar) else { break }
        offset = end
        digit = found
      } else {
        break
      }
      if digitCount < Self.maximumExactDigits { value = value * 10 + digit }
      digitCount += 1
    }
    return numberToken(start, value: value, digitCount: digitCount)
  }

  /// Returns the number in Chinese numerals at the current offset: "十四", or digit by digit as in
  /// "二〇二六".
  mutating func chineseNumeral() -> DateToken {
    let start = offset
    var positionalValue = 0
    var numeralCount = 0
    var sum = 0
    var pendingDigit = 0
    var isAdditive = false
    while offset < bytes.count, numeralCount < 12 {
      let (scalar, end) = scalar(at: offset)
      guard let numeral = Scripts.chineseNumeralValue(of: scalar) else { break }
      offset = end
      numeralCount += 1
      if numeral >= 10 {
        isAdditive = true
        sum += numeral == 10 || numeral == 100 ? max(pendingDigit, 1) * numeral : numeral
        pendingDigit = 0
      } else {
        pendingDigit = numeral
        positionalValue = positionalValue &* 10 &+ numeral
      }
    }
    let value = isAdditive ? sum + pendingDigit : positionalValue
    return numberToken(
      start, value: value, digitCount: value >= 1000 ? 4 : value >= 100 ? 3 : 2, isNumeral: true)
  }

  /// Returns the number in Hebrew letters at the current offset; returns nil if the letters are a
  /// word.
  mutating func hebrewNumeral() -> DateToken? {
    guard let numeral = scanHebrewNumeral() else { return nil }
    let start = offset
    offset = numeral.end
    // Years are usually written without their thousands; these are of the sixth millennium.
    let isYear = (400..<1000).contains(numeral.value)
    return numberToken(
      start, value: isYear ? numeral.value + 5000 : numeral.value,
      digitCount: numeral.value > 400 ? 4 : 2, isNumeral: true)
  }

  /// Returns the value and the end of the numeral at the current offset; returns nil if there is
  /// none. Numerals have gershayim (״) before the last letter or a geresh (׳) behind a single one.
  private func scanHebrewNumeral() -> (value: Int, end: Int)? {
    var position = offset
    var value = 0
    var letterCount = 0
    var hasMark = false
    scan: while position < bytes.count, letterCount < 7 {
      let (scalar, end) = scalar(at: position)
      if let letter = Scripts.hebrewNumeralValue(of: scalar) {
        value += letter
        letterCount += 1
      } else {
        switch scalar {
        case 0x5F4, 0x22, 0x201D, 0x201C:  // gershayim, quotation marks
          guard letterCount > 0, !hasMark else { return nil }
          hasMark = true
        case 0x5F3, 0x27, 0x2019:  // geresh, apostrophes
          guard letterCount == 1 else { return nil }
          if isHebrewLetter(at: end) {
            value *= 1000  // ה׳תשפ״ו
          } else {
            hasMark = true
            position = end
            break scan
          }
        default: break scan
        }
      }
      position = end
    }
    guard hasMark, letterCount > 0, value > 0, !isHebrewLetter(at: position) else { return nil }
    return (value, position)
  }

  private func isHebrewLetter(at offset: Int) -> Bool {
    offset < bytes.count && Scripts.hebrewNumeralValue(of: scalar(at: offset).scalar) != nil
  }
}
