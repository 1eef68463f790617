import Dates
import HTML

/// The text beside the link or the bold words in the paragraph of a headline: a date, a source, a
/// number, or the lede. Whether it belongs to the headline is decided for all paragraphs at one place alike.
struct HeadlineEdges {
  let blocks: [TeaserBlock]
  let words: [TeaserExtractor.Texts]
  let survey: PageSurvey

  /// The text of a headline's paragraph, divided by the teaser's link, or by bold type inside it.
  private struct Division {
    /// Whether bold words divide the text. Search results have the words searched for in bold type,
    /// so only a lede after them counts.
    var isByType = false
    var before: [UInt8] = []
    var link: [UInt8] = []
    var after: [UInt8] = []
    var isEdge: Bool {
      !isByType && before.isDetachedBefore && (after.isDetachedAfter || after.isName(beside: link))
    }
    var hasLede: Bool {
      (isByType ? before.isEmpty : before.isDetachedBefore) && after.isSentenceOfItsOwn
    }
  }

  /// The share of paragraphs, in tenths, that decides for all at one place.
  private static let decisiveTenths = 8
  /// The minimum length of a link that is a headline without the text beside it.
  private static let minimumHeadline = 8

  init(_ blocks: [TeaserBlock], words: [TeaserExtractor.Texts], survey: PageSurvey) {
    self.blocks = blocks
    self.words = words
    self.survey = survey
  }

  /// Returns the headlines and ledes without the texts that do not belong to the headline.
  func parts() -> [TeaserExtractor.Texts] {
    var divisions: [Int: Division] = [:]
    var votes: [Int32: (all: Int, edges: Int, ledes: Int)] = [:]
    for k in blocks.indices {
      guard let at = words[k].headlineAt, let division = division(of: blocks[k].paragraphs[at])
      else { continue }
      divisions[k] = division
      var vote = votes[blocks[k].paragraphs[at].slot] ?? (0, 0, 0)
      vote.all += 1
      if division.isEdge { vote.edges += 1 } else if division.hasLede { vote.ledes += 1 }
      votes[blocks[k].paragraphs[at].slot] = vote
    }
    guard !divisions.isEmpty else { return words }
    return words.indices.map { k in
      guard let division = divisions[k], let at = words[k].headlineAt,
        let vote = votes[blocks[k].paragraphs[at].slot],
        (vote.edges + vote.ledes) * 10 >= vote.all * Self.decisiveTenths
      else { return words[k] }
      return words[k].divided(division.link, lede: division.hasLede ? division.after : nil)
    }
  }

  private func division(of paragraph: TeaserBlock.Paragraph) -> Division? {
    func isPart(_ chars: Int32) -> Bool {
      chars >= Self.minimumHeadline && chars < paragraph.chars && chars - paragraph.digits >= 4
    }
    if isPart(paragraph.ownChars) { return division(of: paragraph, at: paragraph.ownNodes) }
    guard isPart(paragraph.strongChars) else { return nil }
    var out = division(of: paragraph, at: paragraph.strongNodes)
    out.isByType = true
    return out
  }

  private func division(of paragraph: TeaserBlock.Paragraph, at nodes: Range<Int32>) -> Division {
    var out = Division()
    for i in Int(paragraph.node)..<Int(paragraph.end)
    where survey.document[i].isText && survey.chars(in: i) > 0 {
      survey.document[i].withText { text in
        if i < nodes.lowerBound {
          out.before.append(contentsOf: text)
        } else if i < nodes.upperBound {
          out.link.append(contentsOf: text)
        } else {
          out.after.append(contentsOf: text)
        }
      }
    }
    out.before.collapseSpaces()
    out.link.collapseSpaces()
    out.after.collapseSpaces()
    return out
  }

  // MARK: - Labels

  /// The maximum length of a label, in bytes.
  private static let maximumLabel = 30

