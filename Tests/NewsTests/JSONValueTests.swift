import Testing

@testable import News

@Suite struct JSONValueTests {
  private func parse(_ text: String) -> JSONValue? {
    Array(text.utf8).withUnsafeBufferPointer { JSONValue($0) }
  }

  @Test func `Values, escapes and surrogate pairs are parsed`() throws {
    let value = try #require(
      parse(#"{"a": ["x\n\"y\"", "\u00e9\ud83d\ude00", true, null, -1.5e3]}"#))
    let elements = try #require(value["a"]).elements
    #expect(elements[0].string == "x\n\"y\"")
    #expect(elements[1].string == "é😀")
    #expect(elements.count == 5)
  }

  @Test func `A malformed text yields what precedes the error`() {
    #expect(parse(#"{"a": "b", "c": "d"#)?["c"]?.string == "d")
    #expect(parse(#"{"a": 1,, "b": "c",}"#)?["b"]?.string == "c")
    #expect(parse(#"{"a" "b"}"#)?["a"] == nil)
    #expect(parse("") == nil)
    #expect(parse("\"\\ud83d\"")?.string == "\u{FFFD}")
  }

  @Test func `Depth and number of values are bounded`() {
    _ = parse(String(repeating: "[", count: 100_000))
    _ = parse(String(repeating: "{\"a\":", count: 100_000))
    _ = parse("[" + String(repeating: "1,", count: 100_000))
  }
}
