import Testing

@testable import Ledger

@Suite struct SearchQueryTests {
  @Test(arguments: [
    ("harbour board", #""harbour" AND "board""#),
    (#""new pier" fish*"#, #""new pier" AND "fish"*"#),
    (#""new pi"*"#, #""new pi"*"#),
    ("pier -boat NOT “old net”", #"("pier") NOT ("boat" OR "old net")"#),
    ("COVID-19", #""covid 19""#), ("pier pier", #""pier""#),
    ("평", #""평"*"#), ("평양", #""평양""#), ("평양에", #""평양 양에""#), ("평양에서*", #""평양 양에 에서""#),
    (#""서울 평양""#, #""서울 울 평양""#), ("2026년", #""2026 년"*"#),
    ("a AND OR NEAR(b c)", #""a" AND "and" AND "or" AND "near b" AND "c""#),
    ("title:x {y} ^z + \u{0}", #""title x" AND "y" AND "z""#),
    (#""unclosed phrase"#, #""unclosed phrase""#),
  ])
  func `Words are joined, and all else is text`(text: String, expression: String) throws {
    #expect(try SearchQuery(text).expression == expression)
  }

  @Test(arguments: ["", " ", "-", "\"\"", "*", "NOT", "。"])
  func `A search without a word is an error`(text: String) {
    #expect(throws: SearchQueryError("the search contains no word")) { try SearchQuery(text) }
  }

  @Test func `A search needs a wanted word, and has a largest size`() {
    #expect(throws: SearchQueryError("the search needs a word that is wanted, too")) {
      try SearchQuery("-boat")
    }
    #expect(throws: SearchQueryError("a search may have at most 10 KiB")) {
      try SearchQuery(String(repeating: "a", count: 10_241))
    }
  }

  @Test(arguments: [
    ("pier", "The new Pier; piers.", ["Pier"]),
    ("pier*", "The new Pier; piers.", ["Pier", "piers"]),
    ("평", "큰 평양에서", ["평"]), ("양에서", "평양에서", ["양에서"]), ("cafe", "Café", ["Café"]),
    ("\"new pier\" the", "The new  pier", ["The", "new  pier"]), ("net", "no such", []),
  ])
  func `The places of the words are found in a text`(
    query: String, text: String, matches: [String]
  ) throws {
    #expect(try SearchQuery(query).matches(in: text).map { String(text[$0]) } == matches)
  }
}
