/// Is the date that was found the date of the whole text, or does it only stand in it?
extension DateGrammar {
  func judge() -> DateReading.Result {
    var found: [DateCandidate] = []
    candidates { if found.count < 8 { found.append($0) } }
    guard let best = choose(found.filter { !isTrapped($0) }) ?? found.first else {
      return judgeRelative()
    }
    if hasAgo, !best.hasYear, ago() != nil { return judgeRelative() }
    if best.isRange || isRange(best, found) { return .none(.range) }
    if isTrapped(best) { return .none(.trapWord) }
    if at(best.first - 1, .untilWord)
      || at(best.first - 2, .untilWord) && at(best.first - 1, .connector)
    {
      return .none(.range)
    }
    guard isWhole(best, found) else { return .none(.inSentence) }
    var date = PageDate(day: best.day)
    if let t = timeOfDay(best) ?? dotTime(best) {
      date.secondOfDay = Int(tokens[t].value)
      date.precision = tokens[t].hasSeconds ? .second : .minute
      if tokens[t].zone != .min { date.utcOffset = Int(tokens[t].zone) * 60 }
    }
    return .date(
      date, best, Int(tokens[best.first].start)..<Int(tokens[best.last].end))
  }

  /// With a year before without, Gregorian before others, the first before later ones.
  private func choose(_ found: [DateCandidate]) -> DateCandidate? {
    func rank(_ c: DateCandidate) -> Int {
      (c.hasYear ? 4 : 0) + (c.calendar == .gregorian ? 2 : 0) + (c.isRange ? 0 : 1)
    }
    var best: DateCandidate?
    for c in found where best.map({ rank(c) > rank($0) }) ?? true { best = c }
    return best
  }

  private func isRange(_ best: DateCandidate, _ found: [DateCandidate]) -> Bool {
    // "3.–8.3.2026"
    if best.isNumeric, isDash(best.first - 1), !tokens[best.first - 1].spaced,
      number(best.first - 2) || mark(best.first - 2, 0x2E) && number(best.first - 3)
    {
      return true
    }
    for (a, b) in zip(found, found.dropFirst()) where a.day != b.day {
      guard a.first == best.first || b.first == best.first else { continue }
      let between = (a.last + 1)..<max(b.first, a.last + 1)
      if !between.isEmpty, between.count <= 2,
        between.contains(where: { isDash($0) || at($0, .rangeWord) }),
        between.allSatisfy({ !tokens[$0].isUnknownWord && !at($0, .label) })
      {
        return true
      }
    }
    return false
  }

  private func isTrapped(_ c: DateCandidate) -> Bool {
    guard c.isNumeric else {
      return number(c.first) && at(c.first - 1, .trap) && !at(c.first - 1, [.connector, .label])
    }
    return at(c.first - 1, .trap)
      || at(c.first - 2, .trap) && !at(c.first - 2, [.month, .label]) && !at(c.first - 1, .label)
  }

  /// The time nearest to the date: of its own text, not of another date's.
  private func timeOfDay(_ c: DateCandidate) -> Int? {
    for i in c.first..<min(count, c.last + 6) where tokens[i].kind == .time { return i }
    for i in stride(from: c.first - 1, through: max(0, c.first - 5), by: -1)
    where tokens[i].kind == .time {
      return i
    }
    return nil
  }

  /// "14.3.2026 10.30": behind a whole date a dot is enough.
  private func dotTime(_ c: DateCandidate) -> Int? {
    var i = c.last + 1
    while i < count, isDress(i) || isSeparator(i) { i += 1 }
    guard c.hasYear, number(i), mark(i + 1, 0x2E), number(i + 2), !tokens[i + 1].spaced,
      !tokens[i + 2].spaced, tokens[i].digits <= 2, tokens[i].value < 24,
      tokens[i + 2].digits == 2, tokens[i + 2].value < 60, !number(i + 3), !mark(i + 3, 0x2E)
    else { return nil }
    tokens[i].kind = .time
    tokens[i].value = tokens[i].value * 3600 + tokens[i + 2].value * 60
    tokens[i].end = tokens[i + 2].end
    tokens[i + 2].kind = .taken
    return i
  }

  /// Words and numbers beside the date that are not part of the usual dress of a date.
  private struct Company {
    var unknown = 0
    var loose = 0
  }

  private func company(_ range: Range<Int>, beside found: [DateCandidate] = []) -> Company {
    var c = Company()
    for i in range where !found.contains(where: { $0.hasYear && $0.first <= i && i <= $0.last }) {
      let t = tokens[i]
      switch t.kind {
      case .number: c.unknown += 1
      case .word:
        if t.lexeme.isUnknown {
          c.unknown += 1
        } else if !t.has([
          .label, .weekday, .timeMark, .zone, .am, .pm, .yearMark, .dayMark, .dispatch, .eraAfter,
          .month,
          .otherMonth, .ordinal,
        ]) {
          c.loose += 1
        }
      default: continue
      }
    }
    return c
  }

