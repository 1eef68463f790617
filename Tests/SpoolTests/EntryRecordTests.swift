import Basics
import Dates
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

private let hostile = "\u{0}\u{1b}[2J\"\\</script>\u{2028}\u{202e}\u{feff}😀\n---\n# no: 'yaml'"

private func source(zone: String = "Asia/Seoul") -> EntrySource {
  EntrySource(
    name: "gazette", listing: WebURL("http://gazette.example/news"),
    timeZone: TimeZone(identifier: zone)!, language: nil)
}

private func record(
  teaser: Teaser? = nil, article: Article?, zone: String = "Asia/Seoul", unreadable: String = ""
) -> EntryRecord {
  let told = Teaser(
    link: WebURL("http://gazette.example/a/1"), lede: "The ferry was late again on Monday, for",
    date: PageDate(day: Day(year: 2026, month: 3, day: 14)!))
  return EntryRecord(
    id: "a1b2", source: source(zone: zone), teaser: teaser ?? told, article: article,
    unreadable: unreadable, firstSeen: 1_773_483_300, fetchedAt: 1_773_483_301)
}

private func object(_ record: EntryRecord) throws -> [String: Any] {
  try #require(
    try JSONSerialization.jsonObject(with: Data(record.json())) as? [String: Any])
}

@Suite struct EntryRecordTests {
  let story = {
    var article = Article(
      metadata: .init(headline: "Ferry late", authors: ["A. Writer"]),
      body: .init(
        lede: "The ferry was late again on Monday, for the third time.",
        text: "The ferry was late again on Monday, for the third time.\nNobody was surprised.",
        html: "<p>The ferry …</p>"))
    article.dateline = "HARBOUR, March 14"
    article.published = PageDate(
      day: Day(year: 2026, month: 3, day: 14)!, secondOfDay: 36_000, utcOffset: -5400,
      precision: .minute, origin: .jsonLD)
    article.language = "en"
    article.tags = ["ferry"]
    article.canonical = WebURL("http://gazette.example/canonical")
    return article
  }()

