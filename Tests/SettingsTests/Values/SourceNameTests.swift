import Testing

@testable import Settings

@Suite struct SourceNameTests {
  @Test(arguments: [
    ("gazette", true), ("2nd.page_a-b", true), (String(repeating: "a", count: 64), true),
    (String(repeating: "a", count: 65), false), ("", false), (".hidden", false), ("-a", false),
    ("Gazette", false), ("a/b", false), ("..", false), ("a\u{0}", false), ("ä", false),
  ])
  func `A name has few characters, all of them safe in file names`(name: String, isName: Bool) {
    #expect(Source.isName(name) == isName)
  }
}
