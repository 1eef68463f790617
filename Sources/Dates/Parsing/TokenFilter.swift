/// A filter that rejects most texts that are no dates while they are tokenized.
///
/// A date has a number together with a month, a unit or another number, or it has a word such as
/// "yesterday" or "Friday".
struct TokenFilter {
  enum Outcome {
    /// The text may be a date; the buffer holds this number of tokens.
    case tokens(Int)
    /// The text has more tokens than the buffer.
    case bufferFull
    case noDate
  }

  private static let maximumNumberCount = 14
  private static let maximumUnknownCount = 14
  private static let maximumUnknownCountWithoutDigits = 4

  private let hasDigits: Bool
  private var unknownCount = 0
  private var numberCount = 0
  private var mayBeDate = false

  init(hasDigits: Bool) { self.hasDigits = hasDigits }

  /// Writes the tokens into a buffer until the text is rejected.
  mutating func tokenize(
    _ tokenizer: DateTokenizer, into buffer: UnsafeMutableBufferPointer<DateToken>
  ) -> Outcome {
    var tokenizer = tokenizer
    var count = 0
    while let token = tokenizer.next() {
      guard accepts(token) else { return .noDate }
      guard count < buffer.count else { return .bufferFull }
      buffer.initializeElement(at: count, to: token)
      count += 1
    }
    let isCompactDate =
      numberCount == 1 && buffer[..<count].contains { $0.isNumber && $0.digitCount == 8 }
    return mayBeDate || isCompactDate ? .tokens(count) : .noDate
  }

  private mutating func accepts(_ token: DateToken) -> Bool {
    switch token.kind {
    case .number:
      numberCount += 1
      mayBeDate = mayBeDate || numberCount > 1
      return numberCount <= Self.maximumNumberCount
    case .word:
      if token.lexeme.isUnknown {
        unknownCount += 1
        let maximum =
          hasDigits ? Self.maximumUnknownCount : Self.maximumUnknownCountWithoutDigits
        return unknownCount <= maximum
      }
      mayBeDate =
        mayBeDate
        || token.means([
          .month, .otherMonth, .relativeDay, .weekday, .unit, .now, .monthMark, .monthMarkBefore,
        ])
      return true
    default: return true
    }
  }
}
