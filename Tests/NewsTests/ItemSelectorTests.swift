import HTML
import Testing

@testable import News

@Suite struct ItemSelectorTests {
  private func selector(_ html: String, blocks css: String) throws -> ItemSelector {
    let document = Document(html)
    let blocks = try document.select(Selector(css)).map(\.index)
    return try #require(ItemSelectorSearch(document, blocks: blocks).find())
  }

  private static let items = (1...4).map { "<li class='card c\($0)'><a href=/\($0)>x</a></li>" }
    .joined()

  @Test(arguments: [
    // The shortest compound that selects the blocks and nothing else.
    ("<ul>\(items)</ul><p>x</p>", "li", "li"),
    ("<ul>\(items)</ul><ol><li>x</li></ol>", ".card", "li.card"),
    (
      "<ul class=news>\(items)</ul><ul class=more>\(items)</ul>", ".news li", "ul.news > li"
    ),
    ("<div id=top>\(items)</div><div>\(items)</div>", "#top li", "#top > li"),
    (
      "<section class=a><p><b>x</b></p><p><b>y</b></p></section><section class=b><p><b>z</b></p></section>",
      ".a b", "section.a b"
    ),
    (
      "<ul class='md:w-1/2 2x'>\(items)</ul><ul>\(items)</ul>", "ul:first-child li",
      #"ul.\32 x > li"#
    ),
  ])
  func `The selector of a list is short and selects nothing else`(
    html: String, blocks: String, css: String
  ) throws {
    let selector = try selector(html, blocks: blocks)
    #expect(selector.css == css && selector.isExact && "\(selector)" == css)
    let selected = try Document(html).select(Selector(selector.css)).map(\.index)
    #expect(selected == (try Document(html).select(Selector(blocks)).map(\.index)))
  }

  @Test func `A list without marks gets the best selector, and how it differs`() throws {
    let selector = try selector(
      "<ul><li>1</li><li>2</li><li id=x>3</li></ul>", blocks: "li:not(#x)")
    #expect(selector.css == "li" && !selector.isExact)
    #expect("\(selector)" == "li (1 other)")
  }

  @Test func `The setting is valid YAML whatever a class contains`() throws {
    let selector = try selector(
      "<div class='a\"b'><i>1</i><i>2</i></div><i>3</i>", blocks: "div i")
    #expect(selector.css == #"div > i"#)
    let quoted = try self.selector("<i class='a\"b'>1</i><i>3</i>", blocks: "i.a\\\"b")
    #expect(quoted.setting == #"teasers: {item: "i.a\\\"b"}"#)
  }

  @Test(arguments: [
    ("a-b_c", "a-b_c"), ("2x", #"\32 x"#), ("-", #"\-"#), ("md:w-1/2", #"md\:w-1\/2"#),
    ("größe", "größe"), ("a\u{1}b", #"a\1 b"#),
  ])
  func `Names are escaped as CSS writes them`(name: String, text: String) {
    #expect(ItemSelectorSearch.escaped(name) == text)
  }
}
