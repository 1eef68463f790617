import Foundation
import Testing

@testable import News

@Suite struct ArticleContinuationTests {
  private let paragraph =
    "<p>The harbour board of Lindmar voted on Friday to keep the old ferry running for a year.</p>"

  private func next(_ link: String, on address: String = "https://example.org/news/ferry")
    -> String?
  {
    let html = "<article><h1>Ferry stays</h1>\(paragraph)\(paragraph)\(link)</article>"
    return Article(Example.page(html, at: address), context: Example.context).nextPage?.string
  }

  @Test(arguments: [
    ("<a rel=next href=?page=2>on</a>", "https://example.org/news/ferry?page=2"),
    ("<link rel=next href=/news/ferry/2/>", "https://example.org/news/ferry/2/"),
    ("<a href=/news/ferry/page/2>2</a>", "https://example.org/news/ferry/page/2"),
    ("<a href=ferry-2>2</a>", "https://example.org/news/ferry-2"),
    ("<a href=ferry-seite-2>weiter</a>", "https://example.org/news/ferry-seite-2"),
    ("<a href=ferry/seite-2><span>Seite 2</span></a>", "https://example.org/news/ferry/seite-2"),
    ("<a rel=next href=?page=1>weiter</a>", "https://example.org/news/ferry?page=1"),
    ("<a href=?page=2>»</a>", "https://example.org/news/ferry?page=2"),
  ])
  func `The next page has the article's address with the next number`(
    link: String, expected: String
  ) {
    #expect(next(link) == expected)
  }

  @Test(arguments: [
    "<a rel=next href=/news/mill>The mill</a>", "<link rel=next href=/news/mill>",
    "<a href=/news/ferry?page=3>3</a>", "<a href=/news/ferry?page=1>1</a>",
    "<a rel=next href=/news/ferry/comment-page-2>older</a>",
    "<a rel=next href=https://other.example/news/ferry?page=2>on</a>",
    "<div class=comments><a rel=next href=?page=2>more</a></div>", "<a href=/2>2</a>",
    "<a href=ferry-2>Another ferry</a>", "<a rel=next href=/news/ferry-2026>on</a>",
  ])
  func `Links to other articles, comments, other hosts and other numbers are no next page`(
    link: String
  ) {
    #expect(next(link) == nil)
  }

  @Test func `A numbered article is no page, and a number after a word counts up`() {
    #expect(next("<a rel=next href=/news/15>on</a>", on: "https://example.org/news/14") == nil)
    #expect(
      next("<a href=f-p4.html>4</a>", on: "https://example.org/f-p3.html")
        == "https://example.org/f-p4.html")
    #expect(next("<a rel=next href=/page/2>on</a>", on: "https://example.org/") == nil)
  }

  @Test func `Pages are joined without repetitions, and each names the next one`() {
    func part(_ number: Int, _ own: String, next: String) -> Page {
      Example.page(
        """
        <title>Ferry stays</title><article><h1>Ferry stays</h1>\(paragraph)<p>\(own)</p>\(next)</article>
        """, at: "https://example.org/news/ferry" + (number > 1 ? "?page=\(number)" : ""))
    }
    var article = Article(
      part(
        1, "The first page tells of the board, and of its votes.",
        next: "<a rel=next href=?page=2>2</a>"), context: Example.context)
    #expect(article.pages.map(\.string) == ["https://example.org/news/ferry"])
    let second = part(
      2, "The second page tells of the islands, and of their ferries.",
      next: "<a href=ferry>1</a><a href=?page=3>3</a>")
    #expect(article.append(second, context: Example.context).verdict == .good)
    #expect(article.nextPage?.string == "https://example.org/news/ferry?page=3")
    #expect(
      article.text.split(separator: "\n") == [
        "The harbour board of Lindmar voted on Friday to keep the old ferry running for a year.",
        "The first page tells of the board, and of its votes.",
        "The second page tells of the islands, and of their ferries.",
      ])
    #expect(article.html.contains("islands"))
    #expect(article.html.components(separatedBy: "Friday").count == 2)
    // A page that only repeats ends it.
    let again = part(3, "The first page tells of the board, and of its votes.", next: "")
    #expect(article.append(again, context: Example.context).verdict == .good)
    #expect(article.nextPage == nil)
    #expect(article.text.split(separator: "\n").count == 3)
  }

  @Test func `A next page that is empty or an error page adds nothing and fails`() {
    var article = Article(
      Example.page("<h1>Ferry stays</h1>\(paragraph)\(paragraph)"), context: Example.context)
    let before = article.text
    let error = Example.page(
      "<title>404 Not Found</title><h1>404 Not Found</h1><p>Nothing is here.</p>")
    #expect(article.append(error, context: Example.context).verdict == .failed)
    #expect(article.append(Example.page(""), context: Example.context).verdict == .failed)
    #expect(article.text == before)
  }
}
