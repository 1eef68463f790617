extension DateParser {
  /// A date in running text.
  package struct Mention: Sendable {
    /// In UTF-8 bytes of the text.
    package var range: Range<Int>
    package var date: PageDate
    /// False where the year was left out ("on March 8").
    package var hasYear: Bool
  }

  /// The dates within running text, as datelines and ledes hold them: absolute ones only, with the
  /// name or mark of a month, or all in numbers with the year. At most the first 64 kB are read.
  package func mentions(in text: some StringProtocol) -> [Mention] {
    withUTF8(text) { bytes in
      var found: [Mention] = []
      var from = 0
      let end = min(bytes.count, 65_536)
      while from < end, found.count < 256 {
        from = find(in: bytes, from, end, &found)
      }
      return found
    }
  }

  /// Reads a window of tokens from `from`; where the next one begins.
  private func find(
    in bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int, _ found: inout [Mention]
  ) -> Int {
    let window = UnsafeBufferPointer(rebasing: bytes[from..<end])
    var tokenizer = DateTokenizer(window, lexicon, language: setting.language)
    return withUnsafeTemporaryAllocation(of: DateToken.self, capacity: 256) { buffer in
      var count = 0
      var next = end
      var overlap = end
      while let token = tokenizer.next() {
        if count == buffer.count {
          next = overlap
          break
        }
        if count == buffer.count - 16 { overlap = from + Int(token.start) }
        buffer.initializeElement(at: count, to: token)
        count += 1
      }
      var grammar = DateGrammar(buffer, count, window, setting)
      grammar.merge()
      let previous = found.last?.range.upperBound ?? 0
      grammar.candidates { c in
        let range = from + Int(buffer[c.first].start)..<from + Int(buffer[c.last].end)
        guard range.lowerBound >= previous, range.lowerBound < next, c.hasYear || !c.isNumeric
        else { return }
        found.append(Mention(range: range, date: PageDate(day: c.day), hasYear: c.hasYear))
      }
      return max(next, from + 1)
    }
  }
}
