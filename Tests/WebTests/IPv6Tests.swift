import TestSupport
import Testing
import WebURL

@testable import Web

@Suite(.enabled(if: ScriptedServer.hasIPv6, "this machine has no IPv6")) struct IPv6Tests {
  let client = Client()

  private func request(_ url: WebURL, configure: (inout Request) -> Void = { _ in }) -> Request {
    .local(url, allowing: ["::1"], configure: configure)
  }

  @Test func `Fetches over IPv6 reuse a connection`() async throws {
    let server = ScriptedServer(host: "::1") { _ in RawResponse.page("six") }
    for _ in 0..<3 {
      #expect(try await client.fetch(request(server.url())).body == Array("six".utf8))
    }
    #expect(server.connections == 1)
  }

  @Test(arguments: ["[::1]", "[0:0:0:0:0:0:0:1]", "[::FFFF:127.0.0.1]", "[::ffff:7f00:1]"])
  func `Loopback in any notation must be named`(host: String) async {
    let error = await client.failure(of: Request("http://\(host):9/"))
    #expect(error?.stage == .policy)
  }

  @Test func `Errors have the same stages as over IPv4`() async throws {
    let refused = ScriptedServer(host: "::1") { _ in RawResponse.page() }.url()
    // Without a reference, the server has ended.
    #expect(await client.failure(of: request(refused))?.stage == .connect)
    let cut = ScriptedServer(host: "::1") { (connection: ServerConnection) in
      _ = connection.request()
      connection.send(RawResponse.page("half", length: 8))
    }
    #expect(await client.failure(of: request(cut.url()))?.stage == .body)
    let reset = ScriptedServer(host: "::1") { (connection: ServerConnection) in
      _ = connection.request()
      connection.send(RawResponse.page("half", length: 8))
      connection.reset()
    }
    #expect(await client.failure(of: request(reset.url()))?.stage == .body)
    let silent = ScriptedServer(host: "::1") { (connection: ServerConnection) in
      connection.awaitEnd()
    }
    let error = await client.failure(
      of: request(silent.url()) { $0.bounds.maximumDuration = .seconds(0.2) })
    #expect(error?.stage == .bounds)
    #expect(error?.isTimeout == true)
  }

  @Test func `The address policy applies to a redirect from IPv4 to IPv6`() async throws {
    let canary = ScriptedServer(host: "::1") { _ in RawResponse.page("canary") }
    let server = ScriptedServer { _ in RawResponse.redirect(canary.url()) }
    #expect(await client.failure(of: .local(server.url()))?.stage == .policy)
    #expect(canary.connections == 0)
  }

  @Test func `The address family can be chosen, and a fetch falls back to the other one`()
    async throws
  {
    let (six, four) = ScriptedServer.pair("::1", "127.0.0.1") { connection in
      while connection.request() != nil { connection.send(RawResponse.page("six")) }
    } andServe: { connection in
      while connection.request() != nil { connection.send(RawResponse.page("four")) }
    }
    let client = Client(resolvedNames: ["desk.test:\(six.port):127.0.0.1,[::1]"])
    func body(_ family: AddressFamily) async throws -> String {
      let request = Request.local("http://desk.test:\(six.port)/", allowing: ["desk.test"]) {
        $0.connection.addressFamily = family
      }
      return String(decoding: try await client.fetch(request).body, as: UTF8.self)
    }
    #expect(try await body(.ipv6) == "six")
    #expect(try await body(.ipv4) == "four")
    // No server listens at the other loopback address.
    let half = Client(resolvedNames: ["desk.test:\(four.port):127.0.0.9,[::1]"])
    let request = Request.local("http://desk.test:\(four.port)/", allowing: ["desk.test"])
    #expect(try await half.fetch(request).body == Array("six".utf8))
    // This use keeps the servers running.
    #expect(six.connections + four.connections == 3)
  }
}
