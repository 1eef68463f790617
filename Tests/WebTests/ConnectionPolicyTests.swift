import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct ConnectionPolicyTests {
  let client = Client()

  @Test func `A name that resolves to loopback must be named`() async throws {
    let server = ScriptedServer { _ in RawResponse.page("desk") }
    let url: WebURL = "http://localhost:\(server.port)/"
    let error = await client.failure(of: .local(url, allowing: ["127.9.9.9"]))
    #expect(error?.stage == .policy)
    #expect(error?.reason.contains("does not name localhost") == true)
    #expect(server.connections == 0)
    #expect(try await client.fetch(.local(url, allowing: ["localhost"])).status == 200)
  }

  @Test func `An internationalized host is the same as its Punycode`() async throws {
    // libcurl resolves .localhost (RFC 6761) to loopback.
    let server = ScriptedServer { head in RawResponse.page(head) }
    let hosts = ["zeitung-köln.localhost", "xn--zeitung-kln-zfb.localhost"]
    for (host, named) in [(hosts[0], hosts[1]), (hosts[1], hosts[0]), (hosts[0], hosts[0])] {
      let response = try await client.fetch(
        .local("http://\(host):\(server.port)/", allowing: [named]))
      #expect(String(decoding: response.body, as: UTF8.self).contains("Host: \(hosts[1])"))
    }
  }

  @Test func `An idle connection is reused only if the policy of the request allows its peer`()
    async throws
  {
    let server = ScriptedServer { _ in RawResponse.page("desk") }
    let url: WebURL = "http://localhost:\(server.port)/"
    _ = try await client.fetch(.local(url, allowing: ["localhost"]))
    #expect(await client.failure(of: .local(url, allowing: []))?.stage == .policy)
    // The idle connection and a new one were refused before anything was sent.
    #expect(server.connections == 1)
    #expect(try await client.fetch(.local(url, allowing: ["localhost"])).status == 200)
  }

  @Test(arguments: [
    "http://127.0.0.1:{port}/", "http://2130706433:{port}/", "http://0x7f.1:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/", "http://0:{port}/", "http://127.1.0.1@127.0.0.1:{port}/",
    "http://localhost:{port}/", "//127.0.0.1:{port}/", "http://%31%32%37.0.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/",
  ])
  func `A redirect to another private address is refused`(location: String) async throws {
    let canary = ScriptedServer { _ in RawResponse.page("canary") }
    let location = location.replacing("{port}", with: "\(canary.port)")
    let server = ScriptedServer(host: "127.1.0.1") { _ in RawResponse.redirect(location) }
    let error = await client.failure(of: .local(server.url(), allowing: ["127.1.0.1"]))
    #expect(error?.stage == .policy, "\(error as Any)")
    #expect(canary.connections == 0)
  }

  @Test(arguments: [
    "file:///etc/passwd", "gopher://127.0.0.1:1/_x", "data:text/html,x", "JavaScript:alert(1)",
    "ftp://h/",
  ])
  func `A redirect to another scheme is refused`(location: String) async throws {
    let server = ScriptedServer { _ in RawResponse.redirect(location) }
    let error = await client.failure(of: .local(server.url()))
    #expect(error?.stage == .policy)
    #expect(error?.reason.contains("only http and https") == true)
  }

  // MARK: - The host of the source

  /// Returns a request for a name with addresses that are not public.
  private func request(_ port: UInt16, firstSeen: AddressKind?) -> Request {
    let url: WebURL = "http://desk.test:\(port)/"
    return Request(
      url, addressPolicy: AddressPolicy(namedOrigins: [NamedOrigin(url, firstSeen: firstSeen)]))
  }

  @Test func `A host that was public is not contacted at loopback, and one that was not is`()
    async throws
  {
    let server = ScriptedServer { _ in RawResponse.page("desk") }
    let client = Client(resolvedNames: ["desk.test:\(server.port):127.0.0.1"])
    let error = await client.failure(of: request(server.port, firstSeen: .publicAddress))
    #expect(error?.stage == .policy)
    #expect(error?.refusedAddress == RefusedAddress(host: "desk.test", address: "127.0.0.1"))
    #expect(server.connections == 0)
    for kind in [nil, AddressKind.privateAddress] {
      let response = try await client.fetch(request(server.port, firstSeen: kind))
      #expect(response.addressKind == .privateAddress)
    }
    // Nor on the connection that is idle now.
    let again = await client.failure(of: request(server.port, firstSeen: .publicAddress))
    #expect(again?.stage == .policy)
    #expect(server.connections == 1)
  }

  @Test func `The loopback addresses of an unknown host are not used if it has a permitted one`()
    async throws
  {
    let (right, wrong) = ScriptedServer.pair("127.1.0.1", "127.1.0.2") { connection in
      while connection.request() != nil { connection.send(RawResponse.page("right")) }
    } andServe: { connection in
      connection.send(RawResponse.page("wrong"))
    }
    for addresses in ["127.1.0.1,127.1.0.2", "127.1.0.2,127.1.0.1"] {
      let client = Client(resolvedNames: ["desk.test:\(right.port):\(addresses)"])
      var request = request(right.port, firstSeen: nil)
      request.addressPolicy.allowed = [AllowedHost("127.1.0.1")!]
      #expect(try await client.fetch(request).body == Array("right".utf8))
    }
    #expect(wrong.connections == 0)
  }

  @Test func `A redirect within a private host leads to its own port only`() async throws {
    let inside = ScriptedServer { _ in RawResponse.page("inside") }
    let server = ScriptedServer { head in
      head.hasPrefix("GET /own")
        ? RawResponse.redirect("/page")
        : head.hasPrefix("GET /page")
          ? RawResponse.page("page") : RawResponse.redirect("http://127.0.0.1:\(inside.port)/admin")
    }
    let named = AddressPolicy(namedOrigins: [NamedOrigin(server.url())])
    let client = client
    #expect(
      try await client.fetch(Request(server.url("/own"), addressPolicy: named)).body
        == Array("page".utf8))
    let error = await client.failure(of: Request(server.url(), addressPolicy: named))
    #expect(error?.stage == .policy)
    #expect(error?.reason.contains("names another port of 127.0.0.1") == true)
    #expect(inside.connections == 0)
    var allowing = named
    allowing.allowed = [AllowedHost("127.0.0.1:\(inside.port)")!]
    #expect(
      try await client.fetch(Request(server.url(), addressPolicy: allowing)).body
        == Array("inside".utf8))
  }
}
