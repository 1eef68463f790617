import Dates
import Testing

@testable import News

@Suite struct ArticleOverridesTests {
  private let html = """
    <title>Harbour Post</title><main>
    <div class=kick>Islands</div><h2 class=head>The old ferry stays for a year</h2>
    <div class=who>Ida Brandt and Tomas Rehn</div><div class=when>on 14 March 2026</div>
    <div class=intro>The board has voted, and the islanders are glad of it.</div>
    <div class=story><p>The harbour board of Lindmar voted on Friday to keep the old ferry running.</p>
    <div class=partners><p>Our partners sell tickets to the islands, and to the mainland as well.</p></div>
    <figure><img src=f.jpg><figcaption>The ferry at its pier in March.</figcaption></figure>
    <p>A petition had asked for it, with more names than the town has people.</p></div>
    <div class=other><p>The mill ground corn for bread all winter, and the miller was content with it.</p>
    <p>The baker was not, for the price of corn has risen once again since the autumn.</p></div></main>
    """

  private func article(
    _ selectors: [ArticleOverrides.Part: String], removed: [String] = []
  ) throws -> Article {
    var context = Example.context
    context.article = ArticleOverrides(
      selectors: try selectors.mapValues { css in try PageSelector(css) },
      removed: try removed.map { css in try PageSelector(css) })
    return Article(Example.page(html), context: context)
  }

  @Test func `Each part is taken from the element its selector matches`() throws {
    let article = try article(
      [
        .body: ".story", .headline: ".head", .byline: ".who", .date: ".when", .lede: ".intro",
      ], removed: [".partners"])
    #expect(
      article.text == """
        The harbour board of Lindmar voted on Friday to keep the old ferry running.
        A petition had asked for it, with more names than the town has people.
        """)
    #expect(article.headline == "The old ferry stays for a year")
    #expect(article.authors == ["Ida Brandt", "Tomas Rehn"])
    #expect(article.published?.day == Day(year: 2026, month: 3, day: 14))
    #expect(article.lede == "The board has voted, and the islanders are glad of it.")
    #expect(article.extraction == Extraction(verdict: .good))
    #expect(article.selectorErrors.isEmpty)
    #expect(!article.html.contains("partners"))
    #expect(article.html.contains("<figcaption>The ferry at its pier in March.</figcaption>"))
  }

  @Test func `A body selector takes all elements it matches`() throws {
    let article = try article([.body: ".story p, .other p"])
    #expect(article.text.split(separator: "\n").count == 5)
  }

  @Test
  func
    `A selector that matches nothing makes the extraction doubtful, and the other parts are found`()
    throws
  {
    let article = try article([.body: ".tale", .headline: ".head"])
    #expect(article.headline == "The old ferry stays for a year")
    #expect(article.text.contains("harbour board"))
    #expect(article.selectorErrors == ["body: “.tale” matches nothing"])
    #expect(
      article.extraction
        == Extraction(verdict: .doubtful, reason: "body: “.tale” matches nothing"))
  }

  @Test func `A date selector that matches no date makes the extraction doubtful`() throws {
    let article = try article([.date: ".who"])
    #expect(article.selectorErrors == ["date: “.who” matches no date"])
    #expect(article.extraction.verdict == .doubtful)
  }

  @Test func `A selector for removal may match nothing`() throws {
    #expect(try article([.body: ".story"], removed: [".x"]).extraction.verdict == .good)
  }

  @Test func `Meta elements and attributes can be selected`() throws {
    var context = Example.context
    context.article.selectors = [
      .headline: try PageSelector("meta[name=t]"), .date: try PageSelector("time"),
    ]
    let article = Article(
      Example.page(
        """
        <meta name=t content="Ferry stays"><h1>News</h1><time datetime=2026-03-13T08:00:00Z>Friday</time>
        <p>The harbour board of Lindmar voted on Friday to keep the old ferry, after a petition.</p>
        <p>A petition had asked for it, with more names than the town has people, and more.</p>
        """), context: context)
    #expect(article.headline == "Ferry stays")
    #expect(article.published?.day == Day(year: 2026, month: 3, day: 13))
    #expect(article.published?.secondOfDay == 8 * 3600)
  }

  @Test func `Selectors that match thousands of nested elements do not take quadratic time`() throws
  {
    let html = String(
      repeating: "<div class=x><p>One line of text, and then some.</p>", count: 3000)
    var context = Example.context
    context.article = ArticleOverrides(
      selectors: [
        .body: try PageSelector("p"), .lede: try PageSelector("div"),
        .byline: try PageSelector("*"),
      ], removed: [try PageSelector(".x .x .x p")])
    _ = Article(Example.page(html), context: context)
  }

  @Test func `A malformed selector is rejected`() {
    #expect(throws: PageSelectorError.self) { try PageSelector("div > > x") }
    #expect(throws: PageSelectorError.self) { try PageSelector("p:hover") }
  }
}