  @Test func `The record is a JSON Feed item with what we know beside it`() throws {
    #expect(
      String(decoding: record(article: story).json(), as: UTF8.self) == """
        {
          "id": "a1b2",
          "url": "http://gazette.example/a/1",
          "external_url": "http://gazette.example/canonical",
          "title": "Ferry late",
          "summary": "The ferry was late again on Monday, for the third time.",
          "date_published": "2026-03-14T10:00:00-01:30",
          "authors": [
            {
              "name": "A. Writer"
            }
          ],
          "language": "en",
          "tags": [
            "ferry"
          ],
          "content_text": "The ferry was late again on Monday, for the third time.\\nNobody was surprised.",
          "content_html": "<p>The ferry …</p>",
          "_ledewatch": {
            "version": 1,
            "event": "new",
            "revision": 1,
            "source": "gazette",
            "listing": "http://gazette.example/news",
            "entry": "20260314T101500Z-gazette-a1b2-r1",
            "first_seen": "2026-03-14T10:15:00Z",
            "fetched_at": "2026-03-14T10:15:01Z",
            "date_precision": "minute",
            "date_from": "jsonLD",
            "headline": "Ferry late",
            "dateline": "HARBOUR, March 14",
            "extraction": {
              "verdict": "good"
            },
            "teaser": {
              "link": "http://gazette.example/a/1",
              "date": "2026-03-14",
              "lede": "The ferry was late again on Monday, for"
            }
          }
        }

        """)
  }

  @Test func `A page without headline and date gets them from its teaser`() throws {
    let item = try object(
      record(article: Article(body: .init(text: "The story.", html: "<p>The story.</p>"))))
    #expect(item["title"] as? String == "The ferry was late again on Monday, for")
    #expect(item["date_published"] as? String == "2026-03-14T00:00:00+09:00")
    let ours = item["_ledewatch"] as? [String: Any]
    #expect(ours?["date_precision"] as? String == "day")
    #expect(ours?["date_from"] as? String == "teaser")
    #expect(ours?["headline"] == nil)
  }

  @Test func `An article that could not be read is its teaser, and marked`() throws {
    let item = try object(record(article: nil, unreadable: "status 404"))
    #expect(item["content_text"] as? String == "The ferry was late again on Monday, for")
    #expect(item["content_html"] as? String == "<p>The ferry was late again on Monday, for</p>")
    let ours = item["_ledewatch"] as? [String: Any]
    #expect(
      ours?["extraction"] as? [String: String] == ["verdict": "teaser", "reason": "status 404"])
  }

  @Test func `The lede is that which continues the teaser's, wherever the page has it`() {
    func lede(_ told: String?, _ read: String?, text: String = "") -> String? {
      let teaser = Teaser(link: WebURL("http://gazette.example/a/1"), lede: told)
      return record(teaser: teaser, article: Article(body: .init(lede: read, text: text))).lede
    }
    let full = "The Workers’ ferry was late."
    let cut = "The Workers' ferry was la…"
    #expect(lede(cut, full) == full)
    #expect(lede(cut, "Cookies!", text: "Cookies!\n\(full)\nMore.") == full)
    #expect(lede(full, "A long text that is about something else entirely") == full)
    #expect(lede(full, "The Workers’ ferry") == full)
    #expect(lede(nil, "By A. Writer") == "By A. Writer")
    #expect(lede(full, nil) == full)
    #expect(lede(nil, nil) == nil)
  }

  @Test func `Hostile text is text in every format`() throws {
    let teaser = Teaser(
      link: WebURL("http://gazette.example/a/1"), lede: hostile, headline: hostile)
    let record = record(
      teaser: teaser,
      article: Article(metadata: .init(authors: [hostile]), body: .init(text: hostile)))
    let item = try object(record)
    #expect(item["title"] as? String == hostile)
    #expect(item["summary"] as? String == hostile)
    #expect(item["content_text"] as? String == hostile)
    let json = String(decoding: record.json(), as: UTF8.self)
    #expect(json.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{2028}" })

    let markdown = String(decoding: record.markdown(), as: UTF8.self)
    #expect(markdown.components(separatedBy: "\n---\n").count == 2)
    #expect(!markdown.contains("\n# no"))
    #expect(!markdown.contains("\u{1b}"))
  }

  @Test func `Markdown is front matter, headline and paragraphs`() {
    #expect(
      String(decoding: record(article: story).markdown(), as: UTF8.self) == """
        ---
        title: "Ferry late"
        url: "http://gazette.example/a/1"
        date: "2026-03-14T10:00:00-01:30"
        date_precision: minute
        authors: ["A. Writer"]
        dateline: "HARBOUR, March 14"
        language: "en"
        tags: ["ferry"]
        source: "gazette"
        id: "a1b2"
        revision: 1
        event: "new"
        first_seen: "2026-03-14T10:15:00Z"
        extraction: good
        ---

        # Ferry late

        The ferry was late again on Monday, for the third time.

        Nobody was surprised.

        """)
  }

  @Test(arguments: [
    ("1986. A great year", "1986\\. A great year"), ("# no heading", "\\# no heading"),
    ("- no list", "\\- no list"),
    ("a_b *c* [d](e) <f> `g` &amp;", "a\\_b \\*c\\* \\[d\\](e) \\<f\\> \\`g\\` \\&amp;"),
    ("5 - 3 = 2", "5 - 3 = 2"), ("    no code", "no code"),
  ])
  func `Words that look like Markdown stay words`(text: String, line: String) {
    let article = Article(metadata: .init(headline: "H"), body: .init(lede: text, text: text))
    let markdown = String(
      decoding: record(article: article).markdown(), as: UTF8.self)
    #expect(markdown.hasSuffix("\n\n\(line)\n"), "\(markdown)")
  }

  @Test func `An entry holds the formats that are wanted, and always the record`() {
    func names(_ formats: Set<EntryFormat>, page: [UInt8]?) -> [String] {
      let record = record(article: story)
      return record.files(json: record.json(), formats: formats, page: page).map(\.name)
    }
    #expect(names([], page: [1]) == ["article.json"])
    #expect(names([.markdown], page: [1]) == ["article.json", "article.md"])
    #expect(
      names([.markdown, .page], page: [1]) == ["article.json", "article.md", "page.html.gz"])
    #expect(names([.page], page: nil) == ["article.json"])
    let page = record(article: story).files(json: [], formats: [.page], page: Array("<p>".utf8))[1]
    #expect(page.bytes.starts(with: [0x1f, 0x8b]))
  }

  @Test func `A spooled entry tells its teaser again`() throws {
    let teasers = [
      Teaser(
        link: WebURL("http://gazette.example/a/1"), lede: hostile, headline: "H",
        date: PageDate(
          day: Day(year: 2026, month: 3, day: 14)!, secondOfDay: 36_000, utcOffset: 32_400,
          precision: .minute, isRelative: true), image: "http://gazette.example/i.png"),
      Teaser(
        link: WebURL("http://gazette.example/a/1"), lede: nil,
        date: PageDate(
          day: Day(year: 2026, month: 3, day: 14)!, secondOfDay: 36_001, precision: .second)),
      Teaser(link: WebURL("http://gazette.example/a/1"), lede: "L"),
    ]
    for teaser in teasers {
      let record = record(teaser: teaser, article: story)
      let entry = try #require(SpooledEntry(entry: record.entryName, json: record.json()))
      #expect(entry.teaser == teaser)
      #expect(entry.id == "a1b2" && entry.source == "gazette" && entry.revision == 1)
      #expect(entry.firstSeen == record.firstSeen)
      #expect(entry.text == story.text)
    }
    #expect(SpooledEntry(entry: "e", json: Array("{\"id\": \"x\"}".utf8)) == nil)
    #expect(SpooledEntry(entry: "e", json: Array("[".utf8)) == nil)
  }

  @Test func `A lost ledger finds what lies in new and cur, and is told what it can't read`() throws
  {
    let scratch = Scratch()
    let spool = try SpoolDirectory.open(scratch.path("spool"), expecting: nil)
    for name in ["a", "b"] {
      try spool.stage(
        name, files: [SpoolFile(name: "article.json", bytes: record(article: story).json())])
      try spool.publish(name)
    }
    try FileManager.default.moveItem(
      atPath: scratch.path("spool/new/b"), toPath: scratch.path("spool/cur/b"))
    scratch.write("{", to: "spool/new/broken/article.json")
    scratch.write("", to: "spool/new/stray")
    mkfifo(scratch.path("spool/cur/pipe"), 0o600)
    try FileManager.default.createDirectory(
      atPath: scratch.path("spool/cur/odd"), withIntermediateDirectories: true)
    mkfifo(scratch.path("spool/cur/odd/article.json"), 0o600)
    var found: [String] = []
    let unreadable = try spool.forEachEntry { found.append($0.entry) }
    #expect(found == ["a", "b"])
    #expect(
      unreadable.map { ($0 as NSString).lastPathComponent } == ["broken", "stray", "odd", "pipe"])
  }
}
