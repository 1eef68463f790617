import Basics
import Dates

/// What differs between two revisions of an article.
package struct ArticleChanges: Hashable, Sendable {
  /// `headline`, `byline`, `date`, `text`: what changed.
  package var names: [String]
  /// Words of the text that differ: of a stretch in whose place there is another, the longer's.
  package var words: Int
  /// The differences, to read: `[-gone-]`, `{+come+}`.
  package var text: String

  package init(names: [String], words: Int, text: String) {
    self.names = names
    self.words = words
    self.text = text
  }
}

extension ArticleChanges {
  /// Nil where what differs is no new revision: typography, counters, furniture of the page, or so
  /// few words as are allowed. A new headline or a changed number in the text is one always; byline
  /// and date are named, but make none by themselves, for they are misread too easily.
  package static func between(
    _ old: RevisionText, _ new: RevisionText, minChange: Int
  ) -> ArticleChanges? {
    let body = TextChanges(ComparedText(old.text), ComparedText(new.text))
    let hasHeadline = isOther(old.headline, new.headline)
    guard hasHeadline || body.words > minChange || body.hasNumber else { return nil }
    return all(old, new, body)
  }

  /// Whatever differs, even where it makes no revision.
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
      lines.append("text: \(body.removed) words gone, \(body.added) come")
      lines.append("")
      lines += body.lines
    }
    return ArticleChanges(
      names: names, words: body.words, text: lines.joined(separator: "\n") + "\n")
  }

  /// Two lines that are there and differ in their words; one that goes on after a bar or a dash
  /// where the other ends (with the site's name, say) is no other one.
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

/// The differences of two texts, paragraph by paragraph and within these word by word.
struct TextChanges {
  private(set) var removed = 0
  private(set) var added = 0
  /// The words that differ.
  private(set) var words = 0
  /// A number is among them.
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

  /// Two stretches of paragraphs, of which no paragraph is in both.
  private mutating func compare(_ old: [Paragraph], _ new: [Paragraph]) {
    let (a, b) = (old.flatMap(\.words), new.flatMap(\.words))
    let hunks = Differences.between(a.map(\.key), b.map(\.key), most: 250)
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
    lines += line.split(separator: "\n").map { "  " + TextChanges.shown($0) }
  }

  /// The words of paragraphs with what follows each, the end of a paragraph included.
  private static func pieces(_ paragraphs: [Paragraph]) -> [String] {
    paragraphs.flatMap { paragraph in
      paragraph.words.enumerated().map { i, word in
        let piece = String(paragraph.text[word.range])
        return i == paragraph.words.count - 1 ? piece + "\n" : piece
      }
    }
  }

  /// The mark does not enclose the space at the end, nor an end of a paragraph.
  private static func marked(_ text: String, _ open: String, _ close: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { part in
      let core = part.reversed().drop(while: \.isWhitespace).reversed()
      return core.isEmpty ? "" : open + String(core) + close + (core.count < part.count ? " " : "")
    }.joined(separator: "\n")
  }

  /// One line against another, word by word.
  static func line(_ old: String, _ new: String) -> String {
    var changes = TextChanges(ComparedText(""), ComparedText(""))
    changes.compare([Paragraph(old)], [Paragraph(new)])
    return changes.lines.map { String($0.dropFirst(2)) }.joined(separator: " ")
  }

  /// Without what a terminal would obey.
  private static func shown(_ text: some StringProtocol) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          $0.properties.generalCategory != .control
            && !("\u{202a}"..."\u{202e}").contains($0) && !("\u{2066}"..."\u{2069}").contains($0)
        }))
  }
}
