import Basics
import Glibc
import Settings
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Watch
@testable import Web

@Suite struct GuardProxyTests {
  private func makeProxy(
    _ policy: AddressPolicy, limits change: (inout GuardProxy.Limits) -> Void = { _ in },
    lookUp: @escaping @Sendable (String) -> [IPAddress] = { _ in [] }
  ) throws -> GuardProxy {
    var bounds = Bounds()
    bounds.maximumDuration = .seconds(600)
    bounds.minimumSpeedPeriod = .seconds(600)
    var limits = GuardProxy.Limits(bounds)
    limits.headDuration = .seconds(600)
    change(&limits)
    return try #require(GuardProxy(policy: policy, limits: limits, lookUp: lookUp))
  }

  /// Sends a text to the proxy and returns what it answers until the connection ends.
  private func answer(_ proxy: GuardProxy, to text: String) -> String {
    let port = WebURL(proxy.address + "/")!.port
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(client) }
    let isConnected = IPAddress("127.0.0.1")!.withSocketAddress(port: port) {
      connect(client, $0, $1) == 0
    }
    guard isConnected else { return "not connected" }
    let connection = ServerConnection(socket: client)
    connection.send(text)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(client, &chunk, chunk.count, 0)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  private func get(_ url: String, _ proxy: GuardProxy) -> String {
    answer(proxy, to: "GET \(url) HTTP/1.1\r\nHost: x\r\n\r\n")
  }

  /// A server that closes each connection after its response.
  private func server(host: String = "127.0.0.1") -> ScriptedServer {
    ScriptedServer(host: host) { (connection: ServerConnection) in
      guard let head = connection.request() else { return }
      connection.send(RawResponse.page(String(head.prefix { $0 != "\r\n" })))
    }
  }

  @Test func `Requests and tunnels to a permitted origin are served`() throws {
    let server = server()
    let proxy = try makeProxy(AddressPolicy(namedOrigins: [NamedOrigin(server.url())]))
    #expect(get("\(server.url("/a?b"))", proxy).hasSuffix("\r\n\r\nGET /a?b HTTP/1.1"))
    let tunnel = answer(
      proxy, to: "CONNECT 127.0.0.1:\(server.port) HTTP/1.1\r\n\r\nGET /t HTTP/1.1\r\n\r\n")
    #expect(tunnel.hasPrefix("HTTP/1.1 200 Connected\r\n\r\n"))
    #expect(tunnel.hasSuffix("\r\n\r\nGET /t HTTP/1.1"))
    #expect(proxy.refusalText.isEmpty)
  }

  @Test func `The client is told to close the connection, even if the server does not`()
    async throws
  {
    let server = ScriptedServer { _ in
      RawResponse.page("page", headers: ["Connection: keep-alive"])
    }
    let proxy = try makeProxy(AddressPolicy(namedOrigins: [NamedOrigin(server.url())]))
    let client = Client()
    for _ in 0..<3 {
      var request = Request(
        server.url(), connection: ConnectionOptions(proxy: proxy.address),
        addressPolicy: AddressPolicy(namedOrigins: [NamedOrigin(server.url())]))
      request.bounds.maximumDuration = .seconds(600)
      let response = try await client.fetch(request)
      #expect(response.body == Array("page".utf8))
      #expect(response.headers.contains { $0 == ("connection", "close") })
    }
    #expect(server.connections == 3)
  }

