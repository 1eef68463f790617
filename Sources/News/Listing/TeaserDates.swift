import HTML

/// Finds the date of each teaser of a group.
struct TeaserDates {
  let blocks: [TeaserBlock]
  let words: [TeaserReader.Texts]
  let survey: PageSurvey
  let readDate: (_ text: String) -> PageDate?

  private struct Found {
    var date: PageDate
    var place: UInt64
    /// A `<time>` before an element named a date before mere text.
    var rank: Int
    var order: Int
  }

  init(
    _ blocks: [TeaserBlock], words: [TeaserReader.Texts], survey: PageSurvey,
    readDate: @escaping (_ text: String) -> PageDate?
  ) {
    self.blocks = blocks
    self.words = words
    self.survey = survey
    self.readDate = readDate
  }

  func read(_ members: [TeaserGroup.Member]) -> [PageDate?] {
    let found = blocks.indices.map(dates)
    // The place in which most teasers have a date is the one that counts where a teaser has
    // several.
    var votes: [UInt64: Int] = [:]
    for dates in found {
      for place in Set(dates.map(\.place)) { votes[place, default: 0] += 1 }
    }
    func rating(_ found: Found) -> Int {
      (votes[found.place] ?? 0) * 100 / max(1, blocks.count) + found.rank * 20 - found.order
    }
    var out = found.map { dates in dates.max { rating($0) < rating($1) }?.date }
    if out.count(where: { $0 != nil }) * 2 < out.count { carryHeadings(members, into: &out) }
    return out
  }

  private func dates(of k: Int) -> [Found] {
    var out: [Found] = []
    for time in blocks[k].times.prefix(4) {
      let node = survey.document[Int(time.node)]
      if let value = node[.datetime], var date = readDate(value) {
        date.origin = .timeElement
        out.append(Found(date: date, place: time.place, rank: 3, order: out.count))
      } else if let date = readDate(node.textContent) {
        out.append(Found(date: date, place: time.place, rank: 2, order: out.count))
      }
    }
    for (i, paragraph) in blocks[k].paragraphs.enumerated() {
      guard paragraph.isDateLike || paragraph.isDateElement, paragraph.chars <= 120,
        i != words[k].headlineAt, i != words[k].ledeAt, out.count < 8,
        let date = readDate(String(decoding: paragraph.text, as: UTF8.self))
      else { continue }
      let rank = paragraph.isDateElement ? 1 : 0
      out.append(Found(date: date, place: paragraph.place, rank: rank, order: out.count))
    }
    return out
  }

  /// Lists by day have the date above the teasers of a day.
  private func carryHeadings(_ members: [TeaserGroup.Member], into out: inout [PageDate?]) {
    var current: PageDate?
    var from = max(0, (members.first?.range.lowerBound ?? 0) - 40)
    for (k, member) in members.enumerated() {
      for i in from..<max(from, member.range.lowerBound)
      where survey.document[i].isText && survey.inside(i, \.chars) <= 60 {
        let parent = Int(survey.nodes[i].parent)
        guard survey.inside(parent, \.dates) > 0, survey.inside(parent, \.linkChars) == 0 else {
          continue
        }
        var text = survey.document[i].withText { Array($0) }
        text.collapseSpaces()
        if let date = readDate(String(decoding: text, as: UTF8.self)) { current = date }
      }
      if out[k] == nil { out[k] = current }
      from = max(from, member.range.upperBound)
    }
  }
}
