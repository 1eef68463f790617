import Dates
import Foundation
import HTML
import Testing
import WebURL

@testable import News

/// Every folder of `Fixtures/articles` is a page and what is read from it. `RECORD=1 swift test`
/// writes the expectations anew, to be reviewed as a diff.
@Suite struct ArticleTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/articles")
  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path()))?.sorted() ?? []

  static let context = ReadingContext(now: 1_773_500_000)

  struct Case: Codable, Equatable {
    struct TeaserText: Codable, Equatable {
      var link: String
      var lede: String?
      var headline: String?
      var date: String?
    }
    var address: String
    var teaser: TeaserText?
    var article: Reading?
  }

  struct Reading: Codable, Equatable {
    var verdict: String
    var reason: String?
    var headline: String?
    var authors: [String]?
    var dateline: String?
    var published: String?
    var publishedFrom: String?
    var modified: String?
    var lede: String?
    var text: String
    var html: String
    var markdown: String
    var language: String?
    var image: String?
    var tags: [String]?
    var canonical: String?
  }

  @Test("A fixture page is read as recorded", arguments: names)
  func fixture(name: String) throws {
    let folder = Self.folder.appending(path: name)
    let file = folder.appending(path: "article.json")
    var wanted = try JSONDecoder().decode(Case.self, from: Data(contentsOf: file))
    let reading = try Self.read(wanted, Data(contentsOf: folder.appending(path: "article.html")))
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      wanted.article = reading
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try (encoder.encode(wanted) + Data("\n".utf8)).write(to: file)
    }
    #expect(reading == wanted.article)
  }

  static func read(_ wanted: Case, _ bytes: Data) throws -> Reading {
    let address = try #require(WebURL(wanted.address))
    let teaser = try wanted.teaser.map { text in
      Teaser(
        link: try #require(WebURL(text.link)), lede: text.lede, headline: text.headline,
        date: text.date.flatMap(Day.init(iso:)).map { PageDate(day: $0, origin: .text) })
    }
    let article = Article(
      Page(address: address, bytes: [UInt8](bytes)), context: context, teaser: teaser)
    return Reading(
      verdict: article.extraction.verdict.rawValue,
      reason: article.extraction.reason.isEmpty ? nil : article.extraction.reason,
      headline: article.headline, authors: article.authors.isEmpty ? nil : article.authors,
      dateline: article.dateline, published: article.published.map(describe),
      publishedFrom: article.published?.origin.rawValue,
      modified: article.modified.map(describe), lede: article.lede, text: article.text,
      html: article.html, markdown: article.markdown, language: article.language,
      image: article.image, tags: article.tags.isEmpty ? nil : article.tags,
      canonical: article.canonical?.string)
  }

  private static func describe(_ date: PageDate) -> String {
    var text = date.day.description
    if let second = date.secondOfDay { text += " \(second / 3600):\(second / 60 % 60)" }
    if let offset = date.utcOffset { text += " UTC\(offset < 0 ? "" : "+")\(offset / 60)m" }
    return text
  }
}

@Suite struct ArticleHostilityTests {
  private func read(_ html: String) -> Article {
    Article(
      Page(address: WebURL("https://example.org/a"), bytes: Array(html.utf8)),
      context: ArticleTests.context)
  }

  private let paragraph =
    "<p>The harbour board voted on Friday to keep the old ferry running, after a petition.</p>"

  @Test("A page nested deep, or wide, or of one kind of tag is read without trouble")
  func shapes() {
    let pieces = [
      "<div>", "<b>", "<p>", "<li>", "<table><tr><td>", "<a href=x>", "<h1>x", "<br>", "<time>",
      "<blockquote>", "<span class=author>x", "<ul class=related><li>", "<img src=x>",
      "<p>x</p>", "<script type=application/ld+json>[[[[[[", "</p>", "<article>", "<pre>",
    ]
    for piece in pieces {
      let page = paragraph + String(repeating: piece, count: 3000) + paragraph
      _ = read(page).markdown
      _ = read(String(repeating: piece, count: 3000)).extraction
    }
  }

  @Test("A page cut anywhere is read")
  func cuts() throws {
    let file = ArticleTests.folder.appending(path: "plain-news/article.html")
    let bytes = [UInt8](try Data(contentsOf: file))
    for end in stride(from: 0, to: bytes.count, by: 97) {
      let page = Page(address: WebURL("https://example.org/a"), bytes: Array(bytes[..<end]))
      _ = Article(page, context: ArticleTests.context)
    }
  }

  @Test("Bytes that are no page fail with what they are")
  func files() {
    let context = ArticleTests.context
    func verdict(_ bytes: [UInt8]) -> Extraction {
      Article(Page(address: WebURL("https://example.org/a"), bytes: bytes), context: context)
        .extraction
    }
    #expect(verdict([]).verdict == .failed)
    #expect(verdict(Array("%PDF-1.7\n1 0 obj".utf8)).reason == "a PDF document, not a web page")
    #expect(verdict([0x89, 0x50, 0x4E, 0x47, 0x0D]).reason == "an image, not a web page")
    #expect(verdict(Array(" {\"a\": 1}".utf8)).reason == "data, not a web page")
  }

  @Test("Safe HTML holds no script, event, style or address but of the web and of mail")
  func safety() {
    let html =
      read(
        """
        <article><h1 onclick=a()>Head</h1>\(paragraph)
        <p>One <a href="javascript:a()">bad</a>, one <a href=" JaVaScRiPt:a()">worse</a>, one
        <a href="data:text/html,x">data</a>, one <a href="mailto:a@b.example">mail</a> &lt;script&gt;.</p>
        <p style="a" onfocus=b() class=c id=d>Text with <svg><script>x()</script></svg> in it, and
        <math><mi>y</mi></math>, and more than enough words to be a paragraph.</p>\(paragraph)</article>
        """
      ).html.lowercased()
    for word in [
      "<script", "onclick", "onfocus", "javascript:", "data:", "style=", "class=", "<svg",
    ] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("&lt;script&gt;"))
    #expect(html.contains("mailto:a@b.example"))
  }
}
