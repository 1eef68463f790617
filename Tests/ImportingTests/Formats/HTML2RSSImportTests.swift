import Testing

@testable import Importing

@Suite struct HTML2RSSImportTests {
  @Test func `A feed becomes a source with selectors`() throws {
    let imported = try Imported(
      """
      channel:
        url: https://harbour.example/news
        title: Harbour
        language: de
        ttl: 120
        time_zone: Europe/Berlin
      directory: {topics: [civic, Sea Ports]}
      selectors:
        items: {selector: ".entry"}
        title: {selector: h2}
        link: {selector: a, extractor: href}
        description: {selector: p, post_process: [{name: sanitize_html}, {name: gsub, pattern: x}]}
        updated: {selector: time, extractor: attribute, attribute: datetime}
        image: {selector: img, extractor: attribute, attribute: data-src}
        author: {selector: .by}
      """)
    #expect(imported.result.format == .html2rss)
    #expect(imported.result.sources[0].title == "Harbour")
    #expect(
      imported.settings == [
        "tags: [civic, sea-ports]", "language: de", "timezone: Europe/Berlin", "interval: 2h",
        "teasers: {item: .entry; link: a; headline: h2; lede: p; date: time; image: {select: img; attribute: data-src}}",
      ])
    #expect(
      imported.remarks == [
        "selector “description”: the step “gsub” of “post_process”; “pattern” and “template” change values",
        "selector “author”: the author is detected on the page of the article",
      ])
  }

  @Test func `Several feeds have the headers of all`() throws {
    let imported = try Imported(
      """
      headers: {User-Agent: agent/1}
      feeds:
        one: {channel: {url: "https://a.example/"}, strategy: browserless, auto_source: {}}
        two: {channel: {url: "https://b.example/%<section>s"}}
        three: {channel: {url: "https://c.example/", time_zone: Mars/Base, json: true}}
      """)
    #expect(imported.addresses == ["https://a.example/"])
    #expect(imported.settings == ["user_agent: agent/1"])
    #expect(imported.result.sources[0].remarks.map(\.subject) == ["“strategy: browserless”"])
    #expect(
      imported.refusals == [
        "two: its address is a template", "three: it is JSON that is not a feed",
      ])
  }
}
