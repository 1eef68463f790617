import HTML

/// Detection of the standfirst, the summary between headline and body.
extension BodyFinder {
  mutating func findStandfirst(_ headline: Headline, _ facts: PageFacts) {
    let blocks = outline.elements[container].blocks
    guard let first = blocks.first(where: { cut[$0] == nil && prose[$0] > 0 && isTrusted($0) })
    else { return }
    let descriptions = [
      facts.linked.article.description, facts.first("og:description"), facts.first("description"),
    ].compactMap(\.self).map { Words.split($0) }
    var found: Int?
    for i in max(start, first - 40)..<max(start, first) where cut[i] != .headline {
      let block = outline.blocks[i]
      guard block.length >= 25, block.linkLength * 2 < block.length, !isNumbers(i),
        block.length >= 100 || !outline.withBytes(of: i, Credits.names)
      else { continue }
      // An element called "teaser" below the headline that contains no link is the standfirst.
      let isOwnTeaser =
        cut[i] == .related && start > 0 && i - start < 12 && block.links == 0
        && block.length >= 60 && Prose.endsSentence(outline, i)
      if cut[i] != nil, cut[i] != .beforeHeadline, !hasLedeHint(i), !isOwnTeaser { continue }
      if hasLedeHint(i) || isOwnTeaser
        || isHeading(i) && block.length >= 50 && Prose.endsSentence(outline, i)
        || !column.contains(i)
          && descriptions.contains(where: {
            Words.likeness($0, Words.split(outline.string(of: i))) > 0.85
          })
      {
        found = i
        break
      }
    }
    guard let found else { return }
    var end = found + 1
    while end < first, outline.blocks[end].owner == outline.blocks[found].owner { end += 1 }
    standfirst = found..<end
    for i in found..<end { cut[i] = .standfirst }
  }

  /// Keeps a standfirst of several sentences as the first paragraph of the body; it remains the
  /// lede too.
  mutating func keepRunningLede() {
    guard let standfirst, let opening = standfirst.first, !kept.isEmpty else { return }
    let length = standfirst.reduce(0) { $0 + outline.blocks[$1].length }
    let sentences = standfirst.reduce(0) { $0 + Prose.sentences(outline, $1) }
    guard
      isHeading(opening)
        ? length >= 200 && sentences >= 2
        : length >= 160 || length >= 140 && sentences >= 2
    else { return }
    widen(to: standfirst)
    for i in standfirst { cut[i] = nil }
  }

  /// Widens the container until it holds these blocks too; other blocks that join stay out of the
  /// body.
  private mutating func widen(to blocks: Range<Int>) {
    let inner = outline.elements[container].blocks
    guard blocks.lowerBound < inner.lowerBound else { return }
    while outline.elements[container].blocks.lowerBound > blocks.lowerBound, container > 0 {
      container = outline.elements[container].parent
    }
    for i in outline.elements[container].blocks where !inner.contains(i) && cut[i] == nil {
      cut[i] = i < inner.lowerBound ? .start : .end
    }
  }

  func isHeading(_ i: Int) -> Bool {
    var index = outline.blocks[i].owner
    for _ in 0..<3 where index >= 0 {
      if Self.headings.contains(outline.elements[index].name) { return true }
      index = outline.elements[index].parent
    }
    return false
  }

  private static let headings: Set<Name> = [.h1, .h2, .h3, .h4, .h5, .h6]

  private func hasLedeHint(_ i: Int) -> Bool {
    var index = outline.blocks[i].owner
    for _ in 0..<3 where index > container || index >= 0 && index != container {
      if outline.elements[index].hints.contains(.lede) { return true }
      index = outline.elements[index].parent
    }
    return false
  }
}
