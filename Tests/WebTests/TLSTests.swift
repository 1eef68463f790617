import Foundation
import TestSupport
import Testing

@testable import Web

/// Tests with nginx, because a server for TLS and HTTP/2 is too complex to script, and a certificate
/// by openssl.
@Suite(.enabled(if: SecureServer.isAvailable, "nginx or openssl is not installed"))
struct TLSTests {
  let client = Client()

  @Test func `Only the configured certificate authorities are trusted`() async throws {
    let server = try SecureServer()
    let response = try await client.fetch(server.request("/"))
    #expect(response.status == 200)

    var stranger = server.request("/")
    stranger.connection.certificateAuthorities = nil
    let error = await client.failure(of: stranger)
    #expect(error?.stage == .tls)

    var missing = server.request("/")
    missing.connection.certificateAuthorities = "\(server.folder)/none.pem"
    #expect(await client.failure(of: missing)?.stage == .tls)
  }

  @Test func `A change to the file of certificate authorities takes effect immediately`()
    async throws
  {
    let (server, other) = (try SecureServer(), try SecureServer())
    let file = "\(server.folder)/authorities.pem"
    func ask() -> Request { server.request("/") { $0.connection.certificateAuthorities = file } }
    try FileManager.default.copyItem(atPath: "\(other.folder)/cert.pem", toPath: file)
    #expect(await client.failure(of: ask())?.stage == .tls)
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.copyItem(atPath: "\(server.folder)/cert.pem", toPath: file)
    #expect(try await client.fetch(ask()).status == 200)
  }

  @Test func `A server without the minimum version of TLS is refused`() async throws {
    let server = try SecureServer(protocols: "TLSv1.2")
    #expect(try await client.fetch(server.request("/")).status == 200)
    let error = await Client().failure(
      of: server.request("/") { $0.connection.minimumTLS = .oneThree })
    #expect(error?.stage == .tls)
    let newer = try SecureServer(protocols: "TLSv1.3")
    #expect(
      try await client.fetch(newer.request("/") { $0.connection.minimumTLS = .oneThree }).status
        == 200)
  }

  @Test func `Many fetches share one HTTP-2 connection`() async throws {
    let server = try SecureServer()
    let responses = try await withThrowingTaskGroup { group in
      for number in 0..<40 {
        group.addTask { try await client.fetch(server.request("/\(number)")) }
      }
      return try await group.reduce(into: [Response]()) { $0.append($1) }
    }
    #expect(responses.allSatisfy { $0.header("x-protocol") == "HTTP/2.0" })
    #expect(Set(responses.map { $0.header("x-connection") }).count == 1)
  }

  @Test func `The messages of HTTP-2 are recorded as those of HTTP-1`() async throws {
    let server = try SecureServer()
    var request = server.request("/x")
    request.recordsExchanges = true
    let exchange = try #require(try await client.fetch(request).exchanges.first)
    #expect(exchange.transport == "h2")
    #expect(exchange.requestHeader.starts(with: "GET /x HTTP/1.1\r\nHost: ".utf8))
    #expect(exchange.responseHeader.starts(with: "HTTP/1.1 200 \r\n".utf8))
    #expect(exchange.responseHeader.suffix(4).elementsEqual("\r\n\r\n".utf8))
  }

  @Test func `A new connection resumes a TLS session`() async throws {
    let server = try SecureServer(http2: false)
    let first = try await client.fetch(server.request("/close"))
    let second = try await client.fetch(server.request("/close"))
    #expect(first.header("x-connection") != second.header("x-connection"))
    #expect(first.header("x-resumed") == ".")
    #expect(second.header("x-resumed") == "r")
    // Sessions are shared by fetches without a jar, and by fetches with the same jar.
    let third = try await client.fetch(
      server.request("/close") { $0.cookieJar = CookieJar(name: "desk") })
    #expect(third.header("x-resumed") == ".")
    let fourth = try await client.fetch(
      server.request("/close") { $0.cookieJar = CookieJar(name: "desk") })
    #expect(fourth.header("x-resumed") == "r")
  }

  @Test func `Credentials are not sent after a redirect from https to http`() async throws {
    let plain = ScriptedServer { head in RawResponse.page(head) }
    let server = try SecureServer(other: plain)
    let response = try await client.fetch(
      server.request("/away") { $0.header.credentials = Credentials(user: "u", password: "p") })
    #expect(response.url == plain.url("/there"))
    #expect(!String(decoding: response.body, as: UTF8.self).contains("Authorization"))
  }
}

/// Tests of errors within a connection that many fetches share.
@Suite(.enabled(if: SecureServer.isAvailable, "nginx or openssl is not installed"))
struct HTTP2Tests {
  let client = Client()

  /// Runs a body before the tasks of other tests. libcurl closes connections that were idle for two
  /// minutes, and on a busy machine a task of normal priority may wait for longer.
  private func promptly(_ body: @escaping @Sendable () async throws -> Void) async throws {
    try await Task(priority: .high, operation: body).value
  }

