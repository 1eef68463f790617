import HTML

/// Detection of the standfirst, the summary between headline and body.
extension BodyFinder {
  mutating func findStandfirst(_ headline: Headline, _ metadata: PageMetadata) {
    let blocks = tree.elements[container].blocks
    guard
      let first = blocks.first(where: { boilerplate[$0] == nil && prose[$0] > 0 && isTrusted($0) })
    else { return }
    let descriptions = [
      metadata.linked.article.description, metadata.first("og:description"),
      metadata.first("description"),
    ].compactMap(\.self).map { TextSimilarity.words($0) }
    var found: Int?
    for i in max(start, first - 40)..<max(start, first) where boilerplate[i] != .headline {
      let block = tree.blocks[i]
      guard block.length >= 25, block.linkLength * 2 < block.length, !isNumbers(i),
        block.length >= 100 || !tree.withBytes(of: i, CreditWords.matches)
      else { continue }
      // An element called "teaser" below the headline that contains no link is the standfirst.
      let isOwnTeaser =
        boilerplate[i] == .related && start > 0 && i - start < 12 && block.links == 0
        && block.length >= 60 && ProseMetrics.endsSentence(tree, i)
      if boilerplate[i] != nil, boilerplate[i] != .beforeHeadline, !hasLedeRole(i), !isOwnTeaser {
        continue
      }
      if hasLedeRole(i) || isOwnTeaser
        || isHeading(i) && block.length >= 50 && ProseMetrics.endsSentence(tree, i)
        || !mainColumn.contains(i)
          && descriptions.contains(where: {
            TextSimilarity.similarity($0, TextSimilarity.words(tree.string(of: i))) > 0.85
          })
      {
        found = i
        break
      }
    }
    guard let found else { return }
    var end = found + 1
    while end < first, tree.blocks[end].owner == tree.blocks[found].owner { end += 1 }
    standfirst = found..<end
    for i in found..<end { boilerplate[i] = .standfirst }
  }

  /// Keeps a standfirst of a sentence or more as the first paragraph of the body; it remains the lede
  /// too.
  mutating func restoreStandfirst() {
    guard let standfirst, !kept.isEmpty else { return }
    guard standfirst.reduce(0, { $0 + tree.blocks[$1].length }) >= 80 else { return }
    widen(to: standfirst)
    for i in standfirst { boilerplate[i] = nil }
  }

  /// Widens the container until it holds these blocks too; other blocks that join stay out of the
  /// body.
  private mutating func widen(to blocks: Range<Int>) {
    let inner = tree.elements[container].blocks
    guard blocks.lowerBound < inner.lowerBound else { return }
    while tree.elements[container].blocks.lowerBound > blocks.lowerBound, container > 0 {
      container = tree.elements[container].parent
    }
    for i in tree.elements[container].blocks where !inner.contains(i) && boilerplate[i] == nil {
      boilerplate[i] = i < inner.lowerBound ? .start : .end
    }
  }

  func isHeading(_ i: Int) -> Bool {
    var index = tree.blocks[i].owner
    for _ in 0..<3 where index >= 0 {
      if Self.headings.contains(tree.elements[index].name) { return true }
      index = tree.elements[index].parent
    }
    return false
  }

  private static let headings: NameSet = [.h1, .h2, .h3, .h4, .h5, .h6]

  private func hasLedeRole(_ i: Int) -> Bool {
    var index = tree.blocks[i].owner
    for _ in 0..<3 where index > container || index >= 0 && index != container {
      if tree.elements[index].roles.contains(.lede) { return true }
      index = tree.elements[index].parent
    }
    return false
  }
}
