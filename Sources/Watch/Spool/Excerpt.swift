/// Beginnings of texts.
enum Excerpt {
  /// At most so many characters of the first line, ended at a word and with `…` where it is cut.
  static func of(_ text: String, characters limit: Int) -> String {
    let line = text.prefix { !$0.isNewline }
    guard line.count > limit else { return String(line) }
    let head = line.prefix(limit - 1)
    let end = head.lastIndex(where: \.isWhitespace) ?? head.endIndex
    // A script without spaces, or one very long word, is cut where it must be.
    let whole = head[..<end]
    return (whole.count > limit / 2 ? whole : head) + "…"
  }

  /// Whether a text begins as a cut one does, whatever their spaces, quotes and dashes.
  static func begins(_ text: String, like cut: String) -> Bool {
    let letters = folded(cut)
    // The last, cut word may differ: an ellipsis, half a ligature, a full stop.
    let head = letters.prefix(max(letters.count - 3, min(letters.count, 12)))
    return folded(text).starts(with: head)
  }

  private static func folded(_ text: String) -> [Unicode.Scalar] {
    text.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }
}
