import TestSupport
import Testing
import WebURL

@testable import News

@Suite struct SectionLinksTests {
  private func sections(_ navigation: String, teasers links: [WebURL]) -> [String] {
    let page = Page(
      address: "https://gazette.example/", bytes: Array("<body>\(navigation)</body>".utf8))
    let context = ReadingContext(now: 0, timeZone: .gmt, language: nil, dateOrder: nil)
    let teasers = links.map { Teaser(link: $0, lede: "A lede.") }
    return SectionLinks(page, teasers: teasers, context: context).sections
      .map { "\($0.name) \($0.url.path) \($0.teaserCount)" }
  }

  private let teasers: [WebURL] = [
    "https://gazette.example/sport/a.html", "https://gazette.example/sport/b.html",
    "https://gazette.example/sport/ski/c.html", "https://gazette.example/world/d.html",
    "https://gazette.example/world/e.html", "https://other.example/help/f.html",
    "https://other.example/help/g.html",
  ]

  @Test func `Linked addresses above several teasers are sections, the largest first`() {
    let navigation = """
      <a href="/world/"> World
      news </a><a href="/sport">Sport</a><a href="/sport/">Sport again</a><a href="/sport/ski">Ski</a>
      <a href="/help">Help</a><a href="/about">About</a>
      """
    #expect(
      sections(navigation, teasers: teasers) == ["Sport /sport 3", "World news /world/ 2"])
  }

  @Test func `Links without a name, with a query or to other sites are none`() {
    let navigation = """
      <a href="/sport"><img src="a.png"></a><a href="/world?page=2">World</a>
      <a href="https://other.example/sport">Sport</a><a href="/sport">\(String(repeating: "long ", count: 9))</a>
      """
    #expect(sections(navigation, teasers: teasers).isEmpty)
  }
}
