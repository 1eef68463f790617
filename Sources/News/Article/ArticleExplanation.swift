import HTML

/// The blocks of an article page and why each is part of the body or not.
package struct ArticleExplanation: Sendable {
  /// A block of text, in page order.
  package struct Line: Sendable {
    /// The text of the block, white space collapsed.
    package var text: String
    /// The reason why the block is boilerplate; nil if it is part of the body.
    package var boilerplateReason: String?
    /// The elements around the block: `article.post > p`.
    package var path: String
  }

  /// All blocks of the page.
  package var lines: [Line]
}

extension ArticleExplanation {
  init(_ body: BodyFinder) {
    let tree = body.tree
    let container = tree.elements.isEmpty ? 0..<0 : tree.elements[body.container].blocks
    lines = tree.blocks.indices.map { block in
      Line(
        text: tree.string(of: block),
        boilerplateReason: body.boilerplate[block]?.rawValue
          ?? (container.contains(block) ? nil : "outside the body element"),
        path: Self.path(tree, tree.blocks[block].owner))
    }
  }

  private static func path(_ tree: BlockTree, _ owner: Int) -> String {
    var steps: [String] = []
    var index = owner
    while index >= 0, steps.count < 6 {
      let node = tree.document[tree.elements[index].node]
      let name = node.localName
      let classes = (node[.class] ?? "").split(separator: " ").prefix(3).joined(separator: ".")
      steps.append(classes.isEmpty ? name : "\(name).\(classes)")
      index = tree.elements[index].parent
    }
    return steps.reversed().joined(separator: " > ")
  }
}
