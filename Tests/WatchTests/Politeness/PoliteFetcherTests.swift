import News
import Settings
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Ledger
@testable import Watch
@testable import Web

/// Redirects between hosts, and the robots.txt on the way.
@Suite struct PoliteFetcherTests {
  let world = FakeWorld()
  let source = Source(name: "desk", url: WebURL("http://desk.paper.org/news"))
  private let web = FakeWeb()

  private final class FakeWeb: Sendable {
    let asked = Mutex<[Request]>([])
    let talking = Mutex<[String: Int]>([:])
    let mostTalking = Mutex(0)
    /// WebURL to status, headers and body.
    let pages = Mutex<[String: (status: Int, headers: [(name: String, value: String)], String)]>(
      [:])

    func answer(_ request: Request) async throws -> Response {
      asked.withLock { $0.append(request) }
      let host = request.url.host
      let count = talking.withLock { talking in
        talking[host, default: 0] += 1
        return talking[host]!
      }
      mostTalking.withLock { $0 = max($0, count) }
      for _ in 0..<20 { await Task.yield() }
      talking.withLock { $0[host]! -= 1 }
      let (status, headers, body) = pages.withLock { $0[request.url.string] } ?? (404, [], "x")
      var reply = Response(
        url: request.url, status: status, headers: headers, body: Array(body.utf8))
      if status == 302, let there = reply.header("location") {
        let url = WebURL(there)!
        reply.pendingRedirect = PendingRedirect(
          url: url, redirects: [(302, url)], duration: .zero)
      }
      return reply
    }

    func redirect(_ from: String, to: String) {
      pages.withLock { $0[from] = (302, [("location", to)], "") }
    }

    func put(_ address: String, _ body: String, status: Int = 200) {
      pages.withLock { $0[address] = (status, [], body) }
    }

    var addresses: [String] { asked.withLock { $0.map(\.url.string) } }
  }

  private func fetcher(_ ledger: LedgerStore) -> PoliteFetcher {
    world.fetcher(ledger, fetch: { [web] in try await web.answer($0) })
  }

  private func ask(_ fetcher: PoliteFetcher, _ address: String) async throws -> Result<
    Response, RoundError
  > {
    do {
      return .success(try await fetcher.fetch(WebURL(address)!, for: source, force: false))
    } catch let error as RoundError {
      return .failure(error)
    }
  }

  @Test func `The robots.txt of a redirect target is obeyed`() async throws {
    let ledger = try world.openLedger()
    web.redirect("http://desk.paper.org/go", to: "http://other.paper.org/private/1")
    web.put("http://other.paper.org/robots.txt", "User-agent: *\nDisallow: /private")
    let answer = try await ask(fetcher(ledger), "http://desk.paper.org/go")
    guard case .failure(let error) = answer else { return #expect(Bool(false)) }
    #expect(error.stage == .robots && error.isBlocked)
    #expect(error.address == "http://other.paper.org/private/1")
    #expect(!web.addresses.contains("http://other.paper.org/private/1"))
    await ledger.close()
  }

  @Test func `Robots.txt and the delay are obeyed for redirects within a host`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    web.put("http://desk.paper.org/robots.txt", "User-agent: *\nDisallow: /private")
    web.redirect("http://desk.paper.org/go", to: "http://desk.paper.org/private/1")
    let answer = try await ask(fetcher, "http://desk.paper.org/go")
    guard case .failure(let error) = answer else { return #expect(Bool(false)) }
    #expect(error.stage == .robots && error.address == "http://desk.paper.org/private/1")
    #expect(error.reason.contains("redirected from http://desk.paper.org/go"))
    web.redirect("http://desk.paper.org/old", to: "http://desk.paper.org/new")
    web.put("http://desk.paper.org/new", "page")
    let before = world.clock.elapsed
    #expect(try await ask(fetcher, "http://desk.paper.org/old").get().status == 200)
    // A pause before each of the two.
    #expect(world.clock.elapsed - before == source.politeness.hostPause * 2)
    // Another port has a robots.txt of its own.
    web.put("http://desk.paper.org:81/robots.txt", "User-agent: *\nDisallow: /")
    web.redirect("http://desk.paper.org/port", to: "http://desk.paper.org:81/")
    let port = try await ask(fetcher, "http://desk.paper.org/port")
    #expect(throws: RoundError.self) { try port.get() }
    #expect(!web.addresses.contains("http://desk.paper.org:81/"))
    await ledger.close()
  }

  @Test func `Redirect targets get one request at a time`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    for i in 0..<12 {
      web.redirect("http://s\(i).paper.org/go", to: "http://other.paper.org/\(i)")
      web.put("http://other.paper.org/\(i)", "page")
    }
    try await withThrowingTaskGroup { group in
      for i in 0..<12 {
        group.addTask { try await self.ask(fetcher, "http://s\(i).paper.org/go").get() }
      }
      for try await reply in group { #expect(reply.status == 200) }
    }
    #expect(web.mostTalking.withLock { $0 } == 1)
    await ledger.close()
  }

  @Test func `An unavailable host is not asked by way of a redirect`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    web.redirect("http://desk.paper.org/go", to: "http://other.paper.org/1")
    web.pages.withLock {
      $0["http://other.paper.org/1"] = (429, [("retry-after", "900")], "slow")
    }
    #expect(try await ask(fetcher, "http://desk.paper.org/go").get().status == 429)
    let count = web.addresses.count
    let again = try await ask(fetcher, "http://desk.paper.org/go")
    #expect(throws: RoundError.self) { try again.get() }
    #expect(web.addresses.dropFirst(count) == ["http://desk.paper.org/go"])
    await ledger.close()
  }

  @Test func `A robots.txt with endless redirects counts as missing`() async throws {
    let ledger = try world.openLedger()
    let fetcher = world.fetcher(
      ledger,
      fetch: { [web] request in
        guard request.url.string.hasSuffix("/robots.txt") else {
          return try await web.answer(request)
        }
        var error = FetchError(stage: .bounds, url: request.url, reason: "redirected")
        error.isRedirectError = true
        throw error
      })
    web.put("http://desk.paper.org/news", "page")
    #expect(try await ask(fetcher, "http://desk.paper.org/news").get().status == 200)
    await ledger.close()
  }

  @Test func `The maximum page size does not apply to robots.txt`() async throws {
    let ledger = try world.openLedger()
    var small = source
    small.request.bounds.maximumBodySize = 1024
    web.put("http://desk.paper.org/news", "page")
    _ = try await fetcher(ledger).fetch(small.url, for: small, force: false)
    let bounds = web.asked.withLock { $0.map(\.bounds.maximumBodySize) }
    #expect(bounds == [Robots.maximumSize + 1, 1024])
    #expect(web.asked.withLock { $0.map(\.truncatesBody) } == [true, false])
    await ledger.close()
  }

  @Test func `Each page that leads on is subject to the robots txt of its host`() async throws {
    web.put("http://desk.paper.org/news", "<meta http-equiv=refresh content='0;url=/private/a'>")
    web.put("http://desk.paper.org/robots.txt", "User-agent: *\nDisallow: /private/")
    web.put("http://desk.paper.org/private/a", "<p>page")
    let ledger = try world.openLedger()
    let answer = try await ask(fetcher(ledger), "http://desk.paper.org/news")
    guard case .failure(let error) = answer else { return #expect(Bool(false)) }
    #expect(error.cause == .disallowed)
    #expect(!web.addresses.contains("http://desk.paper.org/private/a"))
    await ledger.close()
  }
}
