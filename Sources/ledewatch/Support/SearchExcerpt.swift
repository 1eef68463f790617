import Basics
import Ledger

/// The part of a text where words of a search stand, on one line.
struct SearchExcerpt {
  /// The text, and whether each part is one of the words.
  let parts: [(text: String, isMatch: Bool)]

  /// The number of characters around the first match that are considered.
  private static let maximumDistance = 400

  /// Returns nil if the text has none of the words.
  /// - Parameter columns: the largest number of columns of the excerpt.
  init?(of text: String, _ query: SearchQuery, columns: Int) {
    guard let first = query.matches(in: text).first else { return nil }
    let start =
      text.index(
        first.lowerBound, offsetBy: -SearchExcerpt.maximumDistance, limitedBy: text.startIndex)
      ?? text.startIndex
    let end =
      text.index(
        first.lowerBound, offsetBy: SearchExcerpt.maximumDistance, limitedBy: text.endIndex)
      ?? text.endIndex
    let line = Terminal.safe(String(text[start..<end]))
    let matches = query.matches(in: line)
    // The word at the edge may be another one than in the whole text.
    let isWhole = start == text.startIndex
    guard
      let match = matches.first(where: { isWhole || $0.lowerBound > line.startIndex })
        ?? matches.first
    else { return nil }
    let from = SearchExcerpt.beginning(of: line, before: match.lowerBound, columns: columns / 3)
    let hasStart = isWhole && from == line.startIndex
    var used = hasStart ? 0 : 1
    var index = from
    while index < line.endIndex {
      let width = Terminal.columns(of: line[index])
      guard used + width < columns else { break }
      used += width
      index = line.index(after: index)
    }
    let hasEnd = index == line.endIndex && end == text.endIndex
    parts =
      (hasStart ? [] : [("…", false)])
      + SearchExcerpt.parts(of: line, in: from..<index, matches: matches)
      + (hasEnd ? [] : [("…", false)])
  }

  var text: String { parts.map(\.text).joined() }

  func styled(_ style: TerminalStyle) -> String {
    parts.map { style.colored($0.text, $0.isMatch ? .yellow : nil) }.joined()
  }

  /// Returns the beginning of a word that is at most some columns before a place.
  private static func beginning(
    of line: String, before place: String.Index, columns: Int
  ) -> String.Index {
    var index = place
    var used = 0
    while index > line.startIndex {
      let previous = line.index(before: index)
      used += Terminal.columns(of: line[previous])
      guard used <= columns else { break }
      index = previous
    }
    guard index > line.startIndex, let space = line[index..<place].firstIndex(of: " ") else {
      return index
    }
    return line.index(after: space)
  }

  private static func parts(
    of line: String, in range: Range<String.Index>, matches: [Range<String.Index>]
  ) -> [(text: String, isMatch: Bool)] {
    var parts: [(text: String, isMatch: Bool)] = []
    var index = range.lowerBound
    for match in matches.map({ $0.clamped(to: range) }) where !match.isEmpty {
      if index < match.lowerBound { parts.append((String(line[index..<match.lowerBound]), false)) }
      parts.append((String(line[match]), true))
      index = match.upperBound
    }
    if index < range.upperBound { parts.append((String(line[index..<range.upperBound]), false)) }
    return parts
  }
}
