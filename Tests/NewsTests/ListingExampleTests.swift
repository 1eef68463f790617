import Testing

@testable import News

@Suite struct ListingExampleTests {
  private static let news = (1...6).map {
    "<article class=story><h3><a href='/news/\($0)'>Council number \($0) repairs the “old” bridge</a></h3>"
      + "<p>The work on bridge \($0) begins in May and ends in the autumn of the year.</p></article>"
  }.joined()
  private static let shop = (1...9).map {
    "<div class=offer><a href='/shop/item-\($0)'>Wonderful umbrella, model \($0), in all colours</a></div>"
  }.joined()
  private static let html = "<body><main>\(news)</main><aside>\(shop)</aside></body>"
  private static let numbers =
    "<body><p>x</p>"
    + (1...4).map {
      "<span class=n><a href=/n/\($0)>\($0)</a></span>"
    }.joined()

  private func find(_ example: String, in html: String = html) -> ListingExample {
    ListingExample(example, in: Example.page(html), context: ReadingContext(now: 1_773_480_000))
  }

  @Test(arguments: [
    ("Council number 3", "article"), ("COUNCIL   number 5 repairs", "article"),
    ("work on bridge 2", "article"), ("/news/4", "article"), ("umbrella, model 7", "div"),
    ("/shop/item-2", "div"),
  ])
  func `The list with the example is found`(example: String, tag: String) throws {
    let selector = try #require(find(example).selector)
    #expect(selector.css.hasPrefix(tag) && selector.isExact, "\(selector)")
  }

  @Test(arguments: [
    "Council number 3 repairs the \"old\" bridge", "Council number 3 repairs the “old” bridge",
  ])
  func `Quotation marks may be typed in any form`(example: String) {
    #expect(find(example).selector?.css == "article")
  }

  @Test func `Elements that are no list of news can be selected, too`() throws {
    let selector = try #require(find("/n/2", in: ListingExampleTests.numbers).selector)
    #expect(selector.css == "span" && selector.isExact)
  }

  @Test func `An example that the page does not have, or that is in no list, finds nothing`() {
    let missing = find("quite another thing")
    #expect(!missing.isFound && missing.selector == nil)
    let alone = find("x", in: "<body><p>x</p><p>y</p></body>")
    #expect(alone.isFound && alone.selector == nil)
    #expect(!find("  ").isFound)
  }
}
