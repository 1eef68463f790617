import Foundation
import Spool
import TestSupport
import Testing

@testable import Notifications

@Suite struct FeedDocumentJSONTests {
  private func object(_ feed: FeedDocument, base: String?) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(feed.json(base: base)))
    return try #require(object as? [String: Any])
  }

  @Test func `A feed is a JSON Feed with addresses where they are known`() throws {
    var feed = FeedDocument(feed: "gazette")
    feed.apply(.make(.new))
    feed.archiveCount = 2
    let known = try object(feed, base: "https://example.org/feeds/")
    #expect(known["version"] as? String == "https://jsonfeed.org/version/1.1")
    #expect(known["feed_url"] as? String == "https://example.org/feeds/gazette.json")
    #expect(known["next_url"] as? String == "https://example.org/feeds/gazette-archive-2.json")
    #expect(known["home_page_url"] as? String == "https://news.example/list")
    let items = try #require(known["items"] as? [[String: Any]])
    #expect(items.map { $0["id"] as? String } == ["a1"])
    #expect(
      Set((items[0]["_ledewatch"] as? [String: Any] ?? [:]).keys) == [
        "version", "revision", "source", "at",
      ])
    let unknown = try object(feed, base: nil)
    #expect(unknown["feed_url"] == nil && unknown["next_url"] == nil)
  }

  @Test func `An archive leads to the one before it`() throws {
    var feed = FeedDocument(feed: "gazette")
    feed.position = .archive(2, isLast: true)
    #expect(
      try object(feed, base: "https://e.org/")["next_url"] as? String
        == "https://e.org/gazette-archive-1.json")
    feed.position = .archive(1, isLast: false)
    #expect(try object(feed, base: "https://e.org/")["next_url"] == nil)
  }
}
