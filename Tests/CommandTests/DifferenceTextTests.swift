import Testing

@testable import ledewatch

@Suite struct DifferenceTextTests {
  private let text = "text: 1 word\npaid for [-12 red-]{+21+} cabbages\n"

  @Test func `Without a terminal, the text stays as it is`() {
    let style = TerminalStyle(width: 200, isColored: false)
    #expect(DifferenceText(text, style: style).lines.joined(separator: "\n") + "\n" == text)
  }

  @Test func `Deleted words are red and inserted words green, also over the end of a line`() {
    let style = TerminalStyle(width: 14, isColored: true, isTerminal: true)
    #expect(
      DifferenceText(text, style: style).lines == [
        "text: 1 word", "paid for \u{1B}[31m[-12\u{1B}[0m",
        "\u{1B}[31mred-]\u{1B}[0m\u{1B}[32m{+21+}\u{1B}[0m", "cabbages",
      ])
  }

  @Test func `Control characters of the articles are removed`() {
    let style = TerminalStyle(width: 200, isColored: false)
    #expect(DifferenceText("a\u{1B}[2J\u{202E}b", style: style).lines == ["a[2Jb"])
  }
}
