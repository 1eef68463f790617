import Foundation
import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// Tests of listings and articles at https addresses that lead to http.
@Suite struct InsecureRedirectTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }
  let log = LinesOfLog()

  private func once() async throws {
    try await world.once(log: log.logger) { $0.sources[0].url = WebURL("https://news.test/") }
  }

  private func status() async throws -> Status.SourceStatus {
    let configuration = world.configuration { $0.sources[0].url = WebURL("https://news.test/") }
    return try #require(try await Status.load(configuration).sources.first)
  }

  private var warnings: [String] { log.lines.filter { $0.hasPrefix("warning") } }

  /// Answers requests for the listing by redirects to these addresses.
  private func redirectListing(to addresses: [String]) {
    site.answer("/") { [site] request in
      var reply = try site.listing(request)
      reply.redirects = addresses.map { (302, WebURL($0)!) }
      reply.url = reply.redirects.last?.url ?? reply.url
      return reply
    }
  }

  @Test func `A listing that leads to http is reported once, and shown by the status`()
    async throws
  {
    site.publish("one")
    redirectListing(to: ["https://news.test/all", "http://news.test/all"])
    for _ in 0..<3 {
      try await once()
      world.clock.pass(.seconds(3600))
    }
    #expect(warnings.count == 1 && warnings[0].contains("from https to http"))
    for fact in ["lindmar", "redirect", "http://news.test/all"] {
      #expect(warnings[0].contains(fact))
    }
    #expect(try await status().insecureRedirect == "http://news.test/all")
    #expect(try await status().movedTo == nil)
    #expect(try await status().seemsMovedTo == nil)
    site.restore()
    try await once()
    #expect(try await status().insecureRedirect == nil)
    redirectListing(to: ["http://news.test/all"])
    try await once()
    #expect(warnings.count == 2)
  }

  @Test func `A redirect within https is not reported`() async throws {
    site.publish("one")
    redirectListing(to: ["https://news.test/all"])
    try await once()
    #expect(warnings.isEmpty)
    #expect(try await status().insecureRedirect == nil)
  }

  @Test func `The entry of an article that leads to http names the address`() async throws {
    for name in ["one", "two"] { site.publish(name) }
    site.answer("/a/one") { request in
      var reply = Response(url: request.url, status: 200, body: Array("A\nA story of it.".utf8))
      reply.redirects = [(301, "http://news.test/a/one")]
      reply.url = "http://news.test/a/one"
      return reply
    }
    try await once()
    let records = world.scratch.list("spool/new").compactMap {
      world.scratch.read("spool/new/\($0)/article.json")
    }
    #expect(records.count == 2)
    let marked = records.filter { $0.contains(#""insecure_redirect": "http://news.test/a/one""#) }
    #expect(marked.count == 1 && marked[0].contains("/a/one"))
    #expect(log.lines.filter { $0.contains("the article leads from https to http") }.count == 1)
  }

  @Test(arguments: [
    PollingState.Move(to: "https://a.test/", status: 308, since: 5, rounds: 2), nil,
  ])
  func `A redirect to http is stored, and a move is stored as before`(move: PollingState.Move?)
    async throws
  {
    var polling = PollingState()
    polling.move = move
    if move == nil {
      polling.insecureRedirect = .init(to: "http://a.test/", status: 302, since: 7)
    }
    try await once()
    let ledger = try LedgerStore.open(
      world.scratch.path("state/ledger.sqlite"), log: log.logger, now: world.clock.timestamp)
    let path = world.scratch.path("state/ledger.sqlite")
    var memory = try #require(
      try await ReadOnlyLedger(path).sources(["lindmar"])["lindmar"]?.memory)
    memory.polling = polling
    try await ledger.recordRounds([memory.id: PollRecord(of: memory)])
    await ledger.close()
    let stored = try await ReadOnlyLedger(path).sources(["lindmar"])["lindmar"]?.memory.polling
    #expect(stored == polling)
  }
}
