import Basics
import Dates

/// The differences between two revisions of an article.
package struct ArticleChanges: Hashable, Sendable {
  /// The changed parts: `headline`, `byline`, `date`, `text`.
  package var names: [String]
  /// The number of differing words; of a passage that replaces another, the words of the longer one.
  package var words: Int
  /// The differences for a person: `[-removed-]`, `{+added+}`.
  package var text: String

  package init(names: [String], words: Int, text: String) {
    self.names = names
    self.words = words
    self.text = text
  }
}

extension ArticleChanges {
  /// Returns the differences if they make a new revision, or else nil.
  ///
  /// Typography, counters and lines that are no sentences do not count. A new headline or a changed
  /// number in the text always makes a revision. Byline and date are named but make none alone, because
  /// their extraction is less reliable.
  /// - Parameter toleratedWords: the number of differing words that make no revision.
  package static func between(
    _ old: RevisionText, _ new: RevisionText, toleratedWords: Int
  ) -> ArticleChanges? {
    let body = TextChanges(ComparedText(old.text), ComparedText(new.text))
    let hasNewHeadline = isOther(old.headline, new.headline)
    guard hasNewHeadline || body.words > toleratedWords || body.hasNumber else { return nil }
    return all(old, new, body)
  }

  /// Returns all differences, even if they make no revision.
  package static func all(_ old: RevisionText, _ new: RevisionText) -> ArticleChanges {
    all(old, new, TextChanges(ComparedText(old.text), ComparedText(new.text)))
  }

  private static func all(_ old: RevisionText, _ new: RevisionText, _ body: TextChanges)
    -> ArticleChanges
  {
    var names: [String] = []
    var lines: [String] = []
    if isOther(old.headline, new.headline) {
      names.append("headline")
      lines.append("headline: " + TextChanges.line(old.headline ?? "", new.headline ?? ""))
    }
    let (before, after) = (old.authors.joined(separator: ", "), new.authors.joined(separator: ", "))
    if isOther(before.isEmpty ? nil : before, after.isEmpty ? nil : after) {
      names.append("byline")
      lines.append("byline: " + TextChanges.line(before, after))
    }
    if let before = old.day, let after = new.day, before != after {
      names.append("date")
      lines.append("date: [-\(Day(number: before))-]{+\(Day(number: after))+}")
    }
    if body.words > 0 {
      names.append("text")
      lines.append("text: \(body.removed.words) removed, \(body.added.words) added")
      lines.append("")
      lines += body.lines
    }
    return ArticleChanges(
      names: names, words: body.words, text: lines.joined(separator: "\n") + "\n")
  }

  /// Whether two lines that both exist differ in their words. A line that continues the other after a
  /// bar or dash, with the name of the site for example, does not differ.
  private static func isOther(_ old: String?, _ new: String?) -> Bool {
    guard let old = old.nonEmpty, let new = new.nonEmpty else { return false }
    let (a, b) = (ComparedText.Paragraph(old), ComparedText.Paragraph(new))
    let (short, long) = a.words.count < b.words.count ? (a, b) : (b, a)
    guard long.words.map(\.key).starts(with: short.words.map(\.key)) else { return true }
    guard short.words.count < long.words.count, let last = short.words.indices.last else {
      return false
    }
    let end = long.text[long.words[last].range]
    return !end.contains { "|-–—·:»/".contains($0) }
  }
}

/// The differences of two texts by paragraphs, and within paragraphs by words.
struct TextChanges {
  private(set) var removed = 0
  private(set) var added = 0
  /// The number of differing words.
  private(set) var words = 0
  /// Whether a number is among them.
  private(set) var hasNumber = false
  private(set) var lines: [String] = []

  private typealias Paragraph = ComparedText.Paragraph

  init(_ old: ComparedText, _ new: ComparedText) {
    let (a, b) = (
      old.paragraphs.filter { !$0.isFurniture }, new.paragraphs.filter { !$0.isFurniture }
    )
    var next = 0
    for hunk in Differences.between(a.map(\.key), b.map(\.key)) {
      if hunk.new.lowerBound > next { lines.append("  …") }
      next = hunk.new.upperBound
      compare(Array(a[hunk.old]), Array(b[hunk.new]))
    }
    if next < b.count, !lines.isEmpty { lines.append("  …") }
  }

  /// Compares two passages that have no paragraph in common.
  private mutating func compare(_ old: [Paragraph], _ new: [Paragraph]) {
    let (a, b) = (old.flatMap(\.words), new.flatMap(\.words))
    let hunks = Differences.between(a.map(\.key), b.map(\.key), maximumEdits: 250)
    for hunk in hunks {
      removed += hunk.old.count
      added += hunk.new.count
      words += max(hunk.old.count, hunk.new.count)
      hasNumber =
        hasNumber || a[hunk.old].contains(where: \.hasDigit)
        || b[hunk.new].contains(where: \.hasDigit)
    }
    guard !hunks.isEmpty else { return }
    write(hunks, old, new)
  }

  private mutating func write(
    _ hunks: [Differences.Hunk], _ old: [Paragraph], _ new: [Paragraph]
  ) {
    let (a, b) = (TextChanges.pieces(old), TextChanges.pieces(new))
    var line = ""
    var next = 0
    for hunk in hunks {
      line += b[next..<hunk.new.lowerBound].joined()
      line += TextChanges.marked(a[hunk.old].joined(), "[-", "-]")
      line += TextChanges.marked(b[hunk.new].joined(), "{+", "+}")
      next = hunk.new.upperBound
    }
    line += b[next...].joined()
    lines += line.split(separator: "\n").map { "  " + $0.strippingControlCharacters() }
  }

  /// Returns the words of paragraphs, each with the punctuation, space or line break after it.
  private static func pieces(_ paragraphs: [Paragraph]) -> [String] {
    paragraphs.flatMap { paragraph in
      paragraph.words.enumerated().map { i, word in
        let piece = String(paragraph.text[word.range])
        return i == paragraph.words.count - 1 ? piece + "\n" : piece
      }
    }
  }

  /// Encloses each line of a text in marks, without the space at its end.
  private static func marked(_ text: String, _ open: String, _ close: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { part in
      let core = part.reversed().drop(while: \.isWhitespace).reversed()
      return core.isEmpty ? "" : open + String(core) + close + (core.count < part.count ? " " : "")
    }.joined(separator: "\n")
  }

  /// Returns the differences of two lines by words.
  static func line(_ old: String, _ new: String) -> String {
    var changes = TextChanges(ComparedText(""), ComparedText(""))
    changes.compare([Paragraph(old)], [Paragraph(new)])
    return changes.lines.map { String($0.dropFirst(2)) }.joined(separator: " ")
  }
}

extension Int {
  /// `1 word`, `2 words`.
  fileprivate var words: String { self == 1 ? "1 word" : "\(self) words" }
}
