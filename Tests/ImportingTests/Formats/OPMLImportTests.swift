import Testing

@testable import Importing

@Suite struct OPMLImportTests {
  private func opml(_ attributes: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <opml version="2.0"><body><outline text="Harbour News">
      <outline text="Quay" xmlUrl="https://quay.example/list" \(attributes)/>
    </outline></body></opml>
    """
  }

  @Test func `Feeds and their categories become sources and tags`() throws {
    let imported = try Imported(
      """
      <opml version="1.0"><head><title>x</title></head><body>
      <outline text="Local"><outline title="The Quay &amp; more" type="rss" xmlUrl="https://quay.example/feed?a=1&amp;b=2"/>
      <outline text="Deep" category="/a/b"><outline text="Tide" xmlUrl="HTTP://tide.example"/></outline></outline>
      <outline text="no address"/></body></opml>
      """)
    #expect(imported.addresses == ["https://quay.example/feed?a=1&b=2", "http://tide.example/"])
    #expect(imported.result.sources.map(\.title) == ["The Quay & more", "Tide"])
    #expect(
      imported.result.sources.map(\.settings) == [
        [ImportedSetting("tags", .list(["local"]))],
        [ImportedSetting("tags", .list(["local", "deep"]))],
      ])
    #expect(imported.result.format == .opml)
  }

  @Test func `A text that is no XML is not called XML`() {
    let error = #expect(throws: ImportError.self) { try OPMLImport.read(Array("garbage".utf8)) }
    #expect(error?.description.hasPrefix("the file is not OPML") == true)
  }

  @Test func `The scraping of FreshRSS becomes selectors`() throws {
    let imported = try Imported(
      opml(
        """
        type="HTML+XPath" xmlns:frss="https://freshrss.org/opml"
        frss:xPathItem="//div[@class=&quot;entry&quot;]" frss:xPathItemTitle="descendant::h2"
        frss:xPathItemUri="descendant::a/@href" frss:xPathItemContent="."
        frss:xPathItemTimestamp=".//span[@class='d']" frss:xPathItemTimeFormat="d.m.Y H:i"
        frss:xPathItemThumbnail="descendant::img/@data-src" frss:cssFullContent="main, .text"
        frss:cssContentFilter=".ad" frss:CURLOPT_USERAGENT="agent/1" frss:ttl="7200"
        """))
    #expect(
      imported.settings == [
        "tags: [harbour-news]", "date_format: %d.%m.%Y %H:%M", "user_agent: agent/1",
        "interval: 2h",
        #"teasers: {item: div[class="entry"]; link: a; headline: h2; date: :scope span[class="d"]; image: {select: img; attribute: data-src}}"#,
        "article: {body: main, .text; remove: [.ad]}",
      ])
    #expect(imported.remarks == [])
  }

  @Test func `A source is taken over without selectors that have no translation`() throws {
    let imported = try Imported(
      opml(#"type="HTML+XPath" frss:xPathItem="//a[text()='x']" frss:xPathItemTitle=".//b""#))
    #expect(imported.settings == ["tags: [harbour-news]"])
    #expect(
      imported.remarks == [
        "“frss:xPathItem”: “//a[text()='x']” has no exact translation to CSS: a condition on text"
      ])
  }

  @Test func `Secrets are named, and never taken over`() throws {
    let imported = try Imported(
      opml(
        """
        frss:CURLOPT_COOKIE="sid=s3cret" frss:CURLOPT_PROXY="http://u:s3cret@proxy.example:1"
        frss:CURLOPT_HTTPHEADER="Authorization: Bearer s3cret&#xA;Accept-Language: ko&#xA;X-Key: s3cret"
        """
      ).replacing("https://quay", with: "https://ann:s3cret@quay"))
    #expect(imported.addresses == ["https://quay.example/list"])
    #expect(!"\(imported.result)".contains("s3cret"))
    #expect(imported.settings.contains("paused: true"))
    #expect(imported.settings.contains("headers: {Accept-Language: ko}"))
    #expect(imported.remarks.count == 5)
    #expect(imported.remarks.contains { $0.contains("header_files: {Authorization: FILE}") })
  }

  @Test(arguments: [
    (#"type="XML+XPath""#, "it is XML that is not a feed (XML+XPath)"),
    (#"type="JSON+DotNotation""#, "it is JSON that is not a feed"),
    (#"frss:CURLOPT_POST="true""#, "the page is requested by POST; Ledewatch sends only GET"),
  ])
  func `Other kinds of outlines are refused`(attributes: String, reason: String) throws {
    let imported = try Imported(opml(attributes))
    #expect(imported.refusals == ["Quay: \(reason)"])
    #expect(imported.addresses == [])
  }

  @Test func `Entities multiply no text, and external ones are not read`() throws {
    let declarations = (1..<30).map {
      "<!ENTITY e\($0) \"\(String(repeating: "&e\($0 - 1);", count: 10))\">"
    }
    let imported = try Imported(
      """
      <!DOCTYPE opml [<!ENTITY e0 "ha"> \(declarations.joined()) <!ENTITY f SYSTEM "file:///etc/passwd">]>
      <opml><body><outline text="&e29;&f;" xmlUrl="https://a.example/"/></body></opml>
      """)
    #expect(imported.addresses == ["https://a.example/"])
    #expect(imported.result.sources[0].title.count <= 201)
    #expect(!imported.result.sources[0].title.contains("root"))
  }
}
