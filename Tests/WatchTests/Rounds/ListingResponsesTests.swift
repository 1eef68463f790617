import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

@Suite struct ListingResponsesTests {
  private func page(_ type: String?, _ body: String) throws -> Page {
    let reply = Response(
      url: "http://news.test/feed", status: 200,
      headers: type.map { [(name: "content-type", value: $0)] } ?? [], body: Array(body.utf8))
    return try Source(name: "a", url: WebURL("http://news.test/feed")).page(of: reply, now: 0)
  }

  @Test(
    arguments: [
      ("text/html; charset=utf-8", "<p>"), ("application/xhtml+xml", "<html/>"), (nil, "<p>"),
      ("application/rss+xml", "<rss/>"), ("application/atom+xml;charset=UTF-8", "<feed/>"),
      ("application/xml", "<rss/>"), ("text/xml", "<rss/>"), ("application/feed+json", "{}"),
      ("application/json", "{}"), ("application/octet-stream", "<?xml version='1.0'?><rss/>"),
    ] as [(String?, String)])
  func `What a feed or a page is served as is an answer`(type: String?, body: String) throws {
    #expect(try page(type, body).bytes == Array(body.utf8))
  }

  @Test(arguments: [
    ("image/png", "x", "image/png"), ("application/pdf", "%PDF-1.4", "a PDF document"),
    ("image/svg+xml", "<svg/>", "image/svg+xml"),
    ("application/zip", "PK\u{3}\u{4}", "a ZIP archive or an office document"),
    ("video/mp4", "x", "video/mp4"), ("application/msword", "x", "application/msword"),
    ("text/html", "%PDF-1.4", "a PDF document"),
  ])
  func `Other formats are not pages, and are named`(type: String, body: String, name: String) {
    let error = #expect(throws: RoundError.self) { try page(type, body) }
    #expect(
      error?.description
        == "page: the address leads to \(name), not to a page or feed (http://news.test/feed)")
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `A redirect without an address is named`(status: Int) {
    let reply = Response(url: "http://news.test/", status: status, body: Array("<p>".utf8))
    let error = #expect(throws: RoundError.self) {
      try Source(name: "a", url: WebURL("http://news.test/")).page(of: reply, now: 0)
    }
    #expect(
      error?.description
        == "HTTP \(status): a redirect that names no address (no Location) for http://news.test/")
  }

  @Test
  func
    `A failure of the proxy or the program does not count for the host, but postpones its articles`()
  {
    for stage in [FetchError.Stage.proxy, .command] {
      var error = FetchError(stage: stage, url: "http://news.test/", reason: "no")
      error.isTimeout = true
      #expect(!error.isHostFailure)
      #expect(RoundError(error).concernsWholeHost)
      #expect(RoundError(error).description == "fetch: \(stage): no (http://news.test/)")
    }
  }

  @Test func `The configured charset has precedence over those of server and page`() throws {
    let reply = Response(
      url: "http://news.test/", status: 200,
      headers: [("content-type", "text/html; charset=utf-8")], body: Array("<p>".utf8))
    var source = Source(name: "a", url: WebURL("http://news.test/"))
    source.detection.charset = "euc-kr"
    #expect(try source.page(of: reply, now: 0).charsetOverride == "euc-kr")
  }

  @Test func `A partial response is not a page`() {
    let reply = Response(url: "http://news.test/", status: 206, body: Array("<p>".utf8))
    #expect(throws: RoundError.self) {
      try Source(name: "a", url: WebURL("http://news.test/")).page(of: reply, now: 0)
    }
  }

  @Test func `A rule that finds nothing degrades the health, and the other teasers are taken in`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once()
    world.site.publish("two")
    world.site.answer("/") { [site = world.site] request in
      var reply = try site.listing(request)
      reply.body += Array("\nR|teasers.date: “b” finds nothing in 2 items".utf8)
      return reply
    }
    var health: [String] = []
    for _ in 0..<4 {
      let report = try await world.once()
      #expect(report.failures.map(\.reason) == ["teasers.date: “b” finds nothing in 2 items"])
      #expect(report.failures.first?.address == "http://news.test/")
      health += world.events.withLock { $0.filter { $0.contains("health") }.suffix(1) }
    }
    #expect(world.spooled == ["one", "two"].map { "http://news.test/a/\($0)" })
    #expect(health.last?.contains("broken") == true)
    #expect(world.scratch.list("state/pages").isEmpty == false)
    world.site.restore()
    world.site.change { _ in }
    #expect(try await world.once().failures.isEmpty)
    let last = world.events.withLock { $0.last { $0.contains("health") } }
    #expect(last?.contains("to: Ledger.Health.ok") == true)
  }

  @Test func `Validators, freshness and the page are stored even if a rule finds nothing`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    world.site.answer("/") { [site = world.site] request in
      var reply = try site.listing(request)
      if !reply.isNotModified { reply.body += Array("\nR|teasers.date: “b” finds nothing".utf8) }
      return reply
    }
    for round in 0..<5 {
      let report = try await world.once()
      #expect(report.failures.map(\.reason) == ["teasers.date: “b” finds nothing"])
      #expect((world.site.state.withLock { $0.lastRequest?.validators } == nil) == (round == 0))
    }
    let status = try await Status.load(world.configuration()).sources[0]
    #expect(status.health == .broken && status.failures == HealthPolicy.failuresUntilBroken)
    #expect(status.notBefore == nil)
    // The selector is corrected, so the page is read again and the source is well.
    world.site.restore()
    #expect(try await world.once { $0.sources[0].detection.charset = "utf-8" }.failures.isEmpty)
    #expect(try await Status.load(world.configuration()).sources[0].health == .ok)
  }
}
