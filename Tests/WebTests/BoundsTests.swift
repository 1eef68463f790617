import Basics
import TestSupport
import Testing

@testable import Web

/// Tests that each bound ends a fetch with an error that names it.
@Suite struct BoundsTests {
  let client = Client()

  private func failure(
    at server: ScriptedServer, configure: (inout Request) -> Void
  ) async -> FetchError? {
    await client.failure(of: .local(server.url(), configure: configure))
  }

  @Test func `A server that never responds exceeds the time limit`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in connection.awaitEnd() }
    let error = await failure(at: server) { $0.bounds.maximumDuration = .seconds(1) }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "not completed within fetch_limit, 1s (waiting for the response)")
  }

  @Test func `A body that stops halfway exceeds the time limit`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send(RawResponse.page("half", length: 8))
      connection.awaitEnd()
    }
    let error = await failure(at: server) { $0.bounds.maximumDuration = .seconds(1) }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "not completed within fetch_limit, 1s (receiving the body)")
  }

  @Test func `A slow body falls below the minimum speed`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send(RawResponse.page("half", length: 8))
      connection.awaitEnd()
    }
    let error = await failure(at: server) {
      ($0.bounds.minimumSpeed, $0.bounds.minimumSpeedPeriod) = (1000, .seconds(1))
    }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "slower than 1000 bytes a second for 1s (fetch_limit is 10m)")
  }

  @Test func `The time until the response begins counts towards the minimum speed`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in connection.awaitEnd() }
    let error = await failure(at: server) { $0.bounds.minimumSpeedPeriod = .seconds(1) }
    #expect(error?.reason == "no response for 1s (fetch_limit is 10m)")
    #expect(error?.isHostFailure == true)
  }

  @Test func `Sizes have the notation of the configuration`() {
    let sizes = [16 << 20, 512 << 10, 1 << 30, 1000].map(Measure.size)
    #expect(sizes == ["16M", "512k", "1G", "1000 bytes"])
  }

  @Test func `A connection without a TLS handshake exceeds the time limit for connections`()
    async throws
  {
    let server = ScriptedServer { (connection: ServerConnection) in connection.awaitEnd() }
    let error = await client.failure(
      of: .local("https://127.0.0.1:\(server.port)/") {
        $0.bounds.maximumConnectDuration = .seconds(0.05)
      })
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "no connection within 50ms (connecting)")
  }

  @Test(arguments: [nil, "gzip"])
  func `A long body is truncated on request`(coding: String?) async throws {
    let text = (0..<40_000).map { UInt8(truncatingIfNeeded: $0) }
    let server = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      let body = coding == nil ? text : Gzip.compress(text)
      let head = ["HTTP/1.1 200 OK", "Content-Length: \(body.count)"]
      let lines = head + (coding.map { ["Content-Encoding: \($0)"] } ?? [])
      connection.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }
    let response = try await client.fetch(
      .local(server.url()) {
        $0.bounds.maximumBodySize = 1000
        $0.truncatesBody = true
      })
    #expect(Array(response.body.prefix(1000)) == Array(text.prefix(1000)))
    #expect((1000...1001).contains(response.body.count))
  }

  @Test func `Redirects count towards one time limit`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      while let head = connection.request() {
        if head.hasPrefix("GET /9 ") { return connection.awaitEnd() }
        connection.send(RawResponse.redirect("/9"))
      }
    }
    let error = await failure(at: server) { $0.bounds.maximumDuration = .seconds(1) }
    #expect(error?.reason == "not completed within fetch_limit, 1s (waiting for the response)")
    #expect(error?.url == server.url("/9"))
  }

  @Test func `A body whose announced length is too large is refused before it arrives`()
    async throws
  {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send(RawResponse.page("first", length: 1001))
      connection.awaitEnd()
    }
    let error = await failure(at: server) { $0.bounds.maximumBodySize = 1000 }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "the body is larger than page_limit, 1000 bytes")
  }

  @Test func `An endless body exceeds the maximum size`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n")
      while connection.send("400\r\n" + String(repeating: "a", count: 1024) + "\r\n") {}
    }
    let error = await failure(at: server) { $0.bounds.maximumBodySize = 100_000 }
    #expect(error?.reason == "the body is larger than page_limit, 100000 bytes")
  }

  @Test func `A body of the maximum size is accepted`() async throws {
    let server = ScriptedServer { _ in RawResponse.page("12345") }
    let response = try await client.fetch(.local(server.url()) { $0.bounds.maximumBodySize = 5 })
    #expect(response.body == Array("12345".utf8))
    let coded = Gzip.compress(Array("12345".utf8))
    let other = ScriptedServer { (connection: ServerConnection) in
      connection.send(RawResponse.coded("gzip", coded))
    }
    let second = try await client.fetch(
      .local(other.url()) { $0.bounds.maximumBodySize = coded.count })
    #expect(second.body == Array("12345".utf8))
  }

  @Test func `A compression bomb exceeds the maximum size`() async throws {
    // 1024 members of 1 MiB each.
    let member = Gzip.compress([UInt8](repeating: 0, count: 1 << 20))
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send(
        "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: \(1024 * member.count)\r\n\r\n"
      )
      for _ in 0..<1024 where !connection.send(member) { break }
    }
    let error = await failure(at: server) { $0.bounds.maximumBodySize = 3 << 20 }
    #expect(error?.reason == "the body is larger than page_limit, 3M")
  }

  @Test func `Bytes after the end of a content coding count towards the maximum size`()
    async throws
  {
    let coded = Gzip.compress(Array("12345".utf8))
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send("HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
      connection.send(coded)
      for _ in 0..<256 where !connection.send(String(repeating: " ", count: 4096)) { break }
    }
    let error = await failure(at: server) { $0.bounds.maximumBodySize = 100_000 }
    #expect(error?.reason == "the body is larger than page_limit, 100000 bytes")
  }

  @Test func `Too many header lines are refused`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send("HTTP/1.1 200 X\r\n")
      for number in 0..<200_000 where !connection.send("X-\(number): a\r\n") { break }
    }
    let error = await failure(at: server) { _ in }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "the response has more than 500 header lines")
  }

  @Test func `Header lines that are too large together are refused`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send("HTTP/1.1 200 X\r\n")
      while connection.send("X: " + String(repeating: "a", count: 997) + "\r\n") {}
    }
    let error = await failure(at: server) { $0.bounds.maximumHeaderSize = 20_000 }
    #expect(error?.reason == "the response header is larger than 20000 bytes")
  }

  @Test func `An endless header line is refused`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send("HTTP/1.1 200 X\r\nX: ")
      while connection.send(String(repeating: "a", count: 4096)) {}
    }
    let error = await failure(at: server) { _ in }
    #expect(error?.stage == .bounds)
    #expect(error?.reason.contains("header line") == true)
  }

  @Test func `Trailer lines count as header lines`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n")
      while connection.send("X: a\r\n") {}
    }
    let error = await failure(at: server) { _ in }
    #expect(error?.reason == "the response has more than 500 header lines")
  }

  @Test func `Too many interim responses are refused`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      while connection.send("HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n") {}
    }
    let error = await failure(at: server) { _ in }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "the server sent more than 20 interim responses (1xx)")
  }

  @Test func `A few interim responses are ignored`() async throws {
    let server = ScriptedServer { _ in
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nX: early\r\n\r\n"
        + RawResponse.page("late", headers: ["X: late"])
    }
    let response = try await client.fetch(.local(server.url()))
    #expect(response.headers.filter { $0.name == "x" }.map(\.value) == ["late"])
    #expect(response.body == Array("late".utf8))
  }
}