  /// Removes the label with which all headlines begin ("Title: ").
  private func removingLabel(
    from parts: [TeaserExtractor.Texts]
  ) -> [TeaserExtractor.Texts] {
    let headlines = parts.compactMap(\.headline)
    guard headlines.count >= 3,
      let colon = headlines[0].utf8.prefix(Self.maximumLabel).firstIndex(of: 0x3A)
    else { return parts }
    let label = headlines[0][...colon] + " "
    guard headlines.allSatisfy({ $0.hasPrefix(label) && $0.utf8.count > label.utf8.count }) else {
      return parts
    }
    return parts.map { part in
      var part = part
      part.headline = part.headline.map { String($0.dropFirst(label.count)) }
      return part
    }
  }

  // MARK: - Dates inside the link

  /// The examined bytes at an end of a headline.
  private static let edge = 48

  /// Removes the dates with which nearly all headlines begin or end. A date that distinguishes
  /// headlines which are the same otherwise stays.
  func removingDates(
    from parts: [TeaserExtractor.Texts], reader: DateParser
  ) -> [TeaserExtractor.Texts] {
    var out = removingLabel(from: parts)
    for isStart in [true, false] {
      let headlines = out.compactMap(\.headline)
      guard headlines.count >= 3,
        headlines.count(where: { Self.hasDigits($0, atStart: isStart) }) * 10
          >= headlines.count * Self.decisiveTenths
      else { continue }
      let rests = out.map { part in
        part.headline.flatMap { Self.removingDate(from: $0, atStart: isStart, reader) }
      }
      let found = rests.compactMap(\.self)
      guard found.count * 10 >= headlines.count * Self.decisiveTenths,
        Set(found).count * 2 > found.count || Set(headlines).count == Set(found).count
      else { continue }
      for k in out.indices { out[k].headline = rests[k] ?? out[k].headline }
    }
    return out
  }

  private static func hasDigits(_ text: String, atStart isStart: Bool) -> Bool {
    isStart
      ? text.utf8.prefix(12).contains { (0x30...0x39).contains($0) }
      : text.utf8.suffix(12).contains { (0x30...0x39).contains($0) }
  }

  private static func removingDate(
    from text: String, atStart isStart: Bool, _ reader: DateParser
  ) -> String? {
    let bytes = Array(text.utf8)
    if isStart, let rest = bytes.afterBracketedNumbers {
      return String(decoding: rest, as: UTF8.self)
    }
    let head = isStart ? bytes.utf8Prefix(edge) : bytes.utf8Suffix(edge)
    let mentions = reader.mentions(in: String(decoding: head, as: UTF8.self))
    var rest: [UInt8]
    if isStart {
      guard let first = mentions.first, first.range.lowerBound <= 3 else { return nil }
      rest = Array(bytes[first.range.upperBound...])
      let isBracketed = first.range.lowerBound > 0
      guard first.hasYear || isBracketed || Array(rest.drop { $0 == 0x20 }).hasSign(atStart: true)
      else { return nil }
      rest.dropSeparators(atStart: true)
    } else {
      guard let last = mentions.last, last.range.upperBound >= head.count - 3 else { return nil }
      rest = Array(bytes[..<(bytes.count - head.count + last.range.lowerBound)])
      // "The budget of 2026-03-17" names a day; only signs divide a date from a headline.
      while rest.last == 0x20 { rest.removeLast() }
      guard rest.hasSign(atStart: false) else { return nil }
      rest.dropSeparators(atStart: false)
    }
    // "May 19 in the harbour" continues in lower case.
    guard FoldedText(rest).count >= 4, rest.first.map({ (0x61...0x7A).contains($0) }) != true
    else { return nil }
    return String(decoding: rest, as: UTF8.self)
  }
}

extension TeaserExtractor.Texts {
  /// Returns the texts with the link as headline and, without another lede, the text after the link
  /// as lede.
  fileprivate func divided(_ link: [UInt8], lede: [UInt8]?) -> Self {
    var out = self
    out.headline = String(decoding: link, as: UTF8.self)
    if var lede, out.lede == nil {
      lede.dropSeparators(atStart: true)
      out.lede = String(decoding: lede, as: UTF8.self)
      out.ledeAt = headlineAt
    }
    return out
  }
}
