import Basics
import TestSupport
import Testing

@testable import Web

@Suite struct RedirectTests {
  let client = Client()

  @Test(arguments: [301, 302, 303, 307, 308])
  func `A redirect is followed and recorded`(status: Int) async throws {
    let server = ScriptedServer { head in
      head.hasPrefix("GET /new?a=b%20c ")
        ? RawResponse.page("here", headers: ["X: last"])
        : RawResponse.redirect("../new?a=b c#part", status: status, headers: ["X: first"])
    }
    let response = try await client.fetch(.local(server.url("/old/")))
    #expect(response.status == 200)
    #expect(response.body == Array("here".utf8))
    #expect(response.url == server.url("/new?a=b%20c"))
    #expect(response.redirects.map(\.status) == [status])
    #expect(response.redirects.map(\.url) == [response.url])
    #expect(response.headers.filter { $0.name == "x" }.map(\.value) == ["last"])
    #expect(server.connections == 1)
  }

  @Test func `The first of several Location fields is followed`() async throws {
    let server = ScriptedServer { head in
      head.hasPrefix("GET / ")
        ? RawResponse.redirect("/first", headers: ["Location: /second"]) : RawResponse.page(head)
    }
    let response = try await client.fetch(.local(server.url()))
    #expect(response.url == server.url("/first"))
    #expect(response.body.starts(with: Array("GET /first ".utf8)))
  }

  @Test func `The user name and password of a Location field are not sent`() async throws {
    let server = ScriptedServer { head in RawResponse.page(head) }
    let other = ScriptedServer(host: "127.1.0.2") { _ in
      RawResponse.redirect("http://clerk:secret@127.0.0.1:\(server.port)/here")
    }
    let response = try await client.fetch(
      .local(other.url(), allowing: ["127.0.0.1", "127.1.0.2"]))
    #expect(response.url == server.url("/here"))
    let head = String(decoding: response.body, as: UTF8.self)
    #expect(head.hasPrefix("GET /here ") && !head.contains("Authorization"))
  }

