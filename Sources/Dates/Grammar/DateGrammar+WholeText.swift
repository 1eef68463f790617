/// Heuristics for the text around a date. The numbers come from the corpus of dates of news sites.
extension DateGrammar {
  /// The number of words and numbers beside a date that do not usually accompany one.
  private struct Remainder {
    /// Numbers, and words that the lexicon lacks.
    var unknownCount = 0
    /// Words of the lexicon.
    var knownCount = 0

    static func + (a: Remainder, b: Remainder) -> Remainder {
      Remainder(
        unknownCount: a.unknownCount + b.unknownCount, knownCount: a.knownCount + b.knownCount)
    }
  }

  private func remainder(
    in range: Range<Int>, beside candidates: [DateCandidate] = []
  ) -> Remainder {
    var remainder = Remainder()
    for i in range
    where !candidates.contains(where: { $0.hasYear && $0.first <= i && i <= $0.last }) {
      let token = tokens[i]
      switch token.kind {
      case .number: remainder.unknownCount += 1
      case .word:
        if token.isUnknownWord {
          remainder.unknownCount += 1
        } else if !token.means([
          .dateLabel, .weekday, .timeMark, .zone, .am, .pm, .yearMark, .dayMark, .dispatch,
          .eraAfter, .month, .otherMonth, .ordinal, .last, .lastWeek,
        ]) {
          remainder.knownCount += 1
        }
      default: continue
      }
    }
    return remainder
  }

  func isSeparator(at i: Int) -> Bool {
    guard i >= 0, i < count, tokens[i].kind == .symbol else { return false }
    switch tokens[i].scalar {
    case 0x2C, 0x7C, 0x3A, 0x3B, 0x2013, 0x2D, 0x28, 0x29, 0x2F: return true  // , | : ; – - ( ) /
    case 0xBB, 0x3E, 0x22, 0x27, 0x201D: return true  // » > " ' ”
    default: return false
    }
  }

  /// Returns whether a token commonly accompanies a date.
  func isAccompaniment(at i: Int) -> Bool {
    tokens[i].kind == .time
      || means(
        [.weekday, .connector, .timeMark, .zone, .eraAfter, .yearMark, .dayMark, .ordinal], at: i)
      || isSymbol(".", at: i)
  }

  /// Returns the index before a date and its accompaniments; -1 if the text begins with them.
  private func index(beforeAccompanimentsOf first: Int) -> Int {
    var i = first - 1
    while i >= 0, isAccompaniment(at: i) { i -= 1 }
    return i
  }

  /// Returns the index behind a date and its accompaniments; `count` if the text ends with them.
  private func index(behindAccompanimentsOf last: Int) -> Int {
    var i = last + 1
    while i < count, isAccompaniment(at: i) { i += 1 }
    return i
  }

  // MARK: Absolute dates

  /// Returns whether the text presents the date, and is not a sentence that mentions it.
  func isWholeText(_ date: DateCandidate, among candidates: [DateCandidate]) -> Bool {
    let before = remainder(in: 0..<date.first, beside: candidates)
    let after = remainder(in: (date.last + 1)..<count, beside: candidates)
    let all = before + after
    if all.unknownCount == 0, all.knownCount <= (date.hasYear ? 3 : 2) { return true }
    let previous = index(beforeAccompanimentsOf: date.first)
    let next = index(behindAccompanimentsOf: date.last)
    let isLabelled = isLabelled(date, labelAt: previous, before)
    let isAtStart =
      previous < 0 || isSeparator(at: previous) || isLabelled || isSymbol(".", at: date.first - 1)
    let isAtEnd = next >= count || isSeparator(at: next) || means(.dateLabel, at: next)
    guard date.hasYear else {
      return isYearlessDateWholeText(date, before, after, isAtStart: isAtStart, next: next)
    }
    if isContinued(date, at: next) { return false }
    // A sentence continues behind a comma.
    if isSymbol(",", at: next), after.unknownCount + after.knownCount > 4, !isLabelled {
      return false
    }
    if isLabelled, before.unknownCount <= 6, after.unknownCount <= 8 { return true }
    if isAtStart, isAtEnd { return all.unknownCount <= 10 }
    return all.unknownCount <= 3 && (isAtStart || isAtEnd)
  }

  /// Returns whether a label announces the date, directly before it or at the start of the text.
  private func isLabelled(_ date: DateCandidate, labelAt i: Int, _ before: Remainder) -> Bool {
    if means(.dateLabel, at: i), before.unknownCount <= 3 || isSeparator(at: i - 1) { return true }
    if isSymbol(":", at: i), means(.dateLabel, at: i - 1) { return true }
    guard let opening = (0..<count).first(where: { tokens[$0].kind != .symbol }) else {
      return false
    }
    return opening < date.first && means(.dateLabel, at: opening)
  }

  /// Returns whether a sentence in a script without spaces continues behind the date:
  /// "1949年10月1日中华…".
  private func isContinued(_ date: DateCandidate, at next: Int) -> Bool {
    next < count && tokens[next].isUnknownWord && !tokens[next].followsSpace
      && (next == date.last + 1 || !isSymbol(")", at: next - 1))
  }

  /// Returns whether a date without a year stands alone or in a dateline: "Pyongyang, March 14
  /// (KCNA)".
  private func isYearlessDateWholeText(
    _ date: DateCandidate, _ before: Remainder, _ after: Remainder, isAtStart: Bool, next: Int
  ) -> Bool {
    let all = before + after
    guard !date.isNumeric, all.knownCount <= 2, all.unknownCount <= 3 else { return false }
    if means(.dispatch, at: date.last + 1) {
      return before.unknownCount <= 2 && after.unknownCount <= 2
    }
    guard isAtStart else { return false }
    let isAtEndOfText = next >= count
    if isAtEndOfText {
      return before.unknownCount == 0 || isSymbol("|", at: date.first - 1)
    }
    let isDateline =
      isSymbol("/", at: next) || isSymbol("–", at: next) || isSymbol(".", at: next - 1)
    return before.unknownCount > 0 && isDateline || isSymbol("(", at: next)
      || isSymbol("|", at: next)
  }

  // MARK: Relative dates

  /// Returns whether the text presents the relative date, and is not a sentence that mentions it.
  func isWholeText(_ date: RelativeDate) -> Bool {
    let all = remainder(in: 0..<date.first) + remainder(in: (date.last + 1)..<count)
    if all.unknownCount == 0, all.knownCount <= 2 { return true }
    let previous = index(beforeAccompanimentsOf: date.first)
    let next = index(behindAccompanimentsOf: date.last)
    let isLabelled = means(.dateLabel, at: previous)
    let isAtStart = previous < 0 || isSeparator(at: previous) || isLabelled
    let isAtEnd = next >= count || isSeparator(at: next) || means(.dateLabel, at: next)
    // Words such as "today" and "Friday" occur in any sentence.
    return isAtStart && (isAtEnd || isLabelled) && all.unknownCount <= (hasAgo ? 6 : 0)
  }
}
