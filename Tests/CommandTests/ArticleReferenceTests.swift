import Testing

@testable import ledewatch

@Suite struct ArticleReferenceTests {
  @Test(arguments: [
    ("5h0a6r3tbpbg8", "5h0a6r3tbpbg8"), ("5h0a6r3tbpbg8-r12", "5h0a6r3tbpbg8"),
    ("20260314T101500Z-quay-5h0a6r3tbpbg8-r1", "5h0a6r3tbpbg8"),
    ("/spool/new/20260314T101500Z-old-quay-5h0a6r3tbpbg8-r1/article.json", "5h0a6r3tbpbg8"),
    ("new/20260314T101500Z-quay-5h0a6r3tbpbg8-r2/", "5h0a6r3tbpbg8"),
    ("http://news.test/a-r1", "http://news.test/a-r1"), ("the board-room", "the board-room"),
    ("a-r0", "a-r0"), ("", ""),
  ])
  func `An article is named by its id, by an entry or by a path`(text: String, id: String) {
    #expect(ArticleReference.id(in: text) == id)
  }

  @Test(
    arguments: [
      ("5h0a6r3tbpbg8", nil), ("5h0a6r3tbpbg8-r12", 12),
      ("20260314T101500Z-old-r2-5h0a6r3tbpbg8-r1", 1),
      ("/spool/new/20260314T101500Z-quay-5h0a6r3tbpbg8-r3/article.json", 3),
      ("http://news.test/a-r1", nil), ("", nil),
    ] as [(String, Int?)])
  func `A revision is named by an entry, or by an id with its number`(text: String, revision: Int?)
  {
    #expect(ArticleReference.revision(in: text) == revision)
  }
}
