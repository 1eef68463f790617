import Testing

@testable import HTML

@Suite struct `Encoding labels` {
  @Test(arguments: [
    ("utf-8", Encoding.utf8), ("UTF8", .utf8), (" utf-8\t", .utf8), ("latin1", .windows1252),
    ("ISO-8859-1", .windows1252), ("us-ascii", .windows1252), ("iso-8859-9", .windows1254),
    ("tis-620", .windows874), ("gb2312", .gbk), ("GB18030", .gb18030), ("big5-hkscs", .big5),
    ("ks_c_5601-1987", .eucKR), ("x-sjis", .shiftJIS), ("utf-16", .utf16LE),
    ("hz-gb-2312", .replacement), ("unicodefffe", .utf16BE), ("koi8-ru", .koi8u),
  ])
  func `a label names its encoding whatever its case and the space around it`(
    label: String, encoding: Encoding
  ) { #expect(Encoding(label: label) == encoding) }

  @Test(arguments: [
    "", "utf-7", "utf 8", "cp936", "utf-32", "\u{A0}utf-8", String(repeating: "x", count: 1000),
  ])
  func `other labels name nothing`(label: String) { #expect(Encoding(label: label) == nil) }

  @Test func `every encoding is known by its own name`() {
    for encoding in Encoding.allCases { #expect(Encoding(label: encoding.name) == encoding) }
  }
}

@Suite struct `UTF-8` {
  private func text(_ bytes: [UInt8]) -> (String, Int) {
    let decoded = Encoding.utf8.decode(bytes)
    return (String(decoding: decoded.utf8, as: UTF8.self), decoded.replacementCount)
  }

  @Test func `valid bytes are used in place`() {
    let bytes = Array(String(repeating: "plain, ünïcödé, 漢字, 😀; ", count: 50).utf8)
    let decoded = Encoding.utf8.decode(bytes)
    #expect(decoded.replacementCount == 0)
    let same = bytes.withUnsafeBufferPointer { before in
      decoded.utf8.withUnsafeBufferPointer { before.baseAddress == $0.baseAddress }
    }
    #expect(same)
  }

  @Test func `a byte order mark is taken off, once`() {
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
  func `each longest part of a sequence is one replacement`(
    bytes: [UInt8], expected: String, count: Int
  ) {
    // At every offset, so that each place in a block of the fast path has its turn.
    for offset in 0..<70 {
      for after in [0, 1, 40] {
        let before = [UInt8](repeating: 0x2E, count: offset)
        let rest = [UInt8](repeating: 0x2F, count: after)
        let (found, replacementCount) = text(before + bytes + rest)
        let wanted =
          String(repeating: ".", count: offset) + expected + String(repeating: "/", count: after)
        #expect(found == wanted && replacementCount == count, "at \(offset), \(after) after")
      }
    }
  }

  @Test func `random bytes come out as the standard library has them`() {
    var random = Stream(state: 42)
    // Mostly valid text with faults, for the fast path, and plain noise.
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
      // The mark that decode would take off is not at stake here.
      bytes[0] = 0x41
      let wanted = String(decoding: bytes, as: UTF8.self)
      #expect(text(bytes).0 == wanted, "\(bytes)")
    }
  }

  @Test func `a page of nothing but faults takes no longer than it must`() {
    let decoded = Encoding.utf8.decode([UInt8](repeating: 0xFF, count: 100_000))
    #expect(decoded.replacementCount == 100_000)
    #expect(decoded.utf8.count == 300_000)
  }
}

/// The generator of `Tables/make_encodings.py`, so that both make the same bytes.
struct Stream {
  var state: UInt32

  mutating func next() -> Int {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Int(state >> 16)
  }
}
