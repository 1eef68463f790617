import Basics
import Settings
import Spool
import TestSupport
import Testing

@testable import Notifications

@Suite struct FeedDocumentAtomTests {
  private func text(_ feed: FeedDocument, base: String? = nil) -> String {
    String(decoding: feed.atom(base: base), as: UTF8.self)
  }

  @Test func `A feed has its entries, deletions and links`() {
    var feed = FeedDocument(feed: "gazette")
    feed.apply(
      .make(.new) {
        $0.title = "Fish & <chips>"
        $0.authors = [.init(name: "Ann")]
        $0.tags = ["sea"]
        $0.language = "en"
        $0.datePublished = "2026-03-14T08:30:00+09:00"
      })
    feed.apply(.make(.withdrawn, "b 2", at: 1_773_483_000))
    #expect(
      text(feed, base: "https://example.org/feeds/") == """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns:fh="http://purl.org/syndication/history/1.0">
        <id>urn:ledewatch:feed:gazette</id>
        <title>gazette</title>
        <updated>2026-03-14T10:15:00Z</updated>
        <author><name>gazette</name>
        </author>
        <generator>Ledewatch</generator>
        <link rel="self" href="https://example.org/feeds/gazette.atom"/>
        <link rel="alternate" href="https://news.example/list"/>
        <at:deleted-entry ref="urn:ledewatch:b%202" when="2026-03-14T10:10:00Z"/>
        <entry xml:lang="en">
        <id>urn:ledewatch:a1</id>
        <title>Fish &amp; &lt;chips&gt;</title>
        <updated>2026-03-14T10:15:00Z</updated>
        <published>2026-03-14T08:30:00+09:00</published>
        <author><name>Ann</name>
        </author>
        <link rel="alternate" type="text/html" href="https://news.example/a1"/>
        <category term="sea"/>
        <summary>Lede of a1</summary>
        <content type="html">&lt;p&gt;Text of a1, revision 1&lt;/p&gt;</content>
        </entry>
        </feed>

        """)
  }

  @Test func `The feed of all sources names the source of each entry`() {
    var feed = FeedDocument(feed: "all")
    feed.apply(.make(.new, source: "harbour"))
    let text = text(feed)
    #expect(text.contains("<id>urn:ledewatch:feed:all</id>\n<title>All sources</title>"))
    #expect(text.contains("<source><id>urn:ledewatch:feed:harbour</id>\n<title>harbour</title>"))
    #expect(!text.contains("rel=\"self\""))
  }

  @Test func `Documents of an archived feed are linked in both directions`() {
    func links(_ position: FeedDocument.Position, base: String? = nil) -> [Substring] {
      var feed = FeedDocument(feed: "gazette")
      (feed.position, feed.archiveCount) = (position, 3)
      return text(feed, base: base).split(separator: "\n").filter {
        $0.hasPrefix("<link") || $0.hasPrefix("<fh:")
      }
    }
    #expect(links(.current) == ["<link rel=\"prev-archive\" href=\"gazette-archive-3.atom\"/>"])
    #expect(
      links(.archive(2, isLast: false)) == [
        "<fh:archive/>", "<link rel=\"current\" href=\"gazette.atom\"/>",
        "<link rel=\"prev-archive\" href=\"gazette-archive-1.atom\"/>",
        "<link rel=\"next-archive\" href=\"gazette-archive-3.atom\"/>",
      ])
    #expect(
      links(.archive(1, isLast: true), base: "https://e.org/") == [
        "<fh:archive/>", "<link rel=\"self\" href=\"https://e.org/gazette-archive-1.atom\"/>",
        "<link rel=\"current\" href=\"https://e.org/gazette.atom\"/>",
      ])
  }

  @Test func `An item without HTML has its text as content`() {
    var feed = FeedDocument(feed: "gazette")
    feed.apply(.make(.new) { $0.contentHTML = nil })
    #expect(text(feed).contains("<content>Text of a1</content>"))
  }
}
