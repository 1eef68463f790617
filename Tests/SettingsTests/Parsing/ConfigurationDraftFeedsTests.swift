import Testing

@testable import Settings

@Suite struct ConfigurationDraftFeedsTests {
  @Test(arguments: ["/srv/feeds", "/srv/feeds/", "/srv//./feeds", "/srv/x/../feeds"])
  func `Two hooks must not write to one directory`(path: String) {
    #expect(
      diagnostics("hooks: [{name: a, feed: /srv/feeds}, {name: b, feed: \(path)}]") == [
        "1:54: feed: the hook at /c/ledewatch.yaml:1 writes to this directory, too; each needs one of its own"
      ])
  }

  @Test func `Two hooks may write to two directories`() {
    #expect(
      diagnostics("hooks: [{name: a, feed: /srv/feeds}, {name: b, feed: /srv/feeds/b}]") == [])
  }

  @Test(arguments: ["all", "gazette-archive-1"])
  func `A source must not have the name of another feed`(name: String) {
    let sources = "sources: [{name: \(name), url: \"http://a.example\"}]\n"
    #expect(diagnostics(sources) == [])
    #expect(
      diagnostics(sources + "hooks: [{name: a, feed: /srv/feeds}]") == [
        "1:18: a hook with “feed” gives the name “\(name)” to a file of another feed; rename the source"
      ])
  }
}
