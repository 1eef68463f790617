import Testing

@testable import ledewatch

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("평양", 4), ("北京", 4), ("ｱ", 1), ("Ａ", 2),
    // Hangul of single letters, Thai and Hebrew with marks.
    ("\u{1112}\u{1161}\u{11AB}", 2), ("กั้น", 2), ("שָׁלוֹם", 4), ("مُحَمَّد", 4),
    // Emoji: alone, with a selector, a color of skin, joined, a flag, a key, and one that is text.
    ("😀", 2), ("❤️", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇳🇴", 2), ("1️⃣", 2), ("❤", 1), ("⌚", 2), ("🌡", 1),
    // Joiners and marks of direction.
    ("a\u{200D}b\u{200F}", 2), ("क्षि", 3),
  ])
  func `Wide characters need two columns, and marks none`(text: String, columns: Int) {
    #expect(Terminal.columns(of: text) == columns)
    #expect(Terminal.columns(of: text[...]) == columns)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("", 7, []), ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("北京召开新闻", 6, ["北京召", "开新闻"]), ("in 北京召开", 6, ["in 北", "京召开"]),
    ("평양에서 열린", 8, ["평양에서", "열린"]), ("กั้นกั้น", 4, ["กั้นกั้น"]),
  ])
  func `Lines end between words, and anywhere in scripts without spaces`(
    text: String, columns: Int, lines: [String]
  ) {
    #expect(Terminal.wrapped(text, columns: columns) == lines)
  }

  @Test func `A long word stays in one line if it is to be copied`() {
    #expect(
      Terminal.wrapped("at /a/long/path", columns: 5, breaksLongWords: false)
        == ["at", "/a/long/path"])
    #expect(
      Terminal.wrapped("北京召开", columns: 4, first: 6, breaksLongWords: false) == ["北京召", "开"])
  }

  @Test func `A text is cut to columns`() {
    #expect(Terminal.fitted("abcdef", to: 4) == "abc…")
    #expect(Terminal.fitted("평양에서", to: 6) == "평양…")
    #expect(Terminal.fitted("abcd", to: 4) == "abcd")
    #expect(Terminal.fitted("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", to: 5) == "👨‍👩‍👧👨‍👩‍👧…")
    #expect(Terminal.padded("평", to: 4) == "평  ")
  }
}