  private func isSeparator(_ i: Int) -> Bool {
    guard tokens[i].kind == .mark else { return false }
    switch UInt32(bitPattern: tokens[i].value) {
    case 0x2C, 0x7C, 0x3A, 0x3B, 0x2013, 0x2D, 0x28, 0x29, 0x2F, 0xBB, 0x3E, 0x22, 0x27, 0x201D:
      return true
    default: return false
    }
  }

  private func isDress(_ i: Int) -> Bool {
    tokens[i].kind == .time
      || at(
        i, [.weekday, .connector, .timeMark, .zone, .eraAfter, .yearMark, .dayMark, .ordinal])
      || mark(i, 0x2E)
  }

  private func isWhole(_ c: DateCandidate, _ found: [DateCandidate]) -> Bool {
    let before = company(0..<c.first, beside: found)
    let after = company((c.last + 1)..<count, beside: found)
    let unknown = before.unknown + after.unknown
    if unknown == 0, before.loose + after.loose <= (c.hasYear ? 3 : 2) { return true }
    var i = c.first - 1
    while i >= 0, isDress(i) { i -= 1 }
    let opening = (0..<count).first { tokens[$0].kind != .mark }
    let isLabelled =
      at(i, .label) && (before.unknown <= 3 || isSeparator(i - 1))
      || mark(i, 0x3A) && at(i - 1, .label)
      || opening.map { $0 < c.first && at($0, .label) } == true
    let opens = i < 0 || isSeparator(i) || isLabelled || mark(c.first - 1, 0x2E)
    var k = c.last + 1
    while k < count, isDress(k) { k += 1 }
    let closes = k >= count || isSeparator(k) || at(k, .label)
    guard c.hasYear else { return isDateline(c, before, after, opens: opens, k) }
    // "1949年10月1日中华…": a script without spaces goes on.
    if k < count, tokens[k].isUnknownWord, !tokens[k].spaced, k == c.last + 1 || !mark(k - 1, 0x29)
    {
      return false
    }
    // A sentence goes on behind a comma.
    if mark(k, 0x2C), after.unknown + after.loose > 4, !isLabelled { return false }
    if isLabelled, before.unknown <= 6, after.unknown <= 8 { return true }
    if opens, closes { return unknown <= 10 }
    return unknown <= 3 && (opens || closes)
  }

  /// A date without a year stands alone, or in a dateline: "Pyongyang, March 14 (KCNA)".
  private func isDateline(
    _ c: DateCandidate, _ before: Company, _ after: Company, opens: Bool, _ k: Int
  ) -> Bool {
    guard !c.isNumeric, before.loose + after.loose <= 2, before.unknown + after.unknown <= 3 else {
      return false
    }
    if at(c.last + 1, .dispatch) {
      return before.unknown <= 2 && after.unknown <= 2
    }
    guard opens else { return false }
    if before.unknown > 0, k < count, mark(k, 0x2F) || mark(k, 0x2013) || mark(k - 1, 0x2E) {
      return true
    }
    return k >= count && before.unknown == 0 || k < count && (mark(k, 0x28) || mark(k, 0x7C))
      || k >= count && mark(c.first - 1, 0x7C)
  }

  private func judgeRelative() -> DateReading.Result {
    guard let found = relative() else { return .none(.nothing) }
    let before = company(0..<found.first)
    let after = company((found.last + 1)..<count)
    let unknown = before.unknown + after.unknown
    if unknown > 0 || before.loose + after.loose > 2 {
      var i = found.first - 1
      while i >= 0, isDress(i) { i -= 1 }
      var k = found.last + 1
      while k < count, isDress(k) { k += 1 }
      let opens = i < 0 || isSeparator(i) || at(i, .label)
      let closes = k >= count || isSeparator(k) || at(k, .label)
      let isStrong = hasAgo
      guard opens, closes || at(i, .label), unknown <= (isStrong ? 6 : 0) else {
        return .none(.inSentence)
      }
    }
    var date = PageDate(day: found.day, secondOfDay: found.secondOfDay, isRelative: true)
    if found.secondOfDay != nil { date.precision = .minute }
    for i in 0..<count where tokens[i].kind == .time {
      date.secondOfDay = Int(tokens[i].value)
      date.precision = tokens[i].hasSeconds ? .second : .minute
      if tokens[i].zone != .min { date.utcOffset = Int(tokens[i].zone) * 60 }
      break
    }
    return .relative(date, Int(tokens[found.first].start)..<Int(tokens[found.last].end))
  }
}
