import Dates
import Foundation
import News
import TestSupport
import Testing
import WebURL

@testable import Spool

@Suite struct SpooledEntryTests {
  private static let link = WebURL("http://gazette.example/a/1")

  @Test(arguments: [
    Teaser(
      link: link, lede: hostile, headline: "H",
      date: PageDate(
        day: Day(year: 2026, month: 3, day: 14)!, secondOfDay: 36_000, utcOffset: 32_400,
        precision: .minute, isRelative: true), image: "http://gazette.example/i.png"),
    Teaser(
      link: link, lede: nil,
      date: PageDate(
        day: Day(year: 2026, month: 3, day: 14)!, secondOfDay: 36_001, precision: .second)),
    Teaser(link: link, lede: "L"),
  ])
  func `An entry tells its teaser again`(_ teaser: Teaser) throws {
    let record = EntryRecord.make(teaser: teaser, article: .ferry)
    let entry = try SpooledEntry(entry: record.entryName, json: record.document.bytes)
    var recorded = teaser
    if recorded.lede == hostile { recorded.lede = harmless }
    #expect(entry.teaser == recorded)
    #expect(entry.id == "a1b2" && entry.source == "gazette" && entry.revision == 1)
    #expect(entry.firstSeen == record.firstSeen)
    #expect(entry.text == Article.ferry.text)
  }

  @Test func `Everything but source, id and link may be missing`() throws {
    let entry = try entry(#"{"source": "s", "teaser": {"link": "http://a.example/1"}}"#)
    #expect(entry.revision == 1 && entry.firstSeen == 0 && entry.text.isEmpty)
    #expect(entry.url == "http://a.example/1" && entry.teaser.date == nil)
    let dated = try self.entry(
      #"{"source": "s", "first_seen": "x", "teaser": {"link": "http://a.example/", "date": "?"}}"#)
    #expect(dated.firstSeen == 0 && dated.teaser.date == nil)
  }

  @Test(arguments: [
    (#"{"teaser": {"link": "http://a.example/1"}}"#, "_ledewatch.source"),
    (#"{"source": "../x", "teaser": {"link": "http://a.example/1"}}"#, "_ledewatch.source"),
    (#"{"source": "s"}"#, "_ledewatch.teaser"),
    (#"{"source": "s", "teaser": {"link": "file:///etc/passwd"}}"#, "_ledewatch.teaser"),
    (
      #"{"source": "s", "revision": 0, "teaser": {"link": "http://a.example/1"}}"#,
      "_ledewatch.revision"
    ),
  ])
  func `A record whose identity was changed to something impossible is refused`(
    details: String, member: String
  ) {
    let error = #expect(throws: EntryDocumentError.self) { try entry(details) }
    #expect(error?.reason.contains(member) == true)
  }

  @Test func `An id that could lead out of a directory and a huge lede are refused`() {
    let details = #"{"source": "s", "teaser": {"link": "http://a.example/1"}}"#
    for id in ["", "../a", "a b", String(repeating: "x", count: 300)] {
      #expect(throws: EntryDocumentError("“id” is not an id")) { try entry(details, id: id) }
    }
    let lede = String(repeating: "x", count: 1 << 20 + 1)
    #expect(throws: EntryDocumentError.self) {
      try entry(#"{"source": "s", "teaser": {"link": "http://a.example/1", "lede": "\#(lede)"}}"#)
    }
  }

  private func entry(_ details: String, id: String = "x") throws -> SpooledEntry {
    try SpooledEntry(
      entry: "e", json: Array(#"{"id": "\#(id)", "_ledewatch": \#(details)}"#.utf8))
  }

  @Test func `Entries in new and cur are found, and each that cannot be decoded is reported`()
    throws
  {
    let scratch = Scratch()
    let spool = try SpoolDirectory.open(scratch.path("spool"), expecting: nil)
    let record = EntryRecord.make(article: .ferry).document.bytes
    for name in ["a", "b"] {
      try spool.stage(name, files: [EntryFile(name: "article.json", bytes: record)])
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
    let errors = try spool.forEachEntry { found.append($0.entry) }
    #expect(found == ["a", "b"])
    #expect(
      errors.map { $0.path.dropFirst(spool.directory.count + 1) }
        == ["new/broken/article.json", "new/stray", "cur/odd/article.json", "cur/pipe"])
    #expect(errors.map(\.stage) == [.decode, .open, .read, .open])
  }
}
