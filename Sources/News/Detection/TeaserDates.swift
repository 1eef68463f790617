import Dates
import HTML

/// The dates of the teasers of a group.
struct TeaserDates {
  let blocks: [TeaserBlock]
  let words: [TeaserExtractor.Texts]
  let survey: PageSurvey
  let reader: DateParser

  /// A date and the node that contains it.
  struct FoundDate {
    var date: PageDate
    var node: Int32
  }

  private struct Found {
    var date: PageDate
    var node: Int32
    var place: UInt64
    /// A `<time>` element ranks before an element named as a date, and that before plain text.
    var rank: Int
    var order: Int
  }

  init(
    _ blocks: [TeaserBlock], words: [TeaserExtractor.Texts], survey: PageSurvey,
    context: ReadingContext
  ) {
    self.blocks = blocks
    self.words = words
    self.survey = survey
    var context = context
    context.language = context.language ?? survey.document.documentElement?[.lang]
    context.dateOrder = context.dateOrder ?? TeaserDates.order(in: blocks)
    reader = DateParser(context)
  }

  private static func order(in blocks: [TeaserBlock]) -> DateOrder? {
    DateParser.inferredOrder(
      from: Array(
        blocks.lazy.flatMap(\.paragraphs).filter { $0.isDateLike && $0.chars <= 120 }
          .map { String(decoding: $0.text, as: UTF8.self) }))
  }

  func dates(of members: [TeaserGroup.Member]) -> [FoundDate?] {
    let found = blocks.indices.map(dates)
    // In a teaser with several dates, the place where most teasers have a date decides.
    var votes: [UInt64: Int] = [:]
    for dates in found {
      for place in Set(dates.map(\.place)) { votes[place, default: 0] += 1 }
    }
    func rating(_ found: Found) -> Int {
      (votes[found.place] ?? 0) * 100 / max(1, blocks.count) + found.rank * 20 - found.order
    }
    var out = found.map { dates in
      dates.max { rating($0) < rating($1) }.map { FoundDate(date: $0.date, node: $0.node) }
    }
    let without = out.indices.filter { out[$0] == nil }
    guard without.count >= 3 || without.count == out.count else { return out }
    let edges = without.map(dateAtEdge)
    if edges.count(where: { $0 != nil }) * 2 >= edges.count {
      for (k, date) in zip(without, edges) { out[k] = date }
    } else if without.count * 2 > out.count {
      applyDayHeadings(members, into: &out)
    }
    return out
  }

  private func dates(of k: Int) -> [Found] {
    var out: [Found] = []
    for time in blocks[k].times.prefix(4) {
      let node = survey.document[Int(time.node)]
      if var date = node.withAttribute(.datetime, { reader.parseMachineReadable($0) }) ?? nil {
        date.origin = .timeElement
        out.append(Found(date: date, node: time.node, place: time.place, rank: 3, order: out.count))
      } else if var date = reader.parse(node.textContent).date {
        date.origin = .timeElement
        out.append(Found(date: date, node: time.node, place: time.place, rank: 2, order: out.count))
      }
    }
    for (i, paragraph) in blocks[k].paragraphs.enumerated() {
      guard paragraph.chars <= 120, i != words[k].headlineAt, i != words[k].ledeAt,
        out.count < 8, let date = date(in: paragraph.text)
      else { continue }
      let rank = paragraph.isDateElement ? 1 : 0
      out.append(
        Found(
          date: date, node: paragraph.node, place: paragraph.place, rank: rank, order: out.count))
    }
    return out
  }

  /// Returns a date at the start or the end of a text ("Mar 14, 2026 ... The committee") or after
  /// the link. It counts only if most teasers without another date have one, because a date inside
  /// a lede is not the teaser's.
  private func dateAtEdge(of k: Int) -> FoundDate? {
    for at in [words[k].ledeAt, words[k].headlineAt].compactMap({ $0 }) {
      let paragraph = blocks[k].paragraphs[at]
      let head = String(decoding: paragraph.text.prefix(60), as: UTF8.self)
      if let first = reader.mentions(in: head).first, first.hasYear, first.range.lowerBound <= 2 {
        return FoundDate(date: first.date, node: paragraph.node)
      }
      let tail = String(decoding: paragraph.text.suffix(60), as: UTF8.self)
      if let last = reader.mentions(in: tail).last, last.hasYear,
        last.range.upperBound >= tail.utf8.count - 2
      {
        return FoundDate(date: last.date, node: paragraph.node)
      }
      if paragraph.ownChars > 0, paragraph.chars - paragraph.linkChars <= 120 {
        let found = reader.mentions(in: String(decoding: unlinked(paragraph), as: UTF8.self))
        if found.count == 1, found[0].hasYear {
          return FoundDate(date: found[0].date, node: paragraph.node)
        }
      }
    }
    return nil
  }

  /// Returns the text of a paragraph outside links.
  private func unlinked(_ paragraph: TeaserBlock.Paragraph) -> [UInt8] {
    var text: [UInt8] = []
    for i in Int(paragraph.node)..<Int(paragraph.end)
    where survey.document[i].isText && survey.chars(in: i) > 0 && survey.linkChars(in: i) == 0 {
      survey.document[i].withText { text.append(contentsOf: $0) }
    }
    return text
  }

  private func date(in text: [UInt8]) -> PageDate? {
    text.withUnsafeBufferPointer { reader.parse($0) }.date
  }

  /// Assigns the dates of day headings to the teasers below them. A single date counts only
  /// directly above the list; elsewhere it is today's date in the masthead or belongs to another
  /// list.
  private func applyDayHeadings(_ members: [TeaserGroup.Member], into out: inout [FoundDate?]) {
    guard let first = members.first, let last = members.last else { return }
    // The search begins at the smallest element that contains all members.
    var around = first.range.lowerBound
    while around > 0, Int(survey.nodes[around].end) < last.range.upperBound {
      around = Int(survey.nodes[around].parent)
    }
    var headings: [FoundDate] = []
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
      return survey.document[i].withText { reader.parse($0) }.date
        .map { FoundDate(date: $0, node: Int32(i)) }
    }
  }

  /// The maximum number of characters between a date and its list.
  private static let maximumDistance: Int32 = 200

  private func isRightAbove(_ heading: FoundDate, _ first: TeaserGroup.Member) -> Bool {
    let node = Int(heading.node)
    return node < first.range.lowerBound
      && survey.nodes[first.range.lowerBound].chars - survey.nodes[node].chars
        <= TeaserDates.maximumDistance
  }
}
