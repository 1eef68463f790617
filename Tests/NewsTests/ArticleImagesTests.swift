import Testing

@testable import News

@Suite struct ArticleImagesTests {
  @Test func `Images are found once each, with their descriptions`() {
    let html =
      "<p>a &lt;img src=\"x\"</p><img src=\"http://a/1?b&amp;c\" alt=\"A &quot;view&quot;\"><p>"
      + "<img src=\"http://a/2\" alt=\"\"><img src=\"http://a/1?b&amp;c\" alt=\"again\"></p>"
    let images = ArticleImages.images(in: html)
    #expect(images.map(\.address) == ["http://a/1?b&c", "http://a/2"])
    #expect(images.map(\.description) == ["A \"view\"", ""])
  }

  @Test func `An image is replaced and all else stays`() {
    let html = "<p><a href=\"x\"><img src=\"y\" alt=\"z\"></a> t <img src=\"y\" alt=\"z\">é</p>"
    let found = ArticleImages.replacing(in: html) { "[\($0.isInLink)]" }
    #expect(found == "<p><a href=\"x\">[true]</a> t [false]é</p>")
    #expect(ArticleImages.replacing(in: "plain") { _ in "" } == "plain")
    #expect(ArticleImages.replacing(in: "") { _ in "" } == "")
  }

  @Test(arguments: [
    "<img src=\"y\" alt=\"\u{301}z\">", "<img src=\"y\" alt=\"z\u{301}\">\u{301}",
    "\u{301}<img src=\"y\" alt=\"\u{0}\">",
  ])
  func `Combining marks hide no image`(html: String) {
    #expect(ArticleImages.images(in: html).map(\.address) == ["y"])
    let replaced = ArticleImages.replacing(in: html) { _ in "" }
    #expect(replaced.utf8.allSatisfy { $0 >= 0x80 })
  }

  @Test func `The images of an extracted article are found`() {
    let page = Page(
      address: "http://a.example/1",
      bytes: Array(
        """
        <article><h1>Ferries</h1><p>The ferries of the town sail again after the storm of Sunday.</p>
        <figure><img src="/i.jpg?a=1&amp;b=2" alt="The &lt;old&gt; ferry" width=600 height=400></figure>
        <p>Nobody was surprised that they were late, said the harbour master on Monday.</p></article>
        """.utf8))
    let article = Article(page, context: ReadingContext(now: 0))
    let images = ArticleImages.images(in: article.html)
    #expect(images.map(\.address) == ["http://a.example/i.jpg?a=1&b=2"])
    #expect(images.map(\.description) == ["The <old> ferry"])
  }
}
