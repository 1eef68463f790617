import Testing
import WebURL

@testable import News

@Suite("Feeds as listings")
struct FeedTests {
  private func parse(
    _ text: String, at address: String = "https://gazette.example/feed", charset: String? = nil,
    language: String? = nil
  ) -> Listing {
    Listing(
      Page(address: WebURL(address)!, bytes: Array(text.utf8), transportCharset: charset),
      context: ReadingContext(now: 1_773_600_000, language: language))
  }

  private static let rss2 = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
    <channel>
      <title>The Gazette</title>
      <link>https://gazette.example/news/</link>
      <atom:link rel="self" href="https://gazette.example/feed"/>
      <atom:link rel="next" href="?paged=2"/>
      <item>
        <title>Harbour &amp;amp; town agree</title>
        <link> /2026/harbour.html </link>
        <guid isPermaLink="false">tag:1</guid>
        <pubDate>Sat, 14 Mar 2026 08:30:00 +0900</pubDate>
        <description><![CDATA[<p><img src="/i/1.jpg" alt=""> The harbour and the town have agreed on a new pier &#8211; at last.</p><p>The post appeared first on Gazette.</p>]]></description>
        <content:encoded><![CDATA[<p>All of the story.</p>]]></content:encoded>
      </item>
      <item>
        <guid>https://gazette.example/2026/bridge.html</guid>
        <pubDate>Fri, 13 Mar 2026 23:10:00 EST</pubDate>
        <description>The old bridge over the river was closed on Friday after a ship had struck it.</description>
        <media:content url="https://img.example/bridge.png" medium="image"/>
      </item>
      <item><title>Without a link</title></item>
    </channel></rss>
    """

  @Test func `RSS 2 yields teasers with links, texts, dates and images`() {
    let found = parse(Self.rss2)
    #expect(found.emptyReason == nil)
    #expect(found.teasers.count == 2)
    let first = found.teasers[0]
    #expect(first.link.string == "https://gazette.example/2026/harbour.html")
    #expect(first.headline == "Harbour & town agree")
    #expect(first.lede == "The harbour and the town have agreed on a new pier – at last.")
    #expect(first.date?.day.description == "2026-03-14")
    #expect(first.date?.secondOfDay == 30_600)
    #expect(first.date?.utcOffset == 32_400)
    #expect(first.date?.origin == .feed)
    #expect(first.image == "https://gazette.example/i/1.jpg")
    let second = found.teasers[1]
    #expect(second.link.string == "https://gazette.example/2026/bridge.html")
    #expect(second.headline == nil)
    #expect(second.date?.utcOffset == -18_000)
    #expect(second.image == "https://img.example/bridge.png")
    #expect(found.nextPage?.string == "https://gazette.example/feed?paged=2")
  }

  @Test func `RSS 1 with items next to the channel yields teasers`() {
    let found = parse(
      """
      <?xml version="1.0"?>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://gazette.example/"><title>G</title><link>https://gazette.example/</link>
        <items><rdf:Seq><rdf:li resource="https://gazette.example/a"/></rdf:Seq></items></channel>
      <item rdf:about="https://gazette.example/a"><title>Pier opened</title><link>a</link>
        <dc:date>2026-03-14T10:00+01:00</dc:date></item>
      </rdf:RDF>
      """)
    #expect(found.teasers.map(\.link.string) == ["https://gazette.example/a"])
    #expect(found.teasers[0].date?.utcOffset == 3600)
  }

  @Test func `RSS without version, namespaces and correct syntax yields teasers`() {
    let found = parse(
      """


      <rss><channel><title>Tom & Jerry's</title><link>http://old.example
      </link><item><title>Caf&eacute; opens &nbsp; today & tomorrow <b>&unknown;</title>
      <link>http://old.example/?a=1&b=2</link><pubDate>14 Mar 26 08:30 GMT</pubDate></item>
      <item><title>1 < 2, says the <i>court</i></title><link>http://old.example/2</link>
      """)
    #expect(
      found.teasers.map(\.headline) == [
        "Café opens today & tomorrow &unknown;", "1 < 2, says the court",
      ])
    #expect(found.teasers[0].link.string == "http://old.example/?a=1&b=2")
    #expect(found.teasers[0].date?.day.description == "2026-03-14")
  }

  @Test func `Atom yields alternate links, resolved addresses, and plain and marked-up texts`() {
    let found = parse(
      """
      \u{FEFF}<?xml version="1.0"?><!-- made by hand -->
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/a/" xml:lang="en">
      <link rel="prev-archive" href="../archive/12.atom"/>
      <entry xml:base="b/"><title type="text">A &lt;b&gt; in the text</title>
        <link rel="self" href="self.atom"/><link rel="alternate" type="text/html" href="story.html"/>
        <link rel="enclosure" type="image/png" href="p.png"/>
        <published>2026-03-14T08:30:00Z</published><updated>2026-03-15T08:30:00Z</updated>
        <summary type="html">&lt;p&gt;What was said in the council on Friday evening.&lt;/p&gt;</summary></entry>
      <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One &amp; <i>two</i></div></title>
        <link href="/two"/><updated>2026-03-13</updated>
        <source><title>Elsewhere</title><link href="http://else.example/"/></source></entry>
      </feed>
      """)
    #expect(
      found.teasers.map(\.link.string) == [
        "https://gazette.example/a/b/story.html", "https://gazette.example/two",
      ])
    #expect(found.teasers[0].headline == "A <b> in the text")
    #expect(found.teasers[0].lede == "What was said in the council on Friday evening.")
    #expect(found.teasers[0].date?.day.description == "2026-03-14")
    #expect(found.teasers[0].image == "https://gazette.example/a/b/p.png")
    #expect(found.teasers[1].headline == "One & two")
    #expect(found.teasers[1].date?.day.description == "2026-03-13")
    #expect(found.nextPage?.string == "https://gazette.example/archive/12.atom")
  }

  @Test func `JSON Feed yields teasers and continues at its next_url`() {
    let found = parse(
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "G", "next_url": "https://gazette.example/feed?p=2",
       "items": [{"id": "1", "url": "https://gazette.example/1", "title": "One",
         "content_html": "<p>The first paragraph of the story.</p><p>The second.</p>",
         "date_published": "2026-03-14T08:30:00-07:00", "image": "https://img.example/1.jpg"},
        {"id": "https://gazette.example/2", "content_text": "A note without a title, of some length."},
        {"id": "3"}]}
      """)
    #expect(
      found.teasers.map(\.link.string) == [
        "https://gazette.example/1", "https://gazette.example/2",
      ])
    #expect(found.teasers[0].lede == "The first paragraph of the story.")
    #expect(found.teasers[0].date?.utcOffset == -25_200)
    #expect(found.teasers[1].lede == "A note without a title, of some length.")
    #expect(found.nextPage?.string == "https://gazette.example/feed?p=2")
    #expect(parse(#"{"error": "not found"}"#).emptyReason == "JSON, but not a JSON Feed")
  }

  @Test
  func `A news sitemap is a listing, a page sitemap is none, and an index names its sitemaps`() {
    let news = parse(
      """
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://gazette.example/1</loc><lastmod>2026-03-15</lastmod><news:news>
        <news:publication><news:name>G</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>2026-03-14T08:30:00+01:00</news:publication_date>
        <news:title>One &amp; all</news:title></news:news>
        <image:image><image:loc>https://img.example/1.jpg</image:loc></image:image></url></urlset>
      """)
    #expect(news.teasers.map(\.headline) == ["One & all"])
    #expect(news.teasers.first?.date?.day.description == "2026-03-14")
    #expect(news.teasers.first?.image == "https://img.example/1.jpg")
    let plain = parse("<urlset><url><loc>https://gazette.example/1</loc></url></urlset>")
    #expect(plain.teasers == [])
    #expect(plain.emptyReason == "a sitemap without news titles")
    let index = parse(
      "<sitemapindex><sitemap><loc>https://gazette.example/s1.xml</loc></sitemap></sitemapindex>")
    #expect(index.feeds.map(\.string) == ["https://gazette.example/s1.xml"])
    #expect(index.emptyReason?.isEmpty == false)
  }

  @Test func `An empty feed has a reason for having no teasers`() {
    #expect(
      parse("<rss><channel><title>G</title></channel></rss>").emptyReason
        == "the feed has no entries (RSS)")
  }

  @Test(
    arguments: [
      (
        [UInt8]("<?xml version='1.0' encoding='windows-1251'?>".utf8), "\u{CC}\u{E8}\u{F0}", nil,
        "Мир"
      ),
      ([UInt8]("<?xml version='1.0'?>".utf8), "\u{CC}\u{E8}\u{F0}", "windows-1251", "Мир"),
    ] as [([UInt8], String, String?, String)])
  func `The charset is taken from the header or the declaration`(
    head: [UInt8], latin: String, transport: String?, expected: String
  ) {
    let title = latin.unicodeScalars.map { UInt8($0.value) }
    let bytes =
      head + Array("<rss><channel><item><link>http://x.example/1</link><title>".utf8) + title
      + Array("</title></item></channel></rss>".utf8)
    let listing = Listing(
      Page(
        address: WebURL("http://x.example/"), bytes: bytes, transportCharset: transport),
      context: ReadingContext(now: 1_773_600_000))
    #expect(listing.teasers.map(\.headline) == [expected])
  }

  @Test func `UTF-16 with a byte order mark is decoded`() {
    let text = "<rss><channel><item><link>http://x.example/1</link><title>Мир</title></item>"
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let listing = Listing(
      Page(address: WebURL("http://x.example/"), bytes: bytes),
      context: ReadingContext(now: 1_773_600_000))
    #expect(listing.teasers.map(\.headline) == ["Мир"])
  }

  @Test(arguments: [false, true])
  func `UTF-16 without a byte order mark is recognized by its zeros`(isBigEndian: Bool) {
    let text = "<rss><channel><item><link>http://x.example/1</link><title>Мир</title></item>"
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isBigEndian ? bytes.reversed() : bytes
    }
    let listing = Listing(
      Page(address: WebURL("http://x.example/"), bytes: bytes),
      context: ReadingContext(now: 1_773_600_000))
    #expect(listing.teasers.map(\.headline) == ["Мир"])
    #expect(listing.charset?.origin == "content")
  }

  @Test(
    arguments: [
      ("Sat, 14 Mar 2026 08:30:00 GMT", "2026-03-14", 30_600, 0),
      ("Sat, 14 Mar 2026 08:30:00 UT", "2026-03-14", 30_600, 0),
      ("Sat, 14 Mar 2026 08:30:00 Z", "2026-03-14", 30_600, 0),
      ("Sat, 14 Mar 2026 08:30:00 EDT", "2026-03-14", 30_600, -14_400),
      ("14 Mar 2026 08:30 PST", "2026-03-14", 30_600, -28_800),
      ("Sat, 14 Mar 2026 8:30:00 +0530", "2026-03-14", 30_600, 19_800),
      ("Sat, 14 Mar 2026 08:30:00 +05:30", "2026-03-14", 30_600, 19_800),
      ("Sat, 14 Mar 2026 08:30:00 GMT+0900", "2026-03-14", 30_600, 32_400),
      ("Sat, 14 March 2026 08:30:00 CEST", "2026-03-14", 30_600, 7_200),
      ("Sat, 14 Mar 2026 08:30:00 XYZ", "2026-03-14", 30_600, nil),
      ("Sat 14 Mar 2026 08:30:00 -0000", "2026-03-14", 30_600, 0),
      ("Friday, 14 Mar 2026 08:30:00 +0000", "2026-03-14", 30_600, 0),
      ("2026-03-14T08:30:00.123Z", "2026-03-14", 30_600, 0),
      ("2026-03-14 08:30:00", "2026-03-14", 30_600, nil),
      ("2026-03-14", "2026-03-14", nil, nil),
      ("Sat Mar 14 08:30:00 2026", "2026-03-14", 30_600, nil),
      ("03/14/2026 08:30:00 AM", "2026-03-14", 30_600, nil),
    ] as [(String, String, Int?, Int?)])
  func `Well-formed and malformed feed dates are parsed`(
    text: String, day: String, second: Int?, offset: Int?
  ) {
    let found = parse(
      "<rss><channel><item><title>T</title><link>http://x.example/</link><pubDate>\(text)</pubDate>",
      language: "ru")
    let date = found.teasers.first?.date
    #expect(date?.day.description == day)
    #expect(date?.secondOfDay == second)
    #expect(date?.utcOffset == offset)
  }

  @Test func `A text shared by several entries is no lede`() {
    let items = (0..<4).map {
      "<item><title>Story \($0)</title><link>http://x.example/\($0)</link>"
        + "<description>Read this and much more at the site of the Gazette</description></item>"
    }.joined()
    let found = parse("<rss><channel>\(items)</channel></rss>")
    #expect(found.teasers.count == 4)
    #expect(found.teasers.allSatisfy { $0.lede == nil })
  }

  @Test func `Entities with their text in the document type are replaced, others are not`() {
    let found = parse(
      """
      <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
      <!ENTITY x SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><title>&b; &x;</title><link>http://x.example/1</link></item></channel></rss>
      """)
    #expect(found.teasers.map(\.headline) == ["hahahaha &x;"])
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      ("<rss><channel>", "<item><title>Story %</title><link>http://x.example/%</link></item>"),
      ("<rss><channel><item>", "<a:b xmlns:p%='x'>"), ("<rss><channel><item>", "</title>"),
      ("<rss ", "a%='<' "), ("<rss><![CDATA[", "]]"), ("<!DOCTYPE [", "<!ENTITY e% '"),
      ("<rss><channel><item><title>", "&#x%;&amp"), ("{\"items\":", "[{\"a\":"),
    ])
  func `A hostile feed is parsed within bounds`(head: String, pattern: String) {
    let text = head + (0..<4_000).map { pattern.replacing("%", with: String($0)) }.joined()
    #expect(parse(text).teasers.count <= Feed.maximumEntries)
  }

  @Test func `An HTML page is no feed, whatever it begins with`() {
    for start in ["<!DOCTYPE html>", "<html>", "<?xml version='1.0'?><html>", "<p>"] {
      let page = Page(
        address: WebURL("http://x.example/"), bytes: Array("\(start)<a href=/rss>rss</a>".utf8))
      #expect(Listing(feed: page, context: ReadingContext(now: 0)) == nil)
    }
  }
}
