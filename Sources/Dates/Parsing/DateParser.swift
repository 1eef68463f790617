/// A parser for the dates of news pages, in the languages, calendars and scripts of the lexicon,
/// absolute or relative to now.
///
/// Create one parser per page. Parsing is cheap, and rejecting a text that is no date is cheaper.
package struct DateParser: Sendable {
  private(set) var context: GrammarContext
  /// The present day and year in the zone of the page.
  package var currentDay: Day { context.today }
  package var currentYear: Int { context.today.components.year }
  /// Whether dates in numbers have the year first in the language of the page.
  package var usesYearFirst: Bool { context.startsWithShortYear }
  let lexicon: DateLexicon
  /// The configured format, which has precedence.
  let format: DateFormat?

  /// The longest text that is parsed as one date.
  static let maximumByteCount = 200
  /// The longest text without any digit that is parsed as one date.
  private static let maximumByteCountWithoutDigits = 60
  /// The number of tokens for which a buffer of less than a kilobyte, on the stack, is enough.
  private static let usualTokenCount = 24
  private static let maximumTokenCount = 64

  /// Creates a parser for the dates of a page.
  package init(_ context: DateContext) {
    self.context = GrammarContext(context)
    lexicon = DateLexicon.shared
    format = context.format
  }

  /// Returns the parser of the same page with a known order of day and month.
  package func with(order: DateOrder?) -> DateParser {
    var parser = self
    parser.context.order = order
    return parser
  }

  /// Parses the text of one element as a date with its usual accompaniments: "Published:", a
  /// weekday, a time, a zone, "by X |". A date within a sentence does not count.
  package func parse(_ text: String) -> DateParseResult { text.withUTF8Bytes(parse) }

  /// Parses a text in UTF-8. Nothing is allocated for a text that is no date.
  package func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> DateParseResult {
    let text = trimmed(bytes)
    guard !text.isEmpty else { return noDate(.empty) }
    if let match = formattedDate(in: text) {
      return DateParseResult(formattedDate: match.date, range: match.range)
    }
    guard text.count <= Self.maximumByteCount else { return noDate(.tooLong) }
    // Besides ASCII digits, the lead bytes of the scripts with digits of their own. Chinese
    // numerals do not count: dates in them are short.
    let hasDigits = text.contains {
      $0 &- 0x30 < 10 || $0 >= 0xD9 && $0 <= 0xE1 || $0 == 0xEF
    }
    if !hasDigits, text.count > Self.maximumByteCountWithoutDigits { return noDate(.tooLong) }
    return DateParseResult(
      outcome(of: text, hasDigits: hasDigits, capacity: Self.usualTokenCount)
        ?? outcome(of: text, hasDigits: hasDigits, capacity: Self.maximumTokenCount)
        ?? .noDate(.tooManyTokens))
  }

  private func noDate(_ reason: NoDateReason) -> DateParseResult {
    DateParseResult(.noDate(reason))
  }

  private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// Returns the outcome for a text; returns nil if it has more tokens than the capacity.
  private func outcome(
    of bytes: UnsafeBufferPointer<UInt8>, hasDigits: Bool, capacity: Int
  ) -> GrammarOutcome? {
    withUnsafeTemporaryAllocation(of: DateToken.self, capacity: capacity) { buffer in
      var filter = TokenFilter(hasDigits: hasDigits)
      switch filter.tokenize(
        DateTokenizer(bytes, lexicon, language: context.language), into: buffer)
      {
      case .noDate: return .noDate(.noDay)
      case .bufferFull: return nil
      case .tokens(let count):
        var grammar = DateGrammar(buffer, count: count, of: bytes, in: context)
        grammar.mergeTokens()
        return grammar.evaluate()
      }
    }
  }
}

extension StringProtocol {
  /// Calls the closure with the text in UTF-8.
  func withUTF8Bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = String(self)
    return copy.withUTF8(body)
  }
}