  @Test(arguments: 1...60)
  func `The field is added to the head of the final response, however it arrives`(size: Int) {
    let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"
    let text = interim + "HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody\r\n\r\n"
    var head = ClosingHead()
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let chunk = Array(rest.prefix(size))
      rest = rest.dropFirst(size)
      guard let complete = head.append(chunk) else { continue }
      result = complete + rest
      break
    }
    let expected = text.replacing("200 OK\r\n", with: "200 OK\r\nConnection: close\r\n")
    #expect(String(decoding: result, as: UTF8.self) == expected)
  }

  @Test func `A body is forwarded, and nothing after it`() throws {
    let received = Mutex<[UInt8]>([])
    let server = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      var chunk = [UInt8](repeating: 0, count: 5)
      recv(connection.socket, &chunk, 5, Int32(MSG_WAITALL))
      received.withLock { $0 = chunk }
      connection.send(RawResponse.page("done"))
    }
    let proxy = try makeProxy(AddressPolicy(namedOrigins: [NamedOrigin(server.url())]))
    let text = answer(
      proxy,
      to:
        "POST \(server.url()) HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET /next HTTP/1.1\r\n\r\n")
    #expect(text.hasSuffix("done"))
    #expect(received.withLock { $0 } == Array("hello".utf8))
  }

  @Test func `No target of the inside is contacted, by request or by tunnel`() throws {
    let inside = server()
    let site = server(host: "127.1.0.1")
    let proxy = try makeProxy(AddressPolicy(namedOrigins: [NamedOrigin(site.url())])) {
      $0.connectDuration = .seconds(5)
    } lookUp: { name in
      ForgeryTargets.names.contains(name) || name.contains("localhost")
        ? [IPAddress("127.0.0.1")!] : []
    }
    for target in ForgeryTargets.all(port: inside.port) {
      guard let url = WebURL(target) else { continue }
      for text in [get(url.string, proxy), get(target, proxy)] {
        #expect(!text.hasPrefix("HTTP/1.1 200"), "\(target): \(text)")
      }
      let text = answer(proxy, to: "CONNECT \(url.host):\(url.port) HTTP/1.1\r\n\r\n")
      #expect(text.hasPrefix("HTTP/1.1 403 "), "\(target): \(text)")
    }
    // Another port of the site's own host.
    let other = server(host: "127.1.0.1")
    #expect(get("\(other.url())", proxy).contains("names another port of 127.1.0.1"))
    // The proxy itself.
    #expect(get(proxy.address + "/", proxy).hasPrefix("HTTP/1.1 403 "))
    #expect(inside.connections + other.connections + site.connections == 0)
    #expect(proxy.refusalText.hasPrefix("; refused connections: "))
  }

  @Test func `Each connection is judged by the addresses that its name has then`() throws {
    let (right, wrong) = ScriptedServer.pair("127.1.0.1", "127.1.0.2") { connection in
      if connection.request() != nil { connection.send(RawResponse.page("right")) }
    } andServe: { connection in
      connection.send(RawResponse.page("wrong"))
    }
    let count = Mutex(0)
    let lookUp: @Sendable (String) -> [IPAddress] = { name in
      let isFirst = count.withLock {
        $0 += 1
        return $0 == 1
      }
      return name == "mixed.test"
        ? [IPAddress("127.1.0.2")!, IPAddress("127.1.0.1")!]
        : [IPAddress(isFirst ? "127.1.0.1" : "127.1.0.2")!]
    }
    let proxy = try makeProxy(AddressPolicy(allowed: [AllowedHost("127.1.0.1")!]), lookUp: lookUp)
    #expect(get("http://rebind.test:\(right.port)/", proxy).hasSuffix("right"))
    #expect(get("http://rebind.test:\(right.port)/", proxy).hasPrefix("HTTP/1.1 403 "))
    // The addresses that are not permitted are skipped.
    #expect(get("http://mixed.test:\(right.port)/", proxy).hasSuffix("right"))
    #expect(get("http://mixed.test:\(right.port)/", proxy).hasSuffix("right"))
    #expect(wrong.connections == 0)
  }

  @Test func `A host that was public stays public behind the proxy`() throws {
    let inside = server()
    let url: WebURL = "http://desk.test:\(inside.port)/"
    for (kind, status) in [(AddressKind.publicAddress, 403), (.privateAddress, 200)] {
      let proxy = try makeProxy(
        AddressPolicy(namedOrigins: [NamedOrigin(url, firstSeen: kind)]),
        lookUp: { _ in [IPAddress("127.0.0.1")!] })
      #expect(get(url.string, proxy).hasPrefix("HTTP/1.1 \(status) "))
    }
    #expect(inside.connections == 1)
  }

  // MARK: - Limits

  @Test func `The head of a request is limited in size and time`() throws {
    let proxy = try makeProxy(.public) {
      $0.maximumHeadSize = 1000
      $0.headDuration = .milliseconds(50)
    }
    let long = "GET http://1.1.1.1/ HTTP/1.1\r\nA: " + String(repeating: "x", count: 9000)
    #expect(answer(proxy, to: long).hasPrefix("HTTP/1.1 431 "))
    #expect(answer(proxy, to: "GET http://1.1.1.1/ HTTP/1.1\r\nA: ") == "")
  }

  @Test func `Bytes, idle time and total time are limited`() throws {
    let flood = ScriptedServer { (connection: ServerConnection) in
      guard connection.request() != nil else { return }
      while connection.send([UInt8](repeating: 0x78, count: 10_000)) {}
    }
    let silent = ScriptedServer { (connection: ServerConnection) in connection.awaitEnd() }
    let policy = AddressPolicy(namedOrigins: [
      NamedOrigin(flood.url()), NamedOrigin(silent.url()),
    ])
    let bytes = try makeProxy(policy) { $0.maximumBytes = 100_000 }
    #expect(get("\(flood.url())", bytes).utf8.count <= 100_000)
    // What has been used up stays used up.
    #expect(get("\(flood.url())", bytes).utf8.count <= 100_000)
    let idle = try makeProxy(policy) { $0.idleDuration = .milliseconds(50) }
    #expect(get("\(silent.url())", idle) == "")
    let total = try makeProxy(policy) { $0.totalDuration = .milliseconds(50) }
    #expect(get("\(silent.url())", total) == "")
    #expect(get("\(flood.url())", total) == "")
  }

  @Test func `The number of connections is limited`() throws {
    let server = server()
    let proxy = try makeProxy(AddressPolicy(namedOrigins: [NamedOrigin(server.url())])) {
      $0.maximumConnections = 0
    }
    #expect(get("\(server.url())", proxy) == "")
    #expect(server.connections == 0)
  }

  @Test func `The end of the proxy ends its connections`() async throws {
    let (requests, request) = AsyncStream.makeStream(of: Void.self)
    let server = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      request.finish()
      connection.awaitEnd()
    }
    let proxy = try makeProxy(AddressPolicy(namedOrigins: [NamedOrigin(server.url())]))
    async let text = get("\(server.url())", proxy)
    for await _ in requests {}
    proxy.stop()
    #expect(await text == "")
    #expect(answer(proxy, to: "GET \(server.url()) HTTP/1.1\r\n\r\n").hasPrefix("HTTP") == false)
  }
}
