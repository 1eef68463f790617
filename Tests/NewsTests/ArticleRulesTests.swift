import Testing
import WebURL

@testable import News

private let paragraphs = [
  "The harbour board of Lindmar voted on Friday to keep the old ferry running for another year.",
  "A petition had asked for it, with more names than the town has people, and it was heard.",
  "The ferry was built in the yard of the town, and has been mended there every winter since.",
]

private func read(_ html: String, address: String = "https://example.org/news/ferry") -> Article {
  Article(
    Page(address: WebURL(address)!, bytes: Array(html.utf8)),
    context: ReadingContext(now: 1_773_500_000))
}

/// An article whose head and body are filled in.
private func article(
  head: String = "", over: String = "", after: String = "", between: [String] = ["", ""],
  foot: String = ""
) -> Article {
  read(
    """
    <html lang=en><head><title>Ferry stays for a year</title>\(head)</head><body><main>
    <h1>Ferry stays for a year</h1>\(over)
    <div class=text><p>\(paragraphs[0])</p>\(between[0])<p>\(paragraphs[1])</p>\(between[1])
    <p>\(paragraphs[2])</p></div>\(after)</main>\(foot)</body></html>
    """)
}

@Suite struct BodyRulesTests {
  @Test("A lead of several sentences stays the first paragraph, a subtitle stands apart")
  func ledes() {
    let lead =
      "The old ferry of Lindmar may run for one more year. So the board has decided, after a petition "
      + "that more people signed than live in the town itself."
    let running = article(over: "<p class=lead>\(lead)</p>")
    #expect(running.lede == lead)
    #expect(running.text.hasPrefix(lead + "\n" + paragraphs[0]))
    let subtitle = "More people signed than live in the town"
    let apart = article(over: "<h2 class=subtitle>\(subtitle)</h2>")
    #expect(apart.lede == subtitle)
    #expect(apart.text.hasPrefix(paragraphs[0]))
  }

  @Test("A line of a date under the headline is no standfirst")
  func dateLine() {
    let lede = "The board has voted for one more year, and the islanders are glad."
    let read = article(
      over: "<div class=subhead>13.12.2025 - 08:13 Uhr, Lindmar</div><p class=lead>\(lede)</p>")
    #expect(read.lede == lede)
  }

  @Test("Quotations in wrappers and posts are kept, subheadings without heading elements too")
  func strangers() {
    let quoted = "“It is the only ferry that we have, and we shall keep it,” the captain said."
    let read = article(between: [
      "<blockquote><div><p>\(quoted)</p></div></blockquote><p>\(paragraphs[2])</p>"
        + "<div class=mid>What the board says</div>",
      "<div class=mid>What the yard says</div>",
    ])
    #expect(read.text.contains(quoted))
    let lines = read.text.split(separator: "\n")
    #expect(lines.contains("What the board says") && lines.contains("What the yard says"))
  }

  @Test("A label that comes again between paragraphs is no subheading")
  func labels() {
    let read = article(between: [
      "<div class=mid>Sponsored</div>", "<div class=mid>Sponsored</div>",
    ])
    #expect(!read.text.contains("Sponsored"))
  }

  @Test("Comments without a telling name are known by the line to answer each")
  func comments() {
    func comment(_ number: Int) -> String {
      """
      <div class=zk><b>Reader \(number)</b><p>I have sailed on it \(number)0 times, and it was never late
      for me, whatever the others say.</p><a href=#r\(number)>Antworten</a></div>
      """
    }
    let read = article(after: "<div class=zz>" + (1...6).map(comment).joined() + "</div>")
    #expect(read.text == paragraphs.joined(separator: "\n"))
  }

  @Test("Appeals to readers at the end are not the story")
  func appeals() {
    let read = article(after: "<p>For the latest news download the app of the Harbour Post.</p>")
    #expect(read.text == paragraphs.joined(separator: "\n"))
  }
}

@Suite struct DateRulesTests {
  private func day(_ article: Article) -> String? { article.published?.day.description }

