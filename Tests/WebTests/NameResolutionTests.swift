import Dispatch
import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct LookUpTests {
  /// A client to whom `desk.test` leads to these addresses.
  private func client(_ answers: String..., port: UInt16) -> Client {
    Client(fixedNames: ["desk.test:\(port):\(answers.joined(separator: ","))"])
  }

  @Test func `Of several addresses the refused ones are passed over`() async throws {
    let (server, canary) = RawServer.pair("127.1.0.1", "127.1.0.2") { wire in
      while wire.request() != nil { wire.send(Answer.page("right")) }
    } andServe: { wire in
      wire.send(Answer.page("wrong"))
    }
    let client = client("127.1.0.2", "127.1.0.1", port: server.port)
    var request = Request("http://desk.test:\(server.port)/")
    request.addressPolicy.allowedRanges = ["127.1.0.1"]
    #expect(try await client.fetch(request).body == Array("right".utf8))
    #expect(canary.connections == 0)
  }

  @Test(arguments: [
    "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "0.0.0.0",
  ])
  func `A name that leads to a private address is refused`(answer: String) async {
    let error = await client(answer, port: 80).failure(of: Request("http://desk.test/"))
    #expect(error?.stage == .policy)
    #expect(error?.reason.contains("does not name desk.test") == true)
  }

  @Test func `A redirect to a name that leads to a private address is refused`() async {
    let canary = RawServer { _ in Answer.page("canary") }
    let client = client("127.0.0.1", port: canary.port)
    let server = RawServer(host: "127.1.0.1") { _ in
      Answer.redirect("http://desk.test:\(canary.port)/")
    }
    let error = await client.failure(of: .local(server.url(), naming: ["127.1.0.1"]))
    #expect(error?.stage == .policy)
    #expect(canary.connections == 0)
  }

  @Test func `A name that is bound anew is judged anew`() async throws {
    let (server, canary) = RawServer.pair("127.1.0.1", "127.1.0.2") { wire in
      _ = wire.request()
      wire.send(Answer.page("right", headers: ["Connection: close"]))
    } andServe: { wire in
      wire.send(Answer.page("wrong"))
    }
    let client = client("127.1.0.1", port: server.port)
    var request = Request("http://desk.test:\(server.port)/")
    request.addressPolicy.allowedRanges = ["127.1.0.1"]
    #expect(try await client.fetch(request).body == Array("right".utf8))
    client.rename(["desk.test:\(server.port):127.1.0.2"])
    #expect(await client.failure(of: request)?.stage == .policy)
    #expect(canary.connections == 0)
  }

  @Test func `A name that is bound anew between two redirects is judged anew`() async throws {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let go = DispatchSemaphore(value: 0)
    let (server, canary) = RawServer.pair("127.1.0.1", "127.1.0.2") { wire in
      _ = wire.request()
      ask.finish()
      go.wait()
      wire.send(Answer.redirect("/next", headers: ["Connection: close"]))
    } andServe: { wire in
      wire.send(Answer.page("wrong"))
    }
    let client = client("127.1.0.1", port: server.port)
    var request = Request("http://desk.test:\(server.port)/")
    request.addressPolicy.allowedRanges = ["127.1.0.1"]
    let fetch = Task { [request] in await client.failure(of: request) }
    for await _ in asked {}
    client.rename(["desk.test:\(server.port):127.1.0.2"])
    go.signal()
    let error = await fetch.value
    #expect(error?.stage == .policy)
    #expect(canary.connections == 0)
  }

  @Test func `Cookies for another host, or for a whole domain of hosts, are not taken`()
    async throws
  {
    let server = RawServer { head in
      head.hasPrefix("GET /give ")
        ? Answer.page(headers: [
          "Set-Cookie: a=1; Domain=other.test", "Set-Cookie: b=2; Domain=test",
          "Set-Cookie: c=3; Domain=desk.test", "Set-Cookie: d=4",
        ])
        : Answer.page(head)
    }
    let port = server.port
    let client = Client(
      fixedNames: ["desk.test", "sub.desk.test", "other.test"].map { "\($0):\(port):127.0.0.1" })
    func ask(_ url: WebURL) async throws -> String {
      let request = Request.local(
        url, naming: ["desk.test", "sub.desk.test", "other.test"]
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
