/// Beginnings of texts.
package enum Excerpt {
  /// At most so many characters of the first line, ended at a word and with `…` where it is cut.
  package static func of(_ text: String, characters limit: Int) -> String {
    let line = text.prefix { !$0.isNewline }
    guard line.count > limit else { return String(line) }
    let head = line.prefix(limit - 1)
    let end = head.lastIndex(where: \.isWhitespace) ?? head.endIndex
    // A script without spaces, or one very long word, is cut where it must be.
    let whole = head[..<end]
    return (whole.count > limit / 2 ? whole : head) + "…"
  }

  /// The letters and digits with which a lede begins that may be cut; other texts are compared
  /// with it whatever their case, spaces, quotes and dashes.
  struct Head {
    private let letters: [Unicode.Scalar]

    init(of lede: String) {
      let all = Array(Head.folded(lede))
      // The end may differ: an ellipsis that was dropped, a word cut in its middle, a full stop.
      letters = Array(all.prefix(max(all.count - 3, min(all.count, 12))))
    }

    func begins(_ text: some StringProtocol) -> Bool { Head.folded(text).starts(with: letters) }

    /// Lazy: no more of a text is looked at than is compared.
    private static func folded(_ text: some StringProtocol) -> some Sequence<Unicode.Scalar> {
      text.unicodeScalars.lazy.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }.flatMap { $0.properties.lowercaseMapping.unicodeScalars }
    }
  }
}
