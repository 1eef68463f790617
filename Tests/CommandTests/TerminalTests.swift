import Testing

@testable import ledewatch

@Suite struct TerminalTests {
  @Test func `Control characters are removed`() {
    #expect(Terminal.safe("a\u{1B}[31mb\u{9B}2Jc\u{7}") == "a[31mb2Jc")
  }

  @Test func `Bidirectional overrides are removed`() {
    #expect(Terminal.safe("abc\u{202E}fed\u{2066}x") == "abcfedx")
  }

  @Test func `White space becomes single spaces on one line`() {
    #expect(Terminal.safe("  a\n\n b\t c\u{2028}") == "a b c")
  }

  @Test func `Long text is truncated with an ellipsis within its width`() {
    #expect(Terminal.safe("abcdefghij", width: 5) == "abcd…")
    #expect(Terminal.safe("abcde", width: 6) == "abcde")
  }

  @Test func `Line breaks are preserved in multi-line text`() {
    #expect(Terminal.safeLines("a\nb \u{1B}c\n\nd") == "a\nb c\n\nd")
  }
}
