import TestSupport
import Testing

@testable import Web

/// Every bound ends its fetch with an error that names it.
@Suite struct BoundsTests {
  let client = Client()

  private func failure(
    at server: RawServer, configure: (inout Request) -> Void
  ) async -> FetchError? {
    await client.failure(of: .local(server.url(), configure: configure))
  }

  @Test func `A server that never answers`() async throws {
    let server = RawServer { (wire: Wire) in wire.awaitEnd() }
    let error = await failure(at: server) { $0.bounds.totalTime = 1 }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "not done within fetch_limit, 1s (waiting for an answer)")
  }

  @Test func `A body that stops half way`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send(Answer.page("half", length: 8))
      wire.awaitEnd()
    }
    let error = await failure(at: server) { $0.bounds.totalTime = 1 }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "not done within fetch_limit, 1s (reading the body)")
  }

  @Test func `A body that comes too slowly`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send(Answer.page("half", length: 8))
      wire.awaitEnd()
    }
    let error = await failure(at: server) {
      ($0.bounds.lowSpeed, $0.bounds.lowSpeedTime) = (1000, 1)
    }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "slower than 1000 bytes a second for 1s (fetch_limit is 1m)")
  }

  @Test func `A server that makes us wait longer than a slow body may`() async throws {
    let server = RawServer { (wire: Wire) in wire.awaitEnd() }
    let error = await failure(at: server) { $0.bounds.lowSpeedTime = 1 }
    #expect(error?.reason == "no answer for 1s (fetch_limit is 1m)")
    #expect(error?.isSilence == true)
  }

  @Test func `Bounds are told as the configuration writes them`() {
    let times = [60, 90, 3600, 0.25, 93_784].map(Measure.time)
    #expect(times == ["1m", "1m30s", "1h", "0.25s", "1d2h3m4s"])
    let sizes = [16 << 20, 512 << 10, 1 << 30, 1000].map(Measure.size)
    #expect(sizes == ["16M", "512k", "1G", "1000 bytes"])
  }

  @Test func `A connection that does not come about`() async throws {
    // TLS towards a server that says nothing: connecting includes the handshake.
    let server = RawServer { (wire: Wire) in wire.awaitEnd() }
    let error = await client.failure(
      of: .local("https://127.0.0.1:\(server.port)/") { $0.bounds.connectTime = 0.05 })
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "no connection within 0.05s (connecting)")
  }

  @Test(arguments: [nil, "gzip"])
  func `Where its beginning is enough, a longer body is no fault`(coding: String?) async throws {
    let text = (0..<40_000).map { UInt8(truncatingIfNeeded: $0) }
    let server = RawServer { (wire: Wire) in
      _ = wire.request()
      let body = coding == nil ? text : Gzip.compress(text)
      let head = ["HTTP/1.1 200 OK", "Content-Length: \(body.count)"]
      let lines = head + (coding.map { ["Content-Encoding: \($0)"] } ?? [])
      wire.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }
    let reply = try await client.fetch(
      .local(server.url()) {
        $0.bounds.bodyBytes = 1000
        $0.takesBeginning = true
      })
    #expect(Array(reply.body.prefix(1000)) == Array(text.prefix(1000)))
    #expect((1000...1001).contains(reply.body.count))
  }

  @Test func `Redirects share one total time`() async throws {
    let server = RawServer { (wire: Wire) in
      while let head = wire.request() {
        if head.hasPrefix("GET /9 ") { return wire.awaitEnd() }
        wire.send(Answer.redirect("/9"))
      }
    }
    let error = await failure(at: server) { $0.bounds.totalTime = 1 }
    #expect(error?.reason == "not done within fetch_limit, 1s (waiting for an answer)")
    #expect(error?.url == server.url("/9"))
  }

  @Test func `A body longer than announced to be allowed is not begun`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send(Answer.page("first", length: 1001))
      wire.awaitEnd()
    }
    let error = await failure(at: server) { $0.bounds.bodyBytes = 1000 }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "the body is larger than page_limit, 1000 bytes")
  }

  @Test func `A body without end`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n")
      while wire.send("400\r\n" + String(repeating: "a", count: 1024) + "\r\n") {}
    }
    let error = await failure(at: server) { $0.bounds.bodyBytes = 100_000 }
    #expect(error?.reason == "the body is larger than page_limit, 100000 bytes")
  }

  @Test func `A body of just the bound is whole`() async throws {
    let server = RawServer { _ in Answer.page("12345") }
    let reply = try await client.fetch(.local(server.url()) { $0.bounds.bodyBytes = 5 })
    #expect(reply.body == Array("12345".utf8))
    let coded = Gzip.compress(Array("12345".utf8))
    let other = RawServer { (wire: Wire) in wire.send(Answer.coded("gzip", coded)) }
    let second = try await client.fetch(
      .local(other.url()) { $0.bounds.bodyBytes = coded.count })
    #expect(second.body == Array("12345".utf8))
  }

  @Test func `A bomb ends at the bound`() async throws {
    // A thousand members of a megabyte each.
    let member = Gzip.compress([UInt8](repeating: 0, count: 1 << 20))
    let server = RawServer { (wire: Wire) in
      wire.send(
        "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: \(1024 * member.count)\r\n\r\n"
      )
      for _ in 0..<1024 where !wire.send(member) { break }
    }
    let error = await failure(at: server) { $0.bounds.bodyBytes = 3 << 20 }
    #expect(error?.reason == "the body is larger than page_limit, 3M")
  }

  @Test func `Header lines without number`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send("HTTP/1.1 200 X\r\n")
      for number in 0..<200_000 where !wire.send("X-\(number): a\r\n") { break }
    }
    let error = await failure(at: server) { _ in }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "more than 500 header lines")
  }

  @Test func `Header lines without end`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send("HTTP/1.1 200 X\r\n")
      while wire.send("X: " + String(repeating: "a", count: 997) + "\r\n") {}
    }
    let error = await failure(at: server) { $0.bounds.headerBytes = 20_000 }
    #expect(error?.reason == "the head is larger than 20000 bytes")
  }

  @Test func `One header line without end`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send("HTTP/1.1 200 X\r\nX: ")
      while wire.send(String(repeating: "a", count: 4096)) {}
    }
    let error = await failure(at: server) { _ in }
    #expect(error?.stage == .bounds)
    #expect(error?.reason.contains("a line of the head") == true)
  }

  @Test func `Trailer lines count too`() async throws {
    let server = RawServer { (wire: Wire) in
      wire.send("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n")
      while wire.send("X: a\r\n") {}
    }
    let error = await failure(at: server) { _ in }
    #expect(error?.reason == "more than 500 header lines")
  }

  @Test func `Interim answers without end`() async throws {
    let server = RawServer { (wire: Wire) in
      while wire.send("HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n") {}
    }
    let error = await failure(at: server) { _ in }
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "more than 20 interim answers (1xx) before the answer")
  }

  @Test func `A few interim answers are passed over`() async throws {
    let server = RawServer { _ in
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nX: early\r\n\r\n"
        + Answer.page("late", headers: ["X: late"])
    }
    let reply = try await client.fetch(.local(server.url()))
    #expect(reply.headers.filter { $0.name == "x" }.map(\.value) == ["late"])
    #expect(reply.body == Array("late".utf8))
  }
}
