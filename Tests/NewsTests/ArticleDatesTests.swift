import Dates
import Testing

@testable import News

@Suite struct ArticleDatesTests {
  private func day(_ article: Article) -> String? { article.published?.day.description }

  @Test func `The date below the headline counts, not the one above it or the date of a change`() {
    #expect(
      day(
        Example.article(
          html:
            """
            <main><div>Agenda 19.01.2026</div><h1>Ferry stays for a year</h1>
            <div>Letzte Änderung: 14.03.2026</div><div>Erschienen am: 13.03.2026</div>
            <p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p></main>
            """)) == "2026-03-13")
  }

  @Test func `A timestamp in UTC is converted to the zone in which the page shows its time`() throws
  {
    let head = """
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stays for a year",
      "datePublished":"2026-03-12T22:04:00Z"}</script>
      """
    let shown = Example.article(head: head, over: "<div>13. März 2026 00:04</div>")
    let date = try #require(shown.published)
    #expect(date.day.description == "2026-03-13")
    #expect(date.secondOfDay == 240)
    #expect(date.utcOffset == 7200)
    #expect(day(Example.article(head: head)) == "2026-03-12")
  }

  @Test func `A timestamp of midnight in the zone of the page is the day that the page shows`() {
    let article = Example.article(
      head: "<meta property=article:published_time content=2026-03-12T23:00:00Z>",
      over: "<div>13 March 2026</div>")
    #expect(day(article) == "2026-03-13")
    #expect(article.published?.secondOfDay == nil)
  }

  @Test func `A timestamp in UTC gives way to a neighbouring day that the page shows`() {
    func shown(_ stamp: String, _ line: String) -> String? {
      day(
        Example.article(
          head: "<meta property=article:published_time content=\(stamp)>",
          over: "<div>\(line)</div>"))
    }
    #expect(shown("2026-03-13T04:13:00Z", "12 March 2026") == "2026-03-12")
    #expect(shown("2026-03-12T16:30:00Z", "13 March 2026") == "2026-03-13")
    #expect(shown("2026-03-13T18:30:00Z", "12 March 2026") == "2026-03-13")
  }

  @Test func `JSON-LD of a page without an article type provides the date too`() {
    let head = """
      <script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":
      "2026-03-11T10:00:00+00:00"}]}</script>
      """
    #expect(day(Example.article(head: head)) == "2026-03-11")
  }

  @Test func `A date at the start of the first paragraph is found`() {
    #expect(
      day(
        Example.article(
          html:
            "<h1>Ferry stays</h1><p>27.1.2026 - \(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p>"
        ))
        == "2026-01-27")
  }

  @Test(arguments: [
    "<p>Updated: 13 March 2026, 08:00 | Published: 11 March 2026, 07:00</p>",
    "<p>Updated <time datetime=2026-03-13>13 March</time> Published <time datetime=2026-03-11>11 March</time></p>",
    "<time class=updated datetime=2026-03-13>13 March</time><time datetime=2026-03-11>11 March</time>",
    "<p>Received: 3 October 2025 / Accepted: 16 December 2025 / Published: 11 March 2026</p>",
    "<div class=event-box>Starts <time datetime=2026-05-01T19:00>1 May</time></div><p>Published <time datetime=2026-03-11>11 March</time></p>",
    "<p>Next review due: 11 Jan 2029</p><p>11 March 2026</p>",
  ])
  func `Dates of changes, events and reviews are not the date of publication`(over: String) {
    #expect(day(Example.article(over: over)) == "2026-03-11")
  }

  @Test func `A shown date of the last change does not replace the declared one`() {
    let article = Example.article(
      head: """
        <meta property=article:published_time content=2024-05-02T10:00:00Z>
        <meta property=article:modified_time content=2026-03-11T10:00:00Z>
        """,
      over: "<time class='published updated' datetime=2026-03-11T10:00:00Z>11 March 2026</time>")
    #expect(day(article) == "2024-05-02")
    #expect(article.modified?.day.description == "2026-03-11")
  }

  @Test func `The shown date counts where JSON-LD has the day of the site's construction`() {
    let article = Example.article(
      head: """
        <script type="application/ld+json">{"@type":"BlogPosting","headline":"Ferry stays for a year",
        "datePublished":"2026-03-12","dateModified":"2026-03-12"}</script>
        """, over: "<div>4 June 2024</div>")
    #expect(day(article) == "2024-06-04")
  }

  @Test(arguments: [
    "<p>Written by<span>March 11, 2026</span><span>5 min read</span></p>",
    "<abbr class=published title=2026-03-11T08:00:00Z>three days ago</abbr>",
    "<p><b>Ida Brandt</b> - 11/03/2026</p>",
  ])
  func `Dates are read in nodes, in attributes, and in the order that is not in the future`(
    over: String
  ) {
    // The current day is 14 March 2026.
    #expect(day(Example.article(over: over)) == "2026-03-11")
  }

  @Test func `The record of the article in a script dates a page that shows no date`() {
    func dated(_ script: String) -> String? {
      day(Example.article(head: "<script>\(script)</script>"))
    }
    #expect(dated(#"var s={"published_at":"2026-03-12T06:22:28+01:00"}"#) == "2026-03-12")
    #expect(dated(#"push("{\"createdAt\":\"2026-03-11 15:58\"}")"#) == "2026-03-11")
    // Another name ends with the key, the value is no date, or the records disagree.
    #expect(dated(#"{"unpublished":"2026-03-12T06:22"}"#) == nil)
    #expect(dated(#"{"published":"yes it is, at last"}"#) == nil)
    #expect(
      dated(#"[{"publishedAt":"2026-03-12T06:22"},{"publishedAt":"2026-03-11T06:22"}]"#) == nil)
    #expect(
      day(
        Example.article(
          head: #"<script>{"publishedAt":"2026-03-12T06:22"}</script>"#,
          over: "<div>13 March 2026</div>")) == "2026-03-13")
  }
}
