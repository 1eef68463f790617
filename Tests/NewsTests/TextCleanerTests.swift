import Testing

@testable import News

@Suite struct TextCleanerTests {
  @Test func `White space collapses; control sequences and invisible characters are removed`() {
    #expect(TextCleaner.clean("  a \n\t b\u{A0}c ") == "a b c")
    #expect(TextCleaner.clean("rep\0ort\u{1B}[31m x\u{7}") == "report x")
    #expect(TextCleaner.clean("soft\u{AD}hyphen\u{200B} \u{202E}end") == "softhyphen end")
    #expect(TextCleaner.clean("می‌خواهم") == "می‌خواهم")
  }
}
