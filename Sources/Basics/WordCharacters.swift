/// The parts that characters have in words.
extension Unicode.Scalar {
  /// Whether the character can be a part of a word: a letter, a number or a mark of one.
  package var isWordPart: Bool {
    properties.isAlphabetic || properties.numericType != nil
      || properties.generalCategory == .nonspacingMark
  }

  /// Whether the character belongs to a script that is written without spaces between words: Han, kana,
  /// Thai, Lao, Khmer or Burmese.
  package var isOfScriptWithoutSpaces: Bool {
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Whether the character is a syllable of Hangul, whose words have particles at their end.
  package var isHangul: Bool { (0xAC00...0xD7A3).contains(value) }
}
