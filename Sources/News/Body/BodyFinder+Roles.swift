import HTML

/// Removal of elements by their roles.
extension BodyFinder {
  mutating func removeByRole() {
    let all = proseBefore[tree.blocks.count] - proseBefore[start]
    let isAroundBody = elementsAroundBody()
    // Parts of a divided body share their signature and are weighed together.
    var proseBySignature: [UInt64: Int] = [:]
    for (index, element) in tree.elements.enumerated()
    where !element.roles.isDisjoint(with: .boilerplate) && prose(in: element.blocks) > 0 {
      proseBySignature[signature(index), default: 0] += prose(in: element.blocks)
    }
    let plain = proseWithoutRoles()
    let declared = declaredBody(all)
    var handledUntil = 0
    for (index, element) in tree.elements.enumerated() {
      let roles = element.roles.intersection(.boilerplate)
      guard !roles.isEmpty, element.blocks.upperBound > handledUntil, !element.blocks.isEmpty
      else { continue }
      let inside = proseBySignature[signature(index)] ?? 0
      // An element with a third of the prose, or with the declared body inside, is not boilerplate
      // whatever its name. Next to a declared body the bar is higher.
      let isBeside = declared.map { element.blocks.lowerBound >= $0.upperBound } ?? false
      let maximum =
        isBeside
        ? all * 3 / 4 + 1
        : roles.contains(.comments)
          ? maximumOfComments(element, all) : max(all / 3, plain >= 200 ? plain * 3 / 2 : 0)
      guard inside == 0 || inside < maximum && !isAroundBody[index] else { continue }
      // A declared body may also be marked as sponsored or carry metadata classes.
      if !element.roles.isDisjoint(with: [.body, .articleBody]),
        roles.isSubset(of: [.appeal, .meta]), prose(in: element.blocks) >= 300
      {
        continue
      }
      if roles == .hidden, isFold(index) { continue }
      for block in element.blocks where boilerplate[block] == nil {
        if roles.isSubset(of: [.caption, .picture]), isPictureStory(block, in: index) { continue }
        boilerplate[block] = BoilerplateReason(roles)
      }
      handledUntil = max(handledUntil, element.blocks.upperBound)
    }
  }

  /// Comments follow a story, and may be longer than it; an element with the first prose of the page is
  /// a story that can be commented.
  private func maximumOfComments(_ element: BlockTree.BlockElement, _ all: Int) -> Int {
    let first = max(element.blocks.lowerBound, start)
    return prose(in: start..<first) >= 150 ? Int.max : all / 3
  }

  /// Returns the blocks of the element with the most prose that is declared as the body.
  private func declaredBody(_ all: Int) -> Range<Int>? {
    var best: (prose: Int, blocks: Range<Int>)?
    for element in tree.elements
    where !element.roles.isDisjoint(with: [.body, .articleBody])
      && element.roles.isDisjoint(with: .boilerplate) && element.blocks.upperBound > start
    {
      let inside = prose(in: element.blocks)
      if inside * 5 > all, inside > best?.prose ?? 0 { best = (inside, element.blocks) }
    }
    return best?.blocks
  }

  /// Returns the prose outside of all elements with boilerplate roles.
  private func proseWithoutRoles() -> Int {
    var amount = 0
    var at = start
    for element in tree.elements where !element.roles.isDisjoint(with: .boilerplate) {
      guard element.blocks.upperBound > at else { continue }
      if element.blocks.lowerBound > at { amount += prose(in: at..<element.blocks.lowerBound) }
      at = element.blocks.upperBound
    }
    return amount + (at < tree.blocks.count ? prose(in: at..<tree.blocks.count) : 0)
  }

  /// Returns for each element whether it contains the headline followed by prose, or a declared
  /// body with prose.
  private func elementsAroundBody() -> [Bool] {
    let elements = tree.elements
    var isAroundBody = [Bool](repeating: false, count: elements.count)
    let all = proseBefore[tree.blocks.count] - proseBefore[start]
    for (index, element) in elements.enumerated() {
      let isDeclared =
        !element.roles.isDisjoint(with: [.body, .articleBody])
        && element.roles.isDisjoint(with: [.comments, .hidden])
        && element.blocks.upperBound > start && prose(in: element.blocks) * 5 > all
      let holdsHeadline =
        start > 0 && element.blocks.contains(start - 1) && element.blocks.upperBound > start
        && prose(in: start..<element.blocks.upperBound) * 5 > all
      guard isDeclared || holdsHeadline else { continue }
      var up = index
      while up >= 0, !isAroundBody[up] {
        isAroundBody[up] = true
        up = elements[up].parent
      }
    }
    return isAroundBody
  }
}
