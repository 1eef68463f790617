import Basics
import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct HTTPExchangeTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func exchange(
    request: String = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
    response: String = "HTTP/1.1 200 OK\r\n\r\n", configured: Set<String> = []
  ) -> HTTPExchange {
    HTTPExchange(
      url: "http://ann:pass@a.example/", peer: nil, requestHeader: Array(request.utf8),
      responseHeader: Array(response.utf8), body: [], configuredFields: configured)
  }

  @Test func `A request has no secrets and no fields of the configuration`() {
    let exchange = exchange(
      request: "GET / HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic x\r\n"
        + "User-Agent: Ledewatch\r\nX-Key: secret\r\nCookie: a=1\r\nProxy-Authorization: y\r\n"
        + "AUTHORIZATION : z\r\nAccept: a,\r\n b\r\n\tc\r\nCookie: a=2;\r\n b=3\r\n\r\n",
      configured: ["user-agent"])
    #expect(
      text(exchange.requestHeader)
        == "GET / HTTP/1.1\r\nHost: a.example\r\nAccept: a,\r\n b\r\n\tc\r\n\r\n")
    #expect(exchange.url.string == "http://a.example/")
  }

  @Test func `A response has no cookies, and names its transfer coding as removed`() {
    let exchange = exchange(
      response: "HTTP/1.1 200 OK\r\nset-cookie: a=1;\r\n Path=/\r\nSet-Cookie2: b\r\n"
        + "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\nno field\r\nX: \u{e9}\r\n\r\n")
    #expect(
      text(exchange.responseHeader)
        == "HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n"
        + "Content-Encoding: gzip\nX: \u{e9}\r\n\r\n")
  }

  @Test func `Messages of HTTP/2 are written as those of HTTP/1`() {
    let exchange = exchange(
      request: "GET /x HTTP/2\r\nHost: a.example\r\n\r\n", response: "HTTP/2 404 \r\nx: y\r\n\r\n")
    #expect(text(exchange.requestHeader).hasPrefix("GET /x HTTP/1.1\r\n"))
    #expect(text(exchange.responseHeader) == "HTTP/1.1 404 \r\nx: y\r\n\r\n")
    #expect(exchange.transport == "h2")
  }

  @Test func `A header without an empty line gets one`() {
    #expect(text(exchange(response: "").responseHeader) == "\r\n")
    let open = exchange(response: "HTTP/1.1 200 OK\r\nA: b\r\n")
    #expect(text(open.responseHeader).hasSuffix("b\r\n\r\n"))
  }
}

/// The exchanges of fetches.
@Suite struct RecordedFetchTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `A recorded fetch has each redirect and the body as it was sent`() async throws {
    let coded = Gzip.compress(Array("<p>Ferry</p>".utf8))
    let server = ScriptedServer { (connection: ServerConnection) in
      while let head = connection.bytesOfRequest() {
        if head.starts(with: "GET /a ".utf8) {
          connection.send(
            "HTTP/1.1 302 Found\r\nLocation: /b\r\nSet-Cookie: k=secret\r\n"
              + "Content-Length: 4\r\n\r\nmove")
        } else {
          connection.send(
            "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
              + "Content-Length: \(coded.count)\r\n\r\n")
          connection.send(coded)
        }
      }
    }
    var request = Request.local(server.url("/a"))
    request.header.credentials = Credentials(user: "ann", password: "pass")
    request.header.fields = [("X-Key", "key")]
    request.recordsExchanges = true
    let response = try await Client().fetch(request)
    #expect(text(response.body) == "<p>Ferry</p>")
    let exchanges = response.exchanges
    #expect(exchanges.map(\.url.string) == [server.url("/a").string, server.url("/b").string])
    #expect(exchanges.map(\.peer) == ["127.0.0.1", "127.0.0.1"])
    #expect(text(exchanges[0].responseHeader).hasPrefix("HTTP/1.1 302 Found\r\nLocation: /b\r\n"))
    #expect(text(exchanges[0].body) == "move")
    #expect(text(exchanges[1].requestHeader).hasPrefix("GET /b HTTP/1.1\r\nHost: 127.0.0.1"))
    #expect(
      text(exchanges[1].responseHeader).hasPrefix("HTTP/1.1 200 OK\r\nContent-Encoding: gzip"))
    #expect(exchanges[1].body == coded)
    for exchange in exchanges {
      let messages = text(exchange.requestHeader + exchange.responseHeader)
      for secret in ["secret", "Authorization", "key", "Cookie"] {
        #expect(!messages.contains(secret))
      }
    }
  }

  @Test func `Exchanges are kept over redirects that the caller follows`() async throws {
    let server = ScriptedServer { head in
      head.contains("GET /a ") ? RawResponse.redirect("/b") : RawResponse.page("x")
    }
    let client = Client()
    var request = Request.local(server.url("/a"))
    (request.recordsExchanges, request.followsRedirects) = (true, false)
    let redirect = try #require(try await client.fetch(request).pendingRedirect)
    let response = try await client.fetch(request.following(redirect))
    #expect(response.exchanges.map { text($0.body) } == ["", "x"])
  }

  @Test func `A fetch that does not ask for exchanges has none, also after one that did`()
    async throws
  {
    let server = ScriptedServer { _ in RawResponse.page("x") }
    let client = Client()
    var request = Request.local(server.url())
    request.recordsExchanges = true
    #expect(try await client.fetch(request).exchanges.count == 1)
    request.recordsExchanges = false
    #expect(try await client.fetch(request).exchanges.isEmpty)
  }
}
