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
    let text = "Ünïcode – 평양 e\u{301} 👩\u{200D}🚀 ב\u{200F} \u{A0}"
    #expect(text.strippingControlCharacters() == text)
  }

  @Test func `Chosen controls stay`() {
    #expect("a\nb\tc\rd".strippingControlCharacters(keeping: "\n\t") == "a\nb\tcd")
  }

  @Test func `A replacement separates words, and other controls leave no trace`() {
    #expect(
      "a\nb\u{2028}c\u{202E}d".strippingControlCharacters(replacingSeparatorsWith: " ") == "a b cd")
  }
}
