import Basics
import Foundation

/// Texts in which words and phrases are found, whatever their letter case, width and spaces.
struct SearchedText {
  private let bytes: [UInt8]

  /// - Parameter texts: a phrase is found within one of them.
  init(_ texts: [String?]) {
    bytes = Array(
      texts.compactMap(\.self).map(SearchedText.normalized).joined(separator: "\n").utf8)
  }

  func contains(anyOf terms: [String]) -> Bool { terms.contains(where: contains) }

  /// Whether the text has a term between word boundaries. The time is linear in the length of the text, for
  /// the length of terms is bounded.
  func contains(_ term: String) -> Bool {
    let isPrefix = term.hasSuffix("*")
    let needle = Array(SearchedText.normalized(isPrefix ? String(term.dropLast()) : term).utf8)
    guard !needle.isEmpty, needle.count <= bytes.count else { return false }
    let term = String(decoding: needle, as: UTF8.self).unicodeScalars
    let (first, last) = (term[term.startIndex], term[term.index(before: term.endIndex)])
    return bytes.withUnsafeBytes { text in
      var start = 0
      while let at = SearchedText.index(of: needle, in: text, from: start) {
        let before = SearchedText.scalar(endingAt: at, in: text)
        let after = SearchedText.scalar(at: at + needle.count, in: text)
        if SearchedText.isBoundary(before, first),
          isPrefix || SearchedText.isBoundary(last, after) || last.isHangul
        {
          return true
        }
        start = at + 1
      }
      return false
    }
  }

  private static func index(
    of needle: [UInt8], in text: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    var start = start
    while start + needle.count <= text.count,
      let at = text[start...(text.count - needle.count)].firstIndex(of: needle[0])
    {
      if text[at..<(at + needle.count)].elementsEqual(needle) { return at }
      start = at + 1
    }
    return nil
  }

  private static func normalized(_ text: String) -> String {
    text.precomposedStringWithCompatibilityMapping.lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a word may end between two characters. Scripts without spaces have words that end anywhere.
  private static func isBoundary(_ left: Unicode.Scalar?, _ right: Unicode.Scalar?) -> Bool {
    guard let left, let right, left.isWordPart, right.isWordPart else { return true }
    return left.isOfScriptWithoutSpaces || right.isOfScriptWithoutSpaces
  }

  private static func scalar(at index: Int, in text: UnsafeRawBufferPointer) -> Unicode.Scalar? {
    guard index < text.count else { return nil }
    var decoder = UTF8()
    var iterator = text[index..<min(text.count, index + 4)].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return nil
  }

  private static func scalar(endingAt index: Int, in text: UnsafeRawBufferPointer)
    -> Unicode.Scalar?
  {
    var start = index - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : scalar(at: start, in: text)
  }
}
