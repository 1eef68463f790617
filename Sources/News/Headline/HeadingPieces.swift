import HTML

/// The pieces of a heading: the texts of its child nodes, among them kickers, badges, counters and
/// foot-note marks.
struct HeadingPieces {
  private struct Piece {
    var text: String
    /// Whether white space surrounds the text.
    var followsSpace: Bool
    var precedesSpace: Bool
    var isElement: Bool
    /// Whether the class of the piece names it as a kicker or label.
    var isMeta: Bool
  }

  private var pieces: [Piece] = []

  /// - Parameter node: the heading.
  init(_ node: Node) {
    var node = node
    // The only child element holds the pieces.
    for _ in 0..<3 {
      let children = node.children.filter { $0.isElement || $0.isText && !Self.isBlank($0) }
      guard children.count == 1, let only = children.first, only.isElement else { break }
      node = only
    }
    guard node.firstElementChild != nil else { return }
    for child in node.children.prefix(20) where child.isElement || child.isText {
      let raw = child.isText ? child.text : child.textContent
      let text = TextCleaner.clean(raw)
      if child.isElement(.br) || text.isEmpty, !pieces.isEmpty, !raw.isEmpty || child.isElement(.br)
      {
        pieces[pieces.count - 1].precedesSpace = true
      }
      // Marks of foot-notes have no letters.
      guard !text.isEmpty, child.isText || text.contains(where: { $0.isLetter || $0.isNumber })
      else {
        continue
      }
      pieces.append(
        Piece(
          text: text, followsSpace: raw.first?.isWhitespace == true,
          precedesSpace: raw.last?.isWhitespace == true, isElement: child.isElement,
          isMeta: child.isElement && Self.isLabel(child)))
    }
  }

  var isEmpty: Bool { pieces.isEmpty }

  private static func isBlank(_ node: Node) -> Bool {
    node.withText { $0.allSatisfy { $0 <= 0x20 } }
  }

  private static func isLabel(_ node: Node) -> Bool {
    !ElementRoles(of: node).isDisjoint(with: [.meta, .hidden])
      || node.classes.contains { labels.contains($0.lowercased()) }
  }

  private static let labels: Set<String> = [
    "badge", "label", "overline", "eyebrow", "topline", "pretitle", "dachzeile", "spitzmarke",
    "antetitulo", "occhiello", "surtitre", "flag", "count", "counter",
  ]

  /// Returns the headline among the pieces: those that metadata repeat, else those that are not
  /// named as labels; nil if that is the whole heading.
  ///
  /// - Parameters:
  ///   - declared: the words of headlines in metadata and of parts of the page's title.
  ///   - headlines: those of whole headlines in metadata.
  func headline(declared: [[UInt64]], headlines: [[UInt64]]) -> String? {
    guard (1...8).contains(pieces.count) else { return nil }
    let words = pieces.map { TextSimilarity.words($0.text) }
    let whole = Array(words.joined())
    if headlines.contains(whole) { return separated }
    if let bare = withoutKicker(words, declared) { return bare }
    if declared.contains(whole) { return separated }
    for length in (1..<pieces.count).reversed() {
      for start in 0...(pieces.count - length) {
        let run = Array(words[start..<start + length].joined())
        if run.count >= 2 && declared.contains(run) {
          return Self.joined(pieces[start..<start + length])
        }
      }
    }
    let rest = pieces.filter { !$0.isMeta }
    guard rest.count < pieces.count,
      rest.reduce(0, { $0 + TextSimilarity.words($1.text).count }) >= 3
    else { return separated }
    return Self.joined(rest[...])
  }

  /// Returns the end of the heading that metadata repeat, if a few words in an element of their own
  /// precede it.
  private func withoutKicker(_ words: [[UInt64]], _ declared: [[UInt64]]) -> String? {
    guard pieces.count > 1, pieces[0].isElement, (1...4).contains(words[0].count), pieces.count <= 4
    else { return nil }
    for end in (2...pieces.count).reversed() {
      let tail = Array(words[1..<end].joined())
      if tail.count >= 3, tail.count >= words[0].count, declared.contains(tail) {
        return Self.joined(pieces[1..<end])
      }
    }
    return nil
  }

  /// The heading with spaces between elements whose words would run into each other.
  private var separated: String? {
    let hasMarks = pieces.count == 1
    return hasMarks || zip(pieces, pieces.dropFirst()).contains(where: Self.touches)
      ? Self.joined(pieces[...]) : nil
  }

  private static func joined(_ pieces: ArraySlice<Piece>) -> String {
    var text = ""
    var previous: Piece?
    for piece in pieces {
      if let previous, previous.precedesSpace || piece.followsSpace || touches(previous, piece) {
        text += " "
      }
      text += piece.text
      previous = piece
    }
    return String(text.drop { $0 == ":" || $0 == " " })
  }

  private static func touches(_ a: Piece, _ b: Piece) -> Bool {
    (a.isElement || b.isElement) && a.text.count >= 3 && !a.precedesSpace && !b.followsSpace
      && a.text.last?.isLowercase == true
      && b.text.first?.isUppercase == true
  }
}
