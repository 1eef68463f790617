import struct Foundation.Date
import struct Foundation.TimeZone

/// Reads the dates of news pages: of any language, calendar and script the tables know, absolute
/// or relative to now. Made once for a page; reading is cheap, and rejecting text that is no date
/// is cheaper.
package struct DateParser: Sendable {
  let setting: DateSetting
  let lexicon: DateLexicon
  /// The source's own, tried before all else.
  let format: DateFormat?

  /// Longest text, in bytes, that is read as one date.
  static let longest = 200
  static let mostTokens = 64

  /// The context's language, order and zone are those of the source, or what its page tells.
  package init(_ context: DateContext) {
    // A clock that is far off (1970 without a battery) must not upset what is plausible: it is not
    // earlier than the year this was written.
    let now = min(max(context.now, -60_000_000_000), 250_000_000_000)
    let offset = context.timeZone.secondsFromGMT(
      for: Date(timeIntervalSince1970: Double(now)))
    let local = Int(now) + offset
    let today = Day(number: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    setting = DateSetting(
      today: today, secondOfDay: local - today.number * 86_400,
      year: max(today.components.year, 2026),
      language: DateLexicon.languageCode(context.language), order: context.order,
      guessedOrder: DateLanguages.guessedOrder(context.language),
      isShortYearFirst: DateLanguages.isShortYearFirst(context.language),
      isDottedDayMonth: DateLanguages.isDottedDayMonth(context.language))
    lexicon = DateLexicon.shared
    format = context.format
  }

  /// Does this whole (short) text present a date, with what usually stands around one: "Published:",
  /// a weekday, a time, a zone, "by X |"? For the text of one element. A date within a sentence is
  /// none.
  package func parse(_ text: some StringProtocol) -> DateReading {
    withUTF8(text) { parse($0) }
  }

  /// The same over UTF-8 bytes; nothing is allocated for a text that is no date.
  package func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> DateReading {
    DateReading(result(bytes))
  }

  private func result(_ bytes: UnsafeBufferPointer<UInt8>) -> DateReading.Result {
    let trimmed = trim(bytes)
    guard !trimmed.isEmpty else { return .none(.empty) }
    if format != nil, let (date, range) = readFormatted(trimmed) { return .formatted(date, range) }
    guard trimmed.count <= Self.longest else { return .none(.tooLong) }
    // Lead bytes of the scripts with digits of their own; Chinese numerals make short dates only.
    let hasDigit = trimmed.contains { $0 &- 0x30 < 10 || $0 >= 0xD9 && $0 <= 0xE1 || $0 == 0xEF }
    if !hasDigit, trimmed.count > 60 { return .none(.tooLong) }
    // A buffer of less than a kilobyte is on the stack; few texts need the other.
    return result(trimmed, hasDigit, room: 24) ?? result(trimmed, hasDigit, room: Self.mostTokens)
      ?? .none(.tooMany)
  }

  /// Nil when there are more tokens than room.
  private func result(
    _ bytes: UnsafeBufferPointer<UInt8>, _ hasDigit: Bool, room: Int
  ) -> DateReading.Result? {
    withUnsafeTemporaryAllocation(of: DateToken.self, capacity: room) { buffer in
      switch tokenize(bytes, hasDigit, buffer) {
      case .hopeless: return .none(.nothing)
      case .noRoom: return nil
      case .tokens(let count):
        var grammar = DateGrammar(buffer, count, bytes, setting)
        grammar.merge()
        return grammar.judge()
      }
    }
  }

  private enum Tokens {
    case tokens(Int)
    case noRoom
    /// Nothing that a date is made of, or too many words that none is made of.
    case hopeless
  }

  private func tokenize(
    _ bytes: UnsafeBufferPointer<UInt8>, _ hasDigit: Bool,
    _ buffer: UnsafeMutableBufferPointer<DateToken>
  ) -> Tokens {
    var tokenizer = DateTokenizer(bytes, lexicon, language: setting.language)
    var count = 0
    var unknown = 0
    var numbers = 0
    // A date has a number with a partner (a month, a unit, another number), or a word of its own.
    var isHopeful = false
    while let token = tokenizer.next() {
      switch token.kind {
      case .number:
        numbers += 1
        isHopeful = isHopeful || numbers > 1
        if numbers > 14 { return .hopeless }
      case .word:
        if token.lexeme.isUnknown {
          unknown += 1
          if unknown > 14 || unknown > 4 && !hasDigit { return .hopeless }
        } else {
          isHopeful =
            isHopeful
            || token.has([
              .month, .otherMonth, .relativeDay, .weekday, .unit, .now, .monthMark,
              .monthMarkBefore,
            ])
        }
      default: break
      }
      guard count < buffer.count else { return .noRoom }
      buffer.initializeElement(at: count, to: token)
      count += 1
    }
    if numbers == 1, !isHopeful, hasLongNumber(buffer, count) {
      isHopeful = true
    }
    return isHopeful ? .tokens(count) : .hopeless
  }

  /// "20260314" is a date alone.
  private func hasLongNumber(_ buffer: UnsafeMutableBufferPointer<DateToken>, _ count: Int) -> Bool
  {
    for i in 0..<count where buffer[i].isNumber && buffer[i].digits == 8 { return true }
    return false
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
