/// A token of the search index, and its place in the text.
package struct SearchToken: Hashable, Sendable {
  package var text: String
  package var range: Range<String.Index>
}

/// A run of characters without a separator: one word of a script with spaces, or the characters of a
/// script without.
struct SearchRun: Hashable {
  /// The folded word, or the folded characters.
  var parts: [String]
  /// The places of the parts.
  var ranges: [Range<String.Index>]
  var isOfClusters: Bool

  /// The tokens of the run in the index: the word, or the overlapping pairs of characters and the last
  /// character. A word of any length within the run is thus a sequence of tokens, or the beginning of one.
  var tokens: [SearchToken] {
    parts.indices.map { index in
      guard index + 1 < parts.count else {
        return SearchToken(text: parts[index], range: ranges[index])
      }
      return SearchToken(
        text: parts[index] + parts[index + 1],
        range: ranges[index].lowerBound..<ranges[index + 1].upperBound)
    }
  }
}

/// The division of a text into the tokens of the search index.
package enum SearchTokenizer {
  /// The version of the division. An index that was made by another version is made again.
  static let version = 1

  /// The number of characters of a word that count.
  private static let maximumWordLength = 64

  static func runs(in text: String) -> [SearchRun] {
    var runs: [SearchRun] = []
    var isInRun = false
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      switch FoldedCharacter(text[index]) {
      case .separator: isInRun = false
      case .ignored: break
      case .word(let part):
        if isInRun, let last = runs.indices.last, !runs[last].isOfClusters {
          runs[last].ranges[0] = runs[last].ranges[0].lowerBound..<next
          if runs[last].parts[0].utf8.count < maximumWordLength { runs[last].parts[0] += part }
        } else {
          runs.append(SearchRun(parts: [part], ranges: [index..<next], isOfClusters: false))
        }
        isInRun = true
      case .cluster(let part):
        if isInRun, let last = runs.indices.last, runs[last].isOfClusters {
          runs[last].parts.append(part)
          runs[last].ranges.append(index..<next)
        } else {
          runs.append(SearchRun(parts: [part], ranges: [index..<next], isOfClusters: true))
        }
        isInRun = true
      }
      index = next
    }
    return runs
  }

  package static func tokens(in text: String) -> [SearchToken] { runs(in: text).flatMap(\.tokens) }

  /// Returns the tokens of a text with spaces between them. SQLite's tokenizer `ascii` divides this into the
  /// same tokens, because it keeps all characters beyond ASCII.
  static func indexedText(_ text: String) -> String {
    tokens(in: text).lazy.map(\.text).joined(separator: " ")
  }
}
