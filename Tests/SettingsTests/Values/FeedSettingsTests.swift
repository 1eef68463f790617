import Testing

@testable import Settings

@Suite struct FeedSettingsTests {
  @Test(arguments: [
    ("all", true), ("gazette-archive-1", true), ("a-archive-b-archive-20", true),
    ("gazette", false), ("all-news", false), ("gazette-archive", false),
    ("gazette-archive-", false), ("gazette-archive-x1", false),
  ])
  func `Names of other files are reserved`(name: String, isReserved: Bool) {
    #expect(FeedSettings.isReserved(name) == isReserved)
  }

  @Test func `The names of archives are reserved`() {
    #expect(FeedSettings.archiveName(3, of: "gazette") == "gazette-archive-3")
    #expect(FeedSettings.isReserved(FeedSettings.archiveName(3, of: "gazette")))
  }
}
