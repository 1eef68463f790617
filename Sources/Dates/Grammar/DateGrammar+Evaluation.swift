/// The decision whether a date among the tokens is the date of the whole text or only part of it.
extension DateGrammar {
  /// Returns the date that the whole text presents, or the reason why it presents none.
  func evaluate() -> GrammarOutcome {
    var candidates: [DateCandidate] = []
    forEachCandidate { if candidates.count < 8 { candidates.append($0) } }
    let unlabelled = candidates.filter { !isNumberLabelled($0) }
    guard let best = best(of: unlabelled) ?? candidates.first else { return evaluateRelative() }
    if hasAgo, !best.hasYear, durationAgo() != nil { return evaluateRelative() }
    if isRange(best, among: candidates) { return .noDate(.range) }
    if isNumberLabelled(best) { return .noDate(.numberLabel) }
    if isEndOfRange(best) { return .noDate(.range) }
    let timeWithDot = timeIndex(near: best) == nil ? mergeTimeWithDot(behind: best) : nil
    guard isWholeText(best, among: candidates) else { return .noDate(.partOfSentence) }
    var date = PageDate(day: best.day)
    if let time = timeWithDot ?? timeIndex(near: best) { setTime(of: &date, at: time) }
    return .absolute(date, best, range: byteRange(best.first, best.last))
  }

  /// Returns the first candidate of the highest rank: with a year before without, then Gregorian
  /// before other calendars, then single days before ranges.
  private func best(of candidates: [DateCandidate]) -> DateCandidate? {
    func rank(_ candidate: DateCandidate) -> Int {
      (candidate.hasYear ? 4 : 0) + (candidate.calendar == .gregorian ? 2 : 0)
        + (candidate.isRange ? 0 : 1)
    }
    guard var best = candidates.first else { return nil }
    for candidate in candidates.dropFirst() where rank(candidate) > rank(best) {
      best = candidate
    }
    return best
  }

  private func byteRange(_ first: Int, _ last: Int) -> Range<Int> {
    Int(tokens[first].start)..<Int(tokens[last].end)
  }

  // MARK: Ranges and labels

  private func isRange(_ date: DateCandidate, among candidates: [DateCandidate]) -> Bool {
    if date.isRange { return true }
    // "3.–8.3.2026"
    let previous = date.first - 1
    if date.isNumeric, isDash(at: previous), !tokens[previous].followsSpace,
      isNumber(at: previous - 1) || isSymbol(".", at: previous - 1) && isNumber(at: previous - 2)
    {
      return true
    }
    return zip(candidates, candidates.dropFirst()).contains { from, to in
      from.day != to.day && (from.first == date.first || to.first == date.first)
        && joinsRange(between: from, to)
    }
  }

  private func joinsRange(between from: DateCandidate, _ to: DateCandidate) -> Bool {
    let between = (from.last + 1)..<max(to.first, from.last + 1)
    return between.count <= 2
      && between.contains { isDash(at: $0) || means(.rangeWord, at: $0) }
      && between.allSatisfy { !tokens[$0].isUnknownWord && !means(.dateLabel, at: $0) }
  }

  private func isEndOfRange(_ date: DateCandidate) -> Bool {
    means(.untilWord, at: date.first - 1)
      || means(.untilWord, at: date.first - 2) && means(.connector, at: date.first - 1)
  }

  /// Returns whether a word before the date says that the number is no date: "Tel. 12-03-2026".
  private func isNumberLabelled(_ date: DateCandidate) -> Bool {
    let previous = date.first - 1
    guard date.isNumeric else {
      return isNumber(at: date.first) && means(.numberLabel, at: previous)
        && !means([.connector, .dateLabel], at: previous)
    }
    return means(.numberLabel, at: previous)
      || means(.numberLabel, at: previous - 1) && !means([.month, .dateLabel], at: previous - 1)
        && !means(.dateLabel, at: previous)
  }

  // MARK: Time of day

  /// Returns the nearest time within five tokens of the date.
  private func timeIndex(near date: DateCandidate) -> Int? {
    for i in date.first..<min(count, date.last + 6) where tokens[i].kind == .time { return i }
    for i in stride(from: date.first - 1, through: max(0, date.first - 5), by: -1)
    where tokens[i].kind == .time {
      return i
    }
    return nil
  }

  /// Merges two numbers with a dot behind a date into a time: "14.3.2026 10.30", "14 marzo, 10.30".
  private func mergeTimeWithDot(behind date: DateCandidate) -> Int? {
    var i = date.last + 1
    while i < count, isAccompaniment(at: i) || isSeparator(at: i) { i += 1 }
    guard date.hasYear || !date.isNumeric, isNumber(at: i), isSymbol(".", at: i + 1),
      isNumber(at: i + 2),
      !tokens[i + 1].followsSpace, !tokens[i + 2].followsSpace, tokens[i].digitCount <= 2,
      tokens[i].value < 24, tokens[i + 2].digitCount == 2, tokens[i + 2].value < 60,
      !isNumber(at: i + 3), !isSymbol(".", at: i + 3)
    else { return nil }
    tokens[i].kind = .time
    tokens[i].value = tokens[i].value * 3600 + tokens[i + 2].value * 60
    tokens[i].end = tokens[i + 2].end
    tokens[i + 2].kind = .merged
    return i
  }

  private func setTime(of date: inout PageDate, at i: Int) {
    let time = tokens[i]
    date.secondOfDay = Int(time.value)
    date.precision = time.hasSeconds ? .second : .minute
    date.utcOffset =
      time.zone != DateToken.noZone ? Int(time.zone) * 60 : offset(ofNamedZoneAt: date)
  }

  // MARK: Relative dates

  private func evaluateRelative() -> GrammarOutcome {
    guard let relative = relativeDate() else { return .noDate(.noDay) }
    guard isWholeText(relative) else { return .noDate(.partOfSentence) }
    var date = PageDate(day: relative.day, secondOfDay: relative.secondOfDay, isRelative: true)
    if relative.secondOfDay != nil { date.precision = .minute }
    if let time = (0..<count).first(where: { tokens[$0].kind == .time }) {
      setTime(of: &date, at: time)
    }
    return .relative(date, range: byteRange(relative.first, relative.last))
  }
}
