import Testing

@testable import ledewatch

@Suite struct TerminalStyleTests {
  private let terminal = TerminalStyle(width: 20, isColored: false, isTerminal: true)
  private let file = TerminalStyle(width: 200, isColored: false)

  @Test func `Lines after the first one are indented further`() {
    #expect(
      terminal.wrapped("one two three four five", indent: 2)
        == ["  one two three four", "    five"])
    #expect(terminal.wrapped("", indent: 2) == ["  "])
  }

  @Test func `A text beside a name fits the terminal, and is one line in a file`() {
    let text = "one two three four"
    #expect(
      terminal.labeled("lede", text, column: 8)
        == ["lede    one two", "          three four"])
    #expect(file.labeled("lede", text, column: 8) == ["lede    " + text])
    #expect(terminal.labeled("a long name", "x", column: 8) == ["a long name", "        x"])
  }

  @Test func `Text from right to left is isolated on a terminal`() {
    #expect(terminal.isolated("שלום 12") == "\u{2068}שלום 12\u{2069}")
    #expect(terminal.isolated("peace 12") == "peace 12")
    #expect(file.isolated("שלום 12") == "שלום 12")
  }

  @Test func `A file has no colors and a width of its own`() throws {
    let style = TerminalStyle(of: -1, environment: ["TERM": "xterm"])
    #expect(style.width == 200 && !style.isColored && !style.isTerminal)
  }
}
