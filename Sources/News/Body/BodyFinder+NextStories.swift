import HTML

/// Other stories below the first, which pages load to be read on.
extension BodyFinder {
  /// Removes what follows the element of the story if a similar element with a headline and a body of
  /// its own comes next.
  mutating func removeNextStories(_ headline: Headline) {
    guard start > 0, let element = headline.element else { return }
    let name = tree.elements[element].name
    let like = signature(element)
    let next = (element + 1..<max(element + 1, tree.elements.count)).first {
      tree.elements[$0].name == name && tree.elements[$0].blocks.lowerBound >= start
        && signature($0) == like
    }
    guard let next, let own = story(around: element, without: next),
      let other = story(around: next, without: element),
      tree.elements[own].name == tree.elements[other].name, signature(own) == signature(other),
      holdsStory(own), holdsStory(other)
    else { return }
    let parent = tree.elements[other].parent
    for i in tree.elements[other].blocks.lowerBound..<tree.elements[parent].blocks.upperBound
    where boilerplate[i] == nil {
      boilerplate[i] = .nextStory
    }
  }

  /// Returns the outermost element around a headline that does not contain the other headline.
  private func story(around headline: Int, without other: Int) -> Int? {
    let outside = tree.elements[other].node
    var index = headline
    while tree.elements[index].parent >= 0 {
      let parent = tree.elements[tree.elements[index].parent]
      if parent.node < outside && outside < parent.end { return index == headline ? nil : index }
      index = tree.elements[index].parent
    }
    return nil
  }

  /// Whether an element is, or contains, an article or a declared body, and has prose.
  private func holdsStory(_ index: Int) -> Bool {
    let element = tree.elements[index]
    return prose(in: element.blocks) >= 100
      && (index..<max(index + 1, element.endElement)).contains {
        tree.elements[$0].name == .article
          || !tree.elements[$0].roles.isDisjoint(with: [.body, .articleBody, .entry])
      }
  }
}
