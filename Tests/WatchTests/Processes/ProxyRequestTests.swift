import TestSupport
import Testing
import WebURL

@testable import Watch

@Suite struct ProxyRequestTests {
  private func request(_ lines: String...) throws -> ProxyRequest {
    try ProxyRequest(Array((lines + ["", ""]).joined(separator: "\r\n").utf8))
  }

  @Test func `A tunnel is for one host and port`() throws {
    let request = try request("CONNECT desk.example:8443 HTTP/1.1", "Host: other.example:1")
    #expect(request.urls == ["https://desk.example:8443/", "http://desk.example:8443/"])
    #expect(request.head == nil)
    #expect(try self.request("CONNECT [::1]:443 HTTP/1.1").urls[0].host == "[::1]")
    #expect(try self.request("CONNECT 0x7f.1:80 HTTP/1.0").urls[0].host == "127.0.0.1")
  }

  @Test func `A plain request is forwarded without the fields for the proxy`() throws {
    let request = try request(
      "POST http://ann:pw@desk.example:8080/a?b=c HTTP/1.1", "Host: other.example",
      "Proxy-Authorization: Basic x", "Proxy-Connection: keep-alive", "Accept: */*",
      "Connection: keep-alive, X-Hop, Content-Length", "X-Hop: 1", "Content-Length: 12")
    #expect(request.urls.map(\.hostAndPort) == ["desk.example:8080"] && request.bodySize == 12)
    let head = String(decoding: request.head ?? [], as: UTF8.self)
    #expect(
      head == """
        POST /a?b=c HTTP/1.1\r
        Host: desk.example:8080\r
        Accept: */*\r
        Content-Length: 12\r
        Connection: close\r
        \r

        """)
  }

  @Test(arguments: [
    ["GET / HTTP/1.1", "Host: 127.0.0.1"], ["GET https://desk.example/ HTTP/1.1"],
    ["GET ftp://desk.example/ HTTP/1.1"], ["GET file:///etc/passwd HTTP/1.1"],
    ["GET http://desk.example/ HTTP/2"], ["GET  http://desk.example/ HTTP/1.1"],
    ["GET http://desk.example/"], ["GE\tT http://desk.example/ HTTP/1.1"], [""],
    ["CONNECT desk.example HTTP/1.1"], ["CONNECT desk.example: HTTP/1.1"],
    ["CONNECT desk.example:0x50 HTTP/1.1"], ["CONNECT desk.example:99999 HTTP/1.1"],
    ["CONNECT ann@desk.example:80 HTTP/1.1"], ["CONNECT desk.example:80/x HTTP/1.1"],
    ["CONNECT http://desk.example:80 HTTP/1.1"], ["CONNECT a b:80 HTTP/1.1"],
    ["GET http://desk.example/ HTTP/1.1", "A: b", " folded"],
    ["GET http://desk.example/ HTTP/1.1", "A b: c"], ["GET http://desk.example/ HTTP/1.1", "A"],
    ["GET http://desk.example/ HTTP/1.1", "A: b\nC: d"],
    ["GET http://desk.example/ HTTP/1.1", "A: b\rC: d"],
    ["GET http://desk.example/ HTTP/1.1", "A: b\0"],
    ["POST http://desk.example/ HTTP/1.1", "Content-Length: 1", "Content-Length: 2"],
    ["POST http://desk.example/ HTTP/1.1", "Content-Length: -1"],
    ["POST http://desk.example/ HTTP/1.1", "Content-Length: 0x10"],
    ["POST http://desk.example/ HTTP/1.1", "Transfer-Encoding: chunked"],
  ])
  func `Anything else is refused`(lines: [String]) {
    let head = Array((lines + ["", ""]).joined(separator: "\r\n").utf8)
    let error = #expect(throws: ProxyFailure.self) { try ProxyRequest(head) }
    #expect(error?.status == 400 || error?.status == 411)
  }
}
