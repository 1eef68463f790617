extension DateParser {
  /// A date in running text.
  package struct Mention: Sendable {
    /// The position in the text, in UTF-8 bytes.
    package var range: Range<Int>
    /// The day, without a time.
    package var date: PageDate
    /// Whether the text states the year.
    package var hasYear: Bool
  }

  private static let maximumTextByteCount = 65_536
  private static let maximumMentionCount = 256
  /// The number of tokens that are parsed together.
  private static let windowLength = 256
  /// The number of tokens that the next window repeats.
  private static let windowOverlap = 16

  /// Returns the dates in running text, such as datelines and ledes: absolute dates with the name
  /// or mark of a month, or in numbers with the year. Text behind the first 64 KiB does not count.
  package func mentions(in text: String) -> [Mention] {
    text.withUTF8Bytes { bytes in
      var mentions: [Mention] = []
      var start = 0
      let end = min(bytes.count, Self.maximumTextByteCount)
      while start < end, mentions.count < Self.maximumMentionCount {
        start = appendMentions(to: &mentions, in: bytes, start..<end)
      }
      return mentions
    }
  }

  /// Parses a window of tokens and returns the start of the next one, in bytes.
  private func appendMentions(
    to mentions: inout [Mention], in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let (start, end) = (range.lowerBound, range.upperBound)
    let window = UnsafeBufferPointer(rebasing: bytes[range])
    var tokenizer = DateTokenizer(window, lexicon, language: context.language)
    return withUnsafeTemporaryAllocation(of: DateToken.self, capacity: Self.windowLength) {
      buffer in
      var count = 0
      var next = end
      var overlap = end
      while let token = tokenizer.next() {
        if count == buffer.count {
          next = overlap
          break
        }
        if count == buffer.count - Self.windowOverlap { overlap = start + Int(token.start) }
        buffer.initializeElement(at: count, to: token)
        count += 1
      }
      var grammar = DateGrammar(buffer, count: count, of: window, in: context)
      grammar.mergeTokens()
      grammar.forEachCandidate { date in
        let range = start + Int(buffer[date.first].start)..<start + Int(buffer[date.last].end)
        guard range.lowerBound < next, date.hasYear || !date.isNumeric else { return }
        // A number between two months belongs to one date: the first, unless only the second has a
        // year. The previous window may have had the same date.
        if let previous = mentions.last, range.lowerBound < previous.range.upperBound {
          guard date.hasYear, !previous.hasYear, range.upperBound > previous.range.upperBound else {
            return
          }
          mentions.removeLast()
          if let end = mentions.last?.range.upperBound, range.lowerBound < end { return }
        }
        mentions.append(
          Mention(range: range, date: PageDate(day: date.day), hasYear: date.hasYear))
      }
      return max(next, start + 1)
    }
  }
}
