import HTML

extension Listing {
  /// Returns the path of tags and classes to most of the blocks, outermost first: `main > div.news
  /// > ul > li`. Classes of the blocks themselves depend on their content, and classes with digits
  /// on the build; both are left out.
  static func place(of group: TeaserGroup, _ survey: PageSurvey) -> String? {
    var counts: [String: Int] = [:]
    // Blocks with the same name and parent have the same path.
    var last: (name: Name, parent: Node?, path: String)?
    for member in group.members.prefix(maximumBlocks) {
      let block = survey.document[member.range.lowerBound]
      if last.map({ $0.name != block.name || $0.parent != block.parent }) ?? true {
        last = (block.name, block.parent, path(to: block))
      }
      if let last { counts[last.path, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The number of blocks that are compared.
  private static let maximumBlocks = 15

  private static func path(to block: Node) -> String {
    var parts = [block.localName]
    var node = block.parent
    while let at = node, at.isElement, at.name != .body, parts.count < 4 {
      let classes = at.classes.lazy.filter { name in
        name.utf8.count <= 40 && !name.utf8.contains { (0x30...0x39).contains($0) }
      }
      parts.append(classes.prefix(2).reduce(into: at.localName) { $0 += "." + $1 })
      node = at.parent
    }
    return parts.reversed().joined(separator: " > ")
  }
}
