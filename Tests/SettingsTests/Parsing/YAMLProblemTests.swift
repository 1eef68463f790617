import Testing

@testable import Settings

@Suite struct YAMLProblemTests {
  private static let colon =
    "unexpected “:”; check the indentation and the line above, or quote a value that contains “: ”"
  private static let brackets =
    "expected a value; check that brackets are closed, and quote a value that begins with one"

  private static func quote(_ character: String) -> String {
    "a value that begins with “\(character)” must be in quotes"
  }

  @Test(arguments: [
    ("sources:\n\t- name: a", "2:1: indent with spaces, not tabs"),
    ("sources:\n  - name: a\n\turl: b", "3:1: indent with spaces, not tabs"),
    ("state: |\n\tx", "2:1: indent with spaces, not tabs"),
    ("sources\n  - name: a\nstate: x", "2:9: \(colon)"),
    ("a: b: c", "1:5: \(colon)"),
    ("state: /a\n  spool: /b", "2:8: \(colon)"),
    ("spool: /a\nstate\nsources: []", "2:1: expected “:” after this key"),
    (
      "sources:\n  - name: a\n url: x",
      "3:2: expected a key indented like the first one on line 1"
    ),
    ("state: 'b' c", "1:12: unexpected text after the value; quote the whole value"),
    (
      "sources:\n  - name: a\n    x: y\n  name: b",
      "4:3: expected a list item (“- …”) indented like the first one on line 2"
    ),
    ("  state: /a\nspool: /b", "2:1: unexpected text; check the indentation"),
    ("state: - a", "1:8: a list item (“- …”) must begin on a line of its own"),
    ("state: ? a", "1:8: a value that begins with “? ” must be in quotes"),
    ("sources: [", "2:1: \(brackets)"), ("key: [a, , b]", "1:10: \(brackets)"),
    ("state: ]", "1:8: \(brackets)"),
    ("state: [a, b", "2:1: expected “,” or “]” for the list that begins on line 1"),
    ("state: {a: b]", "1:13: expected “,” or “}” for the mapping that begins on line 1"),
    ("state: \"/a", "1:8: this quotation mark is not closed"),
    ("state: '/a\n---\nspool: b", "1:8: this quotation mark is not closed"),
    (
      "state: \"\\d\"",
      "1:9: unknown escape sequence; use single quotes, or write “\\\\” for a backslash"
    ),
    (
      "state: \"\\x4\"",
      "1:11: incomplete escape sequence; use single quotes, or write “\\\\” for a backslash"
    ),
    ("state: \"\\U99999999\"", "1:11: this escape sequence is not a character"),
    ("state: @x", "1:8: \(quote("@"))"), ("state: `x", "1:8: \(quote("`"))"),
    ("state: %x", "1:8: \(quote("%"))"), ("%x\n", "1:1: \(quote("%"))"),
    ("%YAML 1\n", "1:1: \(quote("%"))"), ("%TAG x\n", "1:1: \(quote("%"))"),
    ("state: !a!b x", "1:8: \(quote("!"))"), ("state: !<x y", "1:8: \(quote("!"))"),
    ("state: *.html", "1:8: \(quote("*"))"), ("state: *x", "1:8: \(quote("*"))"),
    ("state: &", "1:8: \(quote("&"))"), ("state: | x\n y", "1:8: \(quote("|"))"),
    ("state: >0\n x", "1:8: \(quote(">"))"),
    ("--- a\n--- b", "2:1: “---” and “...” are not allowed here; a file is one document"),
    ("state: \u{1}/a", "1:8: the character U+0001 is not allowed"),
    ("spool: é\nstate: é\u{fffe}", "2:9: the character U+FFFE is not allowed"),
  ])
  func `Each syntax error is reported in plain words`(text: String, message: String) {
    #expect(diagnostics(text) == [message])
  }

  @Test func `Too many levels of nesting are reported`() {
    let all = diagnostics(String(repeating: "[", count: 100_000))
    #expect(all.count == 1 && all[0].hasSuffix(": too many levels of nesting"), "\(all)")
  }
}
