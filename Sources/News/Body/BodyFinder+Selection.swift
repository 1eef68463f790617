import HTML

/// The body as the site's selectors define it.
extension BodyFinder {
  /// Makes all text of these elements the body, except captions, hidden text and other selected
  /// parts.
  mutating func take(_ nodes: [Node], without selected: Selected) {
    container = innermostElement(around: nodes)
    for i in outline.blocks.indices where !selected.holds(outline.blocks[i].nodes, as: .body) {
      cut[i] = .elsewhere
    }
    for (index, element) in outline.elements.enumerated() where index > container {
      let hints = element.hints.intersection([.hidden, .caption])
      guard !hints.isEmpty, element.blocks.count < outline.elements[container].blocks.count
      else { continue }
      for i in element.blocks where cut[i] == nil { cut[i] = Cut(hints) }
    }
    for i in headlineBlocks ?? 0..<0 where cut[i] == nil { cut[i] = .headline }
    cutSelected(selected)
  }

  /// Removes blocks that are selected as headline, byline, date or lede.
  mutating func cutSelected(_ selected: Selected) {
    let parts = ArticleOverrides.Part.allCases.filter {
      $0 != .body && selected.nodes[$0] != nil
    }
    guard !parts.isEmpty else { return }
    for i in outline.blocks.indices where cut[i] == nil {
      let nodes = outline.blocks[i].nodes
      // A block with more text than the selected part stays: "Lindmar, 14 March – The board …".
      if parts.contains(where: { selected.holds(all: nodes, as: $0) }) { cut[i] = .selected }
    }
  }

  /// Returns the smallest block element that contains all of these nodes.
  private func innermostElement(around nodes: [Node]) -> Int {
    guard let first = nodes.first?.index, let end = nodes.map(\.end).max() else { return 0 }
    return outline.elements.lastIndex {
      $0.node <= first && $0.end >= end && !$0.hints.contains(.inline)
    } ?? 0
  }
}
