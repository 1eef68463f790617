import Basics
import FlyingFox
import Foundation
import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct ClientTests {
  let client = Client()

  @Test func `A response has its status, header fields and body`() async throws {
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
      Issue.record("the server does not listen on IPv4")
      return
    }

    let url: WebURL = "http://127.0.0.1:\(port)/news"
    let response = try await client.fetch(.local(url))
    #expect(response.status == 200)
    #expect(String(decoding: response.body, as: UTF8.self) == "<p>Ferry</p>")
    #expect(response.contentType == "text/html")
    #expect(response.charset == "EUC-KR")
    #expect(response.header("x-agent") == RequestHeader.userAgent)
    #expect(response.url == url)
    #expect(response.duration > .zero)
  }

  @Test(arguments: [204, 301, 304, 404, 410, 429, 500, 503])
  func `Any status is a response`(status: Int) async throws {
    let server = ScriptedServer { _ in
      status == 204 || status == 304
        ? "HTTP/1.1 \(status) X\r\n\r\n" : RawResponse.page("x", status: status)
    }
    let response = try await client.fetch(.local(server.url()))
    #expect(response.status == status)
    #expect(response.isNotModified == (status == 304))
    #expect(response.body.isEmpty == (status == 204 || status == 304))
  }

  @Test func `Validators are sent back byte by byte and result in status 304`() async throws {
    // The ETag is neither valid by RFC 9110 nor ASCII. Servers compare bytes.
    let etag = Array("W/\"caf".utf8) + [0xe9] + Array("\" ' x".utf8)
    let heads = Locked<[String]>([])
    let server = ScriptedServer { (connection: ServerConnection) in
      while let head = connection.bytesOfRequest() {
        let isKnown = head.contains(etag)
        heads.withLock { $0.append(String(decoding: head, as: UTF8.self)) }
        connection.send(
          Array("HTTP/1.1 \(isKnown ? 304 : 200) X\r\nETag:  ".utf8) + etag
            + Array(" \r\nLast-Modified: Tue, 1 Mar 26\r\nContent-Length: 0\r\n\r\n".utf8))
      }
    }
    let first = try await client.fetch(.local(server.url()))
    #expect(first.status == 200)
    let second = try await client.fetch(
      .local(server.url()) { $0.validators = first.validators })
    #expect(second.isNotModified)
    #expect(heads.withLock { $0[1] }.contains("If-Modified-Since: Tue, 1 Mar 26\r\n"))
    #expect(!heads.withLock { $0[0] }.contains("If-"))
  }

  @Test func `Successive fetches reuse one connection`() async throws {
    let server = ScriptedServer { _ in RawResponse.page("x") }
    for _ in 0..<5 { _ = try await client.fetch(.local(server.url())) }
    #expect(server.connections == 1)
  }

  @Test
  func
    `After the maximum number of connections, idle ones are closed and running fetches continue`()
    async throws
  {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let go = DispatchSemaphore(value: 0)
    let slow = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      ask.yield()
      go.wait()
      connection.send(RawResponse.page("late"))
    }
    let (closed, close) = AsyncStream.makeStream(of: Void.self)
    let kept = ScriptedServer { (connection: ServerConnection) in
      while connection.request() != nil { connection.send(RawResponse.page("kept")) }
      close.yield()
    }
    let other = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      connection.send(RawResponse.page("once", headers: ["Connection: close"]))
    }
    let client = Client(maximumConnections: 4)
    let patient = Request.local(slow.url()) { $0.bounds.maximumDuration = .seconds(600) }
    let late = Task { try await client.fetch(patient) }
    for await _ in asked { break }
    for _ in 0..<2 { _ = try await client.fetch(.local(kept.url())) }
    #expect(kept.connections == 1)
    // The fourth connection exhausts the first multi handle, and the eighth the second. The second
    // stays in use while the first has a transfer.
    for _ in 0..<12 { _ = try await client.fetch(.local(other.url())) }
    _ = try await client.fetch(.local(kept.url()))
    #expect(kept.connections == 2)
    go.signal()
    #expect(try await late.value.body == Array("late".utf8))
    // The idle connections of the first handle are closed after its last transfer.
    for await _ in closed { break }
    for _ in 0..<2 { _ = try await client.fetch(.local(kept.url())) }
    #expect(kept.connections == 3)
  }

  @Test func `Idle connections that the server has closed are closed, and others are kept`()
    async throws
  {
    let client = Client()
    #expect(await client.closeStaleConnections() == false)
    let kept = ScriptedServer { _ in RawResponse.page("kept") }
    _ = try await client.fetch(.local(kept.url()))
    #expect(await client.closeStaleConnections())
    _ = try await client.fetch(.local(kept.url()))
    #expect(kept.connections == 1)
    let gone = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      connection.send(RawResponse.page("once"))
    }
    let other = Client()
    _ = try await other.fetch(.local(gone.url()))
    // The end of the connection arrives with a delay.
    while await other.closeStaleConnections() { await Task.yield() }
  }

  @Test func `Hundreds of fetches run at the same time`() async throws {
    let server = ScriptedServer { head in RawResponse.page(String(head.prefix { $0 != "\r\n" })) }
    try await withThrowingTaskGroup { group in
      for number in 0..<300 {
        group.addTask {
          let response = try await client.fetch(.local(server.url("/\(number)")))
          return String(decoding: response.body, as: UTF8.self) == "GET /\(number) HTTP/1.1"
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test func `Header fields, credentials and the user agent are sent`() async throws {
    let server = ScriptedServer { head in RawResponse.page(head) }
    let response = try await client.fetch(
      .local(server.url()) {
        $0.header.userAgent = RequestHeader.userAgent(contact: "desk@paper.test")
        $0.header.fields = [("X-Empty", ""), ("Accept", "text/plain"), ("Cookie", "a=1")]
        $0.header.credentials = Credentials(user: "Aladdin", password: "open:sesame")
      })
    let head = String(decoding: response.body, as: UTF8.self)
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
  func `An invalid header field is refused`(name: String) async throws {
    let request = Request.local("http://127.0.0.1:1/") { $0.header.fields = [(name, "1")] }
    #expect(await client.failure(of: request)?.stage == .address)
    let other = Request.local("http://127.0.0.1:1/") { $0.header.fields = [("X", "1\r\nY: 2")] }
    #expect(await client.failure(of: other)?.stage == .address)
  }

  @Test func `Cancelling a task ends its fetch and the connection`() async throws {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    let server = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      ask.yield()
      connection.awaitEnd()
      end.yield()
    }
    let fetch = Task { await client.failure(of: .local(server.url())) }
    for await _ in asked { break }
    fetch.cancel()
    #expect(await fetch.value?.stage == .cancelled)
    for await _ in ended { break }
  }

  @Test func `A task that is cancelled before its fetch connects to no server`() async throws {
    let server = ScriptedServer { _ in RawResponse.page() }
    let fetch = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await client.failure(of: .local(server.url()))
    }
    #expect(await fetch.value?.stage == .cancelled)
    #expect(server.connections == 0)
  }

  @Test func `A refused connection is a connect error`() async throws {
    let port = ReservedPort()
    defer { withExtendedLifetime(port) {} }
    let error = await client.failure(of: .local("http://127.0.0.1:\(port.number)/x"))
    #expect(error?.stage == .connect)
    #expect(error?.url == "http://127.0.0.1:\(port.number)/x")
  }

  @Test func `A nonexistent name is a dns error`() async throws {
    // With a label longer than 63 octets, the name is not sent to a name server.
    let label = String(repeating: "a", count: 64)
    let error = await client.failure(of: .local("http://\(label).invalid/"))
    #expect(error?.stage == .dns)
  }

  @Test func `Plain text instead of TLS is a tls error`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send("HTTP/1.1 400 X\r\n\r\n")
    }
    let error = await client.failure(of: .local("https://127.0.0.1:\(server.port)/"))
    #expect(error?.stage == .tls)
  }
}
