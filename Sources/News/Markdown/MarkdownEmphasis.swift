/// Emphasis and its delimiters.
enum MarkdownEmphasis: String {
  case strong = "**"
  case emphasis = "*"
  case strikethrough = "~~"

  /// Drops the delimiters that a reader of Markdown would not take as they are meant, and escapes
  /// an exclamation mark before a link, which would make it an image.
  ///
  /// A delimiter run opens only before text and closes only after text; next to punctuation it
  /// needs white space or punctuation on its other side too (CommonMark 0.31, 6.2).
  static func resolved(_ pieces: [MarkdownPiece]) -> [MarkdownPiece] {
    var pieces = joined(pieces)
    for _ in 0..<4 {
      let dropped = unusable(in: pieces)
      if dropped.isEmpty { return escapingExclamations(pieces) }
      pieces = pieces.filter { !$0.isDelimiter { dropped.contains($0) } }
    }
    return escapingExclamations(pieces.filter { !$0.isDelimiter { _ in true } })
  }

  /// Joins emphasis that ends where the same emphasis begins again.
  private static func joined(_ pieces: [MarkdownPiece]) -> [MarkdownPiece] {
    var out: [MarkdownPiece] = []
    // Pairs that continue an earlier one.
    var continued: [Int: Int] = [:]
    for piece in pieces {
      guard case .delimiter(let emphasis, let pair, let isOpening) = piece else {
        out.append(piece)
        continue
      }
      if isOpening, case .delimiter(emphasis, let last, isOpening: false)? = out.last {
        out.removeLast()
        continued[pair] = last
      } else {
        out.append(.delimiter(emphasis, pair: continued[pair] ?? pair, isOpening: isOpening))
      }
    }
    return out
  }

  /// The pairs of which a delimiter would not open or close.
  private static func unusable(in pieces: [MarkdownPiece]) -> Set<Int> {
    var dropped: Set<Int> = []
    var start = 0
    while start < pieces.count {
      guard case .delimiter(let emphasis, _, let isOpening) = pieces[start] else {
        start += 1
        continue
      }
      // Asterisks next to each other are one run.
      var end = start + 1
      while end < pieces.count, case .delimiter(let next, _, let opens) = pieces[end],
        next.character == emphasis.character, opens == isOpening
      {
        end += 1
      }
      let before = start > 0 ? pieces[start - 1].text.unicodeScalars.last : nil
      let after = end < pieces.count ? pieces[end].text.unicodeScalars.first : nil
      let isUsable =
        isOpening ? faces(after, from: before) : faces(before, from: after)
      // Where one emphasis ends and another begins, the asterisks of both would be one run.
      let touches =
        isOpening && before == emphasis.character && pieces[start - 1].isDelimiter { _ in true }
      if !isUsable || touches {
        for case .delimiter(_, let pair, _) in pieces[start..<end] { dropped.insert(pair) }
      }
      start = end
    }
    return dropped
  }

  private var character: Unicode.Scalar { self == .strikethrough ? "~" : "*" }

  /// Whether a delimiter run between two characters faces the first one.
  private static func faces(_ inner: Unicode.Scalar?, from outer: Unicode.Scalar?) -> Bool {
    guard let inner, !inner.properties.isWhitespace else { return false }
    guard isPunctuation(inner), let outer else { return true }
    return outer.properties.isWhitespace || isPunctuation(outer)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      true
    default: false
    }
  }

  private static func escapingExclamations(_ pieces: [MarkdownPiece]) -> [MarkdownPiece] {
    var pieces = pieces
    for index in pieces.indices.dropLast() {
      guard case .linkStart = pieces[index + 1], case .text(let text) = pieces[index],
        text.hasSuffix("!")
      else { continue }
      pieces[index] = .text(text.dropLast() + "\\!")
    }
    return pieces
  }
}

extension MarkdownPiece {
  /// Whether this is a delimiter of a pair that satisfies a condition.
  func isDelimiter(_ condition: (Int) -> Bool) -> Bool {
    if case .delimiter(_, let pair, _) = self { condition(pair) } else { false }
  }
}
