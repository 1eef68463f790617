import Basics
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

@Suite struct EntryRecordHTMLTests {
  private func page(_ record: EntryRecord) -> String {
    String(decoding: record.htmlPage(), as: UTF8.self)
  }

  private let picture = EntryMedium(
    address: "http://gazette.example/i?a=1&b=2", bytes: Array("GIF89a".utf8))!

  private func article(_ html: String) -> Article {
    Article.make(headline: "Ferry late", text: "The ferry was late.", html: html)
  }

  @Test func `A page has the parts of the article, its language and its direction`() {
    let page = page(EntryRecord.make(article: .ferry))
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n"))
    #expect(page.contains("<title>Ferry late</title>"))
    #expect(page.contains("<h1 dir=\"auto\">Ferry late</h1>"))
    #expect(page.contains("<p class=\"facts\"><bdi>A. Writer</bdi></p>"))
    #expect(page.contains("HARBOUR, March 14 · 2026-03-14T10:00:00-01:30</bdi></p>"))
    #expect(page.contains("<p>Nobody …</p>\n</article>"))
    #expect(page.contains("<a href=\"http://gazette.example/a/1\" rel=\"noreferrer\""))
    var arabic = Article.ferry
    arabic.language = "ar"
    #expect(self.page(EntryRecord.make(article: arabic)).contains("<html lang=\"ar\" dir=\"rtl\">"))
  }

  @Test func `The policy of a page forbids all requests, and its style matches`() throws {
    let page = page(EntryRecord.make(article: .ferry))
    let policy = try #require(page.firstMatch(of: /Security-Policy" content="([^"]*)"/)).1
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(policy.hasSuffix("base-uri 'none'; form-action 'none'"))
    #expect(!policy.contains("img-src"))
    for word in ["<script", "@import", "url(", "http-equiv=\"refresh\"", "<link", "<iframe"] {
      #expect(!page.contains(word))
    }
  }

  @Test func `Images are files of the entry, or else links`() {
    let html =
      "<img src=\"http://gazette.example/i?a=1&amp;b=2\" alt=\"A &lt;view&gt;\">"
      + "<img src=\"http://a.example/x\" alt=\"Boats\"><img src=\"http://a.example/y?&amp;\" alt=\"\">"
      + "<a href=\"http://b\"><img src=\"http://a.example/z\" alt=\"In\"></a>"
    var record = EntryRecord.make(article: article(html))
    record.media = [picture]
    let page = page(record)
    #expect(page.contains("<img src=\"\(picture.name)\" alt=\"A &lt;view&gt;\">"))
    #expect(page.contains("<a href=\"http://a.example/x\">Boats</a>"))
    #expect(
      page.contains("<a href=\"http://a.example/y?&amp;\">http://a.example/y?&amp;</a>"))
    #expect(page.contains("<a href=\"http://b\">In</a>"))
    #expect(!page.contains("<img src=\"http"))
    #expect(page.contains("img-src 'self' file:;"))
  }

  @Test func `The lead image is shown once, with its caption`() {
    var article = article("<p>x</p>")
    article.image = picture.address
    article.imageCaption = "The <ferry>"
    var record = EntryRecord.make(article: article)
    #expect(!page(record).contains("<figure>"))
    record.media = [picture]
    #expect(
      page(record).contains(
        "<figure><img src=\"\(picture.name)\" alt=\"\">"
          + "<figcaption dir=\"auto\">The &lt;ferry&gt;</figcaption></figure>"))
    record.article?.html = "<img src=\"http://gazette.example/i?a=1&amp;b=2\" alt=\"\">"
    #expect(page(record).components(separatedBy: picture.name).count == 2)
  }

  @Test func `An article that could not be fetched is made from its teaser`() {
    let page = page(EntryRecord.make(article: nil, unreadable: "status 404"))
    #expect(page.contains("<p>The ferry was late again on Monday, for</p>"))
  }

  @Test(arguments: HostileTexts.all)
  func `Hostile text adds no markup and no controls`(text: String) {
    func tags(_ page: String) -> [String] {
      page.utf8.split(separator: UInt8(ascii: "<")).dropFirst().map {
        String(decoding: $0.prefix { $0 != 0x20 && $0 != 0x3E }, as: UTF8.self)
      }
    }
    let plain = HostileTexts.record("plain")
    var record = HostileTexts.record(text)
    let page = page(record)
    #expect(tags(page) == tags(self.page(plain)))
    #expect(
      page.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || !$0.isControlForDisplay || (0x2066...0x2069) ~= $0.value
      })
    record.media = [picture]
    #expect(!self.page(record).contains("src=\"http"))
  }
}
