import Testing

@testable import News

@Suite struct HeadlineTests {
  @Test func `Different kickers before the same headline are not part of it`() {
    let article = Example.article(
      head:
        "<meta property=og:title content='News from the islands: The ferry stays for one year'>",
      over: "<h2>x</h2>")
    #expect(article.headline == "Ferry stays for a year")
    let other = self.article(
      h1: "Life at the harbour - The ferry stays for one more year",
      og: "News from islands: The ferry stays for one more year")
    #expect(other.headline == "The ferry stays for one more year")
  }

  @Test func `A heading that JSON-LD confirms stays whatever the cards contain`() {
    let html = """
      <title>Ferry of the town stays for a year</title><meta property=og:title content=
      "Ferry of the town stays for a year"><meta name=twitter:title content="Ferry of the town stays for a year">
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stays for a year"}</script>
      <h1>Ferry stays for a year</h1><p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p>
      """
    #expect(Example.article(html: html).headline == "Ferry stays for a year")
  }

  private func article(h1: String, og: String) -> Article {
    Example.article(
      html:
        """
        <title>\(og)</title><meta property=og:title content="\(og)"><h1>\(h1)</h1>
        <p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p>
        """)
  }
}
