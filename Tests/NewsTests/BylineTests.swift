import Testing

@testable import News

@Suite struct BylineTests {
  @Test(arguments: [
    (
      "<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content='Ida Brandt'>",
      "", ["Ida Brandt"]
    ),
    ("", "<span class=byline>by <a rel=author href=/author/x>karlsen</a></span>", ["karlsen"]),
    ("", "<p>Von Ida Brandt am 3. Mai 2026</p>", ["Ida Brandt"]),
    ("", "<div class=author-name>By Harbour Desk</div>", ["Harbour Desk"]),
    ("<meta name=author content='Ida Brandt @idab'>", "", ["Ida Brandt"]),
  ])
  func `Authors are found in labelled cards, links, user names and lines`(
    head: String, over: String, expected: [String]
  ) {
    #expect(Example.article(head: head, over: over).authors == expected)
  }
}
