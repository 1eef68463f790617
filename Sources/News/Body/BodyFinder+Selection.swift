import HTML

/// The body as the site's selectors define it.
extension BodyFinder {
  /// Makes all text of these elements the body, except captions, hidden text and other selected
  /// parts.
  mutating func selectBody(_ nodes: [Node], excluding selected: SelectedParts) {
    container = innermostElement(around: nodes)
    for i in tree.blocks.indices where !selected.contains(tree.blocks[i].nodes, as: .body) {
      boilerplate[i] = .elsewhere
    }
    for (index, element) in tree.elements.enumerated() where index > container {
      let roles = element.roles.intersection([.hidden, .caption, .picture])
      guard !roles.isEmpty, element.blocks.count < tree.elements[container].blocks.count
      else { continue }
      for i in element.blocks where boilerplate[i] == nil {
        boilerplate[i] = BoilerplateReason(roles)
      }
    }
    for i in headlineBlocks ?? 0..<0 where boilerplate[i] == nil { boilerplate[i] = .headline }
    removeSelected(selected)
  }

  /// Removes blocks that are selected as headline, byline, date or lede.
  mutating func removeSelected(_ selected: SelectedParts) {
    let parts = ArticleOverrides.Part.allCases.filter {
      $0 != .body && selected.nodes[$0] != nil
    }
    guard !parts.isEmpty else { return }
    for i in tree.blocks.indices where boilerplate[i] == nil {
      let nodes = tree.blocks[i].nodes
      // A block with more text than the selected part stays: "Lindmar, 14 March – The board …".
      if parts.contains(where: { selected.contains(all: nodes, as: $0) }) {
        boilerplate[i] = .selected
      }
    }
  }

  /// Returns the smallest block element that contains all of these nodes.
  private func innermostElement(around nodes: [Node]) -> Int {
    guard let first = nodes.first?.index, let end = nodes.map(\.end).max() else { return 0 }
    return tree.elements.lastIndex {
      $0.node <= first && $0.end >= end && !$0.roles.contains(.inline)
    } ?? 0
  }
}
