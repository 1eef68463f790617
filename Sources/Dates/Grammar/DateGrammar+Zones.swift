/// Time zones behind a time of day.
extension DateGrammar {
  /// An offset from UTC and the index of its last token.
  typealias ZoneOffset = (minutes: Int16, last: Int)

  /// Returns the zone that begins at a token: "GMT", "(GMT+7)", "+0900", "Z", "IST".
  ///
  /// `allowsBareOffset` permits offsets without "GMT" in all their forms.
  func zoneOffset(at start: Int, allowsBareOffset: Bool) -> ZoneOffset? {
    let isInParentheses = isSymbol("(", at: start)
    let i = isInParentheses ? start + 1 : start
    guard
      var zone = namedZone(at: i)
        ?? bareOffset(at: i, allowsAllForms: allowsBareOffset, isInParentheses: isInParentheses)
    else { return nil }
    if isInParentheses {
      guard isSymbol(")", at: zone.last + 1) else { return nil }
      zone.last += 1
    }
    return zone
  }

  /// Returns a zone by its name: "IST", "GMT+7".
  private func namedZone(at i: Int) -> ZoneOffset? {
    guard isZoneName(at: i) else { return nil }
    let minutes = tokens[i].lexeme.zone
    if minutes == 0, let offset = numericOffset(at: i + 1) { return offset }
    return (minutes, i)
  }

  private func isZoneName(at i: Int) -> Bool {
    means(.zone, at: i) && (!means(.connector, at: i) || i + 1 >= count)
  }

  private func bareOffset(at i: Int, allowsAllForms: Bool, isInParentheses: Bool) -> ZoneOffset? {
    if isZoneName(at: i) { return nil }
    guard allowsAllForms || !isInParentheses && isSymbol("+", at: i),
      let offset = numericOffset(at: i), allowsAllForms || tokens[i + 1].digitCount == 4
    else { return nil }
    return offset
  }

  /// Returns an offset in numbers: "+0900", "-3", "+05:30".
  private func numericOffset(at i: Int) -> ZoneOffset? {
    guard isSymbol("+", at: i) || isSymbol("-", at: i), isNumber(at: i + 1),
      !tokens[i + 1].followsSpace
    else { return nil }
    let number = Int(tokens[i + 1].value)
    let hasMinutes = tokens[i + 1].digitCount >= 3
    var minutes = hasMinutes ? number / 100 * 60 + number % 100 : number * 60
    var last = i + 1
    if tokens[i + 1].digitCount <= 2, isSymbol(":", at: i + 2), isNumber(at: i + 3),
      tokens[i + 3].digitCount == 2, tokens[i + 3].value < 60
    {
      minutes += Int(tokens[i + 3].value)
      last = i + 3
    }
    guard minutes <= 14 * 60 else { return nil }
    return (Int16(isSymbol("-", at: i) ? -minutes : minutes), last)
  }
}