  @Test func `Redirects end at the maximum`() async throws {
    let server = ScriptedServer { head in
      RawResponse.redirect(String(head.dropFirst(4).prefix { $0 != " " }) + "x")
    }
    let error = await client.failure(of: .local(server.url()) { $0.bounds.maximumRedirects = 3 })
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "redirected more than 3 times")
  }

  @Test(arguments: [true, false])
  func `A circle of redirects is named`(followsRedirects: Bool) async throws {
    let count = Locked(0)
    let server = ScriptedServer { head in
      count.withLock { $0 += 1 }
      return RawResponse.redirect(head.hasPrefix("GET /ping ") ? "/pong" : "/ping")
    }
    let request = Request.local(server.url("/ping")) { $0.followsRedirects = followsRedirects }
    let error = await #expect(throws: FetchError.self) { try await follow(request) }
    #expect(
      error?.reason == "redirected in a circle that leads back to \(server.url("/pong").string)")
    #expect(count.withLock { $0 } == 5)
  }

  /// Follows redirects one by one if the request does not.
  private func follow(_ request: Request) async throws -> Response {
    let response = try await client.fetch(request)
    guard let redirect = response.pendingRedirect else { return response }
    return try await follow(request.following(redirect))
  }

  @Test func `Header fields, credentials and cookies are not sent to another origin`() async throws
  {
    let other = ScriptedServer(host: "127.1.0.2") { head in RawResponse.page(head) }
    let server = ScriptedServer(host: "127.1.0.1") { head in
      head.hasPrefix("GET /here ")
        ? RawResponse.page(head)
        : RawResponse.redirect(
          head.hasPrefix("GET /away ") ? other.url("/there").string : "/here",
          headers: ["Set-Cookie: id=7; Path=/"])
    }
    let request = { (path: String) in
      Request.local(server.url(path), allowing: ["127.1.0.1", "127.1.0.2"]) {
        $0.header.fields = [("X-Key", "secret"), ("Cookie", "a=1"), ("Authorization", "Bearer t")]
        $0.validators = Validators(etag: "\"1\"")
      }
    }
    let here = String(decoding: try await client.fetch(request("/stay")).body, as: UTF8.self)
    #expect(here.contains("X-Key: secret") && here.contains("Bearer t") && here.contains("id=7"))
    let there = String(decoding: try await client.fetch(request("/away")).body, as: UTF8.self)
    #expect(there.hasPrefix("GET /there "))
    for secret in ["X-Key", "Cookie", "Authorization", "id=7"] { #expect(!there.contains(secret)) }
    #expect(there.contains("If-None-Match: \"1\""))

    let withPassword = Request.local(
      server.url("/away"), allowing: ["127.1.0.1", "127.1.0.2"]
    ) { $0.header.credentials = Credentials(user: "u", password: "p") }
    let last = String(decoding: try await client.fetch(withPassword).body, as: UTF8.self)
    #expect(!last.contains("Authorization"))
  }

  @Test(arguments: [true, false])
  func `Header fields and credentials are not sent after a redirect within another origin`(
    followsRedirects: Bool
  ) async throws {
    let heads = Locked<[String]>([])
    let other = ScriptedServer(host: "127.1.0.2") { head in
      heads.withLock { $0.append(head) }
      return head.hasPrefix("GET /first ")
        ? RawResponse.redirect("/second") : RawResponse.page(head)
    }
    let server = ScriptedServer(host: "127.1.0.1") { _ in RawResponse.redirect(other.url("/first"))
    }
    var request = Request.local(server.url(), allowing: ["127.1.0.1", "127.1.0.2"]) {
      $0.header.fields = [("X-Key", "secret"), ("Cookie", "a=1")]
      $0.header.credentials = Credentials(user: "u", password: "p")
      $0.followsRedirects = followsRedirects
    }
    var response = try await client.fetch(request)
    while let redirect = response.pendingRedirect {
      request = request.following(redirect)
      response = try await client.fetch(request)
    }
    #expect(response.url == other.url("/second"))
    let all = heads.withLock { $0 }
    #expect(all.map { $0.prefix { $0 != "H" } } == ["GET /first ", "GET /second "])
    for secret in ["X-Key", "Cookie", "Authorization"] {
      #expect(!all.contains { $0.contains(secret) })
    }
  }

  @Test func `The caller can follow redirects one by one`() async throws {
    let hops = Hops()
    let first = try await client.fetch(hops.request)
    #expect(first.status == 302 && first.url == hops.server.url("/old"))
    let step = try #require(first.pendingRedirect)
    #expect(step.url == hops.server.url("/new") && step.state.isHome)
    // Within the origin, header fields and credentials are sent.
    let response = try await client.fetch(hops.request.following(step))
    #expect(response.status == 302 && response.url == hops.server.url("/new"))
    #expect(response.header("x-was") == "true")
    let redirect = try #require(response.pendingRedirect)
    #expect(!redirect.state.isHome)
    #expect(redirect.url == hops.other.url("/there"))
    #expect(hops.other.connections == 0)
    let there = try await client.fetch(hops.request.following(redirect))
    #expect(there.url == redirect.url && there.pendingRedirect == nil)
    #expect(there.redirects.map(\.status) == [302, 302])
    let head = String(decoding: there.body, as: UTF8.self)
    for secret in ["X-Key", "Authorization", "id=7"] { #expect(!head.contains(secret)) }
  }

  @Test func `Back at the first host, a redirect gets its cookies, but no header fields`()
    async throws
  {
    let hops = Hops()
    let redirect = try await hops.redirectElsewhere(client)
    let home = PendingRedirect(
      url: hops.server.url("/back"), redirects: redirect.redirects, duration: .zero,
      state: FetchState(cookies: redirect.state.cookies, isHome: false))
    let response = try await client.fetch(hops.request.following(home))
    let back = String(decoding: response.body, as: UTF8.self)
    #expect(back.contains("Cookie: id=7"))
    for secret in ["X-Key", "Authorization"] { #expect(!back.contains(secret)) }
    // The cookies are discarded after the fetch.
    let next = try await client.fetch(.local(hops.server.url("/back"), allowing: Hops.names))
    #expect(!String(decoding: next.body, as: UTF8.self).contains("Cookie"))
  }

  @Test func `Redirects that the caller follows are counted over all fetches`() async throws {
    let hops = Hops()
    let redirect = try await hops.redirectElsewhere(client)
    let further = PendingRedirect(
      url: hops.server.url("/old"), redirects: redirect.redirects, duration: .zero,
      state: FetchState(isHome: false))
    let error = await client.failure(of: hops.request.following(further))
    #expect(error?.stage == .bounds && error?.isRedirectError == true)
  }

  @Test func `A cookie that a redirect sets is sent, and discarded after the fetch`() async throws {
    let server = Self.cookieServer()
    for _ in 0..<2 {
      let response = try await client.fetch(.local(server.url()))
      #expect(response.status == 200)
      #expect(response.redirects.count == 1)
    }
  }

  @Test func `A jar keeps its cookies from fetch to fetch`() async throws {
    let server = Self.cookieServer()
    var redirects: [Int] = []
    for jar in ["desk", "desk", "other", "desk", nil] {
      let response = try await client.fetch(
        .local(server.url()) {
          $0.cookieJar = jar.map { CookieJar(name: $0) }
        })
      redirects.append(response.redirects.count)
    }
    #expect(redirects == [1, 0, 1, 0, 1])
  }

  @Test func `A cancelled fetch leaves no cookie`() async throws {
    let (received, wasReceived) = AsyncStream.makeStream(of: Void.self)
    let server = ScriptedServer { (connection: ServerConnection) in
      guard let head = connection.request() else { return }
      guard head.hasPrefix("GET /endless ") else {
        connection.send(RawResponse.page(head))
        return
      }
      // The body exceeds all buffers. When it has been sent, the client has received the head.
      connection.send("HTTP/1.1 200 X\r\nSet-Cookie: nw=1; Path=/\r\n\r\n")
      connection.send([UInt8](repeating: 0x20, count: 15 << 20))
      wasReceived.yield()
      connection.awaitEnd()
    }
    let fetch = Task { await client.failure(of: .local(server.url("/endless"))) }
    for await _ in received { break }
    fetch.cancel()
    #expect(await fetch.value?.stage == .cancelled)
    let response = try await client.fetch(.local(server.url()))
    #expect(!String(decoding: response.body, as: UTF8.self).contains("Cookie"))
  }

  private static func cookieServer() -> ScriptedServer {
    ScriptedServer { head in
      head.contains("Cookie: nw=1\r\n")
        ? RawResponse.page("in") : RawResponse.redirect("/", headers: ["Set-Cookie: nw=1; Path=/"])
    }
  }

  @Test func `The body of a redirect is not received completely`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      let isOld = connection.request()?.hasPrefix("GET /old ") == true
      connection.send(isOld ? "HTTP/1.1 302 X\r\nLocation: /new\r\n\r\n" : RawResponse.page("new"))
      // The body ends when the client closes the connection.
      while isOld, connection.send([UInt8](repeating: 0x61, count: 4096)) {}
    }
    let response = try await client.fetch(.local(server.url("/old")))
    #expect(response.body == Array("new".utf8))
  }

  @Test func `A redirect without a location is a response`() async throws {
    let server = ScriptedServer { _ in RawResponse.page("choose", status: 302) }
    #expect(try await client.fetch(.local(server.url())).status == 302)
  }
}

