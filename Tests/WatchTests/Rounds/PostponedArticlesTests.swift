import Logging
import News
import TestSupport
import Testing
import Web

@testable import Ledger
@testable import Watch

/// Rounds of a site that refuses its articles.
@Suite struct PostponedArticlesTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  private func publish(_ count: Int, answering reply: @escaping @Sendable (Request) -> Response) {
    for i in 0..<count {
      site.publish("s\(i)")
      site.answer("/a/s\(i)", reply)
    }
  }

  private func articlesAsked() async throws -> Int {
    _ = site.takeRequests()
    try await world.once()
    return site.takeRequests().filter { $0.key.hasPrefix("/a/") }.values.reduce(0, +)
  }

  @Test(arguments: [401, 402, 403, 429, 451, 500, 503, 520])
  func `Two consecutive refusals postpone the other articles`(status: Int) async throws {
    publish(12) { Response(url: $0.url, status: status, body: [0x78]) }
    for _ in 0..<3 {
      #expect(try await articlesAsked() <= 2)
      world.clock.pass(.seconds(90))
    }
    site.restore()
    world.clock.pass(.seconds(20_000))
    try await world.once()
    #expect(world.spooled.count == 12)
  }

  @Test func `An unavailable robots.txt costs attempts at two articles only`()
    async throws
  {
    for i in 0..<12 { site.publish("s\(i)") }
    site.change { $0.origin = "http://elsewhere.test" }
    let watcher = world.watcher { $0.sources[0].politeness.honorsRobots = true }
    site.answer("/robots.txt") { request in
      let isHome = request.url.string.hasPrefix("http://news.test")
      return Response(url: request.url, status: isHome ? 404 : 500, body: [0x78])
    }
    _ = try await watcher.once()
    let ledger = try LedgerStore.open(
      world.configuration().ledgerPath,
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: world.clock.timestamp)
    let tries = try await ledger.owedArticles(of: 1).map(\.attempts)
    #expect(tries == [1, 1] + Array(repeating: 0, count: 10))
    await ledger.close()
  }

  @Test func `Two consecutive challenge pages postpone the other articles`() async throws {
    publish(12) {
      let page = "<title>Just a moment...</title>"
      return Response(url: $0.url, status: 200, body: Array(page.utf8))
    }
    #expect(try await articlesAsked() == 2)
  }

  private var healths: [String] {
    world.events.withLock { events in
      events.filter { $0.contains("health") }.map { event in
        String(event.split(separator: "to: Ledger.Health.")[1].prefix { $0.isLetter })
      }
    }
  }

  /// The current time is 2026-03-14T09:20:00Z, or 1773480000 seconds since 1970.
  @Test(arguments: [
    ("Sat, 21 Mar 2026 09:20:00 GMT", "7d"), ("1808040000", "400d"), ("1808040000000", "400d"),
    ("604861", "7d1m"),
  ])
  func `A Retry-After of days breaks the source immediately, and one day of it is observed`(
    value: String, length: String
  ) async throws {
    site.publish("one")
    try await world.once()
    site.answer("/", status: 503, headers: [(name: "retry-after", value: value)])
    for _ in 0..<3 {
      let report = try await world.once()
      #expect(report.failures.count == 1)
      world.clock.pass(.seconds(900))
    }
    #expect(healths == ["broken"])
    let event = world.events.withLock { $0.last { $0.contains("health") } }
    #expect(event?.contains("asks for a pause of \(length), of which 1d is observed") == true)
    let status = try await Status.load(world.configuration()).sources[0]
    #expect(status.reason?.contains("a pause of \(length), of which 1d is observed") == true)
    #expect(status.hold == nil || status.hold?.contains("a pause of \(length)") == true)
    // The pause is kept over the restarts above.
    site.restore()
    _ = site.takeRequests()
    world.clock.pass(.seconds(86_400 - 3 * 900 - 60))
    #expect(try await world.once().failures.first?.wasPutOff == true)
    #expect(site.takeRequests().isEmpty)
    world.clock.pass(.seconds(120))
    try await world.once()
    #expect(healths == ["broken", "ok"])
  }

  @Test func `Missing pages and pages without an article do not postpone the others`() async throws
  {
    publish(12) { Response(url: $0.url, status: 404, body: [0x78]) }
    #expect(try await articlesAsked() == 12)
  }

  @Test func `Articles that are refused repeatedly do not delay the others`()
    async throws
  {
    // The oldest come first.
    for name in ["shut", "closed", "one", "two", "three"] { site.publish(name) }
    for path in ["/a/shut", "/a/closed"] { site.answer(path, status: 403) }
    try await world.once()
    #expect(world.spooled.isEmpty)
    // Both are due again, and are fetched last.
    world.clock.pass(.seconds(120))
    try await world.once()
    #expect(world.spooled.count == 3)
  }
}
