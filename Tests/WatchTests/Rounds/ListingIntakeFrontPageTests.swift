import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// Front pages that a site shows in place of the listing at `/news`.
@Suite struct ListingIntakeFrontPageTests {
  private let world = FakeWorld()

  init() {
    for i in 0..<6 { world.site.publish("s\(i)") }
    world.site.change { $0.place = "main > ul" }
    showListing()
  }

  private func showListing(at url: WebURL = "http://news.test/news", status: Int? = nil) {
    world.site.answer("/news") { [site = world.site] request in
      var reply = try site.listing(Request(request.url))
      reply.url = url
      if let status { reply.redirects = [(status, url)] }
      return reply
    }
  }

  /// Redirects to the front page, which has other teasers and some of the listing at the place of the
  /// listing's.
  private func showFrontPage(known: Int, status: Int = 302, at url: WebURL = "http://news.test/") {
    world.site.answer("/news") { [site = world.site] request in
      let listed = String(decoding: try site.listing(Request(request.url)).body, as: UTF8.self)
        .split(separator: "\n").prefix(known).map(String.init)
      let others = (known..<6).map { "T|/other/\($0)|2026-03-14|Story \($0) of another section" }
      var reply = Response(
        url: url, status: 200,
        body: Array((listed + others + ["P|main > ul"]).joined(separator: "\n").utf8))
      reply.redirects = [(status, url)]
      return reply
    }
  }

  private func once(log: LinesOfLog = LinesOfLog()) async throws -> [String] {
    world.clock.pass(.seconds(4000))
    let report = try await world.once(log: log.logger) {
      $0.sources[0].url = "http://news.test/news"
    }
    return report.failures.map(\.reason)
  }

  @Test(arguments: [0, 1, 2], [301, 302, 307])
  func `The front page in place of the listing is not believed`(known: Int, status: Int)
    async throws
  {
    #expect(try await once().isEmpty)
    showFrontPage(known: known, status: status)
    for _ in 0..<5 {
      let reasons = try await once()
      #expect(reasons.count == 1)
      #expect(
        reasons.first?.contains(
          "it led to the front page, and \(known) of its 6 teasers \(known == 1 ? "is" : "are") known"
        )
          == true)
    }
    #expect(world.spooled.count == 6)
    #expect(!world.scratch.list("state/pages").isEmpty)
    #expect(world.events.withLock { $0.contains { $0.contains("broken") } })
    showListing()
    world.site.publish("new")
    #expect(try await once().isEmpty)
    #expect(world.spooled.count == 7)
  }

  @Test func `The front page in a language is not believed, either`() async throws {
    _ = try await once()
    showFrontPage(known: 1, at: "http://news.test/en/")
    #expect(try await once().first?.contains("the front page") == true)
  }

  @Test func `A listing that moves to the root with its teasers is read there`() async throws {
    _ = try await once()
    showListing(at: "http://www.news.test/", status: 302)
    world.site.publish("new")
    #expect(try await once().isEmpty)
    #expect(world.spooled.count == 7)
    // It is read at its own address again, without an event for either change.
    showListing()
    world.site.publish("newer")
    #expect(try await once().isEmpty)
    #expect(world.spooled.count == 8)
    #expect(!world.events.withLock { $0.contains { $0.contains("redesign") } })
  }

  @Test func `A listing that has always led to the root is read there, with one warning`()
    async throws
  {
    let log = LinesOfLog()
    showListing(at: "http://news.test/", status: 302)
    for _ in 0..<2 { #expect(try await once(log: log).isEmpty) }
    #expect(log.lines.count { $0.contains("the listing leads to the front page") } == 1)
    // After a long pause, all its teasers are new.
    world.site.change { state in
      for index in state.stories.indices { state.stories[index].isListed = false }
    }
    for i in 0..<6 { world.site.publish("later\(i)") }
    #expect(try await once(log: log).isEmpty)
    #expect(world.spooled.count == 12)
  }

  @Test func `A front page without teasers is named`() async throws {
    _ = try await once()
    world.site.answer("/news") { _ in
      Response(
        url: "http://news.test/", status: 200, body: [0x78],
        redirects: [(302, "http://news.test/")])
    }
    #expect(try await once() == ["no teasers; the listing led to the front page"])
  }
}
