import HTML

/// What was taken for what on an article page, and what was left out and why.
package struct Explanation: Sendable {
  /// One block of text of the page, in page order.
  package struct Line: Sendable {
    package var text: String
    /// Why the block is not part of the story; nil when it is.
    package var cut: String?
    /// The elements around it: `article.post > p`.
    package var path: String
  }

  package var lines: [Line]
}

extension Explanation {
  init(_ body: BodyFinder) {
    let outline = body.outline
    let container = outline.elements.isEmpty ? 0..<0 : outline.elements[body.container].blocks
    lines = outline.blocks.indices.map { block in
      Line(
        text: outline.string(of: block),
        cut: body.cut[block]?.rawValue
          ?? (container.contains(block) ? nil : "outside the story's element"),
        path: Self.path(outline, outline.blocks[block].owner))
    }
  }

  private static func path(_ outline: Outline, _ owner: Int) -> String {
    var steps: [String] = []
    var index = owner
    while index >= 0, steps.count < 6 {
      let node = outline.document[outline.elements[index].node]
      let name = node.localName
      let classes = (node[.class] ?? "").split(separator: " ").prefix(3).joined(separator: ".")
      steps.append(classes.isEmpty ? name : "\(name).\(classes)")
      index = outline.elements[index].parent
    }
    return steps.reversed().joined(separator: " > ")
  }
}
