import Testing

@testable import Importing

@Suite struct SelectorSubjectTests {
  @Test(arguments: [
    "a", "ul.news > li", "div h2 a[href*=\"a, b\"]", "li.a, tr.b", "article:has(> h2)",
    "tr:nth-of-type(n+2)", "div:nth-of-type(3) > ul > li", "#news a", "li a",
  ])
  func `Elements that lists repeat are teasers`(selector: String) {
    #expect(SelectorSubject.isRepeated(selector))
  }

  @Test(arguments: [
    "div", "#news", "ul", "li.a, div", ".item", "li#first", "tr:nth-of-type(2)", "a:first-child",
    "article section", "", "ul > li:nth-of-type(1) > a", "li:first-child a", "li a, ul",
  ])
  func `Other elements may be the whole list`(selector: String) {
    #expect(!SelectorSubject.isRepeated(selector))
  }
}
