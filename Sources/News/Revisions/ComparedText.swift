import Basics
import Foundation

/// A text made comparable: its paragraphs, and of each the words. Case, punctuation, spacing and the
/// forms of letters do not count.
struct ComparedText: Sendable {
  struct Word: Sendable {
    var key: UInt64
    var hasDigit: Bool
    /// In the paragraph: the word and what follows it up to the next.
    var range: Range<String.Index>
  }

  struct Paragraph: Sendable {
    var text: String
    var words: [Word]
    var key: UInt64
    /// A line that is no sentence: a caption, a counter, an invitation to share. Whether it is there
    /// changes with the page, not with the story.
    var isFurniture: Bool
  }

  var paragraphs: [Paragraph]

  private static let mostParagraphs = 20_000

  init(_ text: String) {
    paragraphs = text.split(whereSeparator: \.isNewline).prefix(ComparedText.mostParagraphs)
      .map { Paragraph(String($0)) }.filter { !$0.words.isEmpty }
    // A table, a list of results: there the lines are the story.
    let words = paragraphs.reduce(0) { $0 + $1.words.count }
    let furniture = paragraphs.reduce(0) { $0 + ($1.isFurniture ? $1.words.count : 0) }
    if furniture * 2 > words {
      for i in paragraphs.indices { paragraphs[i].isFurniture = paragraphs[i].isCounter }
    }
  }
}

extension ComparedText.Paragraph {
  init(_ text: String) {
    self.text = text
    words = []
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      guard ComparedText.isOfWord(scalars[index]) else {
        index = scalars.index(after: index)
        continue
      }
      let start = index
      index = scalars.index(after: index)
      // A script without spaces is compared sign by sign.
      if !ComparedText.standsAlone(scalars[start]) {
        while index < scalars.endIndex, ComparedText.isOfWord(scalars[index]),
          !ComparedText.standsAlone(scalars[index])
        { index = scalars.index(after: index) }
      }
      words.append(ComparedText.Word(scalars[start..<index], at: start))
    }
    var whole = StableHash()
    for i in words.indices {
      let end = i + 1 < words.count ? words[i + 1].range.lowerBound : text.endIndex
      words[i].range = words[i].range.lowerBound..<end
      whole.add(words[i].key)
    }
    key = UInt64(bitPattern: whole.value)
    isFurniture = false
    isFurniture = words.count <= 8 && !endsSentence || isCounter
  }

  private var endsSentence: Bool {
    let end = text.unicodeScalars.last {
      !$0.properties.isWhitespace && !"\"'”’»)]」』".unicodeScalars.contains($0)
    }
    return end.map { ".!?…。！？؟।።:".unicodeScalars.contains($0) } ?? false
  }

  /// A short line with a number and the name of what is counted.
  fileprivate var isCounter: Bool {
    guard words.count <= 12, words.contains(where: \.hasDigit) else { return false }
    let lower = text.lowercased()
    return ComparedText.counted.contains { lower.contains($0) }
  }
}

extension ComparedText {
  /// What pages count beside a story, sorted by language.
  fileprivate static let counted = [
    "aufrufe", "kommentare", "vor ",  // de
    " ago", " times", "comment", "likes", "reads", "shares", "views",  // en
    "comentarios", "hace ", "visitas",  // es
    "commentaire", "vues", "il y a ",  // fr
    "閲覧", "コメント",  // ja
    "조회", "댓글",  // ko
    "просмотр", "комментари", "назад",  // ru
    "阅读", "浏览", "评论", "閱讀", "瀏覽",  // zh
  ]

  fileprivate static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value & ~0x20)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  fileprivate static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0E7F, 0x2E80...0x31FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}

extension ComparedText.Word {
  fileprivate init(_ scalars: Substring.UnicodeScalarView, at start: String.Index) {
    var hash = StableHash()
    var digit = false
    if scalars.allSatisfy({ $0.value < 0x80 }) {
      for scalar in scalars {
        digit = digit || scalar.value < 0x40
        hash.add(UInt64(scalar.value < 0x40 ? scalar.value : scalar.value | 0x20))
      }
    } else {
      let folded = String(scalars).precomposedStringWithCompatibilityMapping.uppercased()
        .lowercased()
      for scalar in folded.unicodeScalars {
        digit = digit || scalar.properties.numericType != nil
        hash.add(UInt64(scalar.value))
      }
    }
    key = UInt64(bitPattern: hash.value)
    hasDigit = digit
    range = start..<start
  }
}
