import Testing

@testable import News

@Suite struct TextCleanerTests {
  @Test func `White space collapses; control sequences and invisible characters are removed`() {
    #expect(TextCleaner.clean("  a \n\t b\u{A0}c ") == "a b c")
    #expect(TextCleaner.clean("rep\0ort\u{1B}[31m x\u{7}") == "report x")
    #expect(TextCleaner.clean("soft\u{AD}hyphen\u{200B} \u{202E}end") == "softhyphen end")
    #expect(TextCleaner.clean("می‌خواهم") == "می‌خواهم")
  }

  @Test func `The place of a character in a text does not change how it is cleaned`() {
    for character in [" ", "  ", "\n", "\u{7F}", "\u{7}", "\u{A0}", "é", "一", "\u{200B}", "?"] {
      for length in 0...40 {
        let (before, after) = (String(repeating: "x", count: length), "tide table for the harbour")
        let isSpace = [" ", "  ", "\n", "\u{A0}"].contains(character) && length > 0
        let isShown = ["é", "一", "?"].contains(character)
        let expected = before + (isSpace ? " " : isShown ? character : "") + after
        #expect(TextCleaner.clean(before + character + after) == expected)
      }
    }
  }

  @Test func `Marks are counted in long runs and at their ends`() {
    for length in 0...40 {
      var (cleaner, out) = (TextCleaner(), [UInt8]())
      var text = "." + String(repeating: "a, b ", count: length) + "what; now!"
      text.withUTF8 { cleaner.append($0, to: &out, blockStart: 0) }
      #expect(cleaner.marks == length + 3)
      #expect(cleaner.length == text.utf8.count)
    }
  }
}
