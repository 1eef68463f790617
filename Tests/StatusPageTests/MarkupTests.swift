import Testing

@testable import StatusPage

@Suite struct MarkupTests {
  @Test func `Interpolated text is escaped, markup is not`() {
    let hostile = "<script>\"&'</script>"
    let markup: Markup = "<p title=\"\(hostile)\">\("a < b" as Markup)\(3)</p>"
    #expect(
      markup.html
        == "<p title=\"&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;\">a < b3</p>")
  }

  @Test func `Characters that hide or reorder text are removed`() {
    let markup: Markup = "<p>\("a\u{202E}b\u{0}c\u{1B}[1md\ne")</p>"
    #expect(markup.html == "<p>ab c [1md\ne</p>")
  }

  @Test(arguments: [
    ("gazette", "gazette"), ("a/b?c#d", "a%2Fb%3Fc%23d"), ("..", ".."), ("ü\"", "%C3%BC%22"),
  ])
  func `A name becomes one segment of a path`(name: String, segment: String) {
    #expect(name.pathSegment == segment)
    #expect(StatusRequest.decoded(segment[...]) == name)
  }

  @Test func `Words that were removed and added are colored, and all else is text`() {
    let markup = Difference("a [-<b>-]{+c & d+} [e] {f} [-open").markup
    #expect(
      markup.html == "a <del>&lt;b&gt;</del><ins>c &amp; d</ins> [e] {f} [-open")
  }

  @Test(arguments: [
    ("https://a.example/x", true), ("http://a.example/\"><script>", true),
    ("https://a.example/x?…", false), ("javascript:alert(1)", false), ("data:text/html,x", false),
  ])
  func `Only a complete address of the web becomes a link`(address: String, isLink: Bool) {
    let html = Link(address).markup.html
    #expect(html.hasPrefix("<a href=\"http") == isLink)
    #expect(!html.contains("<script>"))
  }
}
