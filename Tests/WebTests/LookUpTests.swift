import Testing

@testable import Web

@Suite struct LookUpTests {
  /// A client to whom `desk.test` leads to these addresses.
  private func client(_ answers: String..., port: UInt16) -> Client {
    Client(fixedNames: ["desk.test:\(port):\(answers.joined(separator: ","))"])
  }

  @Test func `Of several addresses the refused ones are passed over`() async throws {
    let server = RawServer(host: "127.1.0.1") { _ in Answer.page("right") }
    let canary = RawServer(host: "127.1.0.2", port: server.port) { wire in
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
    let error = await client.failure(of: .local(server.address(), naming: ["127.1.0.1"]))
    #expect(error?.stage == .policy)
    #expect(canary.connections == 0)
  }
}
