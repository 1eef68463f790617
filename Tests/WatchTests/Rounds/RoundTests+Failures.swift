import Foundation
import News
import Settings
import TestSupport
import Testing
import Web

@testable import Watch

/// Rounds with failures, clocks that jump, and polite requests.
extension RoundTests {
  // MARK: - Failures

  @Test(arguments: ["500", "empty", "zero", "304", "pdf", "error"])
  func `A listing that fails, is empty or is not a page does not change the known articles`(
    kind: String
  ) async throws {
    site.publish("one")
    try await world.once()
    site.publish("two")
    site.answer("/") { request in
      let body: [UInt8] = Array("nothing to see".utf8)
      return switch kind {
      case "500": Response(url: request.url, status: 500, body: body)
      case "empty": Response(url: request.url, status: 200, body: body)
      case "zero": Response(url: request.url, status: 200, body: [])
      case "304" where request.validators == nil: Response(url: request.url, status: 304)
      case "304": Response(url: request.url, status: 500)
      case "pdf":
        Response(
          url: request.url, status: 200,
          headers: [(name: "content-type", value: "application/pdf")], body: body)
      default: throw FetchError(stage: .connect, url: request.url, reason: "refused")
      }
    }
    for _ in 0..<3 {
      let report = try await world.once()
      #expect(report.exitStatus == 69)
      #expect(report.failures.first?.wasPutOff == false)
      world.clock.pass(.seconds(3601))
    }
    site.restore()
    #expect(try await world.once().spooled.count == 1)
    #expect(world.spooled == link("one", "two"))
    let health = world.events.withLock { $0 }.filter { $0.contains("health") }
    #expect(health.count == 3, "degraded, broken, ok: \(health)")
  }

  @Test func `A failing source is polled with growing delays unless forced`() async throws {
    site.publish("one")
    site.answer("/", status: 500)
    try await world.once()
    _ = site.takeRequests()
    #expect(try await world.once().failures.first?.wasPutOff == true)
    #expect(site.takeRequests() == [:])
    try await world.once(force: true)
    #expect(site.takeRequests() == ["/": 1])
    site.restore()
    world.clock.pass(.seconds(3700))
    #expect(try await world.once().exitStatus == 0)
    #expect(world.spooled == link("one"))
  }

  @Test func `The Retry-After of an article applies to its address, and only force overrides it`()
    async throws
  {
    site.publish("one")
    try await world.once()
    site.publish("two")
    site.publish("three")
    site.answer("/a/two", status: 429, headers: [(name: "retry-after", value: "900")])
    _ = site.takeRequests()
    try await world.once()
    #expect(site.takeRequests() == ["/": 1, "/a/two": 1, "/a/three": 1])
    world.clock.pass(.seconds(800))
    try await world.once()
    #expect(site.takeRequests() == ["/": 1])
    site.restore()
    try await world.once(force: true)
    #expect(world.spooled == link("one", "two", "three"))
  }

  @Test func `Owed articles are fetched even if the listing fails or is unchanged`() async throws {
    site.publish("one")
    site.publish("two")
    site.answer("/a/one", status: 500)
    try await world.once()
    site.restore()
    site.answer("/", status: 500)
    world.clock.pass(.seconds(120))
    try await world.once()
    #expect(world.spooled == link("one", "two"))
  }

  @Test
  func `A page that is not an article stays owed and is spooled from its teaser at the age limit`()
    async throws
  {
    site.publish("one")
    site.answer("/a/one") { Response(url: $0.url, status: 200, body: Array("oops".utf8)) }
    for _ in 0..<6 {
      try await world.once()
      world.clock.pass(.seconds(10 * 3600))
    }
    let entry = try #require(world.entries.first)
    #expect(world.entries.count == 1)
    #expect(entry.text.hasPrefix("No. one"))
    #expect(world.events.withLock { $0 }.contains { $0.contains("isFromTeaser: true") })
  }

  @Test func `A document is spooled from its teaser at the third try, and a wrong type is not`()
    async throws
  {
    let type = [(name: "content-type", value: "application/pdf")]
    site.publish("document")
    site.answer("/a/document") {
      Response(url: $0.url, status: 200, headers: type, body: Array("%PDF-1.7".utf8))
    }
    site.publish("page")
    site.answer("/a/page") {
      Response(url: $0.url, status: 200, headers: type, body: Array("<p>page".utf8))
    }
    for tries in 1...3 {
      try await world.once()
      #expect(world.spooled == (tries < 3 ? [] : link("document")))
      world.clock.pass(.seconds(600))
    }
    site.restore()
    try await world.once()
    #expect(world.spooled == link("document", "page"))
    #expect(world.entries.count { $0.text.hasPrefix("No. document") } == 1)
  }

  @Test func `A redirect to the front page is not an article`() async throws {
    site.publish("one")
    site.answer("/a/one") { _ in
      Response(url: "http://news.test/", status: 200, body: Array("A\nWelcome".utf8))
    }
    try await world.once()
    #expect(world.spooled == [])
  }

  // MARK: - The clock

  @Test(arguments: [-1.0, 1.0])
  func `A clock that jumps neither delays nor loses anything`(direction: Double) async throws {
    let year = Duration.seconds(direction * 365 * 86_400)
    site.publish("one")
    site.publish("two")
    site.answer("/a/two", status: 500)
    try await world.once()
    site.answer("/", status: 500)
    try await world.once()
    world.clock.jump(year)
    site.restore()
    site.publish("three")
    for _ in 0..<2 {
      try await world.once()
      world.clock.pass(.seconds(8 * 86_400))
    }
    #expect(world.spooled == link("one", "two", "three"))
    world.clock.jump(.zero - year)
    site.publish("four")
    try await world.once()
    #expect(world.spooled == link("one", "two", "three", "four"))
  }

  // MARK: - A good fetcher

  @Test func `robots.txt is fetched first, used for a day, and fetched again if forced`()
    async throws
  {
    func polite(_ configuration: inout Configuration) {
      configuration.sources[0].politeness.honorsRobots = true
    }
    site.publish("one")
    site.answer("/robots.txt") {
      Response(
        url: $0.url, status: 200,
        body: Array("User-agent: *\nDisallow: /\n".utf8))
    }
    let report = try await world.once(polite)
    #expect(report.failures.first?.stage == "robots")
    #expect(site.takeRequests() == ["/robots.txt": 1])
    site.answer("/robots.txt", status: 404)
    world.clock.pass(.seconds(3700))
    try await world.once(polite)
    #expect(site.takeRequests() == [:])
    try await world.once(force: true, polite)
    #expect(world.spooled == link("one"))
  }

  @Test func `An unchanged page causes no synced write`() async throws {
    site.publish("one")
    try await world.once()
    world.step.withLock { $0 = { if $0.hasPrefix("ledger: listing") { throw Broken() } } }
    site.answer("/") { [site] request in
      var request = request
      request.validators = nil
      site.state.withLock { $0.answers = [:] }
      return try site.answer(request)
    }
    let report = try await world.once()
    #expect(report.error == nil)
    #expect(report.exitStatus == 0)
  }
}
