import HTML
import WebURL

/// The headline of an article, voted for by all its candidates.
///
/// Visible text outweighs metadata; agreement of several candidates outweighs both.
struct Headline {
  /// The headline; nil without candidates.
  private(set) var text: String?
  /// The index of the outline element that shows the headline.
  private(set) var element: Int?

  /// Whether neither metadata nor the title of the page repeat the headline, so that it may be
  /// another heading.
  private(set) var isWeak = false
  /// Whether metadata replaced a heading that they do not repeat.
  private var isReplaced = false
  /// Whether the page title is the only candidate.
  private var isTitleOnly = false
  /// Whether the site's name follows the headline in the title of the page.
  private var isBeforeSite = false

  /// Returns the headline for a body text. A short title that no other candidate confirms and that
  /// shares no word with the body names the site; then the result is nil.
  func text(forBody body: String) -> String? {
    guard isTitleOnly, !isBeforeSite, let text else { return text }
    let words = TextSimilarity.words(text)
    let found = Set(TextSimilarity.words(body.prefix(2500)))
    let share = words.count { found.contains($0) } * 2
    return words.count > 8 || share > words.count ? text : nil
  }

  private typealias Candidate = HeadlineCandidates.Candidate

  /// Creates the headline of a page without one.
  init() {}

  /// Creates the headline that the site's selector found.
  init(selected text: String, element: Int?) {
    self.text = text
    self.element = element
  }

  init(_ tree: BlockTree, metadata: PageMetadata, address: WebURL, teaser: Teaser?) {
    let candidates = HeadlineCandidates(
      tree, metadata: metadata, host: address.host, teaser: teaser
    ).candidates
    choose(candidates)
    if !replaceSection(candidates) { refine(candidates) }
    isWeak = isReplaced || !isRepeated(in: candidates, title: metadata.title)
    isTitleOnly = candidates.allSatisfy { $0.element == nil && $0.voteWeight < 1 }
    if isTitleOnly, let text, let title = metadata.title {
      isBeforeSite = title != text && title.hasPrefix(text)
    }
    if isTitleOnly { findInTitle(tree) }
  }

  private func isRepeated(in candidates: [Candidate], title: String?) -> Bool {
    if candidates.contains(where: { $0.element == nil && $0.voteWeight >= 1 }) { return true }
    guard let text, element != nil, let title else { return false }
    let words = TextSimilarity.words(text)
    return words.count >= 2
      && TextSimilarity.similarity(words, TextSimilarity.words(title)) >= 0.5
  }

  /// Chooses a visible line that is part of the page title; the rest of the title names the site.
  private mutating func findInTitle(_ tree: BlockTree) {
    guard let text else { return }
    let title = TextSimilarity.words(text)
    for i in tree.blocks.indices.prefix(500) {
      let block = tree.blocks[i]
      guard block.linkLength == 0, (6...200).contains(block.bytes.count) else { continue }
      let words = tree.withBytes(of: i) { Array(WordHashes($0).prefix(60)) }
      guard words.count >= 2, words.count < title.count,
        title.starts(with: words) || title.suffix(words.count).elementsEqual(words)
      else { continue }
      self.text = tree.string(of: i)
      isTitleOnly = false
      isWeak = false
      return
    }
  }

  /// Replaces a heading of one word that neither metadata nor the title of the page contain: it names a
  /// section. Returns whether it did.
  private mutating func replaceSection(_ candidates: [Candidate]) -> Bool {
    let declared = candidates.filter { $0.element == nil }
    guard let text, element != nil,
      let title = declared.first(where: { $0.words.count >= 2 && $0.voteWeight >= 0.8 })
    else { return false }
    let words = TextSimilarity.words(text)
    guard words.count == 1, !declared.contains(where: { $0.words.contains(words[0]) }) else {
      return false
    }
    self.text = title.text
    isReplaced = true
    return true
  }

