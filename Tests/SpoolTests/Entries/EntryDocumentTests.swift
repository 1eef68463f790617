import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

@Suite struct EntryDocumentTests {
  @Test func `A document is decoded as it was written`() throws {
    var record = EntryRecord.make(article: .ferry)
    record.changes = ArticleChanges(names: ["date"], words: 0, text: "")
    for record in [record, .make(article: nil, unreadable: hostile)] {
      let document = record.document
      let decoded = try EntryDocument(decoding: document.bytes)
      #expect(decoded.bytes == document.bytes)
      if record.unreadable.isEmpty { #expect(decoded == document) }
    }
  }

  @Test func `An article that is in no spool has the same members as an entry's record`() throws {
    var article = Article.ferry
    article.extraction = Extraction(verdict: .failed, reason: "an error page")
    let url = WebURL("http://gazette.example/a/1")
    let document = EntryDocument(
      id: url.string, url: url, article: article, timeZone: EntrySource.gazette.timeZone)
    let entry = EntryRecord.make(article: article).document
    #expect(document.title == entry.title && document.summary == entry.summary)
    #expect(document.datePublished == entry.datePublished && document.authors == entry.authors)
    #expect(document.details.extraction == .failed)
    #expect(document.details.extractionReason == "an error page")
    #expect(document.details.event == nil && document.details.source == nil)
    #expect(
      document.json.members.map(\.name)
        == entry.json.members.map(\.name))
  }

  @Test func `Members of another type, unknown members and unknown events count as missing`() throws
  {
    let document = try EntryDocument(
      decoding: Array(
        """
        {"id": "x", "title": 7, "authors": "A", "tags": [1], "content_text": null, "more": {},
         "_ledewatch": {"version": "two", "event": "invented", "first_seen": 3, "pages": {}}}
        """.utf8))
    #expect(document.id == "x" && document.title == nil && document.authors == nil)
    #expect(document.details.version == 1 && document.details.event == nil)
  }

  @Test(arguments: [
    (#"{"_ledewatch": {}}"#, "the member “id” is missing"),
    (#"{"id": 7, "_ledewatch": {}}"#, "the member “id” has the wrong type"),
    (#"{"id": "x"}"#, "the member “_ledewatch” is missing"),
    (#"{"id": "x", "_ledewatch": []}"#, "the member “_ledewatch” has the wrong type"),
    (
      #"{"id": "x", "_ledewatch": {"revision": "1"}}"#,
      "the member “_ledewatch.revision” has the wrong type"
    ),
    (
      #"{"id": "x", "_ledewatch": {"teaser": {}}}"#,
      "the member “_ledewatch.teaser.link” is missing"
    ),
    ("[", "not JSON"), ("", "not JSON"), ("\u{0}", "not JSON"), ("[]", "not a JSON object"),
  ])
  func `What identifies the article must be there and of its type`(json: String, reason: String) {
    #expect(throws: EntryDocumentError(reason)) { try EntryDocument(decoding: Array(json.utf8)) }
  }

  @Test func `Deep nesting is an error`() {
    let deep = "{\"id\": " + String(repeating: "[", count: 200_000)
    #expect(throws: EntryDocumentError("not JSON")) {
      try EntryDocument(decoding: Array(deep.utf8))
    }
  }

  @Test func `A member that is not UTF-8 counts as missing`() {
    let json = #"{"id": "x", "_ledewatch": {}, "title": "?"}"#
    let bytes = json.utf8.map { $0 == UInt8(ascii: "?") ? 0xFF : $0 }
    #expect((try? EntryDocument(decoding: bytes))?.title == nil)
  }
}
