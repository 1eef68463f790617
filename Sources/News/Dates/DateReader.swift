import struct Foundation.Date
import struct Foundation.TimeZone

/// Reads the dates of news pages: of any language, calendar and script the tables know, absolute
/// or relative to now. Made once for a page; reading is cheap, and rejecting text that is no date
/// is cheaper.
public struct DateReader: Sendable {
  let setting: DateSetting
  let lexicon: DateLexicon

  /// Longest text, in bytes, that is read as one date.
  static let longest = 200
  static let mostTokens = 64

  /// The context's language, order and zone are those of the source, or what its page tells.
  public init(_ context: ReadingContext) {
    let offset = context.timeZone.secondsFromGMT(
      for: Date(timeIntervalSince1970: Double(context.now)))
    let local = Int(context.now) + offset
    let today = Day(number: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    setting = DateSetting(
      today: today, secondOfDay: local - today.number * 86_400, year: today.components.year,
      language: DateLexicon.languageCode(context.language), order: context.dateOrder,
      guessedOrder: DateLanguages.guessedOrder(context.language),
      isShortYearFirst: DateLanguages.isShortYearFirst(context.language),
      isDottedDayMonth: DateLanguages.isDottedDayMonth(context.language))
    lexicon = DateLexicon.shared
  }

  /// Does this whole (short) text present a date, with what usually stands around one: "Published:",
  /// a weekday, a time, a zone, "by X |"? For the text of one element. A date within a sentence is
  /// none.
  public func read(_ text: some StringProtocol) -> DateReading {
    withUTF8(text) { read($0) }
  }

  /// The same over UTF-8 bytes; nothing is allocated for a text that is no date.
  public func read(_ bytes: UnsafeBufferPointer<UInt8>) -> DateReading {
    DateReading(result(bytes))
  }

  private func result(_ bytes: UnsafeBufferPointer<UInt8>) -> DateReading.Result {
    let trimmed = trim(bytes)
    guard !trimmed.isEmpty else { return .none(.empty) }
    guard trimmed.count <= Self.longest else { return .none(.tooLong) }
    let hasDigit = trimmed.contains { $0 &- 0x30 < 10 || $0 >= 0xD9 }
    if !hasDigit, trimmed.count > 48 { return .none(.tooLong) }
    return withUnsafeTemporaryAllocation(of: DateToken.self, capacity: Self.mostTokens) { buffer in
      guard let count = tokenize(trimmed, buffer) else { return .none(.tooMany) }
      guard count > 0 else { return .none(.nothing) }
      var grammar = DateGrammar(buffer, count, trimmed, setting)
      grammar.merge()
      return grammar.judge()
    }
  }

  /// The number of tokens; nil when there are more than a date has, or too many unknown words.
  private func tokenize(
    _ bytes: UnsafeBufferPointer<UInt8>, _ buffer: UnsafeMutableBufferPointer<DateToken>
  ) -> Int? {
    var tokenizer = DateTokenizer(bytes, lexicon, language: setting.language)
    var count = 0
    var unknown = 0
    var numbers = 0
    var useful = false
    while let token = tokenizer.next() {
      guard count < buffer.count else { return nil }
      switch token.kind {
      case .number:
        numbers += 1
        if numbers > 14 { return nil }
      case .word:
        if token.lexeme.isUnknown {
          unknown += 1
          if unknown > 14 || unknown > 2 && numbers == 0 && !useful && count > 12 { return nil }
        } else {
          useful =
            useful || token.has([.month, .otherMonth, .relativeDay, .label, .weekday, .unit])
        }
      default: break
      }
      buffer.initializeElement(at: count, to: token)
      count += 1
    }
    return count
  }

  private func trim(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var from = 0
    var to = bytes.count
    while from < to, bytes[from] <= 0x20 { from += 1 }
    while to > from, bytes[to - 1] <= 0x20 { to -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[from..<to])
  }

  func withUTF8<R>(
    _ text: some StringProtocol, _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = String(text)
    return copy.withUTF8(body)
  }
}
