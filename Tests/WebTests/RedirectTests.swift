import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite struct RedirectTests {
  let client = Client()

  @Test(arguments: [301, 302, 303, 307, 308])
  func `A redirect is followed and remembered`(status: Int) async throws {
    let server = RawServer { head in
      head.hasPrefix("GET /new?a=b%20c ")
        ? Answer.page("here", headers: ["X: last"])
        : Answer.redirect("../new?a=b c#part", status: status, headers: ["X: first"])
    }
    let reply = try await client.fetch(.local(server.url("/old/")))
    #expect(reply.status == 200)
    #expect(reply.body == Array("here".utf8))
    #expect(reply.url == server.url("/new?a=b%20c"))
    #expect(reply.redirects.map(\.status) == [status])
    #expect(reply.redirects.map(\.url) == [reply.url])
    #expect(reply.headers.filter { $0.name == "x" }.map(\.value) == ["last"])
    #expect(server.connections == 1)
  }

  @Test func `A loop ends at the bound`() async throws {
    let server = RawServer { _ in Answer.redirect("/") }
    let error = await client.failure(of: .local(server.url()) { $0.bounds.redirects = 3 })
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "redirected more than 3 times")
  }

  @Test func `Own headers, credentials and cookies stay with their origin`() async throws {
    let other = RawServer(host: "127.1.0.2") { head in Answer.page(head) }
    let server = RawServer(host: "127.1.0.1") { head in
      head.hasPrefix("GET /here ")
        ? Answer.page(head)
        : Answer.redirect(
          head.hasPrefix("GET /away ") ? other.url("/there").string : "/here",
          headers: ["Set-Cookie: id=7; Path=/"])
    }
    let request = { (path: String) in
      Request.local(server.url(path), naming: ["127.1.0.1", "127.1.0.2"]) {
        $0.headers = [("X-Key", "secret"), ("Cookie", "a=1"), ("Authorization", "Bearer t")]
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
      server.url("/away"), naming: ["127.1.0.1", "127.1.0.2"]
    ) { $0.credentials = Credentials(user: "u", password: "p") }
    let last = String(decoding: try await client.fetch(withPassword).body, as: UTF8.self)
    #expect(!last.contains("Authorization"))
  }

  @Test(
    "Own headers and credentials are not sent to another origin after a redirect within it",
    arguments: [true, false])
  func redirectWithinOtherOrigin(followsRedirects: Bool) async throws {
    let heads = Lock<[String]>([])
    let other = RawServer(host: "127.1.0.2") { head in
      heads.with { $0.append(head) }
      return head.hasPrefix("GET /first ") ? Answer.redirect("/second") : Answer.page(head)
    }
    let server = RawServer(host: "127.1.0.1") { _ in Answer.redirect(other.url("/first")) }
    var request = Request.local(server.url(), naming: ["127.1.0.1", "127.1.0.2"]) {
      $0.headers = [("X-Key", "secret"), ("Cookie", "a=1")]
      $0.credentials = Credentials(user: "u", password: "p")
      $0.followsRedirects = followsRedirects
    }
    var reply = try await client.fetch(request)
    while let onward = reply.onward {
      request = request.going(onward)
      reply = try await client.fetch(request)
    }
    #expect(reply.url == other.url("/second"))
    let all = heads.with { $0 }
    #expect(all.map { $0.prefix { $0 != "H" } } == ["GET /first ", "GET /second "])
    for secret in ["X-Key", "Cookie", "Authorization"] {
      #expect(!all.contains { $0.contains(secret) })
    }
  }

  @Test func `Where a redirect leads is for the caller to decide`() async throws {
    let other = RawServer(host: "127.1.0.2") { head in Answer.page(head) }
    let server = RawServer(host: "127.1.0.1") { head in
      if head.hasPrefix("GET /back ") { return Answer.page(head) }
      return head.hasPrefix("GET /old ")
        ? Answer.redirect("/new", headers: ["Set-Cookie: id=7; Path=/"])
        : Answer.redirect(other.url("/there"), headers: ["X-Was: \(head.contains("X-Key"))"])
    }
    let names: Set = ["127.1.0.1", "127.1.0.2"]
    let request = Request.local(server.url("/old"), naming: names) {
      $0.followsRedirects = false
      $0.headers = [("X-Key", "secret")]
      $0.credentials = Credentials(user: "u", password: "p")
      $0.bounds.redirects = 2
    }
    let first = try await client.fetch(request)
    #expect(first.status == 302 && first.url == server.url("/old"))
    let step = try #require(first.onward)
    #expect(step.url == server.url("/new") && step.isHome)
    // At the same origin it has all that is meant for it.
    let reply = try await client.fetch(request.going(step))
    #expect(reply.status == 302 && reply.url == server.url("/new"))
    #expect(reply.header("x-was") == "true")
    let onward = try #require(reply.onward)
    #expect(!onward.isHome)
    #expect(onward.url == other.url("/there"))
    #expect(other.connections == 0)
    let there = try await client.fetch(request.going(onward))
    #expect(there.url == onward.url && there.onward == nil)
    #expect(there.redirects.map(\.status) == [302, 302])
    let head = String(decoding: there.body, as: UTF8.self)
    for secret in ["X-Key", "Authorization", "id=7"] { #expect(!head.contains(secret)) }

    // Back at the first host, its cookies are there, and what was meant for it alone is not.
    let home = Onward(
      url: server.url("/back"), redirects: onward.redirects, cookies: onward.cookies,
      time: 0)
    let back = String(decoding: try await client.fetch(request.going(home)).body, as: UTF8.self)
    #expect(back.contains("Cookie: id=7"))
    for secret in ["X-Key", "Authorization"] { #expect(!back.contains(secret)) }
    // They go with the fetch.
    let next = try await client.fetch(.local(server.url("/back"), naming: names))
    #expect(!String(decoding: next.body, as: UTF8.self).contains("Cookie"))

    let further = Onward(
      url: server.url("/old"), redirects: onward.redirects, cookies: [], time: 0)
    let error = await client.failure(of: request.going(further))
    #expect(error?.stage == .bounds && error?.isAstray == true)
  }

  @Test func `A cookie set by a redirect is sent, and forgotten after the fetch`() async throws {
    let server = Self.cookieServer()
    for _ in 0..<2 {
      let reply = try await client.fetch(.local(server.url()))
      #expect(reply.status == 200)
      #expect(reply.redirects.count == 1)
    }
  }

  @Test func `A jar keeps cookies from fetch to fetch, each its own`() async throws {
    let server = Self.cookieServer()
    var redirects: [Int] = []
    for jar in ["desk", "desk", "other", "desk", nil] {
      let reply = try await client.fetch(
        .local(server.url()) {
          $0.cookieJar = jar.map { CookieJar(name: $0) }
        })
      redirects.append(reply.redirects.count)
    }
    #expect(redirects == [1, 0, 1, 0, 1])
  }

  @Test func `A fetch that is given up leaves no cookie behind`() async throws {
    let (read, wasRead) = AsyncStream.makeStream(of: Void.self)
    let server = RawServer { (wire: Wire) in
      guard let head = wire.request() else { return }
      guard head.hasPrefix("GET /endless ") else {
        wire.send(Answer.page(head))
        return
      }
      // More than what fits between us: once it is sent, the head has been read.
      wire.send("HTTP/1.1 200 X\r\nSet-Cookie: nw=1; Path=/\r\n\r\n")
      wire.send([UInt8](repeating: 0x20, count: 15 << 20))
      wasRead.yield()
      wire.awaitEnd()
    }
    let fetch = Task { await client.failure(of: .local(server.url("/endless"))) }
    for await _ in read { break }
    fetch.cancel()
    #expect(await fetch.value?.stage == .cancelled)
    let reply = try await client.fetch(.local(server.url()))
    #expect(!String(decoding: reply.body, as: UTF8.self).contains("Cookie"))
  }

  private static func cookieServer() -> RawServer {
    RawServer { head in
      head.contains("Cookie: nw=1\r\n")
        ? Answer.page("in") : Answer.redirect("/", headers: ["Set-Cookie: nw=1; Path=/"])
    }
  }

  @Test func `A redirect's own page is not read far`() async throws {
    let server = RawServer { (wire: Wire) in
      let isOld = wire.request()?.hasPrefix("GET /old ") == true
      wire.send(isOld ? "HTTP/1.1 302 X\r\nLocation: /new\r\n\r\n" : Answer.page("new"))
      // Endless, until the client goes.
      while isOld, wire.send([UInt8](repeating: 0x61, count: 4096)) {}
    }
    let reply = try await client.fetch(.local(server.url("/old")))
    #expect(reply.body == Array("new".utf8))
  }

  @Test func `A location that cannot be read is the server's fault`() async throws {
    let server = RawServer { _ in Answer.redirect("http://[::1/") }
    #expect(await client.failure(of: .local(server.url()))?.stage == .http)
  }

  @Test func `A location is read as UTF-8 where it is that, and else byte by byte`() async throws {
    let paths = Mutex<[String]>([])
    let server = RawServer { (wire: Wire) in
      while let head = wire.request() {
        let path = String(head.dropFirst(4).prefix { $0 != " " })
        paths.withLock { $0.append(path) }
        switch path {
        case "/utf8": wire.send("HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /뉴스\r\n\r\n")
        case "/latin":
          wire.send(
            Array("HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /caf".utf8) + [0xe9]
              + Array("\r\n\r\n".utf8))
        default: wire.send(Answer.page("there"))
        }
      }
    }
    for path in ["/utf8", "/latin"] {
      #expect(try await client.fetch(.local(server.url(path))).status == 200)
    }
    #expect(
      paths.withLock { $0.map { $0.lowercased() } }
        == ["/utf8", "/%eb%89%b4%ec%8a%a4", "/latin", "/caf%c3%a9"])
  }

  @Test func `A redirect without a location is an answer`() async throws {
    let server = RawServer { _ in Answer.page("choose", status: 302) }
    #expect(try await client.fetch(.local(server.url())).status == 302)
  }
}
