import HTML

extension Listing {
  /// The tags and classes around most of the blocks, outermost first: `main > div.news > ul > li`.
  /// Classes of the blocks themselves tell of their content, those with digits of a build.
  static func place(of group: TeaserGroup, _ survey: PageSurvey) -> String? {
    var counts: [String: Int] = [:]
    for member in group.members.prefix(40) {
      counts[path(to: survey.document[member.range.lowerBound]), default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private static func path(to block: Node) -> String {
    var parts = [block.localName]
    var node = block.parent
    while let at = node, at.isElement, at.name != .body, parts.count < 4 {
      let classes = at.classes.filter { name in
        name.utf8.count <= 40 && !name.utf8.contains { (0x30...0x39).contains($0) }
      }
      parts.append(at.localName + classes.prefix(2).map { "." + $0 }.joined())
      node = at.parent
    }
    return parts.reversed().joined(separator: " > ")
  }
}
