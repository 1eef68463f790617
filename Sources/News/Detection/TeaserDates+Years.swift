import Dates
import HTML

/// The years of dates without a year.
extension TeaserDates {
  private static let maximumHeadingBytes = 60
  /// The number of nodes in which headings with years are looked for.
  private static let maximumNodes = 40_000

  private struct YearHeading {
    var node: Int32
    var year: Int
  }

  /// Sets the years of dates that have none: the year in the link, or that of the group's heading.
  ///
  /// It changes nothing if most dates have their year.
  func setYears(of out: inout [FoundDate?]) {
    let yearless = out.indices.filter {
      out[$0].map { !$0.hasYear && !$0.date.isRelative } ?? false
    }
    guard yearless.count >= 2, yearless.count * 2 >= out.count(where: { $0 != nil }) else { return }
    let headings = yearHeadings()
    var next = 0
    var current: Int?
    for k in yearless {
      guard let found = out[k] else { continue }
      var passed: Set<Int> = []
      while next < headings.count, headings[next].node < found.node {
        passed.insert(headings[next].year)
        next += 1
      }
      // Several years without days between them are links to the years.
      if !passed.isEmpty { current = passed.count == 1 ? passed.first : nil }
      let (_, month, day) = found.date.day.components
      if let year = yearInLink(of: k, month: month, day: day) ?? current,
        let exact = Day(year: year, month: month, day: day)
      {
        out[k]?.date.day = exact
        out[k]?.hasYear = true
      }
    }
  }

  private func yearInLink(of k: Int, month: Int, day: Int) -> Int? {
    guard members[k].link >= 0 else { return nil }
    let node = survey.document[Int(survey.links[Int(members[k].link)].node)]
    guard let date = node[.href].flatMap({ reader.date(inURL: $0) }) else { return nil }
    let found = date.day.components
    return found.month == month && found.day == day ? found.year : nil
  }

  // MARK: Headings

  /// Returns the short texts with one year that head the list or parts of it, in page order.
  private func yearHeadings() -> [YearHeading] {
    guard let first = members.first, let last = members.last else { return [] }
    var out: [YearHeading] = []
    let start = min(startOfNeighbourhood(above: commonAncestor), first.range.lowerBound)
    let end = min(last.range.upperBound, start + Self.maximumNodes)
    for i in start..<max(start, end) where survey.document[i].isText {
      // Detection skips buttons, so that their texts have no visible characters.
      guard
        (4...Self.maximumHeadingBytes).contains(survey.chars(in: i))
          || survey.document[i].parent?.isElement(.button) == true,
        let year = survey.document[i].withText({ onlyYear(in: $0) }), isHeading(i)
      else { continue }
      out.append(YearHeading(node: Int32(i), year: year))
    }
    return out
  }

  /// Returns the only number of a text, if it is a year up to the next one.
  private func onlyYear(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    var value = 0
    var digits = 0
    var found: Int?
    for byte in text + [0x20] {
      if byte &- 0x30 < 10 {
        digits += 1
        guard digits <= 4 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      } else if digits > 0 {
        guard found == nil, digits == 4, (1990...reader.currentYear + 1).contains(value) else {
          return nil
        }
        found = value
        (value, digits) = (0, 0)
      }
    }
    return found
  }

  /// Returns whether a text is alone in a heading, a fold's title, a bold line or a table's title,
  /// or is only a year.
  private func isHeading(_ i: Int) -> Bool {
    if survey.chars(in: i) <= 5, survey.linkChars(in: i) == 0 { return true }
    var node = Int(survey.nodes[i].parent)
    for _ in 0..<3 where node > 0 {
      let element = survey.document[node]
      if survey.nodes[node].kind == .heading { return true }
      for name in [Name.button, .summary, .caption, .legend, .dt, .th, .b, .strong]
      where element.isElement(name) { return true }
      node = Int(survey.nodes[node].parent)
    }
    return false
  }
}
