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

  @Test(arguments: [
    "// <![CDATA[\n{\"a\": \"b\"}\n// ]]>", "<!--\n{\"a\": \"b\"}\n-->", "\u{FEFF}{\"a\": \"b\"}",
    "/* data */ {\n// \"x\": 1,\n\"a\": \"b\"};", "{\"x\": {}}\n{\"a\": \"b\"}",
  ])
  func `Objects in comments, CDATA marks and rows are found`(text: String) {
    let values = Array(text.utf8).withUnsafeBufferPointer(JSONValue.all)
    #expect(values.last?["a"]?.string == "b")
  }

  @Test func `Quotation marks that are not escaped do not end a string`() {
    let value = parse(#"{"a": "The "old" ferry, and "new" one", "c": "d"}"#)
    #expect(value?["a"]?.string == #"The "old" ferry, and "new" one"#)
    #expect(value?["c"]?.string == "d")
  }
}
