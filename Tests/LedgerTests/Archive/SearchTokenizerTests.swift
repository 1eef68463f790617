import Testing

@testable import Ledger

@Suite struct SearchTokenizerTests {
  @Test(arguments: [
    ("The Workers’ Party", "the workers party"), ("co-operation 2.0", "co operation 2 0"),
    ("", ""), ("…!?", ""), ("soft\u{AD}ened", "softened"),
    ("평양에서", "평양 양에 에서 서"), ("평", "평"), ("평양 시", "평양 양 시"),
    ("北京。", "北京 京"), ("KBS뉴스", "kbs 뉴스 스"), ("2026년", "2026 년"),
    ("กรุง", "กรุ รุง ง"),
  ])
  func `A text becomes words, and pairs of characters where there are no spaces`(
    text: String, tokens: String
  ) {
    #expect(SearchTokenizer.indexedText(text) == tokens)
  }

  @Test func `Only the beginning of a very long word counts`() {
    let word = String(repeating: "a", count: 10_000)
    #expect(SearchTokenizer.indexedText(word) == word.prefix(64))
  }

  @Test func `A token has its place in the text`() {
    let text = "An Élan, 평양"
    let places = SearchTokenizer.tokens(in: text).map { String(text[$0.range]) }
    #expect(places == ["An", "Élan", "평양", "양"])
  }
}
