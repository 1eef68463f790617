import FlyingFox
import Foundation
import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct ClientTests {
  let client = Client()

  @Test func `A page comes with its status, headers and body`() async throws {
    let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: 0))
    await server.appendRoute("/news") { (request: HTTPRequest) in
      HTTPResponse(
        statusCode: .ok,
        headers: [
          .contentType: "text/html; charset=EUC-KR",
          HTTPHeader("X-Agent"): request.headers[HTTPHeader("User-Agent")] ?? "",
        ],
        body: Data("<p>Ferry</p>".utf8))
    }
    let running = Task { try await server.run() }
    defer { running.cancel() }
    try await server.waitUntilListening(timeout: 60)
    guard case .ip4(_, let port)? = await server.listeningAddress else {
      Issue.record("the server listens elsewhere")
      return
    }

    let url: WebURL = "http://127.0.0.1:\(port)/news"
    let reply = try await client.fetch(.local(url))
    #expect(reply.status == 200)
    #expect(String(decoding: reply.body, as: UTF8.self) == "<p>Ferry</p>")
    #expect(reply.contentType == "text/html")
    #expect(reply.charset == "EUC-KR")
    #expect(reply.header("x-agent") == Request.userAgent)
    #expect(reply.url == url)
    #expect(reply.duration > 0)
  }

  @Test(arguments: [204, 301, 304, 404, 410, 429, 500, 503])
  func `Any status is an answer`(status: Int) async throws {
    let server = RawServer { _ in
      status == 204 || status == 304
        ? "HTTP/1.1 \(status) X\r\n\r\n" : Answer.page("x", status: status)
    }
    let reply = try await client.fetch(.local(server.url()))
    #expect(reply.status == status)
    #expect(reply.notModified == (status == 304))
    #expect(reply.body.isEmpty == (status == 204 || status == 304))
  }

  @Test func `Validators go back byte for byte and bring a 304`() async throws {
    // Not well-formed as RFC 9110 has it, and not ASCII: servers compare, so we send what came.
    let etag = Array("W/\"caf".utf8) + [0xe9] + Array("\" ' x".utf8)
    let heads = Lock<[String]>([])
    let server = RawServer { (wire: Wire) in
      while let head = wire.bytesOfRequest() {
        let isKnown = head.contains(etag)
        heads.with { $0.append(String(decoding: head, as: UTF8.self)) }
        wire.send(
          Array("HTTP/1.1 \(isKnown ? 304 : 200) X\r\nETag:  ".utf8) + etag
            + Array(" \r\nLast-Modified: Tue, 1 Mar 26\r\nContent-Length: 0\r\n\r\n".utf8))
      }
    }
    let first = try await client.fetch(.local(server.url()))
    #expect(first.status == 200)
    let second = try await client.fetch(
      .local(server.url()) { $0.validators = first.validators })
    #expect(second.notModified)
    #expect(heads.with { $0[1] }.contains("If-Modified-Since: Tue, 1 Mar 26\r\n"))
    #expect(!heads.with { $0[0] }.contains("If-"))
  }

  @Test func `One connection serves round after round`() async throws {
    let server = RawServer { _ in Answer.page("x") }
    for _ in 0..<5 { _ = try await client.fetch(.local(server.url())) }
    #expect(server.connections == 1)
  }

  @Test func `After many connections others take over, and a fetch on its way goes on`()
    async throws
  {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let go = DispatchSemaphore(value: 0)
    let slow = RawServer { (wire: Wire) in
      _ = wire.request()
      ask.yield()
      go.wait()
      wire.send(Answer.page("late"))
    }
    let (closed, close) = AsyncStream.makeStream(of: Void.self)
    let kept = RawServer { (wire: Wire) in
      while wire.request() != nil { wire.send(Answer.page("kept")) }
      close.yield()
    }
    let other = RawServer { (wire: Wire) in
      _ = wire.request()
      wire.send(Answer.page("once", headers: ["Connection: close"]))
    }
    let client = Client(connections: 4)
    let patient = Request.local(slow.url()) { $0.bounds.totalTime = 600 }
    let late = Task { try await client.fetch(patient) }
    for await _ in asked { break }
    for _ in 0..<2 { _ = try await client.fetch(.local(kept.url())) }
    #expect(kept.connections == 1)
    // The first handle is worn by the fourth connection, the second by the eighth; it goes on while
    // the first waits.
    for _ in 0..<12 { _ = try await client.fetch(.local(other.url())) }
    _ = try await client.fetch(.local(kept.url()))
    #expect(kept.connections == 2)
    go.signal()
    #expect(try await late.value.body == Array("late".utf8))
    // What the first had kept is closed once nothing is on its way there any more.
    for await _ in closed { break }
    for _ in 0..<2 { _ = try await client.fetch(.local(kept.url())) }
    #expect(kept.connections == 3)
  }

  @Test func `Connections that are closed over there are given up at rest, others are kept`()
    async throws
  {
    let client = Client()
    #expect(await client.tidy() == false)
    let kept = RawServer { _ in Answer.page("kept") }
    _ = try await client.fetch(.local(kept.url()))
    #expect(await client.tidy())
    _ = try await client.fetch(.local(kept.url()))
    #expect(kept.connections == 1)
    let gone = RawServer { (wire: Wire) in
      _ = wire.request()
      wire.send(Answer.page("once"))
    }
    let other = Client()
    _ = try await other.fetch(.local(gone.url()))
    // Its end arrives some time.
    while await other.tidy() { await Task.yield() }
  }

  @Test func `Hundreds of fetches run at once`() async throws {
    let server = RawServer { head in Answer.page(String(head.prefix { $0 != "\r\n" })) }
    try await withThrowingTaskGroup { group in
      for number in 0..<300 {
        group.addTask {
          let reply = try await client.fetch(.local(server.url("/\(number)")))
          return String(decoding: reply.body, as: UTF8.self) == "GET /\(number) HTTP/1.1"
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test func `Own headers, credentials and the user agent are sent`() async throws {
    let server = RawServer { head in Answer.page(head) }
    let reply = try await client.fetch(
      .local(server.url()) {
        $0.userAgent = Request.userAgent(contact: "desk@paper.test")
        $0.headers = [("X-Empty", ""), ("Accept", "text/plain"), ("Cookie", "a=1")]
        $0.credentials = Credentials(user: "Aladdin", password: "open:sesame")
      })
    let head = String(decoding: reply.body, as: UTF8.self)
    #expect(head.contains("User-Agent: Ledewatch/0.1 (+desk@paper.test)\r\n"))
    #expect(head.contains("X-Empty:\r\n"))
    #expect(head.contains("Accept: text/plain\r\n"))
    #expect(!head.contains("text/html"))
    #expect(head.contains("Cookie: a=1\r\n"))
    #expect(head.contains("Authorization: Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ==\r\n"))
    #expect(head.contains("Accept-Encoding: gzip, deflate, br, zstd\r\n"))

    let plain = try await client.fetch(.local(server.url()))
    let after = String(decoding: plain.body, as: UTF8.self)
    #expect(!after.contains("Authorization") && !after.contains("Cookie"))
    #expect(after.contains("Accept: text/html, */*;q=0.5\r\n"))
  }

  @Test(arguments: ["X-A\r\nX-B", "X A", ""])
  func `A header that would break the request is refused`(name: String) async throws {
    let request = Request.local("http://127.0.0.1:1/") { $0.headers = [(name, "1")] }
    #expect(await client.failure(of: request)?.stage == .address)
    let other = Request.local("http://127.0.0.1:1/") { $0.headers = [("X", "1\r\nY: 2")] }
    #expect(await client.failure(of: other)?.stage == .address)
  }

  @Test func `A cancelled task ends its fetch at once, and the connection with it`() async throws {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    let server = RawServer { (wire: Wire) in
      _ = wire.request()
      ask.yield()
      wire.awaitEnd()
      end.yield()
    }
    let fetch = Task { await client.failure(of: .local(server.url())) }
    for await _ in asked { break }
    fetch.cancel()
    #expect(await fetch.value?.stage == .cancelled)
    for await _ in ended { break }
  }

  @Test func `A task that is cancelled before it fetches asks nobody`() async throws {
    let server = RawServer { _ in Answer.page() }
    let fetch = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await client.failure(of: .local(server.url()))
    }
    #expect(await fetch.value?.stage == .cancelled)
    #expect(server.connections == 0)
  }

  @Test func `A host that refuses is named with its stage`() async throws {
    // A port that was free a moment ago.
    let port = RawServer { _ in "" }.port
    let error = await client.failure(of: .local("http://127.0.0.1:\(port)/x"))
    #expect(error?.stage == .connect)
    #expect(error?.url == "http://127.0.0.1:\(port)/x")
  }

  @Test func `A name that does not exist is a dns error`() async throws {
    // ".invalid" (RFC 6761) with a label longer than 63 octets: no resolver is even asked.
    let label = String(repeating: "a", count: 64)
    let error = await client.failure(of: .local("http://\(label).invalid/"))
    #expect(error?.stage == .dns)
  }

  @Test func `Plain text where TLS is due is a tls error`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send("HTTP/1.1 400 X\r\n\r\n")
    }
    let error = await client.failure(of: .local("https://127.0.0.1:\(server.port)/"))
    #expect(error?.stage == .tls)
  }

  @Test func `A proxy of the configuration is asked for the whole address`() async throws {
    let proxy = RawServer { head in Answer.page(head) }
    let reply = try await client.fetch(
      Request(
        "http://news.example/x", addressPolicy: AddressPolicy(namedHosts: ["news.example"]),
        proxy: "http://127.0.0.1:\(proxy.port)"))
    #expect(String(decoding: reply.body, as: UTF8.self).hasPrefix("GET http://news.example/x "))
    let local = await client.failure(
      of: Request("http://127.0.0.1/", proxy: "http://127.0.0.1:\(proxy.port)"))
    #expect(local?.stage == .policy)
    let unsafe = await client.failure(
      of: Request("http://news.example/", proxy: "socks5://127.0.0.1:\(proxy.port)"))
    #expect(unsafe?.stage == .address)
    #expect(proxy.connections == 1)
  }

  /// Where a proxy is what fails.
  private func fault(by proxy: String, to url: WebURL = "https://news.example/") async
    -> FetchError?
  {
    await client.failure(
      of: Request(
        url, addressPolicy: AddressPolicy(namedHosts: ["news.example"]), proxy: proxy))
  }

  @Test(arguments: ["http://news.example/", "https://news.example/"] as [WebURL])
  func `A proxy that wants a password says nothing of the host`(url: WebURL) async {
    let proxy = RawServer { _ in
      Answer.page(status: 407, headers: ["Proxy-Authenticate: Basic realm=x"])
    }
    let error = await fault(by: "http://127.0.0.1:\(proxy.port)", to: url)
    #expect(error?.stage == .proxy)
    #expect(error?.reason == "the proxy wants a user and a password, or others")
    #expect(error?.isSilence == false)
  }

  @Test(arguments: ["http", "https", "socks5h", "socks4a"])
  func `A proxy that is not there says nothing of the host`(scheme: String) async {
    let gone = RawServer { (_: Wire) in }.port
    for url: WebURL in ["http://news.example/", "https://news.example/"] {
      let error = await fault(by: "\(scheme)://127.0.0.1:\(gone)", to: url)
      #expect(error?.stage == .proxy, "\(scheme) \(url): \(String(describing: error))")
      #expect(error?.isSilence == false)
    }
  }

  @Test func `A proxy that lets nobody through says nothing of the host, one that tried does`()
    async
  {
    for (status, stage) in [(403, FetchError.Stage.proxy), (502, .connect), (504, .connect)] {
      let proxy = RawServer { _ in Answer.page(status: status) }
      let error = await fault(by: "http://127.0.0.1:\(proxy.port)")
      #expect(error?.stage == stage)
      #expect(error?.reason.hasSuffix(": status \(status)") == true)
      #expect(error?.isSilence == (stage == .connect))
    }
  }

  @Test func `A SOCKS proxy says whether it is the host that does not answer`() async {
    // Refused, unreachable; and not allowed by the proxy's own rules.
    for (code, stage) in [(UInt8(5), FetchError.Stage.connect), (4, .connect), (2, .proxy)] {
      let proxy = RawServer { (wire: Wire) in
        guard let methods = wire.bytes(2)?.last, wire.bytes(Int(methods)) != nil else { return }
        wire.send([5, 0])
        guard let length = wire.bytes(5)?.last, wire.bytes(Int(length) + 2) != nil else { return }
        wire.send([5, code, 0, 1, 0, 0, 0, 0, 0, 0])
      }
      let error = await fault(by: "socks5h://127.0.0.1:\(proxy.port)")
      #expect(error?.stage == stage, "\(String(describing: error))")
      #expect(error?.isSilence == (stage == .connect))
    }
  }
}
