import Dates
import HTML
import WebURL

/// The dates of the teasers of a group.
///
/// A date that stands in the block of its teaser comes first. Where many teasers have none, the
/// places are tried in which lists write dates less often, one after the other, and one is taken
/// only if most of these teasers have a date there.
struct TeaserDates {
  let blocks: [TeaserBlock]
  let words: [TeaserExtractor.Texts]
  let members: [TeaserGroup.Member]
  let survey: PageSurvey
  let reader: DateParser

  /// A date and the node that contains it.
  struct FoundDate {
    var date: PageDate
    var node: Int32
    /// Whether the page states the year.
    var hasYear = true
  }

  struct Found {
    var date: PageDate
    var node: Int32
    var place: UInt64
    /// A `<time>` element ranks before an element named as a date, and that before plain text.
    var rank: Int
    var order: Int
    var hasYear = true
  }

  init(
    _ blocks: [TeaserBlock], words: [TeaserExtractor.Texts], members: [TeaserGroup.Member],
    survey: PageSurvey, base: WebURL, context: ReadingContext
  ) {
    self.blocks = blocks
    self.words = words
    self.members = members
    self.survey = survey
    var dates = context.dates
    let tag = survey.document.documentElement?[.lang]
    dates.language = dates.language ?? (tag?.isEmpty == false ? tag : nil)
    if dates.language == nil, TeaserDates.isEnglish(blocks) { dates.language = "en" }
    dates.host = base.host
    let parser = DateParser(dates)
    reader = parser.with(order: dates.order ?? TeaserDates.order(in: blocks, parser))
  }

  /// Returns the order of day, month and year that all numeric dates of the list have.
  private static func order(in blocks: [TeaserBlock], _ parser: DateParser) -> DateOrder? {
    var list = NumericDateList()
    for block in blocks {
      for paragraph in block.paragraphs
      where paragraph.isDateLike && paragraph.chars <= 120
        || paragraph.digits >= 4 && paragraph.chars <= 80
      {
        paragraph.text.withUnsafeBufferPointer { list.add($0) }
      }
    }
    return parser.order(of: list)
  }

  /// Returns the dates of the teasers, one for each member.
  func dates() -> [FoundDate?] {
    var parser = TextParser(reader: reader)
    let found = withoutTimeOfBuild(blocks.indices.map { dates(of: $0, &parser) })
    // In a teaser with several dates, the place where most teasers have a date decides.
    var votes: [UInt64: Int] = [:]
    for dates in found {
      for place in Set(dates.map(\.place)) { votes[place, default: 0] += 1 }
    }
    let columns = ratingsOfColumns(found)
    func rating(_ found: Found) -> Int {
      (votes[found.place] ?? 0) * 100 / max(1, blocks.count) + found.rank * 20 - found.order
        + (columns[found.place] ?? 0)
    }
    var out = found.map { dates in
      dates.max { rating($0) < rating($1) }.map {
        FoundDate(date: $0.date, node: $0.node, hasYear: $0.hasYear)
      }
    }
    if let usual = votes.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      usual.value * 2 >= blocks.count
    {
      addDates(to: &out, at: usual.key)
    }
    addDatesInOtherPlaces(to: &out)
    alignWithLinksBelow(&out)
    setYears(of: &out)
    return out.enumerated().map { k, date in date.map { exact($0, in: members[k].range) } }
  }

  /// Tries the places in which lists write dates less often. A place counts if half of the teasers
  /// without a date have one there. If it has most dates of the list, it also decides where a few
  /// teasers have another one.
  private func addDatesInOtherPlaces(to out: inout [FoundDate?]) {
    let places: [([Int]) -> [FoundDate?]?] = [
      { $0.map(dateInParts) }, datesInAttributes, { $0.map(dateOfLink) }, { $0.map(dateAtEdge) },
      { $0.map(dateInLine) }, daysAndMonths, datesInHeadlines,
    ]
    for find in places {
      let without = out.indices.filter { out[$0] == nil }
      guard without.count >= 3 || without.count == out.count else { return }
      let isFirst = without.count * 3 >= out.count * 2
      let searched = isFirst ? Array(out.indices) : without
      guard let dates = find(searched) else { continue }
      let count = zip(searched, dates).count { k, date in date != nil && out[k] == nil }
      guard count * 2 >= without.count else { continue }
      let isUsual = isFirst && count * 10 >= without.count * 9
      for (k, date) in zip(searched, dates) where out[k] == nil || isUsual && date != nil {
        out[k] = date
      }
    }
    let without = out.indices.filter { out[$0] == nil }
    if without.count * 2 > out.count { applyDayHeadings(to: &out) }
  }

