import Foundation
import TestSupport
import Testing

@testable import Web

/// Beside a real server, for TLS and HTTP/2 are no matter of a few lines: nginx, with a certificate
/// that openssl makes for the occasion. Skipped where one of the two is missing.
@Suite(.enabled(if: SecureServer.isPossible, "nginx or openssl is not installed"))
struct TLSTests {
  let client = Client()

  @Test func `Only the authorities named are believed`() async throws {
    let server = try SecureServer()
    let reply = try await client.fetch(server.request("/"))
    #expect(reply.status == 200)

    var stranger = server.request("/")
    stranger.authorities = nil
    let error = await client.failure(of: stranger)
    #expect(error?.stage == .tls)
    #expect(error?.reason.contains("certificate") == true)

    var nobody = server.request("/")
    nobody.authorities = "\(server.folder)/none.pem"
    #expect(await client.failure(of: nobody)?.stage == .tls)
  }

  @Test func `Authorities that are corrected in their file are believed from then on`() async throws
  {
    let (server, other) = (try SecureServer(), try SecureServer())
    let file = "\(server.folder)/authorities.pem"
    func ask() -> Request { server.request("/") { $0.authorities = file } }
    try FileManager.default.copyItem(atPath: "\(other.folder)/cert.pem", toPath: file)
    #expect(await client.failure(of: ask())?.stage == .tls)
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.copyItem(atPath: "\(server.folder)/cert.pem", toPath: file)
    #expect(try await client.fetch(ask()).status == 200)
  }

  @Test func `A server that speaks only older TLS than the minimum is not talked to`() async throws
  {
    let server = try SecureServer(protocols: "TLSv1.2")
    #expect(try await client.fetch(server.request("/")).status == 200)
    let error = await Client().failure(of: server.request("/") { $0.minimumTLS = .oneThree })
    #expect(error?.stage == .tls)
    let newer = try SecureServer(protocols: "TLSv1.3")
    #expect(
      try await client.fetch(newer.request("/") { $0.minimumTLS = .oneThree }).status == 200)
  }

  @Test func `HTTP-2 takes many fetches over one connection`() async throws {
    let server = try SecureServer()
    let replies = try await withThrowingTaskGroup { group in
      for number in 0..<40 {
        group.addTask { try await client.fetch(server.request("/\(number)")) }
      }
      return try await group.reduce(into: [Reply]()) { $0.append($1) }
    }
    #expect(replies.allSatisfy { $0.header("x-protocol") == "HTTP/2.0" })
    #expect(Set(replies.map { $0.header("x-connection") }).count == 1)
  }

  @Test func `A session is taken up again on a new connection`() async throws {
    let server = try SecureServer(http2: false)
    let first = try await client.fetch(server.request("/close"))
    let second = try await client.fetch(server.request("/close"))
    #expect(first.header("x-connection") != second.header("x-connection"))
    #expect(first.header("x-resumed") == ".")
    #expect(second.header("x-resumed") == "r")
    // Sessions are shared by all who do without cookies, and by those of one jar.
    let third = try await client.fetch(
      server.request("/close") { $0.cookieJar = CookieJar(name: "desk") })
    #expect(third.header("x-resumed") == ".")
    let fourth = try await client.fetch(
      server.request("/close") { $0.cookieJar = CookieJar(name: "desk") })
    #expect(fourth.header("x-resumed") == "r")
  }

  @Test func `Credentials do not follow from https to http`() async throws {
    let plain = RawServer { head in Answer.page(head) }
    let server = try SecureServer(other: plain)
    let reply = try await client.fetch(
      server.request("/away") { $0.credentials = Credentials(user: "u", password: "p") })
    #expect(reply.url == plain.url("/there"))
    #expect(!String(decoding: reply.body, as: UTF8.self).contains("Authorization"))
  }
}

/// Faults within a connection that many fetches share.
@Suite(.enabled(if: SecureServer.isPossible, "nginx or openssl is not installed"))
struct HTTP2Tests {
  let client = Client()

