import Dates
import News
import TestSupport
import Testing
import WebURL

@testable import ledewatch

@Suite struct TeaserTableTests {
  private static let page = """
    <!DOCTYPE html><html lang="en"><title>News</title><main><ul>
    <li><a href="/1">The harbour office said that the new breakwater is ready for ships</a> \
    <time datetime="2026-03-14">14 March 2026</time></li>
    <li><a href="/2">평양에서 열린 회의에서 위원회는 새로운 계획을 논의하고 결정을 채택하였다고 한다</a> \
    <time datetime="2026-03-13">13 March 2026</time></li>
    <li><a href="/3">אמר דובר העירייה כי הגשר החדש ייפתח לתנועה בשבוע הבא אחרי שנתיים של עבודה</a> \
    <time datetime="2026-03-12">12 March 2026</time></li>
    </ul></main></html>
    """

  private func lines(_ style: TerminalStyle) throws -> [String] {
    let page = Page(
      address: WebURL("http://news.test/"), bytes: Array(TeaserTableTests.page.utf8))
    let listing = Listing(page, context: ReadingContext(now: 1_773_483_300))
    try #require(listing.teasers.count == 3)
    return TeaserTable(listing, style: style).lines
  }

  @Test(arguments: [40, 60, 80, 120])
  func `No line is wider than the terminal`(width: Int) throws {
    for line in try lines(TerminalStyle(width: width, isColored: false, isTerminal: true)) {
      #expect(Terminal.columns(of: line) <= width)
    }
  }

  @Test func `The lede is beside the date, or below it on a narrow terminal`() throws {
    let wide = try lines(TerminalStyle(width: 80, isColored: false, isTerminal: true))
    #expect(wide[0].hasPrefix("2026-03-14  The harbour office"))
    #expect(wide[1] == "            http://news.test/1")
    let narrow = try lines(TerminalStyle(width: 40, isColored: false, isTerminal: true))
    #expect(narrow[0] == "2026-03-14")
    #expect(narrow[1] == "  The harbour office said that the new …")
  }

  @Test func `Right-to-left ledes are isolated on a terminal only`() throws {
    let isolate: Character = "\u{2068}"
    let terminal = try lines(TerminalStyle(width: 80, isColored: false, isTerminal: true))
    #expect(terminal[4].contains(isolate) && !terminal[2].contains(isolate))
    let file = try lines(TerminalStyle(width: 200, isColored: false))
    #expect(!file.joined().contains(isolate))
  }
}
