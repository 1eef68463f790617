import Ledger
import Testing

@testable import ledewatch

@Suite struct SearchExcerptTests {
  private func excerpt(_ text: String, _ query: String, columns: Int = 40) throws -> SearchExcerpt?
  {
    SearchExcerpt(of: text, try SearchQuery(query), columns: columns)
  }

  @Test func `The words are marked in the text around the first of them`() throws {
    let text = String(repeating: "before ", count: 50) + "the new pier\nand the nets " + "after"
    let found = try #require(try excerpt(text, "pier nets"))
    #expect(found.text == "…the new pier and the nets after")
    #expect(found.parts.filter(\.isMatch).map(\.text) == ["pier", "nets"])
    #expect(
      found.styled(TerminalStyle(width: 80, isColored: true)).contains("\u{1B}[33mpier\u{1B}[0m"))
    #expect(!found.styled(TerminalStyle(width: 80, isColored: false)).contains("\u{1B}"))
  }

  @Test func `An excerpt is no wider than allowed, and nothing of it acts on the terminal`() throws
  {
    let text = "\u{1B}[2J " + String(repeating: "평양에서 회의가 열렸다. ", count: 100)
    let found = try #require(try excerpt(text, "평양"))
    #expect(Terminal.columns(of: found.text) <= 40)
    #expect(!found.text.contains("\u{1B}"))
    #expect(found.parts.filter(\.isMatch).allSatisfy { $0.text == "평양" })
  }

  @Test func `A text without the words has no excerpt`() throws {
    #expect(try excerpt("nothing", "pier") == nil)
    #expect(try excerpt("", "pier") == nil)
  }
}