  @Test func `A stream that is cut is an error, and the connection's others go on`() async throws {
    let origin = RawServer { (wire: Wire) in
      _ = wire.request()
      wire.send(Answer.page("half", length: 8))
    }
    let server = try SecureServer(other: origin)
    let before = try await client.fetch(server.request("/"))
    let error = await client.failure(of: server.request("/through"))
    #expect(error?.stage == .body)
    let after = try await client.fetch(server.request("/"))
    #expect(after.header("x-protocol") == "HTTP/2.0")
    #expect(after.header("x-connection") == before.header("x-connection"))
  }

  @Test func `A stream can be cancelled without its connection`() async throws {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    let origin = RawServer { (wire: Wire) in
      _ = wire.request()
      ask.yield()
      wire.awaitEnd()
      end.yield()
    }
    let server = try SecureServer(other: origin)
    let before = try await client.fetch(server.request("/"))
    let fetch = Task { await client.failure(of: server.request("/through")) }
    for await _ in asked { break }
    fetch.cancel()
    #expect(await fetch.value?.stage == .cancelled)
    let after = try await client.fetch(server.request("/"))
    #expect(after.header("x-connection") == before.header("x-connection"))
    // libcurl 7.88 tells the server of the end of the one with the next request.
    for await _ in ended { break }
  }

  @Test func `A connection that the server ends is followed by another`() async throws {
    let server = try SecureServer(requestsPerConnection: 3)
    for number in 0..<10 {
      #expect(try await client.fetch(server.request("/\(number)")).status == 200)
    }
  }

  @Test func `Header fields without number are bounded here too`() async throws {
    let fields = (0..<300).map { "X-\($0): a" }
    let origin = RawServer { _ in Answer.page("x", headers: fields) }
    let server = try SecureServer(other: origin)
    let error = await client.failure(
      of: server.request("/through") { $0.bounds.headerCount = 100 })
    #expect(error?.reason == "more than 100 header lines")
  }

  @Test func `A kept connection serves only who may use it here too`() async throws {
    let server = try SecureServer()
    let before = try await client.fetch(server.request("/"))
    var stranger = server.request("/")
    stranger.addressPolicy = .public
    #expect(await client.failure(of: stranger)?.stage == .policy)
    #expect(try await client.fetch(server.request("/")).body == before.body)
  }
}

/// nginx on loopback, from its start to the end of the test.
final class SecureServer: Sendable {
  static let isPossible = [nginx, openssl].allSatisfy(FileManager.default.isExecutableFile)
  private static let nginx = "/usr/sbin/nginx"
  private static let openssl = "/usr/bin/openssl"

  let folder: String
  let port: UInt16

  /// - Parameter other: what `/through` is a way to, and `/away` redirects to.
  init(
    http2: Bool = true, requestsPerConnection: Int = 1000, protocols: String = "TLSv1.2 TLSv1.3",
    other: RawServer? = nil
  ) throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("ledewatch-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Free a moment ago; nginx cannot tell which one it would have taken.
    port = RawServer { _ in "" }.port
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
    // It goes to the background once it listens.
    try Self.run(Self.nginx, arguments)
  }

  deinit {
    try? Self.run(Self.nginx, arguments + ["-s", "stop"])
    try? FileManager.default.removeItem(atPath: folder)
  }

  func request(_ path: String, configure: (inout Request) -> Void = { _ in }) -> Request {
    .local("https://localhost:\(port)\(path)", naming: ["localhost", "127.0.0.1"]) {
      $0.authorities = "\(folder)/cert.pem"
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
      proxy_buffer_size 64k;
      proxy_buffers 8 64k;
      ssl_session_cache shared:sessions:1m;
      server {
        listen 127.0.0.1:\(port) \(kind);
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

  /// Not by Foundation's Process, which waits for the end of whatever a program leaves behind.
  private static func run(_ program: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    let strings = ([program] + arguments).map { strdup($0) }
    defer { for string in strings { free(string) } }
    var id = pid_t()
    var status: Int32 = 0
    guard posix_spawn(&id, program, &actions, nil, strings + [nil], environ) == 0,
      waitpid(id, &status, 0) == id, status == 0
    else { throw SecureServerError(program: program, status: status) }
  }

  private struct SecureServerError: Error {
    let program: String
    let status: Int32
  }
}
