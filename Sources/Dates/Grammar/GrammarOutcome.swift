/// The result of evaluating the tokens of a text; ranges are in UTF-8 bytes of the text.
enum GrammarOutcome {
  case absolute(PageDate, DateCandidate, range: Range<Int>)
  case relative(PageDate, range: Range<Int>)
  case noDate(NoDateReason)
}

/// The reasons why a text presents no date.
enum NoDateReason {
  /// The text is empty.
  case empty
  /// The text is too long to be a date alone.
  case tooLong
  /// The text has too many words to be a date alone.
  case tooManyTokens
  /// The text states no day.
  case noDay
  /// The text states a range of days.
  case range
  /// The word before the number says that it is no date.
  case numberLabel
  /// The text states a date and something else.
  case partOfSentence
}
