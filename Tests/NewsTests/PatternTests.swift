import Testing

@testable import News

@Suite("Patterns and templates")
struct PatternTests {
  @Test(
    arguments: [
      (#"fn_showArticle\('(\w+)'"#, "return fn_showArticle('AR0123', 2)", ["AR0123"]),
      ("a|ab", "xab", []), ("(a|ab)(c|bcd)(d*)", "abcd", ["a", "bcd", ""]),
      (#"(\d+)-(\d+)?"#, "no 17-", ["17", nil]), ("^b", "ab", nil), ("b$", "ab", []),
      ("(a+?)(a*)", "aaa", ["a", "aa"]), ("(a+)(a*)", "aaa", ["aaa", ""]),
      ("[^\"<>]+", "\"news\"", []), ("[a-c\\d_-]+x", "b2_-x", []), ("[]a]+", "]a", []),
      (#"\bnews\b"#, "newsroom", nil), ("(?:ab){2,3}(.)", "abababz", ["z"]),
      ("x{2}", "xyxx", []), ("{a}", "{a}", []), ("(?i)NÄchste ([A-C]+)", "nächste cab", ["cab"]),
      ("(한국)어?", "한국", ["한국"]), ("", "abc", []), ("(a*)*b", "aaab", ["aaa"]),
      ("(x)|(y)", "y", [nil, "y"]),
    ] as [(String, String, [String?]?)])
  func `A pattern finds its groups`(pattern: String, text: String, expected: [String?]?) throws {
    #expect(try Pattern(pattern).groups(in: text).map { Array($0.dropFirst()) } == expected)
  }

  @Test func `The first match wins, and alternatives are tried in order`() throws {
    #expect(try Pattern("[0-9]+").groups(in: "ab 123 4567")?.first == "123")
    #expect(try Pattern("a|ab|abc").groups(in: "abc")?.first == "a")
  }

  @Test(arguments: [
    ("a(b", 2), ("ab)", 3), ("[ab", 1), ("*a", 1), ("a**", 3), (#"a\1"#, 2), ("(?=a)", 1),
    ("(?<n>a)", 1), ("a\\", 2), (#"\q"#, 1), ("[z-a]", 2), ("a{3,2}", 3), ("(?:a{900}){900}", 1),
  ])
  func `A malformed pattern is rejected with the column of the error`(pattern: String, column: Int)
  {
    #expect {
      try Pattern(pattern)
    } throws: {
      ($0 as? PatternError)?.column == column && ($0 as? PatternError)?.message.isEmpty == false
    }
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["(a+)+$", "(a|aa)+$", "(a|a)*b", "(.*)(.*)(.*)(.*)x", "(a?){60}a{60}"])
  func `Matching takes linear time for every pattern`(pattern: String) throws {
    let pattern = try Pattern(pattern)
    let text = String(repeating: "a", count: 20_000) + "!"
    _ = pattern.groups(in: text)
  }

  @Test func `A template is filled with the groups of a pattern`() throws {
    let groups = try #require(try Pattern(#"(\w+)/(\d+)?"#).groups(in: "news/"))
    #expect(
      try Template("/$1/$2?all=$0&cost=$$5", groups: 2).filled(with: groups)
        == "/news/?all=news/&cost=$5")
    #expect(throws: PatternError(message: "the pattern has no group 3", column: 2)) {
      try Template("/$3", groups: 2)
    }
    #expect(throws: PatternError.self) { try Template("a$", groups: 1) }
    #expect(throws: PatternError.self) { try Template("$x", groups: 1) }
  }
}
