import Dates
import News
import Testing

@testable import Settings

@Suite struct SettingKeysDetectionTests {
  @Test func `A source may name the parts of its teasers`() throws {
    let source = try loadSource(
      #"""
      date_format: "%d.%m.%Y"
      teasers:
        item: "#list > tbody > tr"
        link:
          attribute: onclick
          pattern: "fn_showArticle\\('(\\w+)'"
          template: "/article/$1"
        date: {select: td.d, attribute: title}
        next: a.next
      """#)
    #expect(source.dates.format == (try DateFormat("%d.%m.%Y")))
    #expect(
      source.detection.teasers
        == TeaserRules(
          item: try PageSelector("#list > tbody > tr"),
          link: PartRule(
            attribute: "onclick", pattern: try Pattern(#"fn_showArticle\('(\w+)'"#),
            template: try Template("/article/$1", groups: 1)),
          date: PartRule(select: try PageSelector("td.d"), attribute: "title"),
          next: PartRule(select: try PageSelector("a.next"))))
  }

  @Test func `A source may name the parts of its articles`() throws {
    let article = try loadSource("article: {body: .story, date: time, remove: [.box, aside > p]}")
      .detection.article
    #expect(
      article.selectors == [.body: try PageSelector(".story"), .date: try PageSelector("time")])
    #expect(article.removed.map(\.description) == [".box", "aside > p"])
  }

  @Test func `A source adds to the article selectors of the defaults`() throws {
    let source = try load(
      """
      defaults: {article: {headline: h1, byline: .by}}
      sources: [{name: a, url: http://a.example, article: {byline: .who}}]
      """
    ).sources[0]
    #expect(
      source.detection.article.selectors
        == [.headline: try PageSelector("h1"), .byline: try PageSelector(".who")])
  }

  @Test func `Images are treated as the defaults say, or as a source says`() throws {
    let sources = try load(
      """
      defaults: {remote_images: link}
      sources:
      - {name: a, url: http://a.example}
      - {name: b, url: http://b.example, remote_images: none}
      - {name: c, url: http://c.example, remote_images: keep}
      """
    ).sources
    #expect(sources.map(\.detection.remoteImages) == [.link, .none, .keep])
    #expect(sources.map { $0.readingContext(now: 0).remoteImages } == [.link, .none, .keep])
    #expect(try loadSource("language: en").readingContext(now: 0).remoteImages == .keep)
  }

  @Test func `Formats and images of entries are those of the source, or else of the defaults`()
    throws
  {
    let configuration = try load(
      """
      formats: [markdown, page]
      defaults: {media: keep}
      sources:
      - {name: a, url: http://a.example}
      - {name: b, url: http://b.example, media: none, formats: [html, text, mail, warc]}
      - {name: c, url: http://c.example, formats: []}
      """)
    #expect(configuration.formats == [.markdown, .page])
    let entries = configuration.sources.map(\.entries)
    #expect(entries.map(\.formats) == [nil, [.html, .text, .mail, .warc], []])
    #expect(entries.map(\.media) == [.keep, .none, .keep])
  }

  @Test func `A format or a treatment of media that does not exist is an error`() {
    let all = diagnostics(
      "sources: [{name: a, url: http://a.example, media: kept, formats: [htm]}]\n")
    #expect(
      all == [
        "1:51: media: expected none or keep, not “kept”",
        "1:67: formats: expected one of markdown, html, text, mail, page or warc, not “htm”; "
          + "did you mean “html”?",
      ], "\(all)")
  }

  @Test func `A treatment of images that does not exist is an error`() {
    let all = diagnostics(
      "sources: [{name: a, url: http://a.example, remote_images: links}]\n"
        + "defaults: {remote_images: false}\n")
    #expect(
      all == [
        "1:59: remote_images: expected one of keep, link or none, not “links”; did you mean “link”?",
        "2:27: remote_images: expected one of keep, link or none, not “false”",
      ], "\(all)")
  }

  @Test(arguments: [
    (#"date_format: "%d.%q""#, "4:20: date_format: “%d.%q” is not a date format: "),
    ("date_format: \"%H\"", "4:17: date_format: “%H” is not a date format: "),
    ("teasers:\n  item: \"ul >> li\"", "5:16: item: “ul >> li” is not a CSS selector: "),
    ("article:\n  body: div > > x", "5:17: body: “div > > x” is not a CSS selector: "),
    ("teasers:\n  link:\n    pattern: \"a(b\"\n", "6:18: pattern: “a(b” is not a pattern: "),
    (
      "teasers:\n  link: {pattern: 'a(b)', template: '/$2'}",
      "5:41: template: “/$2” is not a template: "
    ),
  ])
  func `An error within a text has its own column`(settings: String, expected: String) {
    let all = diagnostics(
      "sources:\n- name: a\n  url: http://a.example\n"
        + settings.split(separator: "\n").map { "  \($0)\n" }.joined())
    #expect(all.count == 1)
    #expect(all.first?.hasPrefix(expected) == true, "\(all)")
  }
}
