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
}
