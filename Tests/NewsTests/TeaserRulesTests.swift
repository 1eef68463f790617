import Dates
import Testing
import WebURL

@testable import News

@Suite("Teaser rules")
struct TeaserRulesTests {
  /// Rows without links, because a script opens the articles.
  private static let rows = """
    <html lang=en><body><nav><a href=/a>About us here</a><a href=/b>Contact us now</a></nav>
    <table id=list><tr><th>Nr</th><th>What</th></tr>
    \((1...4).map { """
      <tr class=row onclick="fn_showArticle('AR000\($0)', 2); return false"><td>\($0)</td>
      <td><span class=t>Story number \($0)</span> <p class=s>What happened on day \($0) in the harbour town</p></td>
      <td class=d title="d\($0)">0\($0)/04/2026</td><td><img data-src="/i/\($0).png" alt=""></td></tr>
      """ }.joined(separator: "\n"))
    </table><a class=on data-page=7>further</a></body></html>
    """

  private func listing(
    _ rules: TeaserRules, _ html: String = Self.rows, known: [String] = [],
    order: DateOrder? = .dayMonthYear, format: String? = nil
  ) throws -> Listing {
    Listing(
      Page(address: WebURL("https://harbour.example/list"), bytes: Array(html.utf8)),
      context: ReadingContext(
        now: 1_780_000_000, dateOrder: order, dateFormat: try format.map { try DateFormat($0) },
        teaserRules: rules), known: known)
  }

