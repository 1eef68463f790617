import Basics
import Settings
import Spool
import TestSupport
import Testing

@testable import Notifications

@Suite struct FeedDocumentTests {
  private func feed(_ count: Int, _ change: (inout EntryDocument) -> Void = { _ in })
    -> FeedDocument
  {
    var feed = FeedDocument(feed: "gazette")
    for number in 0..<count {
      feed.apply(
        .make(.new, "a\(number)", at: Timestamp(secondsSinceEpoch: Double(number)), change))
    }
    return feed
  }

  private func settings(_ items: Int, archives: Bool) -> FeedSettings {
    var settings = FeedSettings(directory: "/feeds")
    (settings.maximumItems, settings.keepsArchives) = (items, archives)
    return settings
  }

  @Test func `The JSON form has all that is needed to read the document back`() throws {
    var feed = feed(3) { $0.title = "A “title” \u{202E}\u{0}]]> 😀" }
    feed.apply(.make(.withdrawn, "a1", at: 10))
    feed.archiveCount = 2
    let bytes = feed.json(base: "https://example.org/feeds/")
    let read = try FeedDocument(feed: "gazette").decoding(bytes)
    #expect(read.ids == ["a2", "a0"] && read.deletions == feed.deletions)
    #expect(read.archiveCount == 2 && read.homePage == "https://news.example/list")
    #expect(read.json(base: "https://example.org/feeds/") == bytes)
    #expect(read.atom(base: nil) == feed.atom(base: nil))
  }

  @Test(arguments: [
    "", "{", "[]", "{\"items\": []}", "{\"items\": [], \"_ledewatch\": {\"archives\": 0}}",
    "{\"items\": [], \"_ledewatch\": {\"archives\": -1, \"deleted\": []}}",
    "{\"items\": [{\"id\": \"a\", \"_ledewatch\": {}}], \"_ledewatch\": {\"archives\": 0, \"deleted\": []}}",
    "{\"items\": [], \"_ledewatch\": {\"archives\": 0, \"deleted\": [{\"id\": \"a\", \"revision\": 1, \"at\": \"x\"}]}}",
  ])
  func `JSON of another form is not a document`(text: String) {
    #expect(throws: EntryDocumentError.self) {
      try FeedDocument(feed: "gazette").decoding(Array(text.utf8))
    }
  }

  @Test func `Items that are too many are dropped, the oldest first`() {
    var feed = feed(5)
    #expect(feed.removeOverflow(settings(5, archives: false)) == nil)
    let rest = feed.removeOverflow(settings(3, archives: false))
    #expect(feed.ids == ["a4", "a3", "a2"] && rest?.ids == ["a1", "a0"])
  }

  @Test func `With archives, the older half moves to a document of its own`() {
    var feed = feed(5)
    let archive = feed.removeOverflow(settings(4, archives: true))
    #expect(feed.ids == ["a4", "a3"] && archive?.ids == ["a2", "a1", "a0"])
    #expect(archive?.name == "gazette-archive-1" && archive?.archiveCount == 1)
    feed.archiveCount = 1
    #expect(feed.removeOverflow(settings(1, archives: true))?.name == "gazette-archive-2")
    #expect(feed.ids == ["a4"])
  }

  @Test(arguments: [true, false])
  func `No document is larger than the bound, whatever the articles are`(archives: Bool) {
    let settings = settings(1000, archives: archives)
    // Quotation marks are longer in JSON, markup is longer in Atom.
    for text in ["\"", "&lt;", "ä"] {
      var feed = FeedDocument(feed: "gazette")
      var documents: [FeedDocument] = []
      for number in 0..<24 {
        feed.apply(
          .make(.new, "a\(number)", at: Timestamp(secondsSinceEpoch: Double(number))) {
            $0.contentHTML = String(repeating: text, count: 15_000 + 1000 * number)
          })
        if let archive = feed.removeOverflow(settings) {
          documents.append(archive)
          feed.archiveCount = archive.archiveCount
        }
        documents.append(feed)
      }
      let sizes = documents.flatMap { [$0.json(base: nil).count, $0.atom(base: nil).count] }
      #expect(sizes.allSatisfy { $0 <= FeedDocument.maximumBytes } && !feed.items.isEmpty)
      #expect(feed.items[0].id == "a23")
    }
  }

  @Test func `Deletions are bounded, the newest stay`() {
    var feed = FeedDocument(feed: "gazette")
    for number in 0..<300 {
      feed.apply(
        .make(.withdrawn, "a\(number)", at: Timestamp(secondsSinceEpoch: Double(number))))
    }
    #expect(feed.deletions.count == 200 && feed.deletions.first?.id == "a299")
  }

  @Test func `The last archive is found among the files of the directory`() {
    let files = [
      "gazette-archive-2.json", "gazette-archive-10.json", "gazette-archive-11.atom",
      "gazette-archive-x.json", "gazette2-archive-40.json", "gazette.json",
    ]
    #expect(FeedDocument.archiveCount(of: "gazette", files: files) == 10)
    #expect(FeedDocument.archiveCount(of: "harbour", files: files) == 0)
  }
}
