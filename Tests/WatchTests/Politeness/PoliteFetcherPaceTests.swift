import Basics
import News
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// What a robots.txt, a line and a host's standing do to the pace of requests, on a clock that is
/// moved by hand.
@Suite struct PoliteFetcherPaceTests {
  let world = FakeWorld()
  let source = Source(name: "desk", url: WebURL("http://desk.paper.org/news"))
  private let asked = Locked<[(path: String, moment: Duration)]>([])

  private func fetcher(
    _ ledger: LedgerStore, command: (@Sendable (Request) throws -> Response)? = nil,
    _ answer: @escaping @Sendable (Request) throws -> Response
  ) -> PoliteFetcher {
    let clock = world.clock
    return world.fetcher(
      ledger, limit: 4,
      fetch: { [self] request in
        let path = String(request.url.string.dropFirst("http://desk.paper.org".count))
        asked.withLock { $0.append((path, clock.elapsed)) }
        await Task.yield()
        return try answer(request)
      }, command: command)
  }

  private func robots(_ text: String, status: Int = 200) -> @Sendable (Request) -> Response {
    { request in
      let isRobots = request.url.string.hasSuffix("/robots.txt")
      return Response(
        url: request.url, status: isRobots ? status : 200,
        body: Array((isRobots ? text : "page").utf8))
    }
  }

  private func page(_ fetcher: PoliteFetcher, _ path: String = "/a", for source: Source? = nil)
    async throws
  {
    _ = try await fetcher.fetch(
      WebURL("http://desk.paper.org\(path)"), for: source ?? self.source, force: false)
  }

  private var robotsAsked: Int { asked.withLock { $0.count { $0.path == "/robots.txt" } } }

  @Test(arguments: [(0.5, 2.0), (10, 10), (3600, 60)])
  func `Crawl-delay extends the delay to a minute at most`(
    delay: Double, pause: Double
  ) async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger, robots("User-agent: *\nCrawl-delay: \(delay)"))
    for path in ["/a", "/b", "/c"] { try await page(fetcher, path) }
    let moments = asked.withLock { $0.dropFirst().map(\.moment) }
    #expect(zip(moments, moments.dropFirst()).map { ($1 - $0).seconds } == [pause, pause])
    await ledger.close()
  }

  @Test(arguments: [429, 500, 503])
  func `While robots.txt is unavailable nothing is fetched, and it is retried after a minute`(
    status: Int
  ) async throws {
    let ledger = try world.openLedger()
    let answers = Mutex(status)
    let fetcher = fetcher(ledger) { [self] in robots("", status: answers.withLock { $0 })($0) }
    for _ in 0..<3 {
      await #expect(throws: RoundError.self) { try await page(fetcher) }
    }
    #expect(asked.withLock { $0.map(\.path) } == ["/robots.txt"])
    answers.withLock { $0 = 404 }
    world.clock.pass(.seconds(61))
    try await page(fetcher)
    #expect(asked.withLock { $0.map(\.path) } == ["/robots.txt", "/robots.txt", "/a"])
    await ledger.close()
  }

  @Test func `A robots.txt is cached for a day, over restarts too`() async throws {
    let ledger = try world.openLedger()
    let answer = robots("User-agent: *\nDisallow: /x")
    let first = fetcher(ledger, answer)
    try await page(first)
    world.clock.pass(.seconds(86_000))
    try await page(first)
    try await page(fetcher(ledger, answer))
    #expect(robotsAsked == 1)
    world.clock.pass(.seconds(500))
    try await page(first)
    #expect(robotsAsked == 2)
    world.clock.pass(.seconds(86_500))
    try await page(fetcher(ledger, answer))
    #expect(robotsAsked == 3)
    await ledger.close()
  }

  @Test func `Concurrent requests fetch robots.txt once`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger, robots(""))
    try await withThrowingTaskGroup { group in
      for i in 0..<10 { group.addTask { try await self.page(fetcher, "/\(i)") } }
      try await group.waitForAll()
    }
    #expect(robotsAsked == 1)
    await ledger.close()
  }

  @Test func `The robots.txt for a source with a program is fetched by libcurl`() async throws {
    let ledger = try world.openLedger()
    let byProgram = Mutex<[String]>([])
    let fetcher = fetcher(
      ledger,
      command: { request in
        byProgram.withLock { $0.append(request.url.string) }
        return Response(url: request.url, status: 200, body: [0x78])
      }, robots("User-agent: *\nDisallow: /x"))
    var source = source
    source.request.fetchCommand = ["browser"]
    try await page(fetcher, "/a", for: source)
    await #expect(throws: RoundError.self) { try await page(fetcher, "/x", for: source) }
    #expect(asked.withLock { $0.map(\.path) } == ["/robots.txt"])
    #expect(byProgram.withLock { $0 } == ["http://desk.paper.org/a"])
    await ledger.close()
  }

  @Test func `Requests that wait for a host respect a Retry-After that arrives meanwhile`()
    async throws
  {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger) {
      Response(url: $0.url, status: 429, headers: [("retry-after", "900")], body: [0x78])
    }
    var source = source
    source.politeness.honorsRobots = false
    await withTaskGroup { [source] group in
      for i in 0..<10 { group.addTask { try? await self.page(fetcher, "/\(i)", for: source) } }
    }
    #expect(asked.withLock { $0.count } == 1)
    await ledger.close()
  }
}
