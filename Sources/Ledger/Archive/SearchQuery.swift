/// A search in the words of a person: words that must all occur, `"phrases"`, `beginnings*`, and `-word` or
/// `NOT word` for what must not occur. Everything else is text.
package struct SearchQuery: Hashable, Sendable {
  package var wanted: [SearchTerm] = []
  package var excluded: [SearchTerm] = []

  /// The largest size of a search in bytes.
  private static let maximumBytes = 10_240

  /// - Throws: `SearchQueryError` if there is nothing to search for.
  package init(_ text: String) throws(SearchQueryError) {
    guard text.utf8.count <= SearchQuery.maximumBytes else {
      throw SearchQueryError("a search may have at most \(SearchQuery.maximumBytes >> 10) KiB")
    }
    var isNegated = false
    var rest = text[...]
    while let piece = SearchPiece(removingFirstOf: &rest) {
      if !piece.isQuoted, piece.text == "NOT" {
        isNegated = true
        continue
      }
      guard let term = SearchTerm(String(piece.text), isPrefix: piece.isPrefix) else { continue }
      let isExcluded = isNegated || piece.isExcluded
      isNegated = false
      if isExcluded {
        if !excluded.contains(term) { excluded.append(term) }
      } else if !wanted.contains(term) {
        wanted.append(term)
      }
    }
    guard !wanted.isEmpty else {
      throw SearchQueryError(
        excluded.isEmpty
          ? "the search contains no word" : "the search needs a word that is wanted, too")
    }
  }

  /// The search in the language of FTS5. It contains letters, digits and marks between quotes only.
  var expression: String {
    let all = wanted.map(\.expression).joined(separator: " AND ")
    guard !excluded.isEmpty else { return all }
    return "(\(all)) NOT (\(excluded.map(\.expression).joined(separator: " OR ")))"
  }

  /// Returns the places in a text where wanted words stand, in order, without overlaps.
  package func matches(in text: String) -> [Range<String.Index>] {
    let tokens = SearchTokenizer.tokens(in: text)
    let all = wanted.flatMap { $0.matches(in: tokens, of: text) }
      .sorted { $0.lowerBound < $1.lowerBound }
    return all.reduce(into: []) { found, range in
      if let last = found.last, range.lowerBound < last.upperBound {
        found[found.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        found.append(range)
      }
    }
  }
}

/// A search that cannot be made, in words for a person.
package struct SearchQueryError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  init(_ description: String) { self.description = description }
}

/// A word or a phrase of a search.
package struct SearchTerm: Hashable, Sendable {
  /// The tokens, which stand one after the other.
  var tokens: [String]
  /// Whether the last token is only the beginning of one.
  var isPrefix: Bool

  /// Returns nil if the text contains no word.
  init?(_ text: String, isPrefix: Bool) {
    let runs = SearchTokenizer.runs(in: text)
    guard let last = runs.last else { return nil }
    tokens = runs.dropLast().flatMap { $0.tokens.map(\.text) }
    guard last.isOfClusters else {
      tokens += last.parts
      self.isPrefix = isPrefix
      return
    }
    // The text may go on after the last character of the search, so that this one begins a pair there.
    let pairs = last.tokens.map(\.text)
    tokens += pairs.count > 1 ? pairs.dropLast() : pairs
    self.isPrefix = pairs.count == 1
  }

  var expression: String { "\"\(tokens.joined(separator: " "))\"" + (isPrefix ? "*" : "") }

  /// Returns the places of the term in a text with these tokens.
  fileprivate func matches(in all: [SearchToken], of text: String) -> [Range<String.Index>] {
    guard all.count >= tokens.count else { return [] }
    return (0...(all.count - tokens.count)).compactMap { start in
      for (offset, token) in tokens.enumerated() {
        let other = all[start + offset].text
        let isEqual =
          isPrefix && offset == tokens.count - 1 ? other.hasPrefix(token) : other == token
        guard isEqual else { return nil }
      }
      let last = all[start + tokens.count - 1]
      let isHalf = isPrefix && last.text != tokens[tokens.count - 1] && isOfOneCluster(last, text)
      let end = isHalf ? text.index(after: last.range.lowerBound) : last.range.upperBound
      return all[start].range.lowerBound..<end
    }
  }

  /// Whether the last token of the term is the first character of a pair.
  private func isOfOneCluster(_ pair: SearchToken, _ text: String) -> Bool {
    if case .cluster = FoldedCharacter(text[pair.range.lowerBound]) { return true }
    return false
  }
}

/// A part of a search between white space or quotes.
private struct SearchPiece {
  var text: Substring
  var isQuoted = false
  var isExcluded = false
  var isPrefix = false

  /// Returns nil at the end of the text.
  init?(removingFirstOf rest: inout Substring) {
    rest = rest.drop(while: \.isWhitespace)
    guard !rest.isEmpty else { return nil }
    if rest.first == "-" {
      isExcluded = true
      rest = rest.dropFirst()
    }
    if let quote = rest.first, SearchPiece.isQuote(quote) {
      isQuoted = true
      rest = rest.dropFirst()
      text = rest.prefix { !SearchPiece.isQuote($0) }
      rest = rest[text.endIndex...].dropFirst()
      if rest.first == "*" {
        isPrefix = true
        rest = rest.dropFirst()
      }
      return
    }
    text = rest.prefix { !$0.isWhitespace && !SearchPiece.isQuote($0) }
    rest = rest[text.endIndex...]
    isPrefix = text.last == "*"
  }

  private static func isQuote(_ character: Character) -> Bool { "\"“”".contains(character) }
}
