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
  let asked = Locked<[String]>([])

  /// Returns a fetcher for which all pages exist, if the address policy permits them.
  private func fetcher(
    _ ledger: LedgerStore, robots: @escaping @Sendable (Request) throws -> [UInt8] = { _ in [] }
  ) -> PoliteFetcher {
    let fetch: Fetch = { [self] request in
      asked.withLock { $0.append(request.url.string) }
      do throws(AddressPolicyError) {
        try request.addressPolicy.check(request.url)
      } catch {
        throw FetchError(stage: .policy, url: request.url, reason: error.reason)
      }
      let isRobots = request.url.string.hasSuffix("/robots.txt")
      let body = isRobots ? try robots(request) : [0x78]
      return Response(url: request.url, status: body.isEmpty ? 404 : 200, body: body)
    }
    return world.fetcher(ledger, limit: 4, fetch: fetch)
  }

  @Test func `An address policy error of one source does not affect another`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    let home = Source(name: "home", url: WebURL("http://10.0.0.7/news"))
    let hostile = Source(name: "hostile", url: WebURL("http://evil.paper.org/"))
    await #expect(throws: RoundError.self) {
      _ = try await fetcher.fetch(WebURL("http://10.0.0.7/x"), for: hostile, force: false)
    }
    #expect(try await fetcher.fetch(home.url, for: home, force: false).status == 200)
    // A fetched file counts for all sources.
    var allowed = hostile
    allowed.network.allowed = [AllowedHost("10.0.0.0/8")!]
    #expect(try await fetcher.fetch(home.url, for: allowed, force: false).status == 200)
    #expect(asked.withLock { $0.filter { $0.hasSuffix("robots.txt") } }.count == 2)
    await ledger.close()
  }

  @Test func `A failure of one route does not affect sources with another`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger) { request in
      guard request.connection.proxy != nil else {
        throw FetchError(stage: .connect, url: request.url, reason: "no route")
      }
      return []
    }
    let direct = Source(name: "direct", url: WebURL("http://news.paper.org/"))
    var proxied = Source(name: "proxied", url: direct.url)
    proxied.network.proxy = "http://proxy.paper.org:3128"
    await #expect(throws: RoundError.self) {
      _ = try await fetcher.fetch(direct.url, for: direct, force: false)
    }
    #expect(try await fetcher.fetch(proxied.url, for: proxied, force: false).status == 200)
    await ledger.close()
  }

  @Test func `The failure of a source with a program says how to do without robots.txt`()
    async throws
  {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger) { request in
      throw FetchError(stage: .connect, url: request.url, reason: "no route")
    }
    var source = Source(name: "tunnel", url: WebURL("http://news.paper.org/"))
    for (program, hasAdvice): (FetchProgram?, Bool) in [(nil, false), (["tunnel", "{url}"], true)] {
      source.request.fetchCommand = program
      let error = await #expect(throws: RoundError.self) {
        _ = try await fetcher.fetch(source.url, for: source, force: false)
      }
      #expect(error?.reason.contains("set “robots: false”") == hasAdvice)
    }
    await ledger.close()
  }

  @Test func `Pages without rules and large files of foreign hosts are not stored`()
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
      for _ in 0..<2 { _ = try await fetcher.fetch(WebURL(address)!, for: source, force: false) }
    }
    #expect(asked.withLock { $0.filter { $0.hasSuffix("robots.txt") } }.count == 3)
    let sizes = try await ledger.read {
      try Int.fetchAll($0, sql: "SELECT length(body) FROM robots ORDER BY length(body)")
    }
    #expect(sizes == [0, large.count])
    await ledger.close()
  }

  @Test func `A stored file is used for a day after it was fetched`()
    async throws
  {
    let ledger = try world.openLedger()
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    _ = try await fetcher(ledger).fetch(source.url, for: source, force: false)
    world.clock.pass(RobotsCache.lifetime - .seconds(60))
    // Another process.
    let later = fetcher(ledger) { _ in Array("User-agent: *\nDisallow: /".utf8) }
    _ = try await later.fetch(source.url, for: source, force: false)
    world.clock.pass(.seconds(120))
    await #expect(throws: RoundError.self) {
      _ = try await later.fetch(source.url, for: source, force: false)
    }
    await ledger.close()
  }

  @Test func `A file truncated within a line gives the same rules after a restart`()
    async throws
  {
    let start = "User-agent: *\nDisallow: /b\n"
    let rule = "Disallow: /"
    let padding = String(repeating: "#", count: Robots.maximumSize - start.count - 1 - rule.count)
    let text = Array((start + padding + "\n" + rule + "private").utf8)
    let ledger = try world.openLedger()
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    for _ in 0..<2 {
      let reply = try await fetcher(ledger, robots: { _ in text })
        .fetch(source.url, for: source, force: false)
      #expect(reply.status == 200)
    }
    #expect(asked.withLock { $0.filter { $0.hasSuffix("robots.txt") } }.count == 1)
    await ledger.close()
  }

  @Test func `A source with another user agent has its own rules`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger) { _ in Array("User-agent: deskbot\nDisallow: /".utf8) }
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    var other = source
    other.request.userAgent = "DeskBot/1.0"
    for _ in 0..<2 {
      #expect(try await fetcher.fetch(source.url, for: source, force: false).status == 200)
      await #expect(throws: RoundError.self) {
        _ = try await fetcher.fetch(other.url, for: other, force: false)
      }
    }
    await ledger.close()
  }

  @Test func `A forbidden address is an error of the page, not of robots.txt`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))
    let address = WebURL("http://10.0.0.7/x")
    await #expect {
      _ = try await fetcher.fetch(address, for: source, force: false)
    } throws: { error in
      let error = error as? RoundError
      return error?.stage == .fetch && error?.address == "http://10.0.0.7/x"
        && error?.concernsWholeHost == true
    }
    await ledger.close()
  }

  @Test func `The newest files are kept in the ledger`() async throws {
    let ledger = try world.openLedger()
    for i in 0..<30 {
      try await ledger.storeRobots(
        origin: "http://\((i * 7) % 30).test", status: 404, body: [],
        now: Timestamp(secondsSinceEpoch: Double(i)))
    }
    try await ledger.trimRobots(to: 4)
    let left = try await ledger.read {
      try Double.fetchAll($0, sql: "SELECT fetched FROM robots ORDER BY fetched")
    }
    #expect(left == [26, 27, 28, 29])
    await ledger.close()
  }
}

