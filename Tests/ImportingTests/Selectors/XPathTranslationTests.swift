import News
import Testing

@testable import Importing

@Suite struct XPathTranslationTests {
  @Test(arguments: [
    ("//div[@class='x']//a", #"div[class="x"] a"#),
    ("//div[contains(@class, \"news\")]/ul/li", #"div[class*="news"] > ul > li"#),
    ("descendant::article[@id]", "article[id]"),
    ("/html/body/main//tr", "html > body > main tr"),
    ("//li[contains(concat(' ', normalize-space(@class), ' '), ' item ')]", #"li[class~="item"]"#),
    ("//a[starts-with(@href, '/news/') and not(@rel)]", #"a[href^="/news/"]:not([rel])"#),
    ("//li[.//time or @data-id!='0']", #"li:is(:has(time), [data-id]:not([data-id="0"]))"#),
    ("//li[a/@href]", "li:has(> a[href])"),
    ("//h2 | //h3/a", "h2, h3 > a"),
    ("//table/tr[2]", "table > tr:nth-of-type(2)"),
    ("//tr[position()>1]", "tr:nth-of-type(n+2)"),
    ("//ul/*[last()]", "ul > :nth-last-child(1)"),
    ("//li[@class='a'][1]", #"li[class="a"]:nth-child(1 of li[class="a"])"#),
    ("//a[contains(@href,'/x/')]/ancestor::article", #"article:has(:is(a[href*="/x/"]))"#),
    ("//h2/..", ":has(> :is(h2))"),
    ("//h2/following-sibling::ul/li", "h2 ~ ul > li"),
    ("//a[string-length(@href)>0]", #"a[href]:not([href=""])"#),
    ("//*[self::article or self::section]", ":is(:is(article), :is(section))"),
    ("//a[@title='a\"b\\c']", #"a[title="a\"b\\c"]"#),
    ("normalize-space(//div//.//p)", "div p"),
  ])
  func `An expression on a page becomes a selector for the same elements`(
    xpath: String, css: String
  ) throws {
    let translation = try XPathTranslation(xpath, in: .document)
    #expect(translation.selector == css)
    #expect(translation.attribute == nil)
    _ = try PageSelector(css)
  }

  @Test(
    arguments: [
      ("descendant::a/@href", "a", "href"), (".//h2", "h2", nil),
      ("./div/a", ":scope > div > a", nil),
      ("span", ":scope > span", nil), (".", nil, nil), ("./@href", nil, "href"),
      ("(.//a)[1]/@href", "a", "href"), ("descendant::time[1]/@datetime", "time", "datetime"),
      (".//div/span", ":scope div > span", nil), ("string(.//img/@src)", "img", "src"),
      (".//h2/text()", "h2", nil), (".//div", ":scope div", nil),
    ] as [(String, String?, String?)])
  func `An expression within a teaser becomes a selector and an attribute`(
    xpath: String, css: String?, attribute: String?
  ) throws {
    let translation = try XPathTranslation(xpath, in: .item)
    #expect(translation.selector == css)
    #expect(translation.attribute == attribute)
    if let css { _ = try PageSelector(css) }
  }

  @Test(arguments: [
    ("//a[text()='More']", "a condition on text"),
    ("//a[contains(., 'More')]", "a condition on text"),
    ("(//h2)[1]", "a position among all elements that are found"),
    ("//div/descendant::a[2]", "a position among descendants or siblings"),
    ("//p/following::a", "the axis “following”"), ("count(//a)", "the function “count”"),
    ("//a[count(b)>1]", "the function “count”"), ("'text'", "it is a text, not an element"),
    ("//a[", "it ends unexpectedly"), ("//a]", "“]” is not expected"),
    ("//svg:path", "“:” is not expected"), ("//a[@b='c]", "a quotation mark is not closed"),
    ("//a[position() mod 2 = 1]", "arithmetic"),
    ("div", "it begins with an element that is no child of the document"),
    ("//text()", "it selects nodes of all kinds"), ("/", "it ends unexpectedly"),
  ])
  func `An expression without an exact translation has a reason`(xpath: String, reason: String) {
    let error = #expect(throws: XPathError.self) { try XPathTranslation(xpath, in: .document) }
    #expect(error?.reason == reason)
  }

  @Test func `An expression of another element than the teaser has a reason`() {
    for xpath in ["//h2", "ancestor::div", "..", "following-sibling::p"] {
      #expect(throws: XPathError.self) { try XPathTranslation(xpath, in: .item) }
    }
  }

  @Test func `Long and deeply nested expressions are refused`() {
    let nested = String(repeating: "(", count: 1000) + "//a" + String(repeating: ")", count: 1000)
    let conditions =
      String(repeating: "//a[", count: 500) + "b" + String(repeating: "]", count: 500)
    for xpath in [nested, conditions, "//a" + String(repeating: "/b", count: 3000)] {
      #expect(throws: XPathError.self) { try XPathTranslation(xpath, in: .document) }
    }
  }
}
