import Testing

@testable import HTML

@Suite struct `UTF-8 decoder` {
  private func text(_ bytes: [UInt8]) -> (String, Int) {
    let decoded = Encoding.utf8.decode(bytes)
    return (String(decoding: decoded.utf8, as: UTF8.self), decoded.replacementCount)
  }

  @Test func `Valid bytes are not copied`() {
    let bytes = Array(String(repeating: "plain, ünïcödé, 漢字, 😀; ", count: 50).utf8)
    let decoded = Encoding.utf8.decode(bytes)
    #expect(decoded.replacementCount == 0)
    let same = bytes.withUnsafeBufferPointer { before in
      decoded.utf8.withUnsafeBufferPointer { before.baseAddress == $0.baseAddress }
    }
    #expect(same)
  }

  @Test func `One byte order mark is removed`() {
    #expect(text([0xEF, 0xBB, 0xBF, 0x61]) == ("a", 0))
    #expect(text([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF]) == ("\u{FEFF}", 0))
    #expect(text([0xEF, 0xBB, 0xBF]) == ("", 0))
    #expect(text([]) == ("", 0))
  }

  @Test(
    arguments: [
      ([0x80], "\u{FFFD}", 1), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}", 2),
      ([0xE2, 0x82, 0x41], "\u{FFFD}A", 1), ([0xF0, 0x9F, 0x98], "\u{FFFD}", 1),
      ([0xF0, 0x80, 0x80, 0x41], "\u{FFFD}\u{FFFD}\u{FFFD}A", 3),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
      ([0xE2, 0x82, 0xC3, 0xA9], "\u{FFFD}é", 1),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", 4),
      ([0xF5, 0xFF, 0x41], "\u{FFFD}\u{FFFD}A", 2),
    ] as [([UInt8], String, Int)])
  func `Each maximal part of an incomplete sequence is one replacement`(
    bytes: [UInt8], expected: String, count: Int
  ) {
    // Every offset is tested, so that the error is at each position of a block of the fast path.
    for offset in 0..<70 {
      for after in [0, 1, 40] {
        let before = [UInt8](repeating: 0x2E, count: offset)
        let rest = [UInt8](repeating: 0x2F, count: after)
        let (found, replacementCount) = text(before + bytes + rest)
        let decodedText =
          String(repeating: ".", count: offset) + expected + String(repeating: "/", count: after)
        #expect(found == decodedText && replacementCount == count, "at \(offset), \(after) after")
      }
    }
  }

  @Test func `Random bytes are decoded as the standard library decodes them`() {
    var random = LinearCongruentialGenerator(state: 42)
    // Half of the texts are mostly valid, for the fast path; the others are random bytes.
    let words = ["abc ", "é", "漢字", "😀", "\u{800}\u{FFFF}", "\u{10FFFF}", "\u{80}\u{7FF}"]
    for round in 0..<600 {
      var bytes: [UInt8] = []
      while bytes.count < 150 {
        if round % 2 == 0 {
          bytes += Array(words[random.next() % words.count].utf8)
        } else {
          bytes.append(UInt8(truncatingIfNeeded: 0x78 + random.next() % 136))
        }
      }
      for _ in 0..<random.next() % 4 {
        bytes[random.next() % bytes.count] = UInt8(truncatingIfNeeded: random.next())
      }
      // An ASCII byte at the start rules out a byte order mark.
      bytes[0] = 0x41
      let decodedText = String(decoding: bytes, as: UTF8.self)
      #expect(text(bytes).0 == decodedText, "\(bytes)")
    }
  }

  @Test func `A page of errors only is decoded completely`() {
    let decoded = Encoding.utf8.decode([UInt8](repeating: 0xFF, count: 100_000))
    #expect(decoded.replacementCount == 100_000)
    #expect(decoded.utf8.count == 300_000)
  }
}