/// The fetch that concurrent callers share.
@Suite(.timeLimit(.minutes(10))) struct RobotsCacheSharedFetchTests {
  private let world = FakeWorld()
  private let source = Source(name: "desk", url: WebURL("http://desk.paper.org/"))

  /// A transport whose first response waits for the test.
  private struct HeldTransport {
    let requests: AsyncStream<Void>
    let fetch: Fetch
    let respond: @Sendable () -> Void
    let wasCancelled = Locked(false)

    init() {
      let (requests, arrived) = AsyncStream.makeStream(of: Void.self)
      let (responses, release) = AsyncStream.makeStream(of: Void.self)
      self.requests = requests
      respond = { release.finish() }
      fetch = { [wasCancelled] request in
        arrived.yield()
        for await _ in responses {}
        if Task.isCancelled {
          wasCancelled.withLock { $0 = true }
          arrived.finish()
          throw CancellationError()
        }
        return Response(url: request.url, status: 404)
      }
    }
  }

  @Test func `A cancelled caller does not cancel the fetch of the others`() async throws {
    let ledger = try world.openLedger()
    let transport = HeldTransport()
    let fetcher = world.fetcher(ledger, fetch: transport.fetch)
    let cache = fetcher.robots
    let callers = (0..<3).map { _ in
      Task { [source] in
        try await cache.rules(of: source.url, for: source, force: false, fetcher: fetcher)
      }
    }
    var requests = transport.requests.makeAsyncIterator()
    await requests.next()
    while await cache.waiterCount < 3 { await Task.yield() }
    // Whichever caller has started the fetch, one of these has not.
    callers[0].cancel()
    callers[1].cancel()
    for caller in callers.prefix(2) {
      await #expect(throws: CancellationError.self) { _ = try await caller.value }
    }
    transport.respond()
    #expect(try await callers[2].value.allows(source.url))
    #expect(!transport.wasCancelled.withLock { $0 })
    await ledger.close()
  }

  @Test func `The fetch is cancelled when no caller is left`() async throws {
    let ledger = try world.openLedger()
    let transport = HeldTransport()
    let fetcher = world.fetcher(ledger, fetch: transport.fetch)
    let caller = Task { [source] in
      try await fetcher.robots.rules(of: source.url, for: source, force: false, fetcher: fetcher)
    }
    var requests = transport.requests.makeAsyncIterator()
    await requests.next()
    caller.cancel()
    await #expect(throws: CancellationError.self) { _ = try await caller.value }
    while await requests.next() != nil {}
    #expect(transport.wasCancelled.withLock { $0 })
    await ledger.close()
  }
}