  @Test func `An incomplete stream is an error, and the connection stays usable`() async throws {
    let origin = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      connection.send(RawResponse.page("half", length: 8))
    }
    let server = try SecureServer(other: origin)
    try await promptly { [client] in
      let before = try await client.fetch(server.request("/"))
      let error = await client.failure(of: server.request("/through"))
      #expect(error?.stage == .body)
      let after = try await client.fetch(server.request("/"))
      #expect(after.header("x-protocol") == "HTTP/2.0")
      #expect(after.header("x-connection") == before.header("x-connection"))
    }
  }

  @Test func `Cancelling a stream does not end its connection`() async throws {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    let origin = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      ask.yield()
      connection.awaitEnd()
      end.yield()
    }
    let server = try SecureServer(other: origin)
    try await promptly { [client] in
      let before = try await client.fetch(server.request("/"))
      let fetch = Task { await client.failure(of: server.request("/through")) }
      for await _ in asked { break }
      fetch.cancel()
      #expect(await fetch.value?.stage == .cancelled)
      let after = try await client.fetch(server.request("/"))
      #expect(after.header("x-connection") == before.header("x-connection"))
    }
    // libcurl 7.88 sends the reset of the stream with the next request.
    for await _ in ended { break }
  }

  @Test func `A new connection replaces one that the server has ended`() async throws {
    let server = try SecureServer(requestsPerConnection: 3)
    for number in 0..<10 {
      #expect(try await client.fetch(server.request("/\(number)")).status == 200)
    }
  }

  @Test func `The number of header fields is limited over HTTP-2`() async throws {
    let fields = (0..<300).map { "X-\($0): a" }
    let origin = ScriptedServer { _ in RawResponse.page("x", headers: fields) }
    let server = try SecureServer(other: origin)
    let error = await client.failure(
      of: server.request("/through") { $0.bounds.maximumHeaderCount = 100 })
    #expect(error?.reason == "the response has more than 100 header lines")
  }

  @Test func `An HTTP-2 connection is reused only if the policy of the request allows its peer`()
    async throws
  {
    let server = try SecureServer()
    let before = try await client.fetch(server.request("/"))
    var stranger = server.request("/")
    stranger.addressPolicy = .public
    #expect(await client.failure(of: stranger)?.stage == .policy)
    #expect(try await client.fetch(server.request("/")).body == before.body)
  }
}

/// nginx on loopback, until the end of the test.
final class SecureServer: Sendable {
  static let isAvailable = [nginx, openssl].allSatisfy(FileManager.default.isExecutableFile)
  private static let nginx = "/usr/sbin/nginx"
  private static let openssl = "/usr/bin/openssl"

  let folder: String
  /// nginx does not report a port that it chooses itself.
  private let port = ReservedPort()

  /// - Parameter other: The server that `/through` forwards requests to and `/away` redirects to.
  init(
    http2: Bool = true, requestsPerConnection: Int = 1000, protocols: String = "TLSv1.2 TLSv1.3",
    other: ScriptedServer? = nil
  ) throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("ledewatch-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.run(
      Self.openssl,
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", "\(folder)/key.pem", "-out", "\(folder)/cert.pem", "-days", "2", "-subj",
        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
      ])
    try configuration(
      http2 ? "ssl http2" : "ssl", requestsPerConnection, protocols,
      other?.url("").origin ?? "http://127.0.0.1"
    ).write(
      toFile: "\(folder)/nginx.conf", atomically: true, encoding: .utf8)
    // nginx goes to the background when it listens.
    try Self.run(Self.nginx, arguments)
  }

  deinit {
    try? Self.run(Self.nginx, arguments + ["-s", "stop"])
    try? FileManager.default.removeItem(atPath: folder)
  }

  func request(_ path: String, configure: (inout Request) -> Void = { _ in }) -> Request {
    .local("https://localhost:\(port.number)\(path)", allowing: ["localhost", "127.0.0.1"]) {
      $0.connection.certificateAuthorities = "\(folder)/cert.pem"
      configure(&$0)
    }
  }

  private var arguments: [String] {
    ["-p", folder, "-c", "\(folder)/nginx.conf", "-e", "\(folder)/error.log"]
  }

  private func configuration(_ kind: String, _ requests: Int, _ protocols: String, _ other: String)
    -> String
  {
    """
    worker_processes 1;
    pid \(folder)/nginx.pid;
    events { worker_connections 256; }
    http {
      access_log off;
      client_body_temp_path \(folder)/body;
      proxy_temp_path \(folder)/proxy;
      fastcgi_temp_path \(folder)/fastcgi;
      uwsgi_temp_path \(folder)/uwsgi;
      scgi_temp_path \(folder)/scgi;
      keepalive_requests \(requests);
      # On a busy machine, a test may wait for long between two requests.
      keepalive_timeout 1h;
      proxy_read_timeout 1h;
      proxy_buffer_size 64k;
      proxy_buffers 8 64k;
      ssl_session_cache shared:sessions:1m;
      server {
        listen 127.0.0.1:\(port.number) \(kind);
        ssl_protocols \(protocols);
        ssl_certificate \(folder)/cert.pem;
        ssl_certificate_key \(folder)/key.pem;
        add_header X-Protocol $server_protocol;
        add_header X-Connection $connection;
        add_header X-Resumed $ssl_session_reused;
        location / { return 200 "page"; }
        location /close { keepalive_timeout 0; return 200 "page"; }
        location /away { return 302 \(other)/there; }
        location /through { proxy_pass \(other); }
      }
    }
    """
  }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let status = try Program(program, arguments).run().status
    guard status == 0 else { throw SecureServerError(program: program, status: status) }
  }

  private struct SecureServerError: Error {
    let program: String
    let status: Int32
  }
}
