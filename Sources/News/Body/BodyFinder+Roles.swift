import HTML

/// Removal of elements by their roles.
extension BodyFinder {
  mutating func cutByHints() {
    let all = proseBefore[outline.blocks.count] - proseBefore[start]
    let held = storyShares()
    // Parts of a divided body share their signature and are weighed together.
    var together: [UInt64: Int] = [:]
    for (index, element) in outline.elements.enumerated()
    where !element.hints.isDisjoint(with: .cuts) && prose(in: element.blocks) > 0 {
      together[signature(index), default: 0] += prose(in: element.blocks)
    }
    let plain = unhintedProse()
    let story = sayingStory(all)
    var cutUntil = 0
    for (index, element) in outline.elements.enumerated() {
      let hints = element.hints.intersection(.cuts)
      guard !hints.isEmpty, element.blocks.upperBound > cutUntil, !element.blocks.isEmpty
      else { continue }
      let inside = together[signature(index)] ?? 0
      // An element with a third of the prose, or with the declared body inside, is not boilerplate
      // whatever its name. Next to a declared body the bar is higher.
      let isBeside = story.map { element.blocks.lowerBound >= $0.upperBound } ?? false
      let most =
        isBeside
        ? all * 3 / 4 + 1
        : hints.contains(.comments) ? all * 9 / 10 : max(all / 3, plain >= 200 ? plain * 3 / 2 : 0)
      guard inside == 0 || inside < most && !held[index] else { continue }
      // A declared body may also be marked as sponsored or carry metadata classes.
      if !element.hints.isDisjoint(with: [.body, .articleBody]),
        hints.isSubset(of: [.appeal, .meta]), prose(in: element.blocks) >= 300
      {
        continue
      }
      for block in element.blocks where cut[block] == nil { cut[block] = Cut(hints) }
      cutUntil = max(cutUntil, element.blocks.upperBound)
    }
  }

  /// Returns the blocks of the element with the most prose that is declared as the body.
  private func sayingStory(_ all: Int) -> Range<Int>? {
    var best: (prose: Int, blocks: Range<Int>)?
    for element in outline.elements
    where !element.hints.isDisjoint(with: [.body, .articleBody])
      && element.hints.isDisjoint(with: .cuts) && element.blocks.upperBound > start
    {
      let inside = prose(in: element.blocks)
      if inside * 5 > all, inside > best?.prose ?? 0 { best = (inside, element.blocks) }
    }
    return best?.blocks
  }

  /// Returns the prose outside of all elements with boilerplate roles.
  private func unhintedProse() -> Int {
    var amount = 0
    var at = start
    for element in outline.elements where !element.hints.isDisjoint(with: .cuts) {
      guard element.blocks.upperBound > at else { continue }
      if element.blocks.lowerBound > at { amount += prose(in: at..<element.blocks.lowerBound) }
      at = element.blocks.upperBound
    }
    return amount + (at < outline.blocks.count ? prose(in: at..<outline.blocks.count) : 0)
  }

  /// Returns for each element whether it contains the headline followed by prose, or a declared
  /// body with prose.
  private func storyShares() -> [Bool] {
    let elements = outline.elements
    var held = [Bool](repeating: false, count: elements.count)
    let all = proseBefore[outline.blocks.count] - proseBefore[start]
    for (index, element) in elements.enumerated() {
      let saysSo =
        !element.hints.isDisjoint(with: [.body, .articleBody])
        && element.hints.isDisjoint(with: [.comments, .hidden])
        && element.blocks.upperBound > start && prose(in: element.blocks) * 5 > all
      let holdsHeadline =
        start > 0 && element.blocks.contains(start - 1) && element.blocks.upperBound > start
        && prose(in: start..<element.blocks.upperBound) * 5 > all
      guard saysSo || holdsHeadline else { continue }
      var up = index
      while up >= 0, !held[up] {
        held[up] = true
        up = elements[up].parent
      }
    }
    return held
  }
}
