import Basics
import Testing

@Suite struct ControlCharactersTests {
  @Test func `Controls that a terminal obeys are removed`() {
    #expect("a\u{1B}[31mb\u{9B}2Jc\u{7}\u{7F}\u{0}".strippingControlCharacters() == "a[31mb2Jc")
  }

  @Test func `Characters that reorder, hide or annotate text are removed`() {
    #expect("abc\u{202E}fed\u{2066}x\u{E0041}y\u{FFF9}".strippingControlCharacters() == "abcfedxy")
  }

  @Test func `Letters, combining marks, joiners, directional marks and emoji stay`() {
    let text = "Ünïcode – 평양 e\u{301} 👩\u{200D}🚀 ב\u{200F} ع\u{61C} a\u{200E} می\u{200C}خ \u{A0}"
    #expect(text.strippingControlCharacters() == text)
  }

  @Test func `Chosen controls stay`() {
    #expect("a\nb\tc\rd".strippingControlCharacters(keeping: "\n\t") == "a\nb\tcd")
  }

  @Test func `A replacement separates words, and other controls leave no trace`() {
    #expect(
      "a\nb\u{2028}c\u{202E}d".strippingControlCharacters(replacingSeparatorsWith: " ") == "a b cd")
  }

  @Test func `Each control of the table is removed, and its neighbors stay`() {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB,
      0xE0000...0xE007F,
    ]
    for value in 0...UInt32(0xE0100) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isControl = ranges.contains { $0.contains(value) }
      guard scalar.isControlForDisplay == isControl else {
        Issue.record("U+\(String(value, radix: 16))")
        continue
      }
      if isControl { #expect("a\(scalar)b".strippingControlCharacters() == "ab") }
    }
  }

  @Test(arguments: [
    ("a \u{2067}עברית\u{2069} b", "a \u{2067}עברית\u{2069} b"),
    ("a \u{2067}b", "a b"), ("a\u{2069} b", "a b"), ("\u{2069}a\u{2066}", "a"),
    ("\u{2066}a\u{2068}b\u{2069}", "a\u{2068}b\u{2069}"),
    ("\u{2066}a\u{2068}b\u{2069}c\u{2069}", "\u{2066}a\u{2068}b\u{2069}c\u{2069}"),
    // A paragraph ends all isolates.
    ("\u{2067}a\nb\u{2069}", "a\nb"), ("\u{2067}a\u{2029}b\u{2069}", "ab"),
    ("\u{202E}\u{2067}a\u{202C}\u{2069}", "\u{2067}a\u{2069}"),
  ])
  func `Isolates stay if they are balanced within their paragraph`(text: String, kept: String) {
    #expect(
      text.strippingControlCharacters(keeping: "\n", keepingBalancedIsolates: true)
        .unicodeScalars.elementsEqual(kept.unicodeScalars))
    let without = text.strippingControlCharacters()
    #expect(!without.unicodeScalars.contains { (0x2066...0x2069).contains($0.value) })
  }

  @Test func `Isolates may be nested to any depth`() {
    let text = String(repeating: "\u{2066}", count: 200_000)
    #expect(text.strippingControlCharacters(keepingBalancedIsolates: true).isEmpty)
  }
}
