import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// Sources with a program, which may reach hosts that our own requests do not.
extension RobotsCacheTests {
  /// Returns a fetcher that does not reach any host; its program answers with the text that `robots` has.
  private func tunnel(
    _ ledger: LedgerStore, robots: @escaping @Sendable () throws -> String
  ) -> PoliteFetcher {
    world.fetcher(
      ledger,
      fetch: { [self] request in
        asked.withLock { $0.append("direct \(request.url)") }
        throw FetchError(stage: .connect, url: request.url, reason: "no route")
      },
      command: { [self] request in
        asked.withLock { $0.append("program \(request.url)") }
        let isRobots = request.url.path == "/robots.txt"
        return Response(
          url: request.url, status: 200, body: Array((isRobots ? try robots() : "page").utf8))
      })
  }

  private var tunnelSource: Source {
    var source = Source(name: "tunnel", url: WebURL("http://news.paper.org/"))
    source.request.fetchCommand = ["tunnel", "{url}"]
    return source
  }

  @Test(arguments: [
    ("User-agent: *\nDisallow: /private\n", false), ("<html><body><p>Not found</p>", true),
    (
      "<html><head></head><body><pre style=\"a\">User-agent: *\nDisallow: /private\n</pre></body></html>",
      false
    ),
  ])
  func `The program of a source fetches the robots.txt of a host that only it reaches`(
    robots: String, isAllowed: Bool
  ) async throws {
    let ledger = try world.openLedger()
    let source = tunnelSource
    // Another process uses the stored file.
    for fetcher in [tunnel(ledger, robots: { robots }), tunnel(ledger, robots: { "" })] {
      #expect(try await fetcher.fetch(source.url, for: source, force: false).status == 200)
      let hidden = try? await fetcher.fetch(
        WebURL("http://news.paper.org/private/1"), for: source, force: false)
      #expect((hidden != nil) == isAllowed)
    }
    let files = asked.withLock { $0.filter { $0.hasSuffix("robots.txt") } }
    #expect(
      files == ["direct", "program"].map { "\($0) http://news.paper.org/robots.txt" })
    await ledger.close()
  }

  @Test func `A robots.txt that a program has fetched holds for sources with a program only`()
    async throws
  {
    let ledger = try world.openLedger()
    let fetcher = tunnel(ledger) { "" }
    let source = tunnelSource
    #expect(try await fetcher.fetch(source.url, for: source, force: false).status == 200)
    var direct = source
    direct.request.fetchCommand = nil
    for fetcher in [fetcher, tunnel(ledger) { "" }] {
      let error = await #expect(throws: RoundError.self) {
        _ = try await fetcher.fetch(direct.url, for: direct, force: false)
      }
      #expect(error?.stage == .robots)
    }
    await ledger.close()
  }

  @Test func `A host whose robots.txt the program cannot fetch, either, is unreachable`()
    async throws
  {
    let ledger = try world.openLedger()
    let source = tunnelSource
    let fetcher = tunnel(ledger) {
      throw FetchError(stage: .command, url: source.url, reason: "tunnel ended with exit status 22")
    }
    for _ in 0..<2 * HostAvailability.maximumFailures {
      let error = await #expect(throws: RoundError.self) {
        _ = try await fetcher.fetch(source.url, for: source, force: false)
      }
      #expect(error?.stage == .robots)
      for text in [
        "; the program of “fetch” cannot, either (command: tunnel ended with exit status 22)",
        "; if the program of “fetch” cannot fetch robots.txt, set “robots: false”",
      ] { #expect(error?.reason.contains(text) == true) }
      world.clock.pass(RobotsCache.retryInterval + .seconds(1))
    }
    // The failures of our own requests do not count for the program.
    var unruled = source
    unruled.politeness.honorsRobots = false
    #expect(try await fetcher.fetch(source.url, for: unruled, force: false).status == 200)
    await ledger.close()
  }
}
