import Basics
import Testing
import WebURL

@testable import News

/// Feeds as servers deliver them.
@Suite struct FeedFileTests {
  private func parse(_ text: String) -> Listing {
    Listing(
      Page(address: "https://gazette.example/feed", bytes: Array(text.utf8)),
      context: ReadingContext(now: 1_773_600_000))
  }

  private static let rss = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0"><channel><title>The Gazette</title><link>https://gazette.example/</link>
    <item><title>Harbour and town agree</title><link>/1.html</link></item>
    <item><title>The bridge is closed</title><link>/2.html</link></item></channel></rss>
    """

  @Test func `Entities that contain each other many times stay small`() {
    let levels = (1...40).map { level in
      "<!ENTITY e\(level) \"\(String(repeating: "&e\(level - 1);", count: 10))\">"
    }
    let found = parse(
      """
      <!DOCTYPE rss [<!ENTITY e0 "laughter ">\(levels.joined())]>
      <rss><channel><item><title>&e40;</title><link>http://x.example/1</link></item></channel></rss>
      """)
    #expect((found.teasers.first?.headline?.utf8.count ?? 0) < 2_000)
  }

  @Test func `A feed in a gzip file is read`() {
    let page = Page(
      address: "https://gazette.example/feed.xml.gz",
      bytes: Gzip.compress(Array(Self.rss.utf8)))
    #expect(Listing.isFeed(page.bytes))
    #expect(Listing(page, context: ReadingContext(now: 1_773_600_000)).teasers.count == 2)
  }

  @Test func `A message of a program before the declaration is no part of the feed`() {
    for noise in [
      "Warning: a file was not found in /srv/feed.php on line 3\n",
      "<br />\n<b>Notice</b>: an index in <b>/srv/feed.php</b> is not defined<br />\n",
    ] {
      #expect(parse(noise + Self.rss).teasers.count == 2)
    }
    #expect(!Listing.isFeed(Array("<html><body>\(Self.rss)".utf8)))
  }

  @Test func `The first day of Unix time is no date`() {
    let found = parse(
      """
      <rss><channel><item><title>A story without a date</title><link>http://x.example/1</link>
      <pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item></channel></rss>
      """)
    #expect(found.teasers.map(\.date) == [nil])
  }
}
