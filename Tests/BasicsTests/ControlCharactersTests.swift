import Basics
import Testing

@Suite struct ControlCharactersTests {
  @Test("Controls that a terminal obeys are removed")
  func controls() {
    #expect("a\u{1B}[31mb\u{9B}2Jc\u{7}\u{7F}\u{0}".strippingControlCharacters() == "a[31mb2Jc")
  }

  @Test("Characters that reorder, hide or annotate text are removed")
  func formats() {
    #expect("abc\u{202E}fed\u{2066}x\u{E0041}y\u{FFF9}".strippingControlCharacters() == "abcfedxy")
  }

  @Test("Letters, combining marks, joiners, directional marks and emoji stay")
  func text() {
    let text = "Ünïcode – 평양 e\u{301} 👩\u{200D}🚀 ב\u{200F} \u{A0}"
    #expect(text.strippingControlCharacters() == text)
  }

  @Test("Chosen controls stay")
  func kept() {
    #expect("a\nb\tc\rd".strippingControlCharacters(keeping: "\n\t") == "a\nb\tcd")
  }

  @Test("A replacement separates words, and other controls leave no trace")
  func replacement() {
    #expect(
      "a\nb\u{2028}c\u{202E}d".strippingControlCharacters(replacingSeparatorsWith: " ") == "a b cd")
  }
}
