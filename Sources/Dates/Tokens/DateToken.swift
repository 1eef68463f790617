/// A part of a text: a number, a word with its possible meanings, or a symbol.
struct DateToken {
  enum Kind: UInt8 {
    case number, word, symbol, time
    /// A token that the grammar has merged into another one.
    case merged
  }

  var kind: Kind
  /// Whether white space or the start of the text precedes the token.
  var followsSpace: Bool
  /// The number of digits of a number; at most 250.
  var digitCount: UInt8 = 0
  /// Whether a number is known to be a Gregorian year by its era.
  var isYear = false
  /// Whether a number is written in Hebrew letters or Chinese numerals.
  var isNumeral = false
  /// The offset of the first byte.
  var start: Int32
  /// The offset behind the last byte.
  var end: Int32
  /// The value of a number, the scalar of a symbol, or the second of the day of a time.
  var value: Int32 = 0
  /// The minutes east of UTC of a time; `DateToken.noZone` if it has no zone.
  var zone = DateToken.noZone
  /// Whether a time includes seconds.
  var hasSeconds = false
  /// The possible meanings of a word.
  var lexeme = Lexeme()

  static let noZone = Int16.min

  var isNumber: Bool { kind == .number }
  var isUnknownWord: Bool { kind == .word && lexeme.isUnknown }
  /// The scalar of a symbol.
  var scalar: UInt32 { UInt32(bitPattern: value) }
  /// The length in bytes.
  var length: Int { Int(end - start) }

  /// Returns whether the token is the given symbol in its normal form.
  func isSymbol(_ symbol: Unicode.Scalar) -> Bool {
    kind == .symbol && value == Int32(bitPattern: symbol.value)
  }

  /// Returns whether the token is a word that can have one of the given meanings.
  func means(_ meanings: Lexeme.Meaning) -> Bool { kind == .word && lexeme.means(meanings) }
}
