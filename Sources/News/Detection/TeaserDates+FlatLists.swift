import Dates
import HTML

/// Dates that stand before the links of a flat list.
extension TeaserDates {
  /// Moves dates by one teaser if each block of a flat list begins with a link and ends with the date
  /// of the next one: fewer line breaks separate the date from the next link than from its own, and
  /// the last teaser has no date.
  func alignWithLinksBelow(_ out: inout [FoundDate?]) {
    guard out.count >= 3, out[out.count - 1] == nil,
      let start = out.firstIndex(where: { $0 != nil })
    else { return }
    let dated = Array(start..<out.count - 1)
    guard dated.count >= 2, dated.allSatisfy({ out[$0] != nil && members[$0].link >= 0 }) else {
      return
    }
    let count = dated.count { k in
      let node = Int(out[k]!.node)
      let link = Int(survey.links[Int(members[k].link)].end)
      let next = members[k + 1].range.lowerBound
      guard link <= node, node < next else { return false }
      return lineBreaks(in: node..<next) < lineBreaks(in: link..<node)
    }
    guard count * 10 >= dated.count * 8 else { return }
    let above = start == 0 ? dateAbove(members[0], beside: Int(out[0]!.node)) : nil
    out.removeLast()
    out.insert(nil, at: start)
    out[start] = above
  }

  private func lineBreaks(in range: Range<Int>) -> Int {
    range.prefix(64).count { survey.nodes[$0].kind == .lineBreak }
  }

  /// Returns the date directly above a member that has the same parent as another date.
  private func dateAbove(_ member: TeaserGroup.Member, beside other: Int) -> FoundDate? {
    let parent = survey.nodes[other].parent
    var i = member.range.lowerBound - 1
    let stop = max(0, i - 12)
    while i > stop, survey.nodes[i].parent == parent {
      if survey.document[i].isText, survey.chars(in: i) > 0 {
        let result = survey.document[i].withText { reader.parse($0) }
        return result.date.map { FoundDate(date: $0, node: Int32(i), hasYear: result.hasYear) }
      }
      i -= 1
    }
    return nil
  }
}
