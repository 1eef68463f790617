import Dispatch
import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct NameResolutionTests {
  /// Returns a client that resolves `desk.test` to the addresses.
  private func client(_ addresses: String..., port: UInt16) -> Client {
    Client(resolvedNames: ["desk.test:\(port):\(addresses.joined(separator: ","))"])
  }

  @Test func `Addresses that the policy refuses are skipped`() async throws {
    let (server, canary) = ScriptedServer.pair("127.1.0.1", "127.1.0.2") { connection in
      while connection.request() != nil { connection.send(RawResponse.page("right")) }
    } andServe: { connection in
      connection.send(RawResponse.page("wrong"))
    }
    let client = client("127.1.0.2", "127.1.0.1", port: server.port)
    var request = Request("http://desk.test:\(server.port)/")
    request.addressPolicy.allowed = [AllowedHost("127.1.0.1")!]
    #expect(try await client.fetch(request).body == Array("right".utf8))
    #expect(canary.connections == 0)
  }

  @Test(arguments: [
    "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "0.0.0.0",
  ])
  func `A name that resolves to a private address is refused`(address: String) async {
    let error = await client(address, port: 80).failure(of: Request("http://desk.test/"))
    #expect(error?.stage == .policy)
    #expect(error?.reason.contains("does not name desk.test") == true)
  }

  @Test func `A redirect to a name that resolves to a private address is refused`() async {
    let canary = ScriptedServer { _ in RawResponse.page("canary") }
    let client = client("127.0.0.1", port: canary.port)
    let server = ScriptedServer(host: "127.1.0.1") { _ in
      RawResponse.redirect("http://desk.test:\(canary.port)/")
    }
    let error = await client.failure(of: .local(server.url(), allowing: ["127.1.0.1"]))
    #expect(error?.stage == .policy)
    #expect(canary.connections == 0)
  }

  @Test func `The address policy applies again when a name resolves to another address`()
    async throws
  {
    let (server, canary) = ScriptedServer.pair("127.1.0.1", "127.1.0.2") { connection in
      _ = connection.request()
      connection.send(RawResponse.page("right", headers: ["Connection: close"]))
    } andServe: { connection in
      connection.send(RawResponse.page("wrong"))
    }
    let client = client("127.1.0.1", port: server.port)
    var request = Request("http://desk.test:\(server.port)/")
    request.addressPolicy.allowed = [AllowedHost("127.1.0.1")!]
    #expect(try await client.fetch(request).body == Array("right".utf8))
    client.setResolvedNames(["desk.test:\(server.port):127.1.0.2"])
    #expect(await client.failure(of: request)?.stage == .policy)
    #expect(canary.connections == 0)
  }

  @Test func `A name with a new address is requested there if the policy refuses the old one`()
    async throws
  {
    let (old, new) = ScriptedServer.pair("127.1.0.1", "127.1.0.2") { connection in
      while connection.request() != nil { connection.send(RawResponse.page("old")) }
    } andServe: { connection in
      while connection.request() != nil { connection.send(RawResponse.page("new")) }
    }
    let client = client("127.1.0.1", port: old.port)
    var request = Request("http://desk.test:\(old.port)/")
    request.addressPolicy.allowed = [AllowedHost("127.1.0.1")!]
    #expect(try await client.fetch(request).body == Array("old".utf8))
    client.setResolvedNames(["desk.test:\(old.port):127.1.0.2"])
    request.addressPolicy.allowed = [AllowedHost("127.1.0.2")!]
    // The connection to the old address is idle.
    #expect(try await client.fetch(request).body == Array("new".utf8))
    #expect(old.connections == 1 && new.connections == 1)
  }

  @Test
  func `The address policy applies again when a name resolves to another address after a redirect`()
    async throws
  {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let go = DispatchSemaphore(value: 0)
    let (server, canary) = ScriptedServer.pair("127.1.0.1", "127.1.0.2") { connection in
      _ = connection.request()
      ask.finish()
      go.wait()
      connection.send(RawResponse.redirect("/next", headers: ["Connection: close"]))
    } andServe: { connection in
      connection.send(RawResponse.page("wrong"))
    }
    let client = client("127.1.0.1", port: server.port)
    var request = Request("http://desk.test:\(server.port)/")
    request.addressPolicy.allowed = [AllowedHost("127.1.0.1")!]
    let fetch = Task { [request] in await client.failure(of: request) }
    for await _ in asked {}
    client.setResolvedNames(["desk.test:\(server.port):127.1.0.2"])
    go.signal()
    let error = await fetch.value
    #expect(error?.stage == .policy)
    #expect(canary.connections == 0)
  }

  @Test func `Cookies for other hosts and for top-level domains are not stored`()
    async throws
  {
    let server = ScriptedServer { head in
      head.hasPrefix("GET /give ")
        ? RawResponse.page(headers: [
          "Set-Cookie: a=1; Domain=other.test", "Set-Cookie: b=2; Domain=test",
          "Set-Cookie: c=3; Domain=desk.test", "Set-Cookie: d=4",
        ])
        : RawResponse.page(head)
    }
    let port = server.port
    let client = Client(
      resolvedNames: ["desk.test", "sub.desk.test", "other.test"].map { "\($0):\(port):127.0.0.1" })
    func ask(_ url: WebURL) async throws -> String {
      let request = Request.local(
        url, allowing: ["desk.test", "sub.desk.test", "other.test"]
      ) { $0.cookieJar = CookieJar(name: "jar") }
      return String(decoding: try await client.fetch(request).body, as: UTF8.self)
    }
    _ = try await ask("http://desk.test:\(port)/give")
    let own = try await ask("http://desk.test:\(port)/")
    #expect(own.contains("c=3") && own.contains("d=4"))
    #expect(!own.contains("a=1") && !own.contains("b=2"))
    let other = try await ask("http://other.test:\(port)/")
    #expect(!other.contains("Cookie:"))
    let sub = try await ask("http://sub.desk.test:\(port)/")
    #expect(sub.contains("c=3") && !sub.contains("d=4"))
  }
}
