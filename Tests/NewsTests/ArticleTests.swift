import Dates
import Foundation
import HTML
import Testing
import WebURL

@testable import News

/// Every folder of `Fixtures/articles` is a test case: `article.html` is the page, `article.json`
/// contains its address and the expected article. `RECORD=1 swift test` writes the expectations
/// again; review them as a diff.
@Suite struct ArticleTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/articles")
  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path()))?.sorted() ?? []

  struct Case: Codable, Equatable {
    struct TeaserText: Codable, Equatable {
      var link: String
      var lede: String?
      var headline: String?
      var date: String?
    }
    var address: String
    var teaser: TeaserText?
    var article: Expectation?
  }

  struct Expectation: Codable, Equatable {
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

  @Test(arguments: names)
  func `A fixture page yields the recorded article`(name: String) throws {
    let folder = Self.folder.appending(path: name)
    let file = folder.appending(path: "article.json")
    var expected = try JSONDecoder().decode(Case.self, from: Data(contentsOf: file))
    let extracted = try Self.extract(
      expected, Data(contentsOf: folder.appending(path: "article.html")))
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      expected.article = extracted
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try (encoder.encode(expected) + Data("\n".utf8)).write(to: file)
    }
    #expect(extracted == expected.article)
  }

  static func extract(_ expected: Case, _ bytes: Data) throws -> Expectation {
    let address = try #require(WebURL(expected.address))
    let teaser = try expected.teaser.map { text in
      Teaser(
        link: try #require(WebURL(text.link)), lede: text.lede, headline: text.headline,
        date: text.date.flatMap(Day.init(iso:)).map { PageDate(day: $0, origin: .text) })
    }
    let article = Article(
      Page(address: address, bytes: [UInt8](bytes)), context: Example.context, teaser: teaser)
    return Expectation(
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

  @Test func `The description of the page is the lede if the page shows no standfirst`() {
    let head =
      "<meta name=description content='How an old ferry of the town stays for one more year.'>"
    #expect(
      Example.article(head: head).lede == "How an old ferry of the town stays for one more year.")
    let beginning = "<meta name=description content='\(Example.paragraphs[0].prefix(50))'>"
    #expect(Example.article(head: beginning).lede == Example.paragraphs[0])
  }
}
