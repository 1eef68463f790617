import Foundation
import News
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

/// What rounds learn from the wire, over restarts: each `once` is a process of its own.
@Suite struct PollingRoundTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  private func status() async throws -> Status.SourceStatus {
    try #require(try await Status.load(world.configuration()).sources.first)
  }

  @Test func `304 responses are trusted for a day, then the page is requested unconditionally`()
    async throws
  {
    site.publish("one")
    try await world.once()
    for hour in 1...25 {
      world.clock.pass(.seconds(3600))
      try await world.once()
      let validators = site.state.withLock { $0.lastRequest?.validators }
      #expect((validators == nil) == (hour == 24), "hour \(hour)")
    }
    #expect(world.spooled.count == 1)
  }

  @Test
  func `A forced round requests the page unconditionally, reads it again and repeats nothing`()
    async throws
  {
    let reads = Mutex(0)
    let world = FakeWorld(
      reader: PageReader { page, context, known in
        reads.withLock { $0 += 1 }
        return FakeSite.reader.listing(page, context, known)
      } article: {
        FakeSite.reader.article($0, $1, $2)
      })
    world.site.publish("one")
    try await world.once()
    // Without a validator, the unchanged body is recognized.
    for (isForced, hasTag, count) in [
      (false, true, 0), (true, true, 1), (false, true, 0), (false, false, 0), (true, false, 1),
    ] {
      world.site.answer("/") { [site = world.site] request in
        var reply = try site.listing(request)
        if !hasTag { reply.headers = [] }
        return reply
      }
      reads.withLock { $0 = 0 }
      let report = try await world.once(force: isForced)
      #expect(report.failures.isEmpty && report.spooled.isEmpty)
      #expect(reads.withLock { $0 } == count)
      if isForced { #expect(world.site.state.withLock { $0.lastRequest?.validators } == nil) }
    }
    #expect(world.spooled.count == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `The date of a page is not sent to another page that a redirect leads to`(status: Int)
    async throws
  {
    site.publish("one")
    site.answer("/") { [site] request in
      var reply = try site.listing(request)
      reply.redirects = [(status, "http://news.test/today")]
      reply.headers = [("last-modified", "Sat, 14 Mar 2026 09:00:00 GMT"), ("etag", "\"7\"")]
      return reply
    }
    for _ in 0..<2 { try await world.once() }
    let sent = site.state.withLock { $0.lastRequest?.validators }
    #expect(sent?.etag == "\"7\"")
    #expect((sent?.lastModified == nil) == ![301, 308].contains(status))
  }

  @Test func `A source with corrected settings is polled immediately in spite of a back-off`()
    async throws
  {
    site.publish("one")
    try await world.once()
    site.answer("/", status: 500)
    try await world.once()
    site.restore()
    #expect(try await world.once().failures.first?.wasPutOff == true)
    let corrections: [(inout Source) -> Void] = [
      { $0.network.proxy = "http://proxy.test:3128" }, { $0.network.authoritiesPath = "/ca.pem" },
      { $0.network.authoritiesHash = 1 }, { $0.network.addressFamily = .ipv4 },
      { $0.request.credentials = Credentials(user: "", password: "s3cret") },
      { $0.detection.teasers = TeaserRules(link: PartRule(attribute: "data-link")) },
      { $0.url = WebURL("http://news.test/?page=1") },
    ]
    for correct in corrections {
      site.answer("/", status: 500)
      try await world.once()
      site.restore()
      #expect(try await world.once { correct(&$0.sources[0]) }.failures.isEmpty)
    }
  }

  @Test func `A listing has moved once it has led elsewhere permanently for days`() async throws {
    let there = moveListing()
    let log = LinesOfLog()
    for round in 0..<4 {
      try await world.once(log: log.logger)
      let status = try await status()
      #expect((status.movedTo == there.string) == (round == 3))
      #expect((status.seemsMovedTo == there.string) == (round < 3))
      world.clock.pass(.seconds(43_000))
    }
    #expect(try await status().movedTo == there.string)
    #expect(
      log.lines.filter { $0.hasPrefix("warning") && $0.contains("moved permanently") }.count == 1)
  }

  @Test func `A moved listing is requested at the new address until its url changes`()
    async throws
  {
    moveListing()
    for _ in 0..<4 {
      try await world.once()
      world.clock.pass(.seconds(43_000))
    }
    #expect(try await listingRequests() == ["/all": 1])
    // Once a day it is looked whether the configured address still leads there.
    world.clock.pass(.seconds(86_400))
    #expect(try await listingRequests() == ["/": 1])
    world.clock.pass(.seconds(3600))
    #expect(try await listingRequests() == ["/all": 1])
    // No listing there any more: back to the address of the configuration.
    site.answer("/all", status: 404)
    world.clock.pass(.seconds(3600))
    #expect(try await listingRequests() == ["/all": 1])
    world.clock.pass(.seconds(3600))
    #expect(try await listingRequests() == ["/": 1])
    // Another url in the configuration.
    try await world.once { $0.sources[0].url = WebURL("http://news.test/?page=1") }
    #expect(try await status().movedTo == nil)
  }

  /// Publishes an article, and moves the listing from `/` to `/all` permanently.
  ///
  /// - Returns: The new address.
  @discardableResult private func moveListing() -> WebURL {
    site.publish("one")
    let there: WebURL = "http://news.test/all"
    site.answer("/") { [site] request in
      var reply = try site.listing(request)
      reply.redirects = [(301, there)]
      reply.url = there
      return reply
    }
    site.answer("/all") { [site] in try site.listing($0) }
    return there
  }

  /// - Returns: How often a round requests the listing at each of its addresses.
  private func listingRequests() async throws -> [String: Int] {
    _ = site.takeRequests()
    try await world.once()
    return site.takeRequests().filter { ["/", "/all"].contains($0.key) }
  }

  @Test func `The health of a blocked source names the bot protection`() async throws {
    site.publish("one")
    try await world.once()
    site.answer("/") {
      Response(
        url: $0.url, status: 403, headers: [("cf-mitigated", "challenge")],
        body: Array("<title>Just a moment...</title>".utf8))
    }
    for _ in 0..<3 {
      world.clock.pass(.seconds(4000))
      try await world.once()
    }
    #expect(try await status().health == .blocked)
    #expect(try await status().reason?.contains("blocked by Cloudflare") == true)
    // With status 200, where a listing should be.
    site.answer("/") {
      Response(
        url: $0.url, status: 200, body: Array("<p id=\"px-captcha\">Press & hold".utf8))
    }
    world.clock.pass(.seconds(40_000))
    try await world.once()
    #expect(try await status().reason?.contains("HUMAN (PerimeterX)") == true)
    site.restore()
    world.clock.pass(.seconds(40_000))
    try await world.once()
    #expect(try await status().health == .ok)
  }

  @Test func `The share of undecodable text is stored`() async throws {
    site.publish("one", lede: "The harbour board of Lindmar has met again about the tide")
    try await world.once()
    #expect(try await status().garbled == nil)
    site.publish("two", lede: String(repeating: "\u{fffd}a", count: 30))
    try await world.once()
    let share = try #require(try await status().garbled)
    #expect(share > 0.2 && share < 0.3)
  }

  @Test func `A source with much undecodable text is degraded until it can be decoded`()
    async throws
  {
    let lede = "The harbour board of Lindmar has met again about the tide"
    site.publish("one", lede: lede + " caf\u{fffd}")
    try await world.once()
    #expect(try await status().health == .ok)
    site.publish("two", lede: String(repeating: "\u{fffd}a", count: 30))
    world.clock.pass(.seconds(3600))
    try await world.once()
    #expect(try await status().health == .degraded)
    #expect(
      try await status().reason?.hasSuffix(
        "; set “charset”") == true)
    world.clock.pass(.seconds(3600))
    try await world.once()
    #expect(try await status().health == .degraded)
    site.change { $0.stories.removeAll { $0.path == "/a/two" } }
    site.publish("three", lede: lede)
    world.clock.pass(.seconds(3600))
    try await world.once()
    #expect(try await status().health == .ok)
    #expect(try await status().reason == nil)
  }
}
