import Dates
import HTML

/// Days that stand above the teasers of one day.
extension TeaserDates {
  /// The maximum number of characters between a date and its list.
  static let maximumDistance: Int32 = 200

  /// Assigns the dates of day headings to the teasers below them. A single date counts only
  /// directly above the list; elsewhere it is today's date in the masthead or belongs to another
  /// list.
  func applyDayHeadings(to out: inout [FoundDate?]) {
    guard let first = members.first else { return }
    let around = commonAncestor
    var headings = datesOfHeadings(before: around, first: first)
    var counts: [Int] = []
    var from = around + 1
    for member in members {
      headings += dates(in: from..<max(from, member.range.lowerBound))
      counts.append(headings.count)
      from = max(from, member.range.upperBound)
    }
    guard let kind = placeOfDayHeadings(headings, before: first) else { return }
    var current: FoundDate?
    var next = 0
    for k in out.indices {
      for heading in headings[next..<counts[k]] where place(of: heading) == kind {
        current = heading
      }
      next = counts[k]
      if out[k] == nil { out[k] = current }
    }
  }

  /// The smallest element that contains all members.
  var commonAncestor: Int {
    guard let first = members.first, let last = members.last else { return 0 }
    var around = first.range.lowerBound
    while around > 0, Int(survey.nodes[around].end) < last.range.upperBound {
      around = Int(survey.nodes[around].parent)
    }
    return around
  }

  /// Returns the first node of the page that is at most `maximumDistance` characters above a node.
  func startOfNeighbourhood(above node: Int) -> Int {
    var i = node
    while i > 0, node - i < 400,
      survey.nodes[node].chars - survey.nodes[i].chars <= Self.maximumDistance
    {
      i -= 1
    }
    return i + 1
  }

  /// Returns dates in headings above the element around all members, or in a bold line or an
  /// element named as a date with no text between. The present day in such a line is that of the
  /// masthead.
  private func datesOfHeadings(before around: Int, first: TeaserGroup.Member) -> [FoundDate] {
    let start = startOfNeighbourhood(above: around)
    guard start < around else { return [] }
    return dates(in: start..<around).filter { date in
      let node = Int(date.node)
      guard survey.nodes[node].zone.isDisjoint(with: [.navigation, .header, .footer]) else {
        return false
      }
      if isInside(.heading, node) { return true }
      let end = Int(survey.nodes[node].end)
      return survey.nodes[first.range.lowerBound].chars == survey.nodes[end].chars
        && date.date.day != reader.currentDay && isNamedOrBold(node)
    }
  }

  private func isNamedOrBold(_ node: Int) -> Bool {
    let parent = Int(survey.nodes[node].parent)
    let element = survey.document[parent]
    return survey.nodes[parent].isDate || element.isElement(.b) || element.isElement(.strong)
      || element.isElement(.summary) || element.isElement(.caption)
  }

  func isInside(_ kind: ElementKind, _ node: Int) -> Bool {
    var i = node
    for _ in 0..<4 where i > 0 {
      if survey.nodes[i].kind == kind { return true }
      i = Int(survey.nodes[i].parent)
    }
    return false
  }

  /// Returns the place where the dates of several days stand, or that of a single date directly
  /// above the list.
  private func placeOfDayHeadings(_ headings: [FoundDate], before first: TeaserGroup.Member)
    -> UInt64?
  {
    var days: [UInt64: Set<Day>] = [:]
    for heading in headings { days[place(of: heading), default: []].insert(heading.date.day) }
    if let most = days.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) }),
      most.value.count > 1
    {
      return most.key
    }
    return headings.last { isRightAbove($0, first) }.map(place)
  }

  private func place(of heading: FoundDate) -> UInt64 {
    survey.nodes[Int(survey.nodes[Int(heading.node)].parent)].path
  }

  /// Returns dates outside links that are the whole text of their element.
  private func dates(in range: Range<Int>) -> [FoundDate] {
    range.compactMap { i in
      guard survey.document[i].isText, (1...60).contains(survey.chars(in: i)),
        survey.linkChars(in: i) == 0
      else { return nil }
      let result = survey.document[i].withText { reader.parse($0) }
      return result.date.map { FoundDate(date: $0, node: Int32(i), hasYear: result.hasYear) }
    }
  }

  private func isRightAbove(_ heading: FoundDate, _ first: TeaserGroup.Member) -> Bool {
    let node = Int(heading.node)
    return node < first.range.lowerBound
      && survey.nodes[first.range.lowerBound].chars - survey.nodes[node].chars
        <= Self.maximumDistance
  }
}
