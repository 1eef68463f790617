import Testing
import WebURL

@testable import News

@Suite struct FrontPageTests {
  @Test(arguments: [
    ("https://a.test/news", "https://a.test/"), ("https://a.test/news", "https://www.a.test/"),
    ("https://a.test/en/news", "https://a.test/en/"),
    ("https://a.test/news", "https://a.test/pt-BR"),
    ("https://a.test/news", "https://a.test/index.html"),
    ("https://a.test/news", "https://a.test/?cookie=1"), ("https://a.test/?p=7", "https://a.test/"),
    ("https://a.test/news", "https://a.test/zh_Hant/default.aspx"),
  ])
  func `A root, perhaps of a language, is the front page instead of another page`(
    requested: String, shown: String
  ) throws {
    let (requested, shown) = (try #require(WebURL(requested)), try #require(WebURL(shown)))
    #expect(shown.isFrontPage(insteadOf: requested))
  }

  @Test(arguments: [
    ("https://a.test/", "https://www.a.test/"), ("http://a.test/index.php", "https://a.test/"),
    ("https://a.test/", "https://a.test/en/"), ("https://a.test/news", "https://a.test/news/"),
    ("https://a.test/news/today", "https://a.test/news/"),
    ("https://a.test/news", "https://a.test/tea"),
    ("https://a.test/?p=7", "https://a.test/?p=8"), ("https://a.test/news", "https://a.test/e1/"),
    ("https://a.test/news", "https://a.test/en/news"),
  ])
  func `Other addresses are not`(requested: String, shown: String) throws {
    let (requested, shown) = (try #require(WebURL(requested)), try #require(WebURL(shown)))
    #expect(!shown.isFrontPage(insteadOf: requested))
  }
}
