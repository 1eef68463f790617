import Basics
import Settings
import Spool
import TestSupport
import Testing

@testable import Notifications

@Suite struct FeedEventTests {
  /// Returns the feed of the source after events, and what it has withdrawn.
  private func feed(_ events: [FeedEvent]) -> FeedDocument {
    var feed = FeedDocument(feed: "gazette")
    var withdrawn = FeedDocument(feed: "all")
    for event in events {
      _ = withdrawn.keep(event, of: [feed])
      feed.apply(event, withdrawn: withdrawn)
    }
    return feed
  }

  @Test func `A revision replaces the article`() {
    let feed = feed([
      .make(.new, "a1", at: 100), .make(.new, "a2", at: 200),
      .make(.revised, "a1", revision: 2, at: 300) { $0.dateModified = "2026-03-14T11:00:00Z" },
    ])
    #expect(feed.ids == ["a1", "a2"])
    #expect(feed.items[0].document.contentHTML == "<p>Text of a1, revision 2</p>")
    #expect(feed.items[0].document.dateModified == "2026-03-14T11:00:00Z")
    #expect(feed.updated == 300)
  }

  @Test func `A withdrawn article leaves a deletion, and comes back with its text`() {
    let events: [FeedEvent] = [
      .make(.new, "a1", at: 100),
      .make(.withdrawn, "a1", at: 200) { ($0.contentHTML, $0.contentText) = (nil, "It is gone.") },
      .make(.restored, "a1", at: 300) { ($0.contentHTML, $0.contentText) = (nil, "It is back.") },
    ]
    let gone = feed(Array(events[..<2]))
    #expect(gone.ids == [] && gone.deletions.map(\.id) == ["a1"] && gone.updated == 200)
    let back = feed(events)
    #expect(back.deletions == [] && back.updated == 300)
    #expect(back.items[0].document.contentHTML == "<p>Text of a1, revision 1</p>")
    #expect(back.items[0].document.dateModified == "1970-01-01T00:05:00Z")
  }

  @Test func `The return of an article that the feed did not have removes its deletion only`() {
    let feed = feed([.make(.withdrawn, "a1", at: 200), .make(.restored, "a1", at: 300)])
    #expect(feed.ids == [] && feed.deletions == [])
  }

  @Test func `Repeated and late events change nothing`() {
    let events: [FeedEvent] = [
      .make(.new, "a1", at: 100), .make(.revised, "a1", revision: 2, at: 200),
      .make(.withdrawn, "a1", revision: 2, at: 300), .make(.restored, "a1", revision: 2, at: 400),
      .make(.revised, "a1", revision: 3, at: 500),
    ]
    for count in 1...events.count {
      let before = Array(events[..<count])
      let expected = feed(before)
      #expect(feed(before + [before[count - 1]]) == expected)
      // Those before the last one are older than what the feed has.
      for late in before.dropLast() { #expect(feed(before + [late]) == expected) }
    }
  }

  @Test func `The home page of a feed is the listing without its query`() {
    #expect(feed([.make(.new)]).homePage == "https://news.example/list")
    var all = FeedDocument(feed: "all")
    all.apply(.make(.new))
    #expect(all.homePage == nil && all.ids == ["a1"])
  }

  @Test func `Events of a source concern no feed`() throws {
    for kind in EventKind.allCases {
      let event = Event(
        kind: kind, source: "gazette", deliveryKey: "k", at: 1,
        record: EntryDocument.make("a1").bytes)
      #expect(try (FeedEvent(event) != nil) == FeedSettings.events.contains(kind))
    }
  }

  @Test(arguments: ["all", "../etc", "gazette/x", ".hidden", "gazette-archive-1", "", "Gazette"])
  func `A name that is no name of a file of its own has no feed`(source: String) {
    let event = Event(
      kind: .new, source: source, deliveryKey: "k", at: 1, record: EntryDocument.make("a").bytes)
    #expect(throws: EntryDocumentError.self) { _ = try FeedEvent(event) }
  }

  @Test func `A record that cannot be decoded is an error`() {
    let event = Event(kind: .new, source: "gazette", deliveryKey: "k", at: 1, record: [0x7B])
    #expect(throws: EntryDocumentError.self) { _ = try FeedEvent(event) }
  }
}