  @Test("The line under the headline counts, not the one over it or the day of a change")
  func lines() {
    #expect(
      day(
        read(
          """
          <main><div>Agenda 19.01.2026</div><h1>Ferry stays for a year</h1>
          <div>Letzte Änderung: 14.03.2026</div><div>Erschienen am: 13.03.2026</div>
          <p>\(paragraphs[0])</p><p>\(paragraphs[1])</p></main>
          """)) == "2026-03-13")
  }

  @Test("A stamp in UTC is told in the zone in which the page shows its time")
  func zones() throws {
    let head = """
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stays for a year",
      "datePublished":"2026-03-12T22:04:00Z"}</script>
      """
    let shown = article(head: head, over: "<div>13. März 2026 00:04</div>")
    let date = try #require(shown.published)
    #expect(date.day.description == "2026-03-13")
    #expect(date.secondOfDay == 240)
    #expect(date.utcOffset == 7200)
    #expect(day(article(head: head)) == "2026-03-12")
  }

  @Test("Midnight in the page's own zone is the day that it shows")
  func midnight() {
    let read = article(
      head: "<meta property=article:published_time content=2026-03-12T23:00:00Z>",
      over: "<div>13 March 2026</div>")
    #expect(day(read) == "2026-03-13")
    #expect(read.published?.secondOfDay == nil)
  }

  @Test("Pages that are no articles tell their date in JSON-LD as well")
  func pages() {
    let head = """
      <script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":
      "2026-03-11T10:00:00+00:00"}]}</script>
      """
    #expect(day(article(head: head)) == "2026-03-11")
  }

  @Test("A paragraph that opens with a day tells it")
  func openings() {
    #expect(
      day(read("<h1>Ferry stays</h1><p>27.1.2026 - \(paragraphs[0])</p><p>\(paragraphs[1])</p>"))
        == "2026-01-27")
  }
}

@Suite struct BylineRulesTests {
  @Test(
    "Writers are found in labelled cards, links, logins and lines",
    arguments: [
      (
        "<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content='Ida Brandt'>",
        "", ["Ida Brandt"]
      ),
      ("", "<span class=byline>by <a rel=author href=/author/x>karlsen</a></span>", ["karlsen"]),
      ("", "<p>Von Ida Brandt am 3. Mai 2026</p>", ["Ida Brandt"]),
      ("", "<div class=author-name>By Harbour Desk</div>", ["Harbour Desk"]),
      ("<meta name=author content='Ida Brandt @idab'>", "", ["Ida Brandt"]),
    ])
  func found(head: String, over: String, wanted: [String]) {
    #expect(article(head: head, over: over).authors == wanted)
  }
}

@Suite struct HeadlineRulesTests {
  @Test("Two kickers over one headline are neither's part of it")
  func kickers() {
    let read = article(
      head:
        "<meta property=og:title content='News from the islands: The ferry stays for one year'>",
      over: "<h2>x</h2>")
    #expect(read.headline == "Ferry stays for a year")
    let kicked = self.read(
      h1: "Life at the harbour - The ferry stays for one more year",
      og: "News from islands: The ferry stays for one more year")
    #expect(kicked.headline == "The ferry stays for one more year")
  }

  @Test("What is shown and told alike in JSON-LD stays, whatever cards say")
  func confirmed() {
    let html = """
      <title>Ferry of the town stays for a year</title><meta property=og:title content=
      "Ferry of the town stays for a year"><meta name=twitter:title content="Ferry of the town stays for a year">
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stays for a year"}</script>
      <h1>Ferry stays for a year</h1><p>\(paragraphs[0])</p><p>\(paragraphs[1])</p>
      """
    #expect(Article(html).headline == "Ferry stays for a year")
  }

  @Test("A section glued to a title before the site's name goes with it")
  func sections() {
    #expect(
      SiteName.strip("낡은 여객선 일 년 더 운항-정치ㅣ항구신문", sites: ["항구신문"], shown: [])
        == "낡은 여객선 일 년 더 운항")
  }

  private func read(h1: String, og: String) -> Article {
    Article(
      """
      <title>\(og)</title><meta property=og:title content="\(og)"><h1>\(h1)</h1>
      <p>\(paragraphs[0])</p><p>\(paragraphs[1])</p>
      """)
  }
}

extension Article {
  fileprivate init(_ html: String) {
    self.init(
      Page(address: WebURL("https://example.org/news/ferry"), bytes: Array(html.utf8)),
      context: ReadingContext(now: 1_773_500_000))
  }
}
