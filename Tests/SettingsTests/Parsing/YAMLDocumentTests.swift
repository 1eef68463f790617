import Testing

@testable import Settings

@Suite struct YAMLDocumentTests {
  @Test(arguments: [
    ("state: /a\nstate: /b", ["2:1: duplicate key “state”; the first is on line 1"]),
    (
      "sources:\n- name: a\n  url: http://a.example\n\n  url: http://b.example",
      ["5:3: duplicate key “url”; the first is on line 3"]
    ),
    (
      "defaults: {robots: no, \"robots\": yes}",
      ["1:24: duplicate key “robots”; the first is on line 1"]
    ),
    (
      "state: /a\nspool: /x\nstate: /b\nspool: /y\nstate: /z",
      [
        "3:1: duplicate key “state”; the first is on line 1",
        "4:1: duplicate key “spool”; the first is on line 2",
        "5:1: duplicate key “state”; the first is on line 1",
      ]
    ),
    (
      "defaults: {headers: {A: b, A: c}}\r\n'state': /ä\r\n\"state\": /b",
      [
        "1:28: duplicate key “A”; the first is on line 1",
        "3:1: duplicate key “state”; the first is on line 2",
      ]
    ),
  ])
  func `A duplicate key is reported where it occurs again`(text: String, expected: [String]) {
    #expect(diagnostics(text) == expected)
  }

  @Test func `A duplicate key that is written with escapes is reported where it occurs first`() {
    #expect(diagnostics("\"\\x61\": 1\na: 2") == ["1:1: duplicate key “a”"])
  }

  @Test func `A byte order mark is skipped`() throws {
    #expect(try load("\u{feff}state: /a\nspool: /b").spoolPath == "/b")
  }

  @Test func `Aliases that multiply are refused`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(
      diagnostics(text) == [
        "more than 24 YAML aliases (*name); use “defaults” instead"
      ])
    var few = "a0: &a0 [x, x]\n"
    for level in 1...11 { few += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(diagnostics(few + "? *a11\n: x\n? *a10\n: y\n").count == 14)
  }

  @Test func `Deep nesting and many keys take little time`() {
    #expect(diagnostics(String(repeating: "[", count: 100_000)).count == 1)
    #expect(diagnostics(String(repeating: "a: {", count: 5_000)).count == 1)
    #expect(diagnostics((0..<2000).map { "k\($0): v\n" }.joined()).count == 2000)
    #expect(diagnostics((0..<50).map { "k\($0): v\nk\($0): w\n" }.joined()).count >= 1)
  }
}
