import Dates
import HTML

/// Dates whose parts stand in elements of their own, and days without a year.
extension TeaserDates {
  /// The longest part of a split date, in visible characters.
  private static let maximumPartLength: Int32 = 14
  private static let maximumParts = 4

  // MARK: Split dates

  /// Returns a date whose day, month and year stand in elements of their own, as on a calendar
  /// leaf.
  func dateInParts(of k: Int) -> FoundDate? {
    let paragraphs = blocks[k].paragraphs.prefix(16)
    var start = paragraphs.startIndex
    while start < paragraphs.endIndex {
      var end = start
      while end < paragraphs.endIndex, end - start < Self.maximumParts, end != words[k].headlineAt,
        end != words[k].ledeAt, isPartOfDate(paragraphs[end])
      {
        end += 1
      }
      // A date has a number.
      let hasNumber = paragraphs[start..<end].contains { hasDigits($0.text) }
      while hasNumber, end > start {
        if let date = date(joining: paragraphs[start..<end]) { return date }
        end -= 1
      }
      start += 1
    }
    return nil
  }

  private func isPartOfDate(_ paragraph: TeaserBlock.Paragraph) -> Bool {
    (1...Self.maximumPartLength).contains(paragraph.chars) && paragraph.digits <= 8
  }

  private func date(joining parts: ArraySlice<TeaserBlock.Paragraph>) -> FoundDate? {
    var texts: [[UInt8]] = []
    for part in parts {
      for i in Int(part.node)..<Int(part.end) where survey.document[i].isText {
        var text = survey.document[i].withText { Array($0.prefix(40)) }
        text.collapseSpaces()
        if !text.isEmpty { texts.append(text) }
      }
    }
    guard (2...8).contains(texts.count) else { return nil }
    let joined = Array(texts.joined(separator: [0x20]))
    for text in [joined, dateInNumbers(texts)].compactMap({ $0 }) {
      let result = text.withUnsafeBufferPointer { reader.parse($0) }
      if let date = result.date, !date.isRelative {
        return FoundDate(
          date: date, node: parts[parts.startIndex].node, hasYear: result.hasYear)
      }
    }
    return nil
  }

  /// Returns the date in two texts of numbers, the day beside month and year ("17", "2026-03") or
  /// day and month beside the year ("03-17", "2026"), in one text.
  private func dateInNumbers(_ texts: [[UInt8]]) -> [UInt8]? {
    guard texts.count == 2 else { return nil }
    let fields = texts.map { text in text.split { !($0 &- 0x30 < 10) }.map(Array.init) }
    let isNumeric = texts.allSatisfy { text in
      text.allSatisfy { $0 &- 0x30 < 10 || [0x2D, 0x2E, 0x2F, 0x20].contains($0) }
    }
    guard isNumeric, let single = fields.firstIndex(where: { $0.count == 1 }),
      fields[1 - single].count == 2
    else { return nil }
    let (one, two) = (fields[single][0], fields[1 - single])
    let hyphen: [UInt8] = [0x2D]
    if one.count <= 2, let year = two.firstIndex(where: { $0.count == 4 }) {
      return two[year] + hyphen + two[1 - year] + hyphen + one
    }
    guard one.count == 4, two.allSatisfy({ $0.count <= 2 }) else { return nil }
    let slash: [UInt8] = [0x2F]
    return reader.usesYearFirst
      ? one + hyphen + two[0] + hyphen + two[1] : two[0] + slash + two[1] + slash + one
  }

  // MARK: Days and months

  /// Returns dates that are only two numbers ("7/12"), if most teasers have one in the same place
  /// and not all have the same.
  func daysAndMonths(of teasers: [Int]) -> [FoundDate?]? {
    guard teasers.count >= 3 else { return nil }
    let dates = teasers.map(dayAndMonth)
    let found = dates.compactMap { $0 }
    guard found.count * 10 >= dates.count * 7, Set(found.map(\.date.day)).count > 1,
      Set(found.map { survey.nodes[Int(survey.nodes[Int($0.node)].parent)].path }).count == 1
    else { return nil }
    return dates
  }

  private func dayAndMonth(of k: Int) -> FoundDate? {
    for (i, paragraph) in blocks[k].paragraphs.prefix(16).enumerated()
    where i != words[k].headlineAt && (3...5).contains(paragraph.text.count)
      && (2...4).contains(paragraph.digits)
    {
      let year = reader.currentYear
      // The order is that of dates with a year.
      for candidate in [year, year - 1] {
        let joiner = paragraph.text.first { !($0 &- 0x30 < 10) }
        guard let joiner, [0x2F, 0x2E, 0x2D].contains(joiner) else { continue }
        let text = paragraph.text + [joiner] + Array(String(candidate).utf8)
        let result = text.withUnsafeBufferPointer { reader.parse($0) }
        guard let date = result.date else { continue }
        if date.day.number <= reader.currentDay.number + 1 {
          return FoundDate(date: date, node: paragraph.node, hasYear: false)
        }
      }
    }
    return nil
  }
}
