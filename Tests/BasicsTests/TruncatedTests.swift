import Basics
import Testing

@Suite struct TruncatedTests {
  @Test(arguments: [
    ("ferry", 5, "ferry"), ("ferry", 4, "ferr"), ("fähre", 2, "f"), ("fähre", 3, "fä"),
    ("a😀", 4, "a"), ("a\u{300}", 2, "a"), ("", 0, ""), ("é", 0, ""),
  ])
  func `A text is cut between two characters of Unicode`(text: String, bytes: Int, cut: String) {
    #expect(Array(text.prefix(maximumBytes: bytes).utf8) == Array(cut.utf8))
  }
}
