/// The place and agency at the start of an article: `PYONGYANG, March 14 (KCNA)`, `【ソウル＝小池和樹】`.
enum Dateline {
  static func find(in paragraph: String) -> String? {
    let start = paragraph.prefix(90)
    let head = String(start)
    if let bracketed = bracketed(start) { return bracketed }
    for dash in [" — ", " – ", " -- ", " - ", "— ", ".— ", "-- ", " —"] {
      guard head.utf8.containsBytes(dash.utf8), let range = start.firstRange(of: dash) else {
        continue
      }
      let place = start[..<range.lowerBound]
      if isDateline(place) { return TextCleaner.clean(place) }
    }
    return nil
  }

  /// Whether a text is a place in capitals, optionally with date and agency, or a place with an
  /// agency.
  private static func isDateline(_ head: Substring) -> Bool {
    guard (3...70).contains(head.count), head.first?.isUppercase == true else { return false }
    let place = head.prefix { $0 != "," && $0 != "(" && $0 != "/" }
    let letters = place.filter(\.isLetter)
    let isCapitals = letters.count >= 3 && letters.allSatisfy { !$0.isLowercase }
    let hasAgency = head.last == ")" && head.contains("(") && place.split(separator: " ").count <= 4
    return isCapitals && place.split(separator: " ").count <= 5 || hasAgency
  }

  /// Returns the bracketed place and author that East Asian agencies use: `(서울=연합뉴스)`.
  private static func bracketed(_ start: Substring) -> String? {
    let closers: [Character: Character] = ["【": "】", "(": ")", "（": "）", "[": "]"]
    guard let first = start.first, let closer = closers[first],
      let end = start.firstIndex(of: closer)
    else { return nil }
    let inside = start[start.index(after: start.startIndex)..<end]
    let isNamed = inside.contains("=") || inside.contains("＝") || first == "【"
    return isNamed && inside.count <= 40 ? String(inside) : nil
  }
}
