/// Blocks that are larger than the detected ones.
extension TeaserBlock {
  /// Returns the members with all of their cells and links.
  ///
  /// Nested links, which HTML forbids, divide a card that is one link into several; the links before
  /// the main one are at the end of the preceding block. A cell stands for its row if the row has no
  /// further members, or if the links are only labels, such as "Agenda" and "Minutes".
  static func extended(
    _ members: [TeaserGroup.Member], _ survey: PageSurvey
  ) -> [TeaserGroup.Member] {
    var out = members
    for k in members.indices where members[k].link > 0 {
      let previous = k > 0 ? members[k - 1] : nil
      if let start = startOfDividedCard(members[k], after: previous, survey) {
        out[k].range = start..<out[k].range.upperBound
        if k > 0, out[k - 1].range.upperBound > start {
          out[k - 1].range = out[k - 1].range.lowerBound..<start
        }
      }
      let upper = k + 1 < members.count ? members[k + 1].range.lowerBound : Int.max
      guard let row = row(around: out[k].range, survey) else { continue }
      let isAlone =
        row.lowerBound >= (k > 0 ? members[k - 1].range.upperBound : 0) && row.upperBound <= upper
      if isAlone || survey.links[Int(members[k].link)].traits.contains(.label) {
        out[k].range = row
      }
    }
    return out
  }

  /// Returns the sibling of a block at which the first link to the same address begins.
  private static func startOfDividedCard(
    _ member: TeaserGroup.Member, after previous: TeaserGroup.Member?, _ survey: PageSurvey
  ) -> Int? {
    let parent = survey.nodes[member.range.lowerBound].parent
    let address = survey.links[Int(member.link)].address
    let lower = previous.map {
      $0.link < 0 ? $0.range.upperBound : Int(survey.links[Int($0.link)].end)
    }
    var start: Int?
    var at = Int(survey.nodes[member.range.lowerBound].links) - 1
    while at >= 0, survey.links[at].address == address, Int(survey.links[at].node) >= lower ?? 0 {
      var node = survey.links[at].node
      while node > parent, survey.nodes[Int(node)].parent != parent {
        node = survey.nodes[Int(node)].parent
      }
      guard node > parent, Int(node) >= lower ?? 0 else { break }
      start = Int(node)
      at -= 1
    }
    return start
  }

  /// Returns the row of a block that is a cell, or inside one.
  private static func row(around range: Range<Int>, _ survey: PageSurvey) -> Range<Int>? {
    var node = range.lowerBound
    for _ in 0..<4 {
      let parent = Int(survey.nodes[node].parent)
      switch survey.nodes[node].kind {
      case .row, .table, .root: return nil
      case .cell where survey.nodes[parent].kind == .row:
        let end = Int(survey.nodes[parent].end)
        return range.upperBound <= end ? parent..<end : nil
      default: node = parent
      }
    }
    return nil
  }
}
