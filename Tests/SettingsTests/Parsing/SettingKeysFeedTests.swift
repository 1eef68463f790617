import Testing
import WebURL

@testable import Settings

@Suite struct SettingKeysFeedTests {
  @Test func `A hook writes feeds to a directory`() throws {
    let hooks = try load(
      """
      sources: [{name: a, url: "http://a.example", tags: [sport]}]
      hooks:
      - {name: plain, feed: www/feeds}
      - name: full
        feed: /srv/feeds
        feed_url: https://example.org/feeds
        feed_hub: https://hub.example/
        feed_items: 20
        feed_archive: true
        events: [new, gap]
      """
    ).hooks
    var plain = FeedSettings(directory: "/c/www/feeds")
    plain.tags = ["a": ["sport"]]
    #expect(hooks[0].target == .feed(plain) && hooks[0].timing.joinsAll)
    // Events of sources are no items of feeds.
    #expect(hooks[0].events == [.new, .revised, .withdrawn, .restored])
    var full = FeedSettings(directory: "/srv/feeds")
    full.url = WebURL("https://example.org/feeds/")
    full.hub = WebURL("https://hub.example/")
    full.tags = ["a": ["sport"]]
    full.maximumItems = 20
    full.keepsArchives = true
    #expect(hooks[1].target == .feed(full) && hooks[1].events == [.new])
  }

  @Test(arguments: [
    ("feed_items: 0", "feed_items: expected a whole number from 1 to 1000, not “0”"),
    (
      "feed_url: \"https://example.org/?dir=feeds\"",
      "feed_url: the URL of a directory must not have a query or a fragment"
    ),
    (
      "feed_hub: \"https://hub.example\"",
      "feed_hub: a hub needs the addresses of the feeds; set “feed_url”, too"
    ),
    ("feed_archive: maybe", "feed_archive: expected true or false, not “maybe”"),
    ("run: [a]", "“run” and “feed” exclude each other; a hook does one thing"),
    ("format: raw", "“format” belongs to a hook with “post”, and this one has “feed”"),
  ])
  func `An invalid value is reported`(setting: String, message: String) {
    let all = diagnostics("hooks: [{name: h, feed: /f, \(setting)}]")
    #expect(all.first?.split(separator: ": ", maxSplits: 1)[1] == message[...])
  }
}
