import Basics
import Dates
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

@Suite struct EntryRecordTests {
  @Test func `A record is a JSON Feed item with Ledewatch's details, its members in a fixed order`()
  {
    let document = EntryRecord.make(article: .ferry).document
    #expect(String(decoding: document.bytes, as: UTF8.self) == Self.ferryDocument)
  }

  /// The document of ``Article/ferry``.
  private static let ferryDocument = """
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
      "content_html": "<p>The ferry was late again on Monday, for the third time.</p><p>Nobody …</p>",
      "_ledewatch": {
        "version": 2,
        "event": "new",
        "revision": 1,
        "source": "gazette",
        "listing": "http://gazette.example/news",
        "entry": "20260314T101500Z-gazette-a1b2-r1",
        "first_seen": "2026-03-14T10:15:00Z",
        "fetched_at": "2026-03-14T10:15:01Z",
        "date_precision": "minute",
        "date_from": "json_ld",
        "headline": "Ferry late",
        "dateline": "HARBOUR, March 14",
        "extraction": "good",
        "teaser": {
          "link": "http://gazette.example/a/1",
          "date": "2026-03-14",
          "lede": "The ferry was late again on Monday, for"
        }
      }
    }

    """

  @Test func `A page without headline and date gets them from its teaser`() throws {
    let article = Article.make(text: "The story.", html: "<p>The story.</p>")
    let item = try EntryRecord.make(article: article).object()
    #expect(item["title"] as? String == "The ferry was late again on Monday, for")
    #expect(item["date_published"] as? String == "2026-03-14T00:00:00+09:00")
    let details = item["_ledewatch"] as? [String: Any]
    #expect(details?["date_precision"] as? String == "day")
    #expect(details?["date_from"] as? String == "teaser")
    #expect(details?["headline"] == nil)
  }

  @Test func `An entry without an article is made from its teaser, and says why`() throws {
    let item = try EntryRecord.make(article: nil, unreadable: "status 404").object()
    #expect(item["content_text"] as? String == "The ferry was late again on Monday, for")
    #expect(item["content_html"] as? String == "<p>The ferry was late again on Monday, for</p>")
    let details = item["_ledewatch"] as? [String: Any]
    #expect(details?["extraction"] as? String == "teaser")
    #expect(details?["extraction_reason"] as? String == "status 404")
  }

  @Test func `A doubtful extraction names its reason`() {
    var article = Article.ferry
    article.extraction = Extraction(verdict: .doubtful, reason: "goes on after 20 pages")
    let details = EntryRecord.make(article: article).document.details
    #expect(details.extraction == .doubtful)
    #expect(details.extractionReason == "goes on after 20 pages")
  }

  @Test func `A further revision names the entry before it and what changed`() {
    var record = EntryRecord.make(article: .ferry)
    (record.revision, record.event) = (2, .revised)
    record.changes = ArticleChanges(names: ["text"], words: 3, text: "text: …\n")
    let document = record.document
    #expect(document.details.previous == "20260314T101500Z-gazette-a1b2-r1")
    #expect(document.details.changes == ["text"])
    #expect(document.dateModified == "2026-03-14T10:15:01Z")
    let files = record.files(json: [], formats: [], page: nil)
    #expect(files.map(\.name) == ["article.json", "changes.diff"])
    #expect(
      String(decoding: files[1].bytes, as: UTF8.self) == """
        --- 20260314T101500Z-gazette-a1b2-r1
        +++ 20260314T101500Z-gazette-a1b2-r2
        text: …

        """)
  }

  @Test func `The lede is the text that continues the teaser's, wherever the page has it`() {
    func lede(_ listed: String?, _ declared: String?, text: String = "") -> String? {
      let teaser = Teaser(link: WebURL("http://gazette.example/a/1"), lede: listed)
      return EntryRecord.make(teaser: teaser, article: Article.make(lede: declared, text: text))
        .lede
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

  @Test func `Hostile text is data in the record`() throws {
    let teaser = Teaser(
      link: WebURL("http://gazette.example/a/1"), lede: hostile, headline: hostile)
    let record = EntryRecord.make(
      teaser: teaser, article: Article.make(authors: [hostile], text: hostile))
    let item = try record.object()
    #expect(item["title"] as? String == harmless)
    #expect(item["summary"] as? String == harmless)
    #expect(item["content_text"] as? String == harmless)
    let json = String(decoding: record.document.bytes, as: UTF8.self)
    #expect(json.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isControlForDisplay })
  }

  @Test func `An entry has the configured formats, and always the record`() {
    func names(_ formats: Set<EntryFormat>, page: [UInt8]?) -> [String] {
      let record = EntryRecord.make(article: .ferry)
      return record.files(json: record.document.bytes, formats: formats, page: page).map(\.name)
    }
    #expect(names([], page: [1]) == ["article.json"])
    #expect(names([.markdown], page: [1]) == ["article.json", "article.md"])
    #expect(
      names([.markdown, .page], page: [1]) == ["article.json", "article.md", "page.html.gz"])
    #expect(names([.page], page: nil) == ["article.json"])
    let page = EntryRecord.make(article: .ferry).files(
      json: [], formats: [.page], page: Array("<p>".utf8))[1]
    #expect(page.bytes.starts(with: [0x1f, 0x8b]))
  }
}
