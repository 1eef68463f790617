import TestSupport
import Testing
import WebURL

@testable import News

@Suite struct SafeHTMLTests {
  @Test func `Quotes, brackets and control characters in attributes are escaped`() {
    var html = SafeHTML(base: "https://example.org/")
    html.image("https://example.org/\"onerror=\"x", description: "a \"b\" <c> & d\u{1B}")
    #expect(
      String(decoding: html.bytes, as: UTF8.self)
        == #"<img src="https://example.org/&quot;onerror=&quot;x""#
        + #" alt="a &quot;b&quot; &lt;c&gt; &amp; d">"#)
  }

  @Test func `A mail address cannot end its attribute`() {
    let link = #"<a href='mailto:a@b.example?subject="onfocus="x'>the clerk</a>"#
    let html = Example.article(
      between: [
        "<p>The clerk of the board, \(link), answers questions of the petitioners.</p>", "",
      ]
    ).html
    #expect(html.contains(#"<a href="mailto:a@b.example?subject=&quot;onfocus=&quot;x">"#))
  }
}
