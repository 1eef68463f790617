import Dates
import HTML

/// The places in which lists write dates less often.
extension TeaserDates {
  /// The longest line beside headline and lede in which a date is looked for.
  private static let maximumLineLength: Int32 = 240
  /// The longest headline that is only a day.
  private static let maximumDayLength: Int32 = 30

  // MARK: Links

  /// Returns the date of a link whose text is nothing but a day.
  func dateOfLink(of k: Int) -> FoundDate? {
    guard let at = words[k].headlineAt else { return nil }
    let paragraph = blocks[k].paragraphs[at]
    guard paragraph.chars <= 80, hasDigits(paragraph.text) else { return nil }
    let result = paragraph.text.withUnsafeBufferPointer { reader.parse($0) }
    guard let date = result.date, !date.isRelative else { return nil }
    return FoundDate(date: date, node: paragraph.node, hasYear: result.hasYear)
  }

  // MARK: Edges

  /// Returns a date at the start or the end of a text ("Mar 14, 2026 ... The committee", "GENEVA,
  /// 14 March 2026 – The committee") or after the link. It counts only if most teasers without
  /// another date have one, because a date inside a lede is not the teaser's.
  func dateAtEdge(of k: Int) -> FoundDate? {
    for at in [words[k].ledeAt, words[k].headlineAt].compactMap({ $0 }) {
      let paragraph = blocks[k].paragraphs[at]
      let rest = paragraph.ownChars > 0 ? unlinked(paragraph) : []
      var found =
        dateAtStart(of: paragraph.text) ?? dateAtStart(of: rest) ?? dateInBrackets(paragraph.text)
        ?? dateAtEnd(of: paragraph.text) ?? (rest.count <= 160 ? onlyDate(in: rest) : nil)
      found?.node = paragraph.node
      if let found { return found }
    }
    return nil
  }

  private func dateAtStart(of text: [UInt8]) -> FoundDate? {
    guard hasDigits(text.prefix(80)) else { return nil }
    let head = String(decoding: text.prefix(80), as: UTF8.self)
    guard let first = reader.mentions(in: head).first else { return nil }
    let found = FoundDate(date: first.date, node: 0, hasYear: first.hasYear)
    if first.hasYear, first.range.lowerBound <= 2 { return found }
    let before = head.utf8.prefix(first.range.lowerBound)
    let behind = head.utf8.dropFirst(first.range.upperBound).prefix(6)
    return isPlace(before) && isEndOfDateline(behind) ? found : nil
  }

  /// Returns whether the text before a date can be the place of a dateline: a few words, the first
  /// one with a capital letter, and a comma or no further punctuation.
  private func isPlace(_ text: Substring.UTF8View) -> Bool {
    guard text.count <= 40, let first = text.first, !(0x61...0x7A).contains(first) else {
      return false
    }
    return text.count { $0 == 0x20 } <= 4
      && !text.contains { $0 == 0x2E || $0 == 0x3A || $0 == 0x3F || $0 &- 0x30 < 10 }
  }

  /// Returns whether what follows a date ends a dateline: a dash, a colon or a bracket.
  private func isEndOfDateline(_ text: Substring.UTF8View) -> Bool {
    let rest = text.drop { $0 == 0x20 || $0 == 0x29 || $0 == 0xC2 || $0 == 0xA0 }
    // The lead bytes of dashes are E2 80 9x. A number behind a dash is the end of a range.
    let isDash = rest.first == 0x2D || rest.starts(with: [0xE2, 0x80])
    if isDash { return !rest.contains { $0 &- 0x30 < 10 } }
    return rest.first == 0x3A || rest.first == 0x28 || rest.first == 0x2F
  }

  /// Returns the date in brackets at the start or the end of a text: "[03-17]…", "… (17 March)".
  private func dateInBrackets(_ text: [UInt8]) -> FoundDate? {
    let brackets: [([UInt8], [UInt8])] = [
      ([0x5B], [0x5D]), ([0x28], [0x29]), (Array("【".utf8), Array("】".utf8)),
      (Array("（".utf8), Array("）".utf8)),
    ]
    for (open, close) in brackets {
      var inner: ArraySlice<UInt8>?
      if text.starts(with: open), let end = text.prefix(60).firstRange(of: close) {
        inner = text[open.count..<end.lowerBound]
      } else if text.suffix(close.count).elementsEqual(close),
        let start = text.suffix(60).firstRange(of: open)
      {
        inner = text[start.upperBound..<(text.count - close.count)]
      }
      guard let inner, inner.count >= 4 else { continue }
      // In brackets, two numbers are a day and a month.
      let whole = [0x5B] + Array(inner) + [0x5D]
      let result = whole.withUnsafeBufferPointer { reader.parse($0) }
      if let date = result.date {
        return FoundDate(date: date, node: 0, hasYear: result.hasYear)
      }
    }
    return nil
  }

  private func dateAtEnd(of text: [UInt8]) -> FoundDate? {
    guard hasDigits(text.suffix(60)) else { return nil }
    let tail = String(decoding: text.suffix(60), as: UTF8.self)
    guard let last = reader.mentions(in: tail).last, last.hasYear,
      last.range.upperBound >= tail.utf8.count - 2
    else { return nil }
    return FoundDate(date: last.date, node: 0)
  }

