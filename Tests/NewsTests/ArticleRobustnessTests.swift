import Foundation
import Testing
import WebURL

@testable import News

@Suite struct ArticleRobustnessTests {
  private func article(_ html: String) -> Article {
    Article(
      Page(address: WebURL("https://example.org/a"), bytes: Array(html.utf8)),
      context: Example.context)
  }

  private let paragraph =
    "<p>The harbour board voted on Friday to keep the old ferry running, after a petition.</p>"

  @Test func `Deeply nested, wide and repetitive pages are extracted within bounds`() {
    let pieces = [
      "<div>", "<b>", "<p>", "<li>", "<table><tr><td>", "<a href=x>", "<h1>x", "<br>", "<time>",
      "<blockquote>", "<span class=author>x", "<ul class=related><li>", "<img src=x>",
      "<p>x</p>", "<script type=application/ld+json>[[[[[[", "</p>", "<article>", "<pre>",
    ]
    for piece in pieces {
      let page = paragraph + String(repeating: piece, count: 1500) + paragraph
      _ = article(page).markdown
      _ = article(String(repeating: piece, count: 1500)).extraction
    }
  }

  @Test func `A page truncated at any place is extracted`() throws {
    let file = ArticleTests.folder.appending(path: "plain-news/article.html")
    let bytes = [UInt8](try Data(contentsOf: file))
    for end in stride(from: 0, to: bytes.count, by: 97) {
      let page = Page(address: WebURL("https://example.org/a"), bytes: Array(bytes[..<end]))
      _ = Article(page, context: Example.context)
    }
  }

  @Test func `Bytes of another format fail with the name of the format`() {
    let context = Example.context
    func verdict(_ bytes: [UInt8]) -> Extraction {
      Article(Page(address: WebURL("https://example.org/a"), bytes: bytes), context: context)
        .extraction
    }
    #expect(verdict([]).verdict == .failed)
    #expect(verdict(Array("%PDF-1.7\n1 0 obj".utf8)).reason == "a PDF document, not a web page")
    #expect(verdict([0x89, 0x50, 0x4E, 0x47, 0x0D]).reason == "a PNG image, not a web page")
    #expect(verdict(Array(" {\"a\": 1}".utf8)).reason == "data, not a web page")
  }

  @Test
  func `Safe HTML has no scripts, event handlers, styles or addresses other than web and mail`() {
    let html =
      article(
        """
        <article><h1 onclick=a()>Head</h1>\(paragraph)
        <p>One <a href="javascript:a()">bad</a>, one <a href=" JaVaScRiPt:a()">worse</a>, one
        <a href="data:text/html,x">data</a>, one <a href="mailto:a@b.example">mail</a> &lt;script&gt;.</p>
        <p style="a" onfocus=b() class=c id=d>Text with <svg><script>x()</script></svg> in it, and
        <math><mi>y</mi></math>, and more than enough words to be a paragraph.</p>\(paragraph)</article>
        """
      ).html.lowercased()
    for word in [
      "<script", "onclick", "onfocus", "javascript:", "data:", "style=", "class=", "<svg",
    ] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("&lt;script&gt;"))
    #expect(html.contains("mailto:a@b.example"))
  }
}
