import News
import TestSupport
import Testing
import WebURL

@testable import ledewatch

@Suite struct SourceInspectionTests {
  private func inspect(_ page: Page) -> SourceInspection {
    SourceInspection(page, context: AddPage.context)
  }

  @Test func `A listing is described by its teasers and their days`() {
    let inspection = inspect(AddPage.listing())
    #expect(inspection.kind == .listing)
    #expect(inspection.summary == "a listing with 9 teasers dated 2026-03-11 to 2026-03-19")
    #expect(inspection.selector == nil)
    #expect(inspection.sections.isEmpty)
  }

  @Test func `A front page names its sections`() {
    func item(_ section: String, _ number: Int) -> String {
      """
      <li><h3><a href="/\(section)/\(number).html">The \(section) story number \(number) of today</a></h3>
      <p>What happened in \(section) on the day with the number \(number), and what comes next.</p></li>
      """
    }
    let items = (1...8).map { item($0 % 2 == 0 ? "sport" : "world", $0) }.joined()
    let page = AddPage.page(
      "<nav><a href=\"/world/\">World</a> <a href=\"/sport\">Sport</a> <a href=\"/help\">Help</a></nav>"
        + "<ul>\(items)</ul>", "https://gazette.example/")
    let inspection = inspect(page)
    #expect(inspection.kind == .front)
    #expect(Set(inspection.sections.map(\.name)) == ["World", "Sport"])
    #expect(inspection.sections.allSatisfy { $0.teaserCount == 4 })
  }

  @Test func `A feed is recognized`() {
    let feed = """
      <?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
      <item><title>The harbour opens</title><link>https://gazette.example/1</link></item></channel></rss>
      """
    let inspection = inspect(
      Page(address: "https://gazette.example/rss", bytes: Array(feed.utf8)))
    #expect(inspection.kind == .feed)
    #expect(inspection.summary == "a feed with 1 teaser")
  }

  @Test func `A page of scripts gets the advice to use a browser`() {
    let page = AddPage.page(
      "<div id=\"app\"></div><script src=\"/main.js\"></script>",
      "https://gazette.example/news")
    let inspection = inspect(page)
    #expect(inspection.kind == .scripts)
    #expect(inspection.advice.contains("--dump-dom"))
  }

  @Test func `A page without a list says why`() {
    let inspection = inspect(AddPage.page("<p>Some text.</p>", "https://gazette.example/x"))
    #expect(inspection.kind == .noList)
    #expect(inspection.summary.hasPrefix("no listing: "))
    #expect(inspection.advice.contains("--like"))
  }

  @Test func `A headline or a selector chooses another list`() {
    var inspection = inspect(AddPage.listing())
    let reason = inspection.choose(like: "Notice number 3")
    #expect(reason == nil)
    #expect(inspection.selector == "li.box" || inspection.selector == ".side > li")
    #expect(inspection.listing.teasers.count == 6)
    let isChosen = inspection.choose(selector: "li.story")
    #expect(isChosen)
    #expect(inspection.listing.teasers.count == 9)
  }

  @Test func `A further list is added to the detected or the chosen one`() {
    var inspection = inspect(AddPage.listing())
    let reason = inspection.add(like: "Notice number 3")
    #expect(reason == nil)
    #expect(inspection.listing.teasers.count == 15)
    let again = inspection.add(like: "Notice number 5")
    #expect(again == "the list with “Notice number 5” is among the teasers already")
    #expect(inspection.listing.teasers.count == 15)
    let missing = inspection.add(like: "no such text")
    #expect(missing == "the page does not contain “no such text”")
    #expect(inspection.listing.teasers.count == 15)
  }

  @Test func `What finds no list changes nothing`() {
    var inspection = inspect(AddPage.listing())
    let reason = inspection.choose(like: "no such text")
    #expect(reason == "the page does not contain “no such text”")
    let isChosen = inspection.choose(selector: "div.none") || inspection.choose(selector: "<<<")
    #expect(!isChosen)
    #expect(inspection.selector == nil && inspection.listing.teasers.count == 9)
  }
}