  /// Prefers a headline that metadata repeats word for word over a heading with different words,
  /// and removes a kicker that only the heading has.
  private mutating func refine(_ candidates: [Candidate]) {
    guard let text else { return }
    let words = TextSimilarity.words(text)
    let declared = candidates.filter { $0.element == nil && $0.words.count >= 3 }
    guard let visible = element else {
      // Without a heading, the shortest of several metadata values with the same start is the
      // headline; longer ones append a section.
      let bare = declared.filter { words.starts(with: $0.words) && $0.voteWeight >= 1 }
      if let shortest = bare.min(by: { $0.words.count < $1.words.count }) {
        self.text = shortest.text
      }
      return
    }
    if let bare = Self.withoutKicker(text, declared: declared.map(\.words)) {
      self.text = bare
      return
    }
    // A heading that JSON-LD repeats word for word stays; so does the only first-level one.
    let first = candidates.filter(\.isFirstLevel)
    let isConfirmed =
      declared.contains { $0.voteWeight >= 1 && $0.words == words }
      || first.count == 1 && first[0].element == visible
    for candidate in declared where candidate.words != words {
      let supporters = declared.count { $0.words.starts(with: candidate.words) }
      let required = 2 + declared.count { $0.words == words }
      let isTail =
        words.count > candidate.words.count
        && words.suffix(candidate.words.count)
          .elementsEqual(candidate.words)
        && words.count - candidate.words.count <= 6
      let isLike = TextSimilarity.similarity(words, candidate.words) >= 0.5
      if isTail && candidate.voteWeight >= 1
        || !isConfirmed && supporters >= 3 && supporters > required && isLike
      {
        self.text = candidate.text
        element = visible
        return
      }
    }
  }

  /// Returns the common end of the headline and a metadata value, if both have different words
  /// before it: "Islands - The ferry stays", "Traffic: The ferry stays".
  private static func withoutKicker(_ text: String, declared: [[UInt64]]) -> String? {
    let words = TextSimilarity.words(text)
    for separator in [": ", " - ", " – ", " — ", " | ", " · "] {
      guard text.utf8.containsBytes(separator.utf8), let place = text.firstRange(of: separator)
      else {
        continue
      }
      let tail = text[place.upperBound...]
      let bare = TextSimilarity.words(tail)
      guard bare.count >= 4, bare.count * 2 >= words.count else { continue }
      let kicker = Set(words.dropLast(bare.count))
      let isCommon = declared.contains { other in
        let head = other.dropLast(bare.count)
        return head.count >= 3 && kicker.count >= 3 && kicker.isDisjoint(with: head)
          && other.suffix(bare.count).elementsEqual(bare)
      }
      if isCommon { return String(tail) }
    }
    return nil
  }

  private mutating func choose(_ candidates: [Candidate]) {
    var best = 0.05
    for (index, candidate) in candidates.enumerated() {
      var score = candidate.baseScore
      for (other, voter) in candidates.enumerated() where other != index && voter.voteWeight >= 0.08
      {
        // Equal headings of several boxes do not support each other.
        if voter.element != nil, candidate.element != nil, !candidate.isFirstLevel,
          voter.words == candidate.words
        {
          continue
        }
        let likeness = TextSimilarity.similarity(candidate.words, voter.words)
        if likeness > 0.3 { score += voter.voteWeight * likeness * likeness }
      }
      // A single word is usually a section.
      if candidate.words.count == 1 { score *= 0.6 }
      if score > best {
        best = score
        text = candidate.text
        element = candidate.element
      }
    }
    if element == nil, let text { findElement(candidates, words: TextSimilarity.words(text)) }
  }

  /// Finds the heading that shows a headline from metadata.
  private mutating func findElement(_ candidates: [Candidate], words: [UInt64]) {
    // The page's only first-level heading is what readers see, though metadata have other words.
    let first = candidates.filter { $0.isFirstLevel }
    if first.count == 1, first[0].words.count >= 3,
      TextSimilarity.similarity(first[0].words, words) >= 0.3
    {
      self.text = first[0].text
      element = first[0].element
      return
    }
    var nearest = 0.5
    for candidate in candidates where candidate.element != nil {
      let likeness = TextSimilarity.similarity(candidate.words, words)
      if likeness > nearest {
        nearest = likeness
        element = candidate.element
      }
    }
  }
}
