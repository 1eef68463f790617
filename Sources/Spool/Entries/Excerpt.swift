/// Beginnings of texts.
package enum Excerpt {
  /// Returns the beginning of a text's first line, cut at a word and ended with `…` if it is longer
  /// than a number of characters.
  package static func of(_ text: String, characters maximum: Int) -> String {
    let line = text.prefix { !$0.isNewline }
    guard line.count > maximum else { return String(line) }
    let head = line.prefix(maximum - 1)
    let end = head.lastIndex(where: \.isWhitespace) ?? head.endIndex
    let words = head[..<end]
    // A text in a script without spaces, or a very long word, is cut anywhere.
    return (words.count > maximum / 2 ? words : head) + "…"
  }

  /// The letters and digits at the beginning of a lede that may be cut short. Case, spaces, quotes
  /// and dashes do not count.
  struct Head {
    private let letters: [Unicode.Scalar]

    init(of lede: String) {
      let all = Array(Head.folded(lede))
      // The end may differ: a dropped ellipsis, a cut word, a full stop.
      letters = Array(all.prefix(max(all.count - 3, min(all.count, 12))))
    }

    /// Whether a text begins with these letters.
    func isPrefix(of text: some StringProtocol) -> Bool {
      Head.folded(text).starts(with: letters)
    }

    /// The folded text is lazy, so that only the compared beginning is folded.
    private static func folded(_ text: some StringProtocol) -> some Sequence<Unicode.Scalar> {
      text.unicodeScalars.lazy.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }.flatMap { $0.properties.lowercaseMapping.unicodeScalars }
    }
  }
}
