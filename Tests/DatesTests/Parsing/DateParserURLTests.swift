import Dates
import Testing

@Suite struct DateParserURLTests {
  @Test(arguments: [
    ["https://example.org/2026/03/14/story", "2026-03-14"],
    ["https://example.org/news/2026-03-14-story.html", "2026-03-14"],
    ["https://example.org/2026/3/4/", "2026-03-04"],
    ["https://example.org/a/20260314.html", "2026-03-14"],
    ["https://example.org/2026/mar/14/story", "2026-03-14"],
    ["https://example.org/view/AEN20260314001100315", "2026-03-14"],
    ["https://example.org/2026/0314/c90000-1.html", "2026-03-14"],
    ["https://example.org/?d=2026_03_14", "2026-03-14"], ["/2026/03/14/x", "2026-03-14"],
    ["https://20260314.example.org/story", "-"], ["https://example.org/2026/03/", "-"],
    ["https://example.org/2027/03/14/", "-"], ["https://example.org/20261399", "-"],
    ["https://example.org/article/123456789", "-"], ["https://example.org/2026/13/45", "-"],
  ])
  func `The day in a URL is found`(_ row: [String]) {
    #expect(formatted(dateParser().date(inURL: row[0]), withTime: false) == row[1])
  }
}
