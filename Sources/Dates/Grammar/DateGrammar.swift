/// The grammar of dates: finds the dates among the tokens of a text.
///
/// It works on a buffer of the caller, in which it merges tokens, and allocates nothing until it
/// has found a date.
struct DateGrammar {
  let tokens: UnsafeMutableBufferPointer<DateToken>
  /// The number of tokens in use.
  var count: Int
  /// The text.
  let bytes: UnsafeBufferPointer<UInt8>
  let context: GrammarContext
  /// Whether a word for "ago" occurs; known after `mergeTokens()`.
  var hasAgo = false
  /// The place of the IANA name of a zone, in bytes; known after `mergeTokens()`.
  var zoneName: Range<Int>?

  init(
    _ tokens: UnsafeMutableBufferPointer<DateToken>, count: Int,
    of bytes: UnsafeBufferPointer<UInt8>, in context: GrammarContext
  ) {
    self.tokens = tokens
    self.count = count
    self.bytes = bytes
    self.context = context
  }

  // MARK: Token predicates
  // Each returns false for an index outside the tokens.

  /// Returns whether a token is a word that can have one of the given meanings.
  func means(_ meanings: Lexeme.Meaning, at i: Int) -> Bool {
    i >= 0 && i < count && tokens[i].means(meanings)
  }

  func isSymbol(_ symbol: Unicode.Scalar, at i: Int) -> Bool {
    i >= 0 && i < count && tokens[i].isSymbol(symbol)
  }

  func isNumber(at i: Int) -> Bool { i >= 0 && i < count && tokens[i].isNumber }

  /// Returns whether a token is a number of four digits, or a year by its era.
  func isFullYear(at i: Int) -> Bool {
    isNumber(at: i) && (tokens[i].digitCount == 4 || tokens[i].isYear)
  }

  /// Returns whether a token is a symbol that joins the parts of a numeric date or a time.
  func isJoiner(at i: Int) -> Bool {
    isSymbol("-", at: i) || isSymbol("/", at: i) || isSymbol(".", at: i) || isSymbol(":", at: i)
  }

  func isDash(at i: Int) -> Bool {
    isSymbol("-", at: i) || isSymbol("–", at: i) || isSymbol("~", at: i)
  }

  // MARK: Candidates

  /// Calls the closure with each absolute date among the tokens, in their order.
  func forEachCandidate(_ body: (DateCandidate) -> Void) {
    var i = 0
    while i < count {
      if tokens[i].isNumber, let candidate = numericDate(at: i) {
        body(candidate)
        i = candidate.last + 1
      } else if means(.anyMonth, at: i), !isAgo(at: i), let candidate = monthNameDate(at: i) {
        body(candidate)
        i = max(candidate.last, i) + 1
      } else {
        i += 1
      }
    }
  }

  /// Returns whether a word is "ago" after a counted unit ("2d ago"): "ago" is also August.
  private func isAgo(at i: Int) -> Bool {
    means(.ago, at: i) && means(.unit, at: i - 1) && isNumber(at: i - 2)
  }

  /// Returns the latest day with this month and day that is not after tomorrow; tomorrow counts
  /// because some time zones are ahead of ours.
  func latestDay(of calendar: DateCalendar, month: Int, day: Int) -> Day? {
    let thisYear = calendar.year(atStartOfGregorianYear: context.today.components.year)
    for year in stride(from: thisYear + 1, through: thisYear - 8, by: -1) {
      if let candidate = calendar.day(year: year, month: month, day: day),
        candidate.number <= context.today.number + 1
      {
        return candidate
      }
    }
    return nil
  }

  /// Returns the year that two digits mean: at most five years ahead, or in the Buddhist era at
  /// most one.
  func year(fromTwoDigits digits: Int, isThai: Bool = false) -> Int {
    if isThai || context.language == .thai {
      let buddhist = 2500 + digits - 543
      if (context.year - 25...context.year + 1).contains(buddhist) { return buddhist }
    }
    let century = context.year / 100 * 100
    return digits <= context.year % 100 + 5 ? century + digits : century - 100 + digits
  }
}
