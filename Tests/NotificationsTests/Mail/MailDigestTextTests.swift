import Foundation
import Settings
import Testing

@testable import Notifications

@Suite struct MailDigestTextTests {
  private let mail = Mail(
    from: "ledewatch@example.org", to: ["ann@example.org"], by: .program(["sendmail"]))

  @Test func `A digest lists lede and link of each article`() throws {
    let text = MailDigestText(try .make(["One", "Two"], sources: ["a", "b"], summary: "<i>L</i>"))
    #expect(
      text.plain.hasPrefix(
        """
        2 articles

        One
        a · 2026-03-14T10:00:00Z
        <i>L</i>
        https://news.example/(1)?a=1&b=2

        Two
        b ·
        """))
    #expect(text.html.contains("<h1>2 articles</h1>\n<p>2 sources</p>"))
    #expect(
      text.html.contains(
        "<h2><a href=\"https://news.example/(1)?a=1&amp;b=2\">One</a></h2>"))
    #expect(text.html.contains("<p>&lt;i&gt;L&lt;/i&gt;</p>"))
  }

  @Test func `A digest that is too long tells how many articles are left out`() throws {
    let titles = (0..<1000).map { "\($0) " + String(repeating: "t", count: 700) }
    let text = MailDigestText(
      try .make(titles, summary: String(repeating: "é", count: 2000)))
    let bytes = MailText.maximumTextBytes
    #expect(text.plain.utf8.count < bytes && text.html.utf8.count < bytes + 10_000)
    let more = try #require(text.plain.firstMatch(of: /… and (\d+) more/)?.1)
    #expect(text.html.contains("… and \(more) more") && Int(more)! < 1000)
  }

  @Test func `Only a digest of one source belongs to its list`() throws {
    func message(_ sources: [String]) throws -> String {
      String(
        decoding: MailMessage(mail, try .make(["One", "Two"], sources: sources)).bytes,
        as: UTF8.self)
    }
    let one = try message(["gazette"])
    #expect(one.contains("\r\nSubject: [gazette] 2 articles\r\n"))
    #expect(one.contains("\r\nMessage-ID: <batch-1-desk@ledewatch.example.org>\r\n"))
    #expect(one.contains("\r\nList-Id: <gazette.ledewatch.example.org>\r\n"))
    #expect(one.contains("multipart/alternative"))
    let two = try message(["a", "b"])
    #expect(two.contains("\r\nSubject: [ledewatch] 2 articles\r\n"))
    #expect(two.contains("\r\nList-Id: <digest.ledewatch.example.org>\r\n"))
  }
}
