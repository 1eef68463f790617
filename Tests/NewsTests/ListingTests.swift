import Foundation
import Testing
import WebURL

@testable import News

/// Every folder of `Fixtures/listings` is a test case: `listing.html` is the page, `listing.json`
/// contains its address, the time and the expected teasers. `RECORD=1 swift test` writes the
/// expectations again; review them as a diff.
@Suite("Listings")
struct ListingTests {
  @Test(arguments: try! ListingFixture.all())
  func `The teasers of a fixture page are found`(of fixture: ListingFixture) throws {
    let expected = try fixture.expected()
    let found = try fixture.findings(expected)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try fixture.record(found)
      return
    }
    #expect(found.teasers == expected.teasers)
    #expect(found.nextPage == expected.nextPage)
    #expect(found.feeds == expected.feeds)
    #expect(found.emptyReason == expected.emptyReason)
  }

  @Test(arguments: try! ListingFixture.all().filter { $0.name.hasPrefix("no-") })
  func `A page that is no listing has no teasers and a reason`(_ fixture: ListingFixture) throws {
    let found = try fixture.findings(fixture.expected())
    #expect(found.teasers == [])
    #expect(found.nextPage == nil)
    #expect(found.emptyReason?.isEmpty == false)
  }

  @Test func `The twenty ledes of the seed page have their own dates, whatever dates they mention`()
    throws
  {
    let found = try ListingFixture(name: "seed").listing()
    #expect(found.teasers.count == 20)
    #expect(found.teasers.allSatisfy { $0.headline == nil && $0.lede != nil && $0.image != nil })
    let days = found.teasers.map { $0.date?.day.description }
    #expect(days.prefix(7).allSatisfy { $0 == "2026-03-14" })
    #expect(days.last == "2026-03-05")
    #expect(Set(found.teasers.map(\.link)).count == 20)
  }

  @Test
  func `Redesign, truncation, other apostrophes and other links leave the teasers the same`()
    throws
  {
    func texts(_ name: String) throws -> [(day: String, letters: String)] {
      try ListingFixture(name: name).listing().teasers.map { teaser in
        let letters = teaser.text.unicodeScalars.filter { $0.properties.isAlphabetic }
        return ("\(teaser.date?.day.description ?? "")", String(String.UnicodeScalarView(letters)))
      }
    }
    let seed = try texts("seed")
    for name in ["seed-later", "seed-redesigned", "under-an-article"] {
      let others = try texts(name)
      #expect(others.count == seed.count)
      for (day, letters) in seed {
        let same = others.filter {
          $0.day == day && (letters.hasPrefix($0.letters) || $0.letters.hasPrefix(letters))
        }
        #expect(same.count == 1, "\(name): \(letters)")
      }
    }
  }

  @Test func `Known ledes decide which list is chosen`() throws {
    let page = """
      <html lang=en><body>
      <div class=a>\(Self.items("main", count: 9, text: "A long and telling headline of the day, part"))</div>
      <div class=b>\(Self.items("side", count: 6, text: "A note from the neighbourhood"))</div>
      """
    let address = WebURL("http://two.example/news")
    func links(known: [String]) -> [String] {
      Listing(
        Page(address: address, bytes: Array(page.utf8)),
        context: ReadingContext(now: 1_773_600_000),
        known: known
      ).teasers.map(\.link.path)
    }
    #expect(links(known: []).first == "/main/0.html")
    #expect(
      links(known: ["A note from the neighbourhood 3", "A note from the neighbourhood 4"])
        == (0..<6).map { "/side/\($0).html" })
  }

  @Test
  func
    `A date in the masthead is ignored, and a date directly above the list applies to all teasers`()
  {
    func days(_ above: String, _ between: String) -> Set<String?> {
      let items = (0..<8).map {
        "<h3><a href=/n/\($0).html>A headline of some length about matter \($0)</a></h3>"
      }.joined()
      let page = "<html lang=en><body><p>\(above)</p>\(between)\(items)</body></html>"
      let listing = Listing(
        Page(address: WebURL("http://x.example/news"), bytes: Array(page.utf8)),
        context: ReadingContext(now: 1_773_600_000))
      #expect(listing.teasers.count == 8)
      return Set(listing.teasers.map { $0.date?.day.description })
    }
    let menu = (0..<40).map { "<a href=/section/\($0)>Section \($0)</a> " }.joined()
    #expect(days("Saturday, 14 March 2026", "<div>\(menu)</div>") == [nil])
    #expect(days("Saturday, 14 March 2026", "") == ["2026-03-14"])
  }

  @Test func `The shape of an article's address does not depend on the section`() {
    func shape(_ reference: String) -> UInt64 {
      Array(reference.utf8).withUnsafeBufferPointer { LinkReference.shape(of: $0) }
    }
    let one = shape("/2026/03/14/sport/rowing-regatta.html?from=front")
    #expect(one == shape("/2026/03/14/world/harbour.html"))
    #expect(shape("/blog/topics/rowing-on-the-lake") == shape("/blog/guides/how-to-row/"))
    for other in [
      "/2026/03/14/sport/", "/video/2026/03/14/sport/regatta.html", "/2026/03/14/sport/regatta.pdf",
      "http://other.example/2026/03/14/sport/rowing-regatta.html",
    ] {
      #expect(shape(other) != one)
    }
    #expect(shape("/blog/topics/a") != shape("/shop/topics/a"))
  }

  private static func items(_ folder: String, count: Int, text: String) -> String {
    (0..<count).map {
      "<p class=\(folder)><a href=/\(folder)/\($0).html>\(text) \($0)</a> <i>March 14, 2026</i></p>"
    }.joined(separator: "\n")
  }

  @Test func `An explanation contains the chosen group, the next one and their features`() throws {
    let fixture = ListingFixture(name: "seed-redesigned")
    let explanation = Listing.explain(
      try fixture.page(), context: ReadingContext(now: try fixture.expected().now))
    #expect(explanation.emptyReason == nil)
    #expect(explanation.groups.count >= 2)
    #expect(explanation.groups[0].count == 20)
    #expect(explanation.groups[0].score > explanation.groups[1].score)
    #expect(explanation.description.contains("li.tile"))
    let none = ListingFixture(name: "no-login")
    let reason = Listing.explain(
      try none.page(), context: ReadingContext(now: try none.expected().now))
    #expect(reason.description.contains("no listing"))
    #expect(reason.description.contains("select its items: --item '"))
  }

  private func listing(links: [String]) -> Listing {
    let items = links.map {
      "<li><h3><a href=\"\($0)\">\(Example.paragraphs[$0.utf8.count % 3]) \($0.suffix(1))</a></h3>"
        + "<p>14 March 2026</p>"
    }
    return Listing(Example.page("<ul>\(items.joined())</ul>"), context: Example.context)
  }

  @Test func `A link that is written in two ways is one teaser`() {
    let links = (1...5).map { "/view?idx=\($0)" } + ["/view?idx=\t1", " /view?idx=2"]
    let teasers = listing(links: links).teasers
    #expect(Set(teasers).count == teasers.count && teasers.count >= 5, "\(teasers)")
  }

  @Test func `A list whose links lead nowhere has a reason and no place`() {
    let found = listing(links: (1...6).map { "https://gazette.ex%ample/story/\($0)" })
    #expect(found.teasers.isEmpty && found.place == nil)
    #expect(found.emptyReason == "the links of the list do not lead to web pages")
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "<li><a href=/n/%>story number % of the list</a>",
      "<div class=x><a href=/n/%>story number % of the list</a>",
      "<a href=?page=%>%</a> ", "<p class=date>March 14, 2026</p>",
      "<table><tr><td><a href=/n/%>story number % of the list</a>",
    ])
  func `A hostile page is processed within bounds`(pattern: String) {
    let page = (0..<2_500).map { pattern.replacing("%", with: String($0)) }.joined()
    let listing = Listing(
      Page(address: WebURL("http://x.example/"), bytes: Array(page.utf8)),
      context: ReadingContext(now: 1_773_600_000))
    #expect(listing.teasers.count <= 2_000)
  }
}
