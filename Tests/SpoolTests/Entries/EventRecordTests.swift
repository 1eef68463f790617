import Basics
import Dates
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

@Suite struct EventRecordTests {
  private func record(
    _ event: EventKind, revision: Int = 0, firstSeen: Timestamp? = nil, entry: String? = nil,
    _ facts: EventRecord.Facts
  ) -> EventRecord {
    EventRecord(
      event: event, id: "e1", revision: revision, source: .gazette,
      url: WebURL("http://gazette.example/news"), title: "Title", text: "Words",
      at: 1_773_483_300, firstSeen: firstSeen, entry: entry, facts: facts)
  }

  @Test func `An event is a record without a story`() {
    #expect(
      String(
        decoding: record(
          .sourceBroken, .health("broken", previous: "ok", remedy: "change “url”", page: nil)
        ).document.bytes,
        as: UTF8.self) == """
          {
            "id": "e1",
            "url": "http://gazette.example/news",
            "title": "Title",
            "date_published": "2026-03-14T10:15:00Z",
            "content_text": "Words",
            "_ledewatch": {
              "version": 2,
              "event": "source-broken",
              "revision": 0,
              "source": "gazette",
              "listing": "http://gazette.example/news",
              "first_seen": "2026-03-14T10:15:00Z",
              "at": "2026-03-14T10:15:00Z",
              "health": "broken",
              "previous_health": "ok",
              "remedy": "change “url”"
            }
          }

          """)
  }

  @Test func `A withdrawal names the article's last entry and the reason`() {
    let details = record(
      .withdrawn, revision: 2, firstSeen: 1_773_483_000, entry: "entry-r2",
      .availability(reason: "status 410")
    ).document.details
    #expect(details.revision == 2 && details.entry == "entry-r2")
    #expect(details.firstSeen == "2026-03-14T10:10:00Z" && details.reason == "status 410")
  }

  @Test func `A gap has the teasers on either side of it, in the form of every teaser`() {
    let after = Teaser(
      link: WebURL("http://gazette.example/a/1"), lede: "Old",
      date: PageDate(day: Day(year: 2026, month: 3, day: 1)!))
    let before = Teaser(link: WebURL("http://gazette.example/a/9"), lede: nil, headline: "New")
    let details = record(.gap, .gap(atLeast: 7, after: after, before: before)).document.details
    #expect(details.atLeast == 7)
    #expect(
      details.after
        == EntryTeaser(link: "http://gazette.example/a/1", date: "2026-03-01", lede: "Old"))
    #expect(details.before == EntryTeaser(link: "http://gazette.example/a/9", headline: "New"))
  }

  @Test func `A redesign has both places in the markup`() {
    let details = record(.redesign, .redesign(place: "main > ul", previous: "div.a > p"))
      .document.details
    #expect(details.place == "main > ul" && details.previousPlace == "div.a > p")
  }

  @Test func `A private address has its host`() {
    let details = record(.privateAddress, .privateAddress("10.0.0.1", host: "gazette.example"))
      .document.details
    #expect(details.address == "10.0.0.1" && details.host == "gazette.example")
  }

  @Test func `A hook's record can be decoded into the same document`() throws {
    let document = record(.sourceQuiet, .health("quiet", previous: "ok", remedy: nil, page: nil))
      .document
    #expect(try EntryDocument(decoding: document.bytes) == document)
  }
}
