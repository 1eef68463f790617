import HTML

/// Text of the body in elements that look like boilerplate: folds that a script opens, and figures.
extension BodyFinder {
  /// Whether a hidden element is a fold of the body: a control opens it, or its name says so.
  mutating func isFold(_ index: Int) -> Bool {
    let element = tree.elements[index]
    guard element.blocks.lowerBound >= start, prose(in: element.blocks) >= 40,
      !hasBoilerplateRole(element.parent, except: .hidden)
    else { return false }
    let node = tree.document[element.node]
    let id = node[.id] ?? ""
    if FoldWords.match((node[.class] ?? "") + " " + id) { return true }
    guard !id.isEmpty else { return false }
    let ids = controlledIDs ?? allControlledIDs()
    controlledIDs = ids
    return ids.contains(id)
  }

  /// Returns the ids of the elements that a button or a link of the page opens.
  private func allControlledIDs() -> Set<String> {
    var ids: Set<String> = []
    for index in 0..<tree.document.nodeCount where ids.count < 1000 {
      if let id = tree.document[index]["aria-controls"] { ids.insert(id) }
    }
    return ids
  }

  /// Whether a block in a figure or next to a picture is text of the body and no caption.
  func isPictureStory(_ block: Int, in figure: Int) -> Bool {
    var index = tree.blocks[block].owner
    var isCaption = false
    while index > figure {
      let element = tree.elements[index]
      if Self.contents.contains(element.name) { return true }
      if !element.roles.isDisjoint(with: [.caption, .picture]) { isCaption = true }
      index = tree.elements[index].parent
    }
    guard !isCaption, prose[block] > 0 else { return false }
    return tree.elements[figure].name == .figure && !holdsImage(figure)
      || ProseMetrics.sentences(tree, block) >= 2 && prose[block] >= 150
        && tree.elements[figure].roles.contains(.picture)
        && !tree.withBytes(of: block, CreditWords.matches)
  }

  private func holdsImage(_ figure: Int) -> Bool {
    let element = tree.elements[figure]
    var (low, high) = (0, tree.images.count)
    while low < high {
      let middle = (low + high) / 2
      if tree.images[middle].node < element.node { low = middle + 1 } else { high = middle }
    }
    return low < tree.images.count && tree.images[low].node < element.end
  }

  private static let contents: NameSet = [.table, .pre, .blockquote]
}

/// Words in class names and ids of folds.
private enum FoldWords {
  private static let words = [
    "accordion", "akkordeon", "answer", "collaps", "drawer", "expand", "faq", "fold",
    "more-content",
    "more-text", "moretext", "morecontent", "read-more", "readmore", "rest-of", "spoiler",
    "tab-pane",
    "tabpanel", "toggle", "truncat", "weiterlesen",
  ]

  static func match(_ names: String) -> Bool {
    let names = names.lowercased()
    return words.contains { names.utf8.containsBytes($0.utf8) }
  }
}
