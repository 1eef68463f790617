import TestSupport
import Testing
import WebURL

@testable import Web

@Suite(.enabled(if: RawServer.hasIPv6, "this machine has no IPv6")) struct IPv6Tests {
  let client = Client()

  private func request(_ url: WebURL, configure: (inout Request) -> Void = { _ in }) -> Request {
    .local(url, naming: ["::1"], configure: configure)
  }

  @Test func `A page comes over IPv6, over a connection that is kept`() async throws {
    let server = RawServer(host: "::1") { _ in Answer.page("six") }
    for _ in 0..<3 {
      #expect(try await client.fetch(request(server.url())).body == Array("six".utf8))
    }
    #expect(server.connections == 1)
  }

  @Test(arguments: ["[::1]", "[0:0:0:0:0:0:0:1]", "[::FFFF:127.0.0.1]", "[::ffff:7f00:1]"])
  func `However it is written, loopback needs to be named`(host: String) async {
    let error = await client.failure(of: Request("http://\(host):9/"))
    #expect(error?.stage == .policy)
  }

  @Test func `Faults have the stages they have over IPv4`() async throws {
    let refused = RawServer(host: "::1") { _ in Answer.page() }.url()
    // The server has ended with its last reference.
    #expect(await client.failure(of: request(refused))?.stage == .connect)
    let cut = RawServer(host: "::1") { (wire: Wire) in
      _ = wire.request()
      wire.send(Answer.page("half", length: 8))
    }
    #expect(await client.failure(of: request(cut.url()))?.stage == .body)
    let reset = RawServer(host: "::1") { (wire: Wire) in
      _ = wire.request()
      wire.send(Answer.page("half", length: 8))
      wire.reset()
    }
    #expect(await client.failure(of: request(reset.url()))?.stage == .body)
    let silent = RawServer(host: "::1") { (wire: Wire) in wire.awaitEnd() }
    let error = await client.failure(
      of: request(silent.url()) { $0.bounds.totalTime = 0.2 })
    #expect(error?.stage == .bounds)
    #expect(error?.isTimeout == true)
  }

  @Test func `A redirect from IPv4 to IPv6 loopback is judged`() async throws {
    let canary = RawServer(host: "::1") { _ in Answer.page("canary") }
    let server = RawServer { _ in Answer.redirect(canary.url()) }
    #expect(await client.failure(of: .local(server.url()))?.stage == .policy)
    #expect(canary.connections == 0)
  }

  @Test func `The kind of addresses can be chosen, and one that fails leaves the other`()
    async throws
  {
    let (six, four) = RawServer.pair("::1", "127.0.0.1") { wire in
      while wire.request() != nil { wire.send(Answer.page("six")) }
    } andServe: { wire in
      while wire.request() != nil { wire.send(Answer.page("four")) }
    }
    let client = Client(fixedNames: ["desk.test:\(six.port):127.0.0.1,[::1]"])
    func body(_ family: AddressFamily) async throws -> String {
      let request = Request.local("http://desk.test:\(six.port)/", naming: ["desk.test"]) {
        $0.addressFamily = family
      }
      return String(decoding: try await client.fetch(request).body, as: UTF8.self)
    }
    #expect(try await body(.ipv6) == "six")
    #expect(try await body(.ipv4) == "four")
    // Nobody listens at the other loopback address.
    let half = Client(fixedNames: ["desk.test:\(four.port):127.0.0.9,[::1]"])
    let request = Request.local("http://desk.test:\(four.port)/", naming: ["desk.test"])
    #expect(try await half.fetch(request).body == Array("six".utf8))
    // Servers end with their last reference.
    #expect(six.connections + four.connections == 3)
  }
}
