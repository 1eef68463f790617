import Testing
import WebURL

@testable import News

/// Dates of teasers in lists. "Now" is 2026-03-18, 14:30.
@Suite struct TeaserDatesTests {
  private static let headlines = [
    "Bakery on the square opens again", "Orchard road closed for one week",
    "Library lends garden tools", "Choir looks for deep voices", "Old mill gets a new wheel",
    "School bus stops at the chapel", "Beekeepers count their losses", "Night train comes back",
  ]

  /// Returns the days of the teasers of a page: a list of items, each made by the closure from its
  /// number and a link with a headline.
  private func days(
    language: String = "en", above: String = "", around: (String, String) = ("<div>", "</div>"),
    count: Int = 8, item: (Int, String) -> String
  ) -> [String] {
    let items = (0..<count).map { k in
      item(k, "<a href=\"/a/\(k)-story.html\">\(Self.headlines[k])</a>")
    }
    return days(
      language: language, main: above + around.0 + items.joined(separator: "\n") + around.1)
  }

  private func days(language: String = "en", main: String) -> [String] {
    let html = """
      <!doctype html><html lang="\(language)"><head><title>News</title></head><body>
      <nav><a href="/">Start</a> <a href="/about">About</a></nav><main><h1>News</h1>\(main)</main>
      <footer><a href="/imprint">Imprint</a></footer></body></html>
      """
    let page = Page(address: "https://valley.example/news/", bytes: Array(html.utf8))
    let listing = Listing(page, context: ReadingContext(now: 1_773_844_200))
    return listing.teasers.map { $0.date?.day.description ?? "-" }
  }

  private static let lede = "<p>The mayor said on Monday that the town would pay half of it.</p>"
  private static let march = [17, 16, 14, 13, 11, 9, 7, 5]
  private static let expected = march.map { "2026-03-\($0 < 10 ? "0" : "")\($0)" }

  // MARK: Split dates

  @Test(arguments: [
    "<div class=leaf><div>%</div><div>March</div></div>",
    "<div class=leaf><span>%</span><span>Mar</span></div>",
    "<div class=leaf>%<br>Mar</div>",
    "<time><span>MAR</span><span>%</span><span>2026</span></time>",
    "<div class=leaf><b>Mar</b><b>%</b><b>2026</b></div>",
    "<div class=leaf><b>%</b><i>2026-03</i></div>",
    "<div class=leaf><b>%</b>2026-03</div>",
  ])
  func `Day, month and year in elements of their own are one date`(leaf: String) {
    let found = days { k, link in
      "<div class=row>\(leaf.replacing("%", with: "\(Self.march[k])"))<div><h3>\(link)</h3>"
        + "\(Self.lede)</div></div>"
    }
    #expect(found == Self.expected)
  }

  @Test func `A month in an abbreviation belongs to the date`() {
    let found = days { k, link in
      "<li><h3>\(link)</h3><p><abbr title=March>Mar</abbr> \(Self.march[k]), 2026</p></li>"
    }
    #expect(found == Self.expected)
  }

  @Test func `Two numbers in the same place are day and month`() {
    let found = days(language: "de") { k, link in
      "<li><span>\(Self.march[k])/3</span> <h3>\(link)</h3></li>"
    }
    #expect(found == Self.expected)
  }

  // MARK: Attributes

  @Test(arguments: [
    "<span data-date=\"2026-03-%T09:00:00Z\"></span>",
    "<relative-time datetime=\"2026-03-%T09:00:00Z\"></relative-time>",
    "<meta itemprop=datePublished content=\"2026-03-%T09:00:00Z\">",
    "<div data-published-at=\"2026-03-%\"></div>",
  ])
  func `An attribute states the date that a script would show`(element: String) {
    let found = days { k, link in
      let day = String(Self.expected[k].suffix(2))
      return "<li><h3>\(link)</h3>\(element.replacing("%", with: day))</li>"
    }
    #expect(found == Self.expected)
  }

  @Test func `A time stamp in milliseconds is a date`() {
    let found = days { k, link in
      let stamp = 1_773_748_800 - (17 - Self.march[k]) * 86_400
      return "<li><h3>\(link)</h3><div data-timestamp=\"\(stamp)000\"></div></li>"
    }
    #expect(found == Self.expected)
  }

  @Test func `The title of a relative date is exact`() {
    let found = days { k, link in
      "<li><h3>\(link)</h3><span class=ago title=\"\(Self.expected[k]) 09:15\">"
        + "\(18 - Self.march[k] + 3) days ago</span></li>"
    }
    #expect(found == Self.expected)
  }

  @Test func `The time of the build is not the date of each teaser`() {
    let found = days { k, link in
      "<li><time datetime=\"2026-03-18T06:00:12Z\">March \(Self.march[k]), 2026</time>"
        + "<h3>\(link)</h3></li>"
    }
    #expect(found == Self.expected)
  }

  // MARK: Text

  @Test func `A dateline with its place gives the date`() {
    let found = days { k, link in
      "<div class=n><h3>\(link)</h3><p>OSLO, \(Self.march[k]) March 2026 – The council decided to "
        + "pay for half of it, after a long debate that went on until midnight.</p></div>"
    }
    #expect(found == Self.expected)
  }

