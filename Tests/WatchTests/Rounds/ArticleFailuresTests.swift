import Basics
import Foundation
import News
import TestSupport
import Testing
import Web

@testable import Ledger
@testable import Watch

/// A listing that answers well, and articles that nobody lets us read.
@Suite struct ArticleFailuresTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  var health: [EventKind] {
    world.hooks.told.withLock { $0.map(\.event) }.filter {
      [.sourceBlocked, .sourceBroken, .sourceRecovered, .sourceQuiet].contains($0)
    }
  }

  func status() async throws -> Status.SourceStatus {
    try await Status.load(world.configuration()).sources[0]
  }

  func refuse(_ name: String, status: Int = 403) {
    site.answer("/a/\(name)") {
      Response(
        url: $0.url, status: status, headers: [("cf-mitigated", "challenge")],
        body: Array("<p>Sorry".utf8))
    }
  }

  func publish(_ names: [String], refused: Bool) {
    for name in names {
      site.publish(name)
      if refused { refuse(name) }
    }
  }

  /// Rounds an hour apart.
  func rounds(_ count: Int = 1) async throws {
    for _ in 0..<count {
      world.clock.pass(.seconds(3600))
      try await world.once()
    }
  }

  // MARK: - Blocked, and well again

  @Test func `A source whose articles are all refused is blocked, and its articles stay owed`()
    async throws
  {
    publish((0..<6).map { "s\($0)" }, refused: true)
    try await rounds(4)
    #expect(health == [.sourceBlocked])
    let ill = try await status()
    #expect(ill.health == .blocked && ill.owed == 6 && ill.spooled == 0 && ill.failures == 0)
    let reason = try #require(ill.reason)
    for words in [
      "articles are refused", "6 in a row", "Cloudflare", "cf-mitigated", "403", "/a/s",
    ] { #expect(reason.contains(words), "\(reason)") }
    #expect(ill.page.flatMap { FileManager.default.contents(atPath: $0) } == Data("<p>Sorry".utf8))
    let told = world.hooks.told.withLock { $0.first { $0.event == .sourceBlocked } }
    #expect(told?.title == "lindmar is blocked")

    site.restore()
    try await rounds(4)
    #expect(health == [.sourceBlocked, .sourceRecovered])
    let well = try await status()
    #expect(well.health == .ok && well.owed == 0 && well.spooled == 6 && well.reason == nil)
    #expect(well.page == nil)
  }

  @Test func `The exit status of once shows that a source yields no articles`()
    async throws
  {
    publish((0..<6).map { "s\($0)" }, refused: true)
    var reports: [OnceReport] = []
    for _ in 0..<4 {
      world.clock.pass(.seconds(3600))
      reports.append(try await world.once())
    }
    #expect(reports.map(\.exitStatus) == [69, 69, 69, 69])
    let failures = reports.flatMap(\.failures)
    #expect(failures.map(\.isFirst) == [true, false, false, false])
    #expect(failures.allSatisfy { $0.stage == "article" })
    #expect(failures.first?.reason.contains("articles found, 0 read (") == true)
    #expect(failures.last?.reason.contains("its articles are refused, 6 in a row") == true)
    site.restore()
    world.clock.pass(.seconds(3600))
    #expect(try await world.once().exitStatus == 0)
  }

  @Test func `One fetched article ends the block`() async throws {
    publish((0..<6).map { "s\($0)" }, refused: true)
    try await rounds(3)
    #expect(try await status().health == .blocked)
    site.publish("good")
    try await rounds()
    #expect(try await status().health == .ok)
    // The six are refused still, as they were before: no news.
    try await rounds(30)
    #expect(health == [.sourceBlocked, .sourceRecovered])
    publish((0..<5).map { "t\($0)" }, refused: true)
    try await rounds(3)
    #expect(health == [.sourceBlocked, .sourceRecovered, .sourceBlocked])
  }

  @Test(arguments: [401, 403, 451])
  func `A status without a body counts as a refusal`(status code: Int) async throws {
    for i in 0..<5 {
      site.publish("s\(i)")
      site.answer("/a/s\(i)", status: code)
    }
    try await rounds(3)
    let status = try await status()
    #expect(status.health == .blocked)
    #expect(status.reason?.contains("HTTP \(code)") == true)
  }

  @Test(arguments: [404, 410, 429, 500])
  func `Other responses are not refusals`(status code: Int) async throws {
    for i in 0..<8 {
      site.publish("s\(i)")
      site.answer("/a/s\(i)", status: code)
    }
    try await rounds(6)
    #expect(try await status().health == .degraded)
    #expect(health == [])
  }

  @Test func `A challenge page with status 200 is a refusal`() async throws {
    for i in 0..<5 {
      site.publish("s\(i)")
      site.answer("/a/s\(i)") {
        Response(
          url: $0.url, status: 200,
          body: Array("<title>Just a moment...</title>".utf8))
      }
    }
    try await rounds(3)
    #expect(try await status().reason?.contains("Cloudflare") == true)
  }

  @Test func `A few refused articles block the source only over a day`() async throws {
    for day in 0..<3 {
      #expect(try await status().health != .blocked)
      publish(["s\(day)"], refused: true)
      try await rounds(13)
    }
    #expect(try await status().health == .blocked)
    #expect(health == [.sourceBlocked])
  }

  // MARK: - What is none

  @Test func `One refused article among many never blocks the source`() async throws {
    publish(["wall"], refused: true)
    for round in 0..<60 {
      if round % 4 == 0 { publish(["s\(round)"], refused: false) }
      try await rounds()
    }
    #expect(health == [])
    #expect(try await status().health == .ok)
  }

  @Test func `Several refused articles among fetched ones never block the source`()
    async throws
  {
    publish((0..<5).map { "good\($0)" }, refused: false)
    publish((0..<5).map { "wall\($0)" }, refused: true)
    try await rounds(40)
    #expect(health == [])
    #expect(world.spooled.count == 5)
  }

  @Test func `An article that is refused a hundred times counts once`() async throws {
    publish(["wall"], refused: true)
    for _ in 0..<40 { try await rounds() }
    #expect(health == [])
  }

  @Test func `A source is blocked when all later articles are refused`()
    async throws
  {
    publish((0..<3).map { "good\($0)" }, refused: false)
    publish((0..<9).map { "s\($0)" }, refused: true)
    try await rounds(12)
    #expect(try await status().health != .blocked)
    publish((0..<5).map { "t\($0)" }, refused: true)
    try await rounds(3)
    #expect(try await status().reason?.contains("5 in a row") == true)
  }

  @Test func `An article that robots.txt forbids counts as refused`() async throws {
    site.answer("/robots.txt") {
      Response(
        url: $0.url, status: 200, body: Array("User-agent: *\nDisallow: /a/".utf8))
    }
    for i in 0..<5 { site.publish("s\(i)") }
    try await world.once { $0.sources[0].politeness.honorsRobots = true }
    #expect(try await status().reason?.contains("robots.txt") == true)
    #expect(site.takeRequests().keys.allSatisfy { !$0.hasPrefix("/a/") })
  }

  // MARK: - Beside the listing's own troubles

  @Test func `A failed listing neither ends nor repeats the block`() async throws {
    publish((0..<6).map { "s\($0)" }, refused: true)
    try await rounds(3)
    site.answer("/", status: 500)
    try await rounds()
    #expect(try await status().health == .blocked)
    site.state.withLock { $0.answers["/"] = nil }
    try await rounds(2)
    #expect(try await status().health == .blocked)
    #expect(health == [.sourceBlocked])
    #expect(try await status().reason?.contains("articles are refused") == true)
  }

  @Test
  func `A broken listing is reported first, and the block of its articles after its recovery`()
    async throws
  {
    publish((0..<6).map { "s\($0)" }, refused: true)
    try await rounds(3)
    site.answer("/", status: 500)
    try await rounds(8)
    #expect(health == [.sourceBlocked, .sourceBroken])
    site.state.withLock { $0.answers["/"] = nil }
    for _ in 0..<6 { try await rounds() }
    #expect(health == [.sourceBlocked, .sourceBroken, .sourceBlocked])
    site.restore()
    try await rounds(8)
    #expect(health.last == .sourceRecovered && health.count == 4)
  }

  @Test func `Fetched articles do not end the failure of a listing`() async throws {
    publish((0..<6).map { "s\($0)" }, refused: true)
    try await rounds(3)
    site.answer("/", status: 500)
    try await rounds(8)
    for i in 0..<6 { site.state.withLock { $0.answers["/a/s\(i)"] = nil } }
    try await rounds(8)
    #expect(health == [.sourceBlocked, .sourceBroken])
    #expect(world.spooled.count == 6)
    site.restore()
    try await rounds(6)
    #expect(health == [.sourceBlocked, .sourceBroken, .sourceRecovered])
  }

  @Test func `An article that is spooled from its teaser does not end the block`()
    async throws
  {
    publish((0..<6).map { "s\($0)" }, refused: true)
    try await rounds(60)
    #expect(world.spooled.count == 6)
    #expect(try await status().health == .blocked)
    #expect(health == [.sourceBlocked])
  }

  // MARK: - Not refused, but not to be had

  @Test func `Articles that fail for a day are reported once, and so is their recovery`()
    async throws
  {
    for i in 0..<4 {
      site.publish("s\(i)")
      site.answer("/a/s\(i)", status: i.isMultiple(of: 2) ? 500 : 404)
    }
    try await rounds(20)
    #expect(try await status().health == .degraded)
    for i in 4..<6 {
      site.publish("s\(i)")
      site.answer("/a/s\(i)") { Response(url: $0.url, status: 200, body: [0x78]) }
    }
    try await rounds(20)
    #expect(health == [.sourceBroken])
    let reason = try #require(try await status().reason)
    #expect(reason.contains("its articles cannot be fetched, 4 in a row"))
    site.restore()
    try await rounds(8)
    #expect(health == [.sourceBroken, .sourceRecovered])
    #expect(world.spooled.count == 6)
  }
}