  /// Returns whether a text may have digits: those of ASCII, or letters of the scripts that have
  /// digits of their own (Arabic, U+0660 to U+06FF, and the scripts of India and Thai).
  func hasDigits(_ text: some Collection<UInt8>) -> Bool {
    text.contains { $0 &- 0x30 < 10 || $0 == 0xD9 || $0 == 0xDB || $0 == 0xE0 }
  }

  // MARK: Dates in blocks

  /// A parser that reads each text only once: many teasers have the same labels and days.
  private struct TextParser {
    let reader: DateParser
    private var texts = IDTable()
    private var results: [DateParseResult] = []

    init(reader: DateParser) { self.reader = reader }

    mutating func parse(_ text: [UInt8]) -> DateParseResult {
      text.withUnsafeBufferPointer { bytes in
        let (id, isNew) = texts.id(of: hash64(bytes))
        if isNew { results.append(reader.parse(bytes)) }
        return results[id]
      }
    }
  }

  private func dates(of k: Int, _ parser: inout TextParser) -> [Found] {
    var out: [Found] = []
    for time in blocks[k].times.prefix(4) {
      let node = survey.document[Int(time.node)]
      func add(_ date: PageDate, rank: Int, hasYear: Bool = true) {
        var date = date
        date.origin = .timeElement
        out.append(
          Found(
            date: date, node: time.node, place: time.place, rank: rank, order: out.count,
            hasYear: hasYear))
      }
      let stated = node.withAttribute(.datetime) { reader.parseMachineReadable($0) } ?? nil
      if let date = stated, !isMissing(date) {
        add(date, rank: 3)
      } else {
        let result = reader.parse(node.textContent)
        if let date = result.date { add(date, rank: 2, hasYear: result.hasYear) }
      }
    }
    for (i, paragraph) in blocks[k].paragraphs.enumerated() {
      guard paragraph.chars <= 120, i != words[k].headlineAt, i != words[k].ledeAt, out.count < 8
      else { continue }
      let result = parser.parse(paragraph.text)
      guard let date = result.date else { continue }
      out.append(
        Found(
          date: date, node: paragraph.node, place: paragraph.place,
          rank: paragraph.isDateElement ? 1 : 0, order: out.count, hasYear: result.hasYear))
    }
    return out
  }

  /// Removes machine-readable dates if all teasers have the same one, to the second, and the texts
  /// show different days: it is the time at which the page was made.
  private func withoutTimeOfBuild(_ found: [[Found]]) -> [[Found]] {
    let stated = found.flatMap { dates in dates.filter { $0.rank == 3 } }
    guard stated.count >= 3, stated[0].date.secondOfDay != nil,
      stated.allSatisfy({ $0.date == stated[0].date })
    else { return found }
    let shown = found.indices.map { k in found[k].filter { $0.rank < 3 } + shownTimes(of: k) }
    let days = Set(shown.compactMap { $0.first?.date.day })
    guard days.count > 1, shown.count(where: { !$0.isEmpty }) * 2 >= stated.count else {
      return found
    }
    return shown
  }

  /// Returns the dates in the texts of `<time>` elements.
  private func shownTimes(of k: Int) -> [Found] {
    blocks[k].times.prefix(4).compactMap { time in
      let result = reader.parse(survey.document[Int(time.node)].textContent)
      return result.date.map {
        Found(
          date: $0, node: time.node, place: time.place, rank: 2, order: 0,
          hasYear: result.hasYear)
      }
    }
  }
}