  @Test func `A date in a line with author, section and reading time is read`() {
    let found = days { k, link in
      "<div class=n><h3>\(link)</h3><p>by Ada Krone and the valley desk "
        + "• March \(Self.march[k]), 2026 • Town and country • 5 min read</p>\(Self.lede)</div>"
    }
    #expect(found == Self.expected)
  }

  @Test(arguments: ["[03-%]*", "*（03-%）"])
  func `Two numbers in brackets beside a headline are a day and a month`(pattern: String) {
    let found = days(language: "zh") { k, link in
      let day = String(Self.expected[k].suffix(2))
      let text = pattern.replacing("%", with: day)
        .replacing("*", with: "渔港新码头第\(k + 1)期工程今年开工建设")
      return "<li><a href=\"/a/\(k)-story.html\">\(text)</a></li>"
    }
    #expect(found == Self.expected)
  }

  @Test func `The day that nearly all headlines have is the date`() {
    let found = days { k, _ in
      "<li><a href=\"/files/\(k).pdf\">Minutes of the March \(Self.march[k]), 2026 meeting</a></li>"
    }
    #expect(found == Self.expected)
  }

  @Test func `A day in some headlines is not the date of the teasers`() {
    let found = days { k, link in
      let day = k % 3 == 0 ? " on April 2, 2026" : ""
      return "<li><a href=\"/a/\(k)-story.html\">\(Self.headlines[k])\(day) or so</a></li>"
    }
    #expect(found == Array(repeating: "-", count: 8))
  }

  @Test func `A link that is nothing but a day has that day`() {
    let rows = Self.march.map {
      "<a href=\"/files/minutes-\($0).pdf\">Friday, March \($0), 2026 at 4:00 p.m.</a><br>"
    }
    let found = days(main: "<p>\(rows.joined(separator: "\n"))</p>")
    #expect(found == Self.expected)
  }

  @Test func `A date before each link of a flat list belongs to the link below it`() {
    let found = days(around: ("<div><hr>", "</div>")) { k, link in
      "Filed 03/\(Self.expected[k].suffix(2))/26, No. \(700 - k)<br> \(link)<br> Town court<br><br>"
    }
    #expect(found == Self.expected)
  }

  // MARK: Order

  @Test(arguments: [("ko", "26.03.%"), ("de", "26.03.%"), ("en", "03.%.26"), ("fr", "%.03.26")])
  func `The order of day, month and year holds for the whole list`(
    language: String, pattern: String
  ) {
    let found = days(language: language) { k, link in
      "<div><h3>\(link)</h3><span class=date>"
        + "\(pattern.replacing("%", with: Self.expected[k].suffix(2)))</span></div>"
    }
    #expect(found == Self.expected)
  }

  // MARK: Headings

  @Test(arguments: [
    "<h2>Tuesday, March 17, 2026</h2>", "<p class=date>March 17, 2026</p>",
    "<p><b>17 March 2026</b></p>",
  ])
  func `A day in the line above a list is the date of each teaser`(line: String) {
    let found = days(above: line, around: ("<ul>", "</ul>"), item: { "<li>\($1)</li>" })
    #expect(found == Array(repeating: "2026-03-17", count: 8))
  }

  @Test func `The present day above a list is not the date of the teasers`() {
    let found = days(
      above: "<p class=date>Wednesday, March 18, 2026</p>", around: ("<ul>", "</ul>"),
      item: { "<li>\($1)</li>" })
    #expect(found == Array(repeating: "-", count: 8))
  }

  @Test func `The titles of the columns tell which of two dates is that of publication`() {
    let head = "<tr><th>Updated</th><th>Published</th><th>Story</th></tr>"
    let found = days(around: ("<table>\(head)", "</table>")) { k, link in
      "<tr><td>March \(18 - k % 2), 2026</td><td>March \(Self.march[k]), 2026</td><td>\(link)</td></tr>"
    }
    #expect(found == Self.expected)
  }

  @Test func `A page in English without a language has the month first`() {
    let rows = (0..<8).map { k in
      "<div class=row><h3><a href=\"/a/\(k)-story.html\">The start of \(Self.headlines[k]) and the end"
        + "</a></h3><span>02/04/2026</span></div>"
    }
    #expect(days(language: "", main: rows.joined()) == Array(repeating: "2026-02-04", count: 8))
  }

  @Test func `The year of a heading is the year of the days below it`() {
    func group(_ year: Int) -> String {
      let rows = [1, 2, 3, 4].map {
        "<a href=\"/files/\(year)-\($0).pdf\">January \($0 * 7)</a><br>"
      }
      return "<p><b>\(year) minutes</b><br>\(rows.joined(separator: "\n"))</p>"
    }
    let found = days(main: group(2026) + group(2024))
    #expect(
      found
        == [2026, 2024].flatMap { year in ["07", "14", "21", "28"].map { "\(year)-01-\($0)" } })
  }

  @Test func `The date in the link decides the year of a day without one`() {
    let rows = [3, 5, 9, 12].map {
      "<li><a href=\"/files/2023-02-\($0 < 10 ? "0" : "")\($0)-minutes.pdf\">February \($0)</a></li>"
    }
    let found = days(main: "<ul>\(rows.joined(separator: "\n"))</ul>")
    #expect(found == ["2023-02-03", "2023-02-05", "2023-02-09", "2023-02-12"])
  }
}
