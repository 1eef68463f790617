import TestSupport
import Testing

@testable import Settings

@Suite struct SettingKeysTimingTests {
  private func hook(_ keys: String) throws -> Hook {
    try load(
      """
      sources: [{name: a, url: "http://a.example"}]
      hooks:
      - {name: h, \(keys)}
      """, files: [:]
    ).hooks[0]
  }

  @Test func `A hook has times and joins deliveries`() throws {
    let timing = try hook(
      "run: [/bin/true], deliver: batch, quiet: 22:00-07:00, timezone: Europe/Berlin"
    ).timing
    #expect(timing.joinsDueDeliveries && timing.quiet == [TimeWindow("22:00-07:00")!])
    #expect(timing.timeZone?.identifier == "Europe/Berlin" && timing.flood == nil)
    let digest = try hook("post: \"http://a.example\", digest: [07:00, Sat 09:00], flood: 5").timing
    #expect(digest.digest == .at([DigestTime("07:00")!, DigestTime("Sat 09:00")!]))
    #expect(digest.flood == 5)
    #expect(try hook("run: [/bin/true], deliver: each").timing == HookTiming())
  }

  @Test func `Messages to people are joined above 20 unless the configuration says otherwise`()
    throws
  {
    let chat = "chat: ntfy, to: news"
    #expect(try hook(chat).timing.flood == 20)
    #expect(try hook(chat + ", flood: off").timing.flood == nil)
    #expect(try hook(chat + ", flood: 3").timing.flood == 3)
  }

  @Test(arguments: [
    ("run: [/bin/true], deliver: all", "deliver: expected each or batch, not “all”"),
    (
      "run: [/bin/true], digest: daily",
      "digest: expected “every 6h”, “at 07:00”, “at Mon 07:00”, or a list of times ([07:00, 19:00]); "
        + "an interval is 1m to 31d, not “daily”"
    ),
    ("run: [/bin/true], digest: [7]", "digest: expected a time (07:00, Mon 07:00), not “7”"),
    ("run: [/bin/true], flood: 0", "flood: expected a whole number from 1 to 999, not “0”"),
    (
      "run: [/bin/true], quiet: [00:00-24:00]",
      "quiet: the hours cover the whole week, so the hook would never be called"
    ),
    (
      "feed: /srv/feeds, digest: every 6h",
      "“digest” and “feed” exclude each other: a feed has one item for each article"
    ),
    (
      "post: \"http://a.example\", deliver: batch",
      "“deliver” belongs to a hook with “run”, and this one has “post”"
    ),
  ])
  func `Wrong values are told`(_ keys: String, _ message: String) {
    let error = #expect(throws: ConfigurationError.self) { try hook(keys) }
    #expect(error?.diagnostics.map(\.message) == [message])
  }

  @Test func `A limit has no effect if everything is joined`() throws {
    let warnings = try load(
      """
      sources: [{name: a, url: "http://a.example"}]
      hooks: [{name: h, run: [/bin/true], deliver: batch, flood: 5}]
      """, files: [:]
    ).warnings.map(\.message)
    #expect(
      warnings.contains("flood: it has no effect with “digest” or “deliver: batch”"))
  }
}
