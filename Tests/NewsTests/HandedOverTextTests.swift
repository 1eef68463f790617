import Basics
import TestSupport
import Testing
import WebURL

@testable import News

/// Tests that no text that is extracted from a page hides, reorders or annotates text.
@Suite struct HandedOverTextTests {
  /// A tag, an override, an isolate without an end, an annotation, an embedding.
  static let odd = "\u{E0041}\u{202E}\u{2066}\u{FFF9}\u{202A}"

  private func expectHarmless(_ text: String?, _ name: String) {
    guard let text else {
      Issue.record("no \(name)")
      return
    }
    let found = text.unicodeScalars.filter { $0.isControlForDisplay && $0 != "\n" && $0 != "\t" }
    #expect(!text.isEmpty && found.isEmpty, "\(name): \(found.map { String($0.value, radix: 16) })")
  }

  @Test func `The normalizer removes each control that affects the display of text`() {
    for value in 0...UInt32(0xE007F) {
      guard let scalar = Unicode.Scalar(value), scalar.isControlForDisplay else { continue }
      let cleaned = TextCleaner.clean("a\(scalar)b")
      #expect(cleaned == "ab" || cleaned == "a b", "U+\(String(value, radix: 16))")
    }
  }

  @Test func `No part of an article has such characters`() {
    let odd = HandedOverTextTests.odd
    let p = Example.paragraphs
    let article = Example.article(
      html: """
        <html lang=en><head><title>Ferry stays\(odd) for a year</title>
        <meta name=author content="Ann\(odd) Holm"><meta property="article:section" content="To\(odd)wn">
        <meta name=keywords content="fer\(odd)ry, har\(odd)bour">
        <meta name=description content="The board\(odd) keeps the ferry."></head><body><main>
        <h1>Ferry stays\(odd) for a year</h1><p class=byline>By Ann\(odd) Holm</p>
        <p>LINDMAR\(odd), March 14 – \(p[0])</p><p>\(odd)\(p[1])
        <a href="mailto:a\(odd)@b.example">the\(odd) clerk</a></p>
        <figure><img src=a.jpg alt="the\(odd) ferry" width=600 height=400>
        <figcaption>The\(odd) ferry in the harbour.</figcaption></figure>
        <pre>two\(odd)\n  lines\u{9B}</pre><p>\(p[2])\(odd)</p></main></body></html>
        """)
    expectHarmless(article.headline, "headline")
    expectHarmless(article.lede, "lede")
    expectHarmless(article.text, "text")
    expectHarmless(article.html, "html")
    expectHarmless(article.authors.joined(separator: ","), "authors")
    expectHarmless(article.tags.joined(separator: ","), "tags")
    expectHarmless(article.section, "section")
    #expect(article.html.contains("mailto:a@b.example"))
    #expect(article.html.contains("<pre>two\n  lines</pre>"))
  }

  @Test func `Joiners stay in text and HTML, and directional marks and balanced isolates in HTML`()
  {
    let article = Example.article(
      between: [
        "<p>The board, می\u{200C}خواهیم, \u{200F}א \u{2067}ב\u{2069} 👩\u{200D}🚀, was asked for it.</p>",
        "",
      ])
    #expect(article.text.contains("می\u{200C}خواهیم") && article.text.contains("👩\u{200D}🚀"))
    #expect(article.html.contains("می\u{200C}خواهیم, \u{200F}א \u{2067}ב\u{2069} 👩\u{200D}🚀"))
  }

  @Test(arguments: [false, true])
  func `No part of a teaser has such characters`(isFeed: Bool) {
    let odd = HandedOverTextTests.odd + "\u{1B}[31m\u{9B}\u{7F}"
    let items = (1...4).map { number in
      let title = "Plan \(number) of the\(odd) harbour board"
      let lede =
        "After a long\(odd) evening the board agreed on plan \(number) for the quay at last."
      return isFeed
        ? "<item><title>\(title)</title><link>https://a.test/\(number)</link>"
          + "<description>\(lede)</description></item>"
        : "<li><h2><a href='/plan-\(number)'>\(title)</a></h2><p>\(lede)</p><time>2026-03-1\(number)</time></li>"
    }.joined()
    let listing = Listing(
      Example.page(
        isFeed ? "<rss><channel>\(items)</channel></rss>" : "<body><ul>\(items)</ul></body>"),
      context: Example.context)
    #expect(listing.teasers.count == 4)
    for teaser in listing.teasers {
      expectHarmless(teaser.lede, "lede")
      expectHarmless(teaser.headline, "headline")
      #expect(teaser.headline?.contains("of the") == true)
    }
  }
}
