import Testing

@testable import HTML

@Suite struct `Named and numeric character references` {
  private func match(_ text: String) -> (length: Int, hasSemicolon: Bool, value: String)? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      NamedReference.match(bytes).map {
        ($0.length, $0.hasSemicolon, String(decoding: $0.utf8, as: UTF8.self))
      }
    }
  }

  @Test(arguments: [
    ("amp;", 4, true, "&"), ("amp=", 3, false, "&"), ("AMP", 3, false, "&"),
    ("lt", 2, false, "<"), ("notin;", 6, true, "\u{2209}"), ("notin", 3, false, "\u{AC}"),
    ("notit;", 3, false, "\u{AC}"), ("not;in;", 4, true, "\u{AC}"),
    ("ampersand", 3, false, "&"), ("frac12x", 6, false, "\u{BD}"), ("there4;", 7, true, "\u{2234}"),
    ("NotEqualTilde;", 14, true, "\u{2242}\u{338}"), ("Tab;", 4, true, "\t"),
    ("bsol;", 5, true, "\\"), ("quot;", 5, true, "\""), ("afr;", 4, true, "\u{1D51E}"),
    ("CounterClockwiseContourIntegral;", 32, true, "\u{2233}"), ("zwnj;", 5, true, "\u{200C}"),
  ])
  func `The longest name matches, with or without its semicolon`(
    text: String, length: Int, hasSemicolon: Bool, value: String
  ) throws {
    let found = try #require(match(text))
    #expect(found.length == length)
    #expect(found.hasSemicolon == hasSemicolon)
    #expect(found.value.unicodeScalars.elementsEqual(value.unicodeScalars))
  }

  @Test(arguments: [
    "", "a", ";", " amp;", "#38;", "hearts", "xyzzy;", "zwnj", "AMp;", "é;",
    "CounterClockwiseContourIntegralX;", String(repeating: "z", count: 100_000),
  ])
  func `Text that is not in the table does not match`(text: String) { #expect(match(text) == nil) }

  @Test func `The table contains all references of the standard`() {
    var names = 0
    var bare = 0
    var checksum: UInt64 = 0xcbf2_9ce4_8422_2325
    for entry in NamedReferenceTable.all {
      names += 1
      if entry.isBare { bare += 1 }
      let found = match(entry.name + ";")
      #expect(found?.value == entry.value)
      for byte in (entry.name + ";" + entry.value).utf8 {
        checksum = (checksum ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    #expect(names == 2125)
    #expect(bare == 106)
    #expect(checksum == 0x7434_cee9_8adc_cdfa)
  }

  @Test(
    arguments: [
      (0, 0xFFFD), (0x41, 0x41), (0x80, 0x20AC), (0x81, 0x81), (0x9F, 0x178), (0xA0, 0xA0),
      (0xD800, 0xFFFD), (0xDFFF, 0xFFFD), (0x10FFFF, 0x10FFFF), (0x110000, 0xFFFD),
      (UInt32.max, 0xFFFD), (0x0D, 0x0D), (0xFFFE, 0xFFFE),
    ] as [(UInt32, UInt32)])
  func `A number is the character that the standard assigns to it`(
    number: UInt32, value: UInt32
  ) { #expect(NumericReference.scalar(number).value == value) }
}

/// The entries of the generated table.
private enum NamedReferenceTable {
  static var all: [(name: String, value: String, isBare: Bool)] {
    var found: [(name: String, value: String, isBare: Bool)] = []
    let bytes = NamedReference.entries.withUTF8Buffer(Array.init)
    var position = 0
    while position < bytes.count {
      let length = Int(bytes[position] & 0x3F ^ 0x20)
      let name = String(decoding: bytes[position + 1..<position + 1 + length], as: UTF8.self)
      let size = Int(bytes[position + 1 + length] - 0x30)
      let value = String(
        decoding: bytes[position + 2 + length..<position + 2 + length + size], as: UTF8.self)
      found.append((name, value, bytes[position] & 0x40 != 0))
      position += 2 + length + size
    }
    return found.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
  }
}
