import Basics
import Logging
import News
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

@Suite struct OneOffFetcherTests {
  private var source: Source {
    var source = Source(name: "a", url: WebURL("https://a.example/news"))
    source.network.proxy = "socks5h://127.0.0.1:9050"
    source.network.authoritiesPath = "/ca.pem"
    source.network.addressFamily = .ipv6
    source.network.minimumTLS = .oneThree
    source.request.headers = ["X-Own": "yes"]
    source.request.credentials = Credentials(user: "ann", password: "s3cret")
    source.request.userAgent = "Ours/1"
    source.network.allowed = [AllowedHost("10.0.0.0/8")!]
    source.detection.charset = "euc-kr"
    source.request.bounds.maximumBodySize = 4096
    return source
  }

  /// Returns the page or the error, and the requests.
  private func look(
    at address: String, for source: Source,
    answer: @escaping @Sendable (Request) throws -> Response
  ) async -> (page: Page?, error: PageUnavailableError?, asked: [Request]) {
    let asked = Mutex<[Request]>([])
    let note: @Sendable (Request) throws -> Response = { request in
      asked.withLock { $0.append(request) }
      return try answer(request)
    }
    var dependencies = Dependencies(
      fetch: note, runHook: { _, _, _ in HookOutcome(ending: .cancelled) },
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    dependencies.fetchByCommand = { request, argv in
      #expect(argv == ["browser", "{url}"])
      var request = request
      request.header.userAgent = "browser"
      return try note(request)
    }
    do {
      let page = try await OneOffFetcher(dependencies).page(
        at: WebURL(address)!, for: source, now: 1_773_480_000)
      return (page, nil, asked.withLock { $0 })
    } catch {
      return (nil, error as? PageUnavailableError, asked.withLock { $0 })
    }
  }

  private func page(_ request: Request) -> Response {
    Response(url: request.url, status: 200, body: Array("<p>page".utf8))
  }

  @Test func `A page is fetched with the network settings of the source`() async throws {
    let found = await look(at: "https://a.example/news/1", for: source, answer: page)
    let request = try #require(found.asked.first)
    #expect(
      request.connection.proxy == "socks5h://127.0.0.1:9050"
        && request.connection.certificateAuthorities == "/ca.pem")
    #expect(request.connection.addressFamily == .ipv6 && request.connection.minimumTLS == .oneThree)
    #expect(
      request.header.fields.map(\.name) == ["X-Own"] && request.header.credentials?.user == "ann")
    #expect(request.header.userAgent == "Ours/1" && request.bounds.maximumBodySize == 4096)
    #expect(request.addressPolicy.allowed == [AllowedHost("10.0.0.0/8")!])
    #expect(found.page?.charsetOverride == "euc-kr")
    #expect(found.asked.count == 1)
  }

  @Test func `Credentials go to the source's origin only, and a named host may have any address`()
    async throws
  {
    let found = await look(at: "http://desk.test:8080/x", for: source, answer: page)
    let request = try #require(found.asked.first)
    #expect(request.header.fields.isEmpty && request.header.credentials == nil)
    #expect(request.connection.proxy == "socks5h://127.0.0.1:9050")
    #expect(
      request.addressPolicy.namedOrigins
        == [NamedOrigin(source.url), NamedOrigin("http://desk.test:8080/")])
  }

  @Test func `The program of a source fetches the page`() async throws {
    var source = source
    source.request.fetchCommand = ["browser", "{url}"]
    let found = await look(at: "https://a.example/news", for: source, answer: page)
    #expect(found.page != nil && found.asked.map(\.header.userAgent) == ["browser"])
  }

  @Test func `Errors have the texts of a round`() async {
    func words(_ status: Int, _ headers: [(name: String, value: String)] = []) async -> String {
      let found = await look(at: "https://a.example/news", for: source) {
        Response(url: $0.url, status: status, headers: headers, body: Array("<p>x".utf8))
      }
      return found.error.map { "\($0.isNotAPage) \($0)" } ?? ""
    }
    #expect(
      await words(403, [("cf-mitigated", "challenge")])
        == "false blocked by Cloudflare (cf-mitigated: challenge); HTTP 403: access is denied for "
        + "https://a.example/news")
    #expect(
      await words(429, [("retry-after", "60")])
        == "false HTTP 429: too many requests; the server accepts no requests until "
        + "2026-03-14T09:21:00Z for https://a.example/news")
    #expect(
      await words(200, [("content-type", "application/pdf")])
        == "true page: the address leads to application/pdf, not to a page or feed (https://a.example/news)"
    )
    let gone = await look(at: "https://a.example/news", for: source) {
      throw FetchError(stage: .proxy, url: $0.url, reason: "no")
    }
    #expect(gone.error?.description == "fetch: proxy: no (https://a.example/news)")
  }

  @Test(arguments: [
    (404, "find the address of the page in a browser"),
    (403, "open the page in a browser; “cookies: true” or “fetch” of a source may help"),
  ])
  func `The error of a page that the server refuses has advice`(status: Int, advice: String) async {
    let found = await look(at: "https://a.example/news", for: source) {
      Response(url: $0.url, status: status, body: Array("<p>x".utf8))
    }
    #expect(found.error?.remedy == advice)
  }

  @Test(arguments: [
    (FetchError.Stage.dns, "check the spelling of the host name, and the network"),
    (.connect, "open the page in a browser; if only this machine fails, check its network"),
  ])
  func `The error of a host that cannot be reached has advice`(
    stage: FetchError.Stage, advice: String
  ) async {
    let found = await look(at: "https://a.example/news", for: source) {
      throw FetchError(stage: stage, url: $0.url, reason: "no")
    }
    #expect(found.error?.remedy == advice)
  }

  @Test func `Bot protection is identified by the page`() {
    func keeper(_ text: String) -> String? {
      OneOffFetcher.botBlockDescription(
        of: Page(address: WebURL("https://a.example/"), bytes: Array(text.utf8)))
    }
    #expect(keeper("<title>Just a moment...</title>")?.contains("Cloudflare") == true)
    #expect(keeper("<p>news") == nil)
  }

  @Test func `A page that is gzip without saying so is expanded, also twice, within the bound`()
    async throws
  {
    let html = Array("<p>The ferry was late.</p>".utf8)
    for body in [Gzip.compress(html), Gzip.compress(Gzip.compress(html))] {
      let found = await look(at: "https://a.example/news/1", for: source) {
        Response(url: $0.url, status: 200, body: body)
      }
      #expect(found.page?.bytes == html)
    }
    let large = Gzip.compress([UInt8](repeating: 0x20, count: 5000))
    let found = await look(at: "https://a.example/news/1", for: source) {
      Response(url: $0.url, status: 200, body: large)
    }
    #expect(found.error?.description.contains("leads to a gzip archive") == true)
  }

  @Test func `A page that only leads on is followed, but not back, and not for ever`() async throws
  {
    let onward = await look(at: "https://a.example/old", for: source) { request in
      let isOld = request.url.path == "/old"
      return Response(
        url: request.url, status: 200, headers: isOld ? [("refresh", "0; url=/new")] : [],
        body: Array("<p>page".utf8))
    }
    #expect(onward.asked.map(\.url.path) == ["/old", "/new"])
    #expect(onward.page?.address.path == "/new")
    let endless = await look(at: "https://a.example/0", for: source) { request in
      let next = "<meta http-equiv=refresh content='0;url=\(request.url.path)0'><p>page"
      return Response(url: request.url, status: 200, body: Array(next.utf8))
    }
    #expect(endless.asked.count == 4 && endless.page != nil)
    let slow = await look(at: "https://a.example/slow", for: source) { request in
      Response(
        url: request.url, status: 200, headers: [("refresh", "600; url=/other")],
        body: Array("<p>page".utf8))
    }
    #expect(slow.asked.count == 1)
  }

  @Test func `A refresh does not reach an address that the policy forbids`() async throws {
    let found = await look(at: "https://a.example/old", for: source) { request in
      Response(
        url: request.url, status: 200, headers: [("refresh", "0; url=http://192.168.0.1/")],
        body: Array("<p>page".utf8))
    }
    // The request passes the policy of the source, and no header of its own.
    let request = try #require(found.asked.last)
    #expect(request.isRedirected && request.url.host == "192.168.0.1")
    #expect(!request.addressPolicy.namedOrigins.contains(NamedOrigin(request.url)))
  }
}
