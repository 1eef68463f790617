import Basics
import GRDB
import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

@Suite struct RobotsCacheTests {
  let world = FakeWorld()
  private let asked = Locked<[String]>([])

  /// Everything is there and allowed, where the source's own addresses policy lets it connect.
  private func fetcher(
    _ ledger: LedgerStore, robots: @escaping @Sendable (Request) throws -> [UInt8] = { _ in [] }
  ) -> PoliteFetcher {
    let fetch: Fetch = { [self] request in
      asked.withLock { $0.append(request.url.string) }
      if let refused = request.addressPolicy.refusal(of: request.url) {
        throw FetchError(stage: .policy, url: request.url, reason: refused)
      }
      let isRobots = request.url.string.hasSuffix("/robots.txt")
      let body = isRobots ? try robots(request) : [0x78]
      return Reply(url: request.url, status: body.isEmpty ? 404 : 200, body: body)
    }
    return world.fetcher(ledger, limit: 4, fetch: fetch)
  }

  @Test func `A source that may not go to a host keeps no other from its robots.txt`() async throws
  {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    let home = Source(name: "home", url: WebURL("http://10.0.0.7/news"))
    let hostile = Source(name: "hostile", url: WebURL("http://evil.paper.org/"))
    await #expect(throws: RoundError.self) {
      _ = try await fetcher.ask(WebURL("http://10.0.0.7/x"), for: hostile, force: false)
    }
    #expect(try await fetcher.ask(home.url, for: home, force: false).status == 200)
    // What is had is had for all.
    var allowed = hostile
    allowed.network.allowedRanges = ["10.0.0.0/8"]
    #expect(try await fetcher.ask(home.url, for: allowed, force: false).status == 200)
    #expect(asked.withLock { $0.filter { $0.hasSuffix("robots.txt") } }.count == 2)
    await ledger.close()
  }

  @Test func `Pages that are no robots.txt, and large ones of strangers, are not kept`()
    async throws
  {
    let ledger = try world.openLedger()
    let large =
      Array("User-agent: *\n".utf8)
      + Array(repeating: Array("Disallow: /private\n".utf8), count: 5000).joined()
    let fetcher = fetcher(ledger) {
      $0.url.string.contains("page") ? [UInt8](repeating: 0x3C, count: 9000) : large
    }
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    for address in ["http://desk.paper.org/", "http://page.paper.org/", "http://large.paper.org/"] {
      for _ in 0..<2 { _ = try await fetcher.ask(WebURL(address)!, for: source, force: false) }
    }
    #expect(asked.withLock { $0.filter { $0.hasSuffix("robots.txt") } }.count == 3)
    let sizes = try await ledger.read {
      try Int.fetchAll($0, sql: "SELECT length(body) FROM robots ORDER BY length(body)")
    }
    #expect(sizes == [0, large.count])
    await ledger.close()
  }

  @Test func `What the ledger keeps is used for a day since it was fetched, not since it was read`()
    async throws
  {
    let ledger = try world.openLedger()
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    _ = try await fetcher(ledger).ask(source.url, for: source, force: false)
    world.clock.pass(RobotsCache.lifetime - 60)
    // Another process.
    let later = fetcher(ledger) { _ in Array("User-agent: *\nDisallow: /".utf8) }
    _ = try await later.ask(source.url, for: source, force: false)
    world.clock.pass(120)
    await #expect(throws: RoundError.self) {
      _ = try await later.ask(source.url, for: source, force: false)
    }
    await ledger.close()
  }

  @Test func `A long one that was cut at half a line is cut there after a restart, too`()
    async throws
  {
    let start = "User-agent: *\nDisallow: /b\n"
    let rule = "Disallow: /"
    let padding = String(repeating: "#", count: Robots.maximumBytes - start.count - 1 - rule.count)
    let text = Array((start + padding + "\n" + rule + "private").utf8)
    let ledger = try world.openLedger()
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    for _ in 0..<2 {
      let reply = try await fetcher(ledger, robots: { _ in text })
        .ask(source.url, for: source, force: false)
      #expect(reply.status == 200)
    }
    #expect(asked.withLock { $0.filter { $0.hasSuffix("robots.txt") } }.count == 1)
    await ledger.close()
  }

  @Test func `Who goes by another name has rules of his own`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger) { _ in Array("User-agent: deskbot\nDisallow: /".utf8) }
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    var other = source
    other.request.userAgent = "DeskBot/1.0"
    for _ in 0..<2 {
      #expect(try await fetcher.ask(source.url, for: source, force: false).status == 200)
      await #expect(throws: RoundError.self) {
        _ = try await fetcher.ask(other.url, for: other, force: false)
      }
    }
    await ledger.close()
  }

  @Test func `What our policy forbids is no matter of robots.txt`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    let address = WebURL("http://10.0.0.7/x")
    await #expect {
      _ = try await fetcher.ask(address, for: source, force: false)
    } throws: { error in
      let fault = error as? RoundError
      return fault?.stage == .fetch && fault?.address == "http://10.0.0.7/x"
        && fault?.isOfHost == true
    }
    await ledger.close()
  }

  @Test func `Of robots.txt without end the newest are kept`() async throws {
    let ledger = try world.openLedger()
    for i in 0..<30 {
      try await ledger.keepRobots(
        origin: "http://\((i * 7) % 30).test", status: 404, body: [], now: Double(i))
    }
    try await ledger.forgetRobots(but: 4)
    let left = try await ledger.read {
      try Double.fetchAll($0, sql: "SELECT fetched FROM robots ORDER BY fetched")
    }
    #expect(left == [26, 27, 28, 29])
    await ledger.close()
  }
}