  /// Returns the text of a paragraph outside links.
  private func unlinked(_ paragraph: TeaserBlock.Paragraph) -> [UInt8] {
    var text: [UInt8] = []
    for i in Int(paragraph.node)..<Int(paragraph.end)
    where survey.document[i].isText && survey.chars(in: i) > 0 && survey.linkChars(in: i) == 0 {
      survey.document[i].withText { text.append(contentsOf: $0) }
      if text.count > 400 { break }
    }
    text.collapseSpaces()
    return text
  }

  // MARK: Lines beside headline and lede

  /// Returns the date inside a longer line beside headline and lede: author, date and section.
  func dateInLine(of k: Int) -> FoundDate? {
    for (i, paragraph) in blocks[k].paragraphs.prefix(24).enumerated()
    where i != words[k].headlineAt && hasDigits(paragraph.text)
      && paragraph.chars <= Self.maximumLineLength
    {
      // Without a lede, such a line stands in its place.
      let found =
        i == words[k].ledeAt
        ? dateBetweenSeparators(paragraph.text) : onlyDate(in: paragraph.text)
      if var found {
        found.node = paragraph.node
        return found
      }
    }
    return nil
  }

  /// Returns the date that bullets, bars or dashes separate from the rest of a line.
  private func dateBetweenSeparators(_ text: [UInt8]) -> FoundDate? {
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var at = 0
    while at < text.count {
      let length = lengthOfSeparator(in: text, at: at)
      if length > 0 {
        parts.append(text[start..<at])
        start = at + length
      }
      at += max(length, 1)
    }
    guard start > 0 else { return nil }
    parts.append(text[start...])
    for part in parts.prefix(12) where part.count <= 60 && part.contains(where: { $0 &- 0x30 < 10 })
    {
      let result = Array(part).withUnsafeBufferPointer { reader.parse($0) }
      if let date = result.date, !date.isRelative {
        return FoundDate(date: date, node: 0, hasYear: result.hasYear)
      }
    }
    return nil
  }

  /// Returns the length of a bullet, a middle dot or a bar, or of a dash between spaces; 0 for other
  /// text.
  private func lengthOfSeparator(in text: [UInt8], at i: Int) -> Int {
    let rest = text[i...]
    if rest.starts(with: [0x7C]) { return 1 }
    if rest.starts(with: [0xC2, 0xB7]) { return 2 }
    if rest.starts(with: [0xE2, 0x80, 0xA2]) { return 3 }
    if rest.starts(with: [0x20, 0x2D, 0x20]) { return 3 }
    let isDash = rest.starts(with: [0x20, 0xE2, 0x80, 0x93, 0x20])
    return isDash || rest.starts(with: [0x20, 0xE2, 0x80, 0x94, 0x20]) ? 5 : 0
  }

  /// Adds the only date in a longer text, or in a headline that is a day, at the place where most
  /// teasers have theirs.
  func addDates(to out: inout [FoundDate?], at place: UInt64) {
    for k in out.indices where out[k] == nil {
      for (i, paragraph) in blocks[k].paragraphs.enumerated()
      where paragraph.place == place && hasDigits(paragraph.text) {
        let isHeadline = i == words[k].headlineAt
        guard
          paragraph.chars <= (isHeadline ? Self.maximumDayLength : Self.maximumLineLength),
          var found = isHeadline ? wholeDate(of: paragraph) : onlyDate(in: paragraph.text)
        else { continue }
        found.node = paragraph.node
        out[k] = found
        break
      }
    }
  }

  private func wholeDate(of paragraph: TeaserBlock.Paragraph) -> FoundDate? {
    let result = paragraph.text.withUnsafeBufferPointer { reader.parse($0) }
    return result.date.map { FoundDate(date: $0, node: paragraph.node, hasYear: result.hasYear) }
  }

  /// Returns the only date in each headline, if nearly all headlines have one: minutes and agendas
  /// are named by their day. Otherwise a day in a headline is not the date of the teaser.
  func datesInHeadlines(of teasers: [Int]) -> [FoundDate?]? {
    guard teasers.count >= 3 else { return nil }
    let dates = teasers.map { k -> FoundDate? in
      guard let at = words[k].headlineAt, hasDigits(blocks[k].paragraphs[at].text) else {
        return nil
      }
      var found = onlyDate(in: blocks[k].paragraphs[at].text)
      found?.node = blocks[k].paragraphs[at].node
      return found
    }
    return dates.count { $0 != nil } * 10 >= dates.count * 8 ? dates : nil
  }

  /// Returns the only date with a year in a text; numbers without separators count only if there is
  /// no other date. The start of a range counts for it.
  private func onlyDate(in text: [UInt8]) -> FoundDate? {
    guard hasDigits(text) else { return nil }
    let all = reader.mentions(in: String(decoding: text.prefix(300), as: UTF8.self))
      .filter(\.hasYear)
    guard let last = all.last, last.range.upperBound <= text.count else { return nil }
    let separated = all.filter { mention in
      text[mention.range].contains { !($0 &- 0x30 < 10) }
    }
    let dates = separated.isEmpty ? all : separated
    guard let first = dates.first, dates.count <= 2 else { return nil }
    if dates.count == 2 {
      let start = first.range.upperBound
      let between = text[start..<max(start, dates[1].range.lowerBound)]
      let isRange = between.count <= 24 && between.contains { $0 == 0x2D || $0 == 0xE2 }
      guard isRange, first.date.day <= dates[1].date.day else { return nil }
    }
    return FoundDate(date: first.date, node: 0)
  }
}
