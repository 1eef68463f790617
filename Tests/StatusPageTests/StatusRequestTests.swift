import Testing

@testable import StatusPage

@Suite struct StatusRequestTests {
  private func parsed(_ head: String) -> Result<StatusRequest, StatusRequest.Problem> {
    Result { () throws(StatusRequest.Problem) in try StatusRequest(parsing: Array(head.utf8)) }
  }

  @Test func `A request has a path, a query and the fields that matter`() throws {
    let request = try parsed(
      "HEAD /source/a%2Fb?page=2&x HTTP/1.1\r\nHOST: localhost:80 \r\nAccept: a\r\naccept:b"
    ).get()
    #expect(request.isHead)
    #expect(request.path == ["source", "a/b"])
    #expect(request.query == ["page": "2", "x": ""])
    #expect(request.host == "localhost:80")
    #expect(request.accept == "a,b")
  }

  @Test(arguments: [
    ("", 400), ("GET / HTTP/2.0", 400), ("GET  / HTTP/1.1", 400), ("GET http://x/ HTTP/1.1", 400),
    ("GET /%zz HTTP/1.1", 400), ("GET /%00 HTTP/1.1", 400), ("GET /%FF HTTP/1.1", 400),
    ("POST / HTTP/1.1", 405), ("OPTIONS / HTTP/1.1", 405), ("get / HTTP/1.1", 405),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b", 400), ("GET / HTTP/1.1\r\nHost : a", 400),
    ("GET / HTTP/1.1\r\n folded", 400), ("GET / HTTP/1.1\r\n: a", 400),
  ])
  func `A request that is malformed is refused`(head: String, status: Int) {
    #expect(throws: StatusRequest.Problem.self) { try parsed(head).get() }
    guard case .failure(let problem) = parsed(head) else { return }
    #expect(problem.status == status)
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:8399", true), ("127.0.0.1:8399", true), ("127.8.9.1", true),
    ("[::1]:8399", true), ("[::1]", true), ("status.example.org", true),
    ("status.example.org:443", true), ("", false), ("evil.example", false),
    ("localhost.evil.example", false), ("127.0.0.1.evil.example", false), ("127.0.0.01", false),
    ("localhost:x", false), ("[::2]", false), ("localhost:80:80", false), ("0.0.0.0", false),
    ("evil.example@localhost", false), ("localhost,evil.example", false),
  ])
  func `Only this machine and the configured hosts are allowed`(host: String, isAllowed: Bool)
    throws
  {
    let request = try parsed("GET / HTTP/1.1\r\nHost: \(host)").get()
    #expect(request.hasAllowedHost(["status.example.org"]) == isAllowed)
  }

  @Test func `A request without a host is not allowed`() throws {
    #expect(try !parsed("GET / HTTP/1.0").get().hasAllowedHost(["a"]))
  }
}
