import Basics
import Spool
import TestSupport
import Testing

@testable import Notifications

@Suite struct FeedItemTests {
  private let version = FeedVersion(revision: 2, at: 1_773_483_300)

  private func item(_ change: (inout EntryDocument) -> Void) -> EntryDocument {
    FeedItem(.make("a1", change), version, source: "gazette").document
  }

  @Test func `An item has one content and no details but its source and version`() {
    let item = item { $0.authors = [.init(name: "Ann")] }
    #expect(item.contentText == nil && item.contentHTML?.hasPrefix("<p>") == true)
    #expect(item.authors == [.init(name: "Ann")])
    var details = EntryDetails()
    (details.source, details.revision, details.at) = ("gazette", 2, "2026-03-14T10:15:00Z")
    #expect(item.details == details)
  }

  @Test func `Text, names and addresses of any length are bounded`() {
    let long = String(repeating: "ä", count: 100_000)
    let item = item {
      $0.title = long
      $0.summary = long
      $0.tags = Array(repeating: long, count: 1000)
      $0.authors = Array(repeating: .init(name: long), count: 1000)
      $0.url = "https://news.example/" + long
      $0.image = "https://news.example/" + long
      $0.contentHTML = "<p>\(long)</p>"
    }
    #expect(item.title?.count == 1000 && item.summary?.count == 5000)
    #expect(item.tags?.count == 20 && item.tags?.first?.count == 100)
    #expect(item.authors?.count == 20 && item.authors?.first?.name.count == 100)
    #expect(item.url == nil && item.image == nil)
    // The content is too long; the summary replaces it.
    #expect(item.contentHTML == nil && item.contentText == item.summary)
    #expect(FeedItem(item, version, source: "gazette").size < FeedItem.maximumBytes)
  }

  @Test func `An item without content shows its summary or title`() {
    #expect(item { ($0.contentHTML, $0.contentText) = (nil, nil) }.contentText == "Lede of a1")
    let bare = item { ($0.contentHTML, $0.contentText, $0.summary) = (nil, nil, nil) }
    #expect(bare.contentText == "Title of a1")
  }

  @Test(arguments: [
    ("en", true), ("pt-BR", true), ("zh-Hant-TW", true), ("e", false), ("", false),
    ("en\" onload=\"", false), ("en-", false), ("12", false), ("en-toolongsubtag", false),
  ])
  func `Only a language tag is a language`(tag: String, isValid: Bool) {
    #expect(item { $0.language = tag }.language == (isValid ? tag : nil))
  }

  @Test func `Only full times are dates`() {
    #expect(item { $0.datePublished = "2026-03-14" }.datePublished == nil)
    #expect(item { $0.datePublished = "yesterday" }.datePublished == nil)
    let time = "2026-03-14T08:30:00+09:00"
    #expect(item { $0.datePublished = time }.datePublished == time)
  }

  @Test func `A later revision is newer, and of one revision the later event`() {
    func version(_ revision: Int, _ at: Timestamp) -> FeedVersion {
      FeedVersion(revision: revision, at: at)
    }
    #expect(version(1, 200) < version(2, 100) && version(2, 100) < version(2, 101))
  }
}
