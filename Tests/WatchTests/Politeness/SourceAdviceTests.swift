import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

@Suite struct SourceAdviceTests {
  private let world = FakeWorld()

  /// Answers a path with a redirect to a page of this site.
  private func redirect(_ path: String, to target: WebURL) {
    world.site.answer(path) { _ in
      Response(
        url: target, status: 200, body: Array("T|/wall/1|-|We value your privacy".utf8),
        redirects: [(302, target)])
    }
  }

  @Test(arguments: [
    (false, false, "set “cookies: true”"),
    (true, false, "set “fetch” to a browser that has consented"),
    (true, true, "the program of “fetch” must consent"),
  ])
  func `A listing that leads to a page for consent fails with the setting that may help`(
    hasCookies: Bool, hasProgram: Bool, advice: String
  ) async throws {
    redirect("/", to: "http://consent.news.test/?back=/")
    var source = world.source
    source.request.keepsCookies = hasCookies
    if hasProgram { source.request.fetchCommand = ["browser", "{url}"] }
    let ledger = try world.openLedger()
    let fetcher = world.fetcher(ledger, command: { [site = world.site] in try site.answer($0) })
    let reply = try await fetcher.fetch(source.url, for: source, force: false)
    let error = source.consentError(of: reply, to: source.url)
    #expect(
      error?.description
        == "page: the site leads to a page that asks for consent; \(advice) (http://consent.news.test/?back=/)"
    )
    await ledger.close()
  }

  @Test func `The page for consent blocks a source, and nothing of what was seen changes`()
    async throws
  {
    world.site.publish("one")
    try await world.once()
    redirect("/", to: "http://news.test/cookie-wall")
    for _ in 0..<3 {
      world.clock.pass(.seconds(4000))
      let failures = try await world.once().failures
      #expect(failures.first?.reason.contains("asks for consent; set “cookies: true”") == true)
    }
    let status = try await Status.load(world.configuration()).sources[0]
    #expect(status.health == .blocked)
    #expect(status.reason?.contains("asks for consent; set “cookies: true”") == true)
    #expect(!world.scratch.list("state/pages").isEmpty)
    world.site.restore()
    world.site.publish("two")
    world.clock.pass(.seconds(4000))
    try await world.once()
    #expect(world.spooled.count == 2)
  }

  @Test
  func `An article that leads to a page for consent stays owed, with the setting that may help`()
    async throws
  {
    for name in ["one", "two"] {
      world.site.publish(name)
      redirect("/a/\(name)", to: "http://news.test/consent")
    }
    let failures = try await world.once().failures
    #expect(failures.first?.reason.contains("asks for consent; set “cookies: true”") == true)
    #expect(world.spooled.isEmpty)
    world.site.restore()
    world.clock.pass(.seconds(4000))
    try await world.once()
    #expect(world.spooled.count == 2)
  }

  @Test func `A listing that scripts fill fails with the setting that may help`() async throws {
    let world = FakeWorld(reader: PageReader())
    let html = "<title>App</title><body><div id=app></div><script src=/a.js></script>"
    world.site.answer("/") { Response(url: $0.url, status: 200, body: Array(html.utf8)) }
    let failures = try await world.once().failures
    #expect(
      failures.first?.reason
        == "scripts make the content of the page; set “fetch” to a browser, which runs them")
  }

  @Test func `An article that scripts fill fails with the setting that may help`() async throws {
    var source = world.source
    source.request.fetchCommand = ["browser"]
    #expect(world.source.advice(against: .scripts) == "; set “fetch” to a browser, which runs them")
    #expect(source.advice(against: .scripts) == "; the program of “fetch” must run them")
    #expect(source.advice(against: nil).isEmpty)
    let site = FakeSite.reader
    let world = FakeWorld(
      reader: PageReader {
        site.listing($0, $1, $2)
      } article: {
        Article($0, context: $1, teaser: $2)
      })
    let html = "<title>App</title><body><div id=app></div><script src=/a.js></script>"
    for name in ["one", "two"] {
      world.site.publish(name)
      world.site.answer("/a/\(name)") {
        Response(url: $0.url, status: 200, body: Array(html.utf8))
      }
    }
    let reason = try await world.once().failures.first?.reason
    #expect(
      reason?.contains(
        "(no article: scripts make the content of the page; set “fetch” to a browser, which runs them)"
      )
        == true)
  }
}
