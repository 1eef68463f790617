import Dates
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

@Suite struct ArticleMarkdownTests {
  @Test func `Markdown is front matter, headline and article`() {
    #expect(
      EntryRecord.make(article: .ferry).markdownText == """
        ---
        title: "Ferry late"
        url: "http://gazette.example/a/1"
        date: "2026-03-14T10:00:00-01:30"
        date_precision: minute
        authors: ["A. Writer"]
        dateline: "HARBOUR, March 14"
        language: "en"
        tags: ["ferry"]
        source: "gazette"
        id: "a1b2"
        revision: 1
        event: "new"
        first_seen: "2026-03-14T10:15:00Z"
        extraction: good
        ---

        # Ferry late

        The ferry was late again on Monday, for the third time.

        Nobody …

        """)
  }

  /// Returns what follows the headline.
  private func body(html: String) -> String {
    let article = Article.make(headline: "H", text: "x", html: html)
    let text = EntryRecord.make(
      teaser: Teaser(link: WebURL("http://gazette.example/a/1"), lede: nil), article: article
    ).markdownText
    return text.range(of: "\n# H\n\n").map { String(text[$0.upperBound...]) } ?? ""
  }

  @Test func `Headings, paragraphs, links and images keep their structure`() {
    #expect(
      body(
        html: """
          <h2>The pier</h2><p>A <strong>storm</strong> took <em>half</em> of it. See \
          <a href="http://gazette.example/pier">the report</a>.</p>\
          <p><img src="http://gazette.example/pier.jpg" alt="The pier"></p><h3>After</h3><p>Calm.</p>
          """) == """
          ## The pier

          A **storm** took *half* of it. See [the report](http://gazette.example/pier).

          ![The pier](http://gazette.example/pier.jpg)

          ### After

          Calm.

          """)
  }

  @Test func `Lists and quotes keep their structure`() {
    #expect(
      body(
        html: """
          <ul><li>one</li><li>two<ol><li>first</li><li>second</li></ol></li></ul>\
          <blockquote><p>We sail at noon.</p></blockquote>
          """) == """
          - one
          - two
            1. first
            2. second

          > We sail at noon.

          """)
  }

  @Test func `Code and tables keep their structure`() {
    #expect(
      body(
        html: """
          <pre><code>let a = 1\n  let b = *a*</code></pre><table><tr><th>Port</th><th>Ships</th>\
          </tr><tr><td>Tarn</td><td>12</td></tr></table>
          """) == """
          ```
          let a = 1
            let b = *a*
          ```

          | Port | Ships |
          | --- | --- |
          | Tarn | 12 |

          """)
  }

  @Test(arguments: [
    ("1986. A great year", "1986\\. A great year"), ("# no heading", "\\# no heading"),
    ("- no list", "\\- no list"), ("5 - 3 = 2", "5 - 3 = 2"), ("    no code", "no code"),
  ])
  func `Words that look like Markdown stay words`(text: String, line: String) {
    let article = Article.make(headline: "H", lede: text, text: text)
    let markdown = EntryRecord.make(article: article).markdownText
    #expect(markdown.hasSuffix("\n\n\(line)\n"), "\(markdown)")
  }

  @Test func `Hostile text ends neither the front matter nor a line, and commands no terminal`() {
    let teaser = Teaser(
      link: WebURL("http://gazette.example/a/1"), lede: hostile, headline: hostile)
    var article = Article.make(authors: [hostile], text: hostile)
    (article.dateline, article.language, article.tags) = (hostile, "en\u{202e}", [hostile])
    let markdown = EntryRecord.make(teaser: teaser, article: article).markdownText
    #expect(markdown.components(separatedBy: "\n---\n").count == 2)
    #expect(!markdown.contains("\n# no"))
    let allowed = markdown.unicodeScalars.filter { $0.properties.generalCategory == .control }
    #expect(allowed.allSatisfy { $0 == "\n" })
    #expect(!markdown.unicodeScalars.contains("\u{202e}"))
    #expect(!markdown.unicodeScalars.contains("\u{2028}"))
  }

  @Test func `Scalars of the front matter are valid in YAML`() {
    let article = Article.make(headline: "a: \u{FFFE}b\u{FFFF}\u{7f}\u{85}\"\\ #c", text: "x")
    let markdown = EntryRecord.make(article: article).markdownText
    #expect(markdown.contains(#"title: "a: \ufffeb\uffff\"\\ #c""#), "\(markdown)")
  }
}