  private func link() throws -> PartRule {
    let pattern = try Pattern(#"fn_showArticle\('(\w+)'"#)
    return PartRule(
      attribute: "onclick", pattern: pattern, template: try Template("/article/$1", groups: 1))
  }

  @Test func `Every part can be selected by a rule`() throws {
    let found = try listing(
      TeaserRules(
        item: PageSelector("#list tr.row"), link: link(),
        headline: PartRule(select: PageSelector(".t")), lede: PartRule(select: PageSelector("p.s")),
        date: PartRule(select: PageSelector("td.d")), image: PartRule(select: PageSelector("img")),
        next: PartRule(
          select: PageSelector("a.on"), attribute: "data-page", pattern: Pattern(".+"),
          template: Template("?page=$0", groups: 0))))
    #expect(found.ruleErrors == [])
    #expect(found.emptyReason == nil)
    #expect(found.teasers.count == 4)
    #expect(
      found.teasers[1]
        == Teaser(
          link: WebURL("https://harbour.example/article/AR0002"),
          lede: "What happened on day 2 in the harbour town", headline: "Story number 2",
          date: found.teasers[1].date, image: "https://harbour.example/i/2.png"))
    #expect(
      found.teasers.map { $0.date?.day.description ?? "" }
        == (1...4).map { "2026-04-0\($0)" })
    #expect(found.nextPage?.string == "https://harbour.example/list?page=7")
  }

  @Test func `Parts without a rule are detected inside the selected items`() throws {
    let found = try listing(TeaserRules(item: PageSelector("tr.row"), link: link()))
    #expect(found.ruleErrors == [])
    #expect(found.teasers.count == 4)
    #expect(found.teasers.map(\.text) == (1...4).map { "Story number \($0)" })
    #expect(
      found.teasers.map { $0.date?.day.description ?? "" } == (1...4).map { "2026-04-0\($0)" })
    #expect(found.teasers[3].image == "https://harbour.example/i/4.png")
  }

  @Test func `A rule without an item rule applies to detected teasers`() throws {
    let page = """
      <body><h1>News</h1><ul>\((1...6).map { """
        <li><a href=/n/\($0)>A headline of some length, number \($0)</a> <i>upd. 2\($0).05.2026</i>
        <b data-when="0\($0).05.2026"></b></li>
        """ }.joined())</ul></body>
      """
    let found = try listing(
      TeaserRules(date: PartRule(select: PageSelector("b"), attribute: "data-when")), page)
    #expect(found.teasers.count == 6)
    #expect(found.ruleErrors == [])
    #expect(
      found.teasers.map { $0.date?.day.description ?? "" }
        == (1...6).map { "2026-05-0\($0)" })
  }

  @Test func `A rule that finds nothing is reported`() throws {
    let all = try listing(
      TeaserRules(
        item: PageSelector("tr.row"), link: link(), headline: PartRule(select: PageSelector("h3")),
        date: PartRule(select: PageSelector(".t")), next: PartRule(select: PageSelector("a.older")))
    )
    #expect(all.teasers.count == 4)
    #expect(
      all.ruleErrors == [
        "teasers.headline: “h3” finds nothing in 4 items",
        "teasers.date: “.t” finds “Story number 1”, which is not a date",
        "teasers.next: “a.older” finds nothing",
      ])
    let none = try listing(TeaserRules(item: PageSelector("li.story")))
    #expect(none.teasers == [])
    #expect(none.ruleErrors == ["teasers.item: “li.story” matches nothing"])
    #expect(none.emptyReason == none.ruleErrors[0])
    let noLink = try listing(
      TeaserRules(item: PageSelector("tr.row"), link: PartRule(select: PageSelector("a"))))
    #expect(noLink.teasers == [])
    #expect(noLink.emptyReason == "teasers.link: “a” finds nothing in 4 items")
  }

  @Test
  func `If the item rule matches nothing, known teasers are still found and the error is reported`()
    throws
  {
    let page = """
      <body><ul>\((1...6).map {
        "<li class=new><a href=/n/\($0)>A headline of some length, number \($0)</a></li>"
      }.joined())</ul></body>
      """
    let rules = TeaserRules(item: try PageSelector("div.old"))
    #expect(try listing(rules, page).teasers == [])
    let known = try listing(rules, page, known: ["A headline of some length, number 3"])
    #expect(known.teasers.count == 6)
    #expect(known.ruleErrors == ["teasers.item: “div.old” matches nothing"])
  }

  @Test func `A configured date format decides the order of day and month`() throws {
    let rules = TeaserRules(item: try PageSelector("tr.row"), link: try link())
    let found = try listing(rules, order: nil, format: "%d/%m/%Y")
    #expect(found.teasers[0].date?.day.description == "2026-04-01")
    let other = try listing(rules, order: nil, format: "%m/%d/%Y")
    #expect(other.teasers[0].date?.day.description == "2026-01-04")
    #expect(found.ruleErrors == [] && other.ruleErrors == [])
    let wrong = try listing(rules, order: .dayMonthYear, format: "%Y.%m.%d")
    #expect(wrong.teasers[0].date?.day.description == "2026-04-01")
    #expect(wrong.ruleErrors == ["date_format: “%Y.%m.%d” matches no date of 4 teasers"])
  }

  @Test func `An explanation contains the place of each part, or the rule that found it`() throws {
    let page = Page(
      address: WebURL("https://harbour.example/list"), bytes: Array(Self.rows.utf8))
    let rules = TeaserRules(item: try PageSelector("tr.row"), link: try link())
    let explanation = Listing.explain(
      page, context: ReadingContext(now: 1_780_000_000, teaserRules: rules))
    let parts = try #require(explanation.teasers.first)
    #expect(parts.map(\.name) == ["link", "headline", "date", "image"])
    #expect(parts[0].text == "https://harbour.example/article/AR0001")
    #expect(parts[0].place.hasPrefix("the item, attribute onclick"))
    #expect(parts[1].place == "tbody > tr.row > td > span.t")
    #expect(parts[2].place.hasSuffix("tr.row > td.d"))
    #expect("\(explanation)".contains("td.d"))
  }

  @Test func `Rules do not apply to a feed, and that is reported`() throws {
    let found = try listing(
      TeaserRules(item: PageSelector("item")),
      "<rss><channel><item><title>T</title><link>/1</link></item></channel></rss>")
    #expect(found.teasers.count == 1)
    #expect(found.ruleErrors.count == 1)
  }
}
