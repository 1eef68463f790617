import News
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// Pages with links that are shown instead of a listing, and stay.
@Suite struct ImplausibleListingTests {
  let world = FakeWorld()

  init() {
    for i in 0..<6 { world.site.publish("s\(i)") }
    world.site.change { $0.place = "main > ul" }
  }

  /// Instead of the listing, from here on.
  private func show(_ lines: [String], from url: WebURL? = nil) {
    world.site.answer("/") { request in
      let teasers = (0..<6).map { "T|/wall/\($0)|-|One of the many ways to come in, by door \($0)" }
      var reply = Response(
        url: url ?? request.url, status: 200,
        body: Array((lines + teasers).joined(separator: "\n").utf8))
      if let url { reply.redirects = [(302, url)] }
      return reply
    }
  }

  /// Rounds, as far apart as the back-off wants them, and why their listings were not read. The articles
  /// of the pages that `show` answers with do not exist.
  private func rounds(_ count: Int) async throws -> [String?] {
    var reasons: [String?] = []
    for _ in 0..<count {
      world.clock.pass(.seconds(30_000))
      let failures = try await world.once().failures
      reasons.append(failures.first { $0.stage != "article" }?.reason)
    }
    return reasons
  }

  private var healths: [String] { world.events.withLock { $0.filter { $0.contains("health") } } }
  private var health: String? { healths.last }

  @Test(arguments: [
    ("<title>Log in to continue</title>", "a login or subscription wall"),
    ("<title>x</title><h1>Page not found</h1>", "a not-found page"),
    ("<script>window._cf_chl_opt = {}</script>", "blocked by Cloudflare"),
  ])
  func `A page that declares itself a login or challenge is never accepted as the listing`(
    line: String, word: String
  )
    async throws
  {
    try await world.once()
    show(["P|nav > ul", line])
    for reason in try await rounds(6) { #expect(reason?.contains(word) == true) }
    #expect(world.spooled.count == 6)
    let isCheck = word.contains("Cloudflare")
    #expect(health?.contains(isCheck ? "blocked" : "broken") == true)
    world.site.restore()
    world.site.publish("new")
    #expect(try await rounds(1) == [nil])
    #expect(world.spooled.count == 7)
  }

  @Test
  func `A page whose teasers are all new and in another place is reported before it is accepted`()
    async throws
  {
    try await world.once()
    show(["P|div.cards > article"])
    let reasons = try await rounds(4)
    #expect(reasons.prefix(3).allSatisfy { $0?.contains("not believed") == true })
    #expect(healths.contains { $0.contains("to: Ledger.Health.ok") })
    #expect(reasons[3] == nil)
  }

  @Test func `Listings without a common teaser are rejected in any place`()
    async throws
  {
    try await world.once()
    let count = Mutex(0)
    world.site.answer("/") { request in
      let number = count.withLock { count in
        count += 1
        return count
      }
      let teasers = (0..<6).map { "T|/x/\(number)/\($0)|2026-03-14|\(number)-\($0) ways to go in" }
      return Response(
        url: request.url, status: 200,
        body: Array((teasers + ["P|main > ul"]).joined(separator: "\n").utf8))
    }
    let reason = try await rounds(1).first.flatMap(\.self)
    #expect(reason?.contains("the second request returned different ones") == true)
    #expect(world.spooled.count == 6)
  }

  @Test func `New teasers in the place of before the last redesign are accepted`() async throws {
    try await world.once()
    world.site.change { $0.place = "div.cards > article" }
    try await world.once()
    show(["P|main > ul"])
    #expect(try await rounds(1) == [nil])
  }

  @Test func `New teasers in the usual place are accepted`() async throws {
    try await world.once()
    show(["P|main > ul", "<title>Office for privacy</title>"])
    #expect(try await rounds(1) == [nil])
  }

  @Test func `An ambiguous page name is accepted after a week`() async throws {
    try await world.once()
    show(["P|div.cards > article", "<title>Privacy</title>"])
    #expect(try await rounds(5).allSatisfy { $0?.contains("a consent wall") == true })
    world.clock.pass(.seconds(8 * 86_400))
    #expect(try await rounds(1) == [nil])
  }
}