/// A server that redirects twice, at last to another host, and a request that leaves the following
/// to its caller.
private struct Hops {
  static let names: Set = ["127.1.0.1", "127.1.0.2"]
  let other: ScriptedServer
  let server: ScriptedServer
  let request: Request

  init() {
    let other = ScriptedServer(host: "127.1.0.2") { head in RawResponse.page(head) }
    server = ScriptedServer(host: "127.1.0.1") { head in
      if head.hasPrefix("GET /back ") { return RawResponse.page(head) }
      return head.hasPrefix("GET /old ")
        ? RawResponse.redirect("/new", headers: ["Set-Cookie: id=7; Path=/"])
        : RawResponse.redirect(other.url("/there"), headers: ["X-Was: \(head.contains("X-Key"))"])
    }
    self.other = other
    request = .local(server.url("/old"), allowing: Self.names) {
      $0.followsRedirects = false
      $0.header.fields = [("X-Key", "secret")]
      $0.header.credentials = Credentials(user: "u", password: "p")
      $0.bounds.maximumRedirects = 2
    }
  }

  /// Follows the first redirect.
  ///
  /// - Returns: The second one.
  func redirectElsewhere(_ client: Client) async throws -> PendingRedirect {
    let step = try #require(try await client.fetch(request).pendingRedirect)
    return try #require(try await client.fetch(request.following(step)).pendingRedirect)
  }
}
