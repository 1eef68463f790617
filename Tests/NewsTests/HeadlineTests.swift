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

  @Test(arguments: [
    "<h1><span>Harbour</span><span>Ferry stays for a year</span></h1>",
    "<h1><span class=kicker>Harbour</span> <span>Ferry stays for a year</span></h1>",
    "<h1>Ferry stays for a year <span class=badge>Subscribers only</span></h1>",
    "<h1><span>Ferry stays for a year</span><a href=#n><sup>☆</sup></a></h1>",
    "<h1><a href=/x>Ferry stays for a year</a> <span>(<a href=/y>site</a>)</span> <span>87</span></h1>",
    "<h1>Ferry<wbr> stays <br>for <i>a</i> year</h1>",
    "<h1><a href=/>Life on the coast</a></h1><h2>Ferry stays for a year</h2>",
  ])
  func `Kickers, badges, counters and the name of the site are no part of the headline`(
    heading: String
  ) {
    let article = Example.article(
      html:
        """
        <title>Ferry stays for a year | Gazette</title>\(heading)
        <p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p>
        """)
    #expect(article.headline == "Ferry stays for a year")
  }

  @Test func `The only first-level heading counts more than other words in metadata`() {
    let article = self.article(
      h1: "Why the old ferry stays for one more year",
      og: "Old ferry stays: all the reasons in 2026")
    #expect(article.headline == "Why the old ferry stays for one more year")
  }

  @Test func `The title without the site's name is the headline of a page without headings`() {
    let article = Example.article(
      html:
        """
        <title>Quay closed - what now? - Gazette</title><meta property=og:site_name content=Gazette>
        <main><p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p></main>
        """)
    #expect(article.headline == "Quay closed - what now?")
  }

  @Test func `A bold line right above the text is the headline of a table-era page`() {
    let article = Example.article(
      html:
        """
        <title>Gazette - Local</title><table><tr><td><h3>More in local news</h3>
        <ul><li><a href=/a>Storm breaks the mole</a></li></ul></td>
        <td><b>Ferry stays for a year</b><br>10 March 2026 | By Ida Brandt
        <p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p></td></tr></table>
        """)
    #expect(article.headline == "Ferry stays for a year")
    #expect(article.authors == ["Ida Brandt"])
  }

  @Test func `Equal headings of galleries do not support each other`() {
    let gallery = "<h2 class=headline>The harbour, in photos</h2>"
    let article = Example.article(
      html:
        """
        <title>Ferry stays for a year</title><h1>Ferry stays for a year</h1>
        <p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p>
        \(String(repeating: gallery, count: 8))
        """)
    #expect(article.headline == "Ferry stays for a year")
  }

  @Test func `A heading of one word that the title of the page lacks names a section`() {
    let text = "<p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p>"
    let section = Example.article(
      html: "<title>Ferry stays for a year</title><h1>Details</h1>\(text)")
    #expect(section.headline == "Ferry stays for a year")
    let short = Example.article(
      html: "<title>Ferries: what the board decided</title><h1>Ferries</h1>\(text)")
    #expect(short.headline == "Ferries")
  }

  @Test func `The end of a title that is part of the host names the site`() {
    let title = "<title>Ferry stays for a year | Skarvik</title>"
    let page = Example.page(
      "\(title)<p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p>",
      at: "https://www.visitskarvik.example/ferry")
    #expect(Article(page, context: Example.context).headline == "Ferry stays for a year")
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
