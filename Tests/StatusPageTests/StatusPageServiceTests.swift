import Foundation
import Logging
import Settings
import TestSupport
import Testing
import Watch

@testable import StatusPage

/// The server on a socket, with a service whose stores are not open.
@Suite(.timeLimit(.minutes(2))) struct StatusPageServiceTests {
  private let scratch = Scratch()
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  private var path: String { scratch.path("status.sock") }

  private func settings(mode: Int = 0o660) -> MonitoringSettings {
    var settings = MonitoringSettings()
    settings.statusPage = .unix(path)
    settings.statusPageMode = mode
    return settings
  }

  private func service(mode: Int = 0o660) throws -> StatusPageService? {
    try StatusPageService(settings(mode: mode), monitor: ServiceMonitor(version: "9"), log: log)
  }

  /// Serves while `body` runs.
  private func serving(_ body: () async throws -> Void) async throws {
    let service = try #require(try service())
    let task = Task { try await service.run() }
    do { try await body() } catch {
      task.cancel()
      throw error
    }
    task.cancel()
    try await task.value
  }

  private func answer(_ request: String) async throws -> String {
    try await UnixClient(path).send(Array(request.utf8))
  }

  @Test func `Every response forbids scripts, framing and reading by other sites`() async throws {
    try await serving {
      for target in ["/", "/style.css", "/metrics", "/nothing", "/healthz"] {
        let response = try await answer("GET \(target) HTTP/1.1\r\n\r\n")
        #expect(response.contains("Content-Security-Policy: default-src 'none';"), "\(target)")
        #expect(response.contains("X-Content-Type-Options: nosniff"))
        #expect(response.contains("Referrer-Policy: no-referrer"))
        #expect(response.contains("Cross-Origin-Resource-Policy: same-origin"))
        #expect(!response.contains("Access-Control"))
        #expect(!response.contains("<script") && !response.contains("style="))
      }
    }
  }

  @Test func `A service whose stores are not open is alive but not ready`() async throws {
    try await serving {
      for (path, status) in [("healthz", 200), ("readyz", 503), ("", 503)] {
        let response = try await answer("GET /\(path) HTTP/1.1\r\n\r\n")
        #expect(response.hasPrefix("HTTP/1.1 \(status) "))
      }
      let metrics = try await answer(
        "GET /metrics HTTP/1.1\r\nAccept: application/openmetrics-text\r\n\r\n")
      #expect(metrics.contains("Content-Type: application/openmetrics-text; version=1.0.0"))
      #expect(metrics.contains("ledewatch_build_info{version=\"9\"} 1"))
      #expect(metrics.hasSuffix("# EOF\n"))
    }
  }

  @Test func `HEAD has no body, and other methods are refused`() async throws {
    try await serving {
      let head = try await answer("HEAD /healthz HTTP/1.1\r\n\r\n")
      #expect(head.contains("Content-Length: 6\r\n") && head.hasSuffix("\r\n\r\n"))
      for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let response = try await answer("\(method) / HTTP/1.1\r\n\r\n")
        #expect(response.hasPrefix("HTTP/1.1 405") && response.contains("Allow: GET, HEAD"))
      }
    }
  }

  @Test func `A request that is too large is refused`() async throws {
    try await serving {
      let field = "X: " + String(repeating: "x", count: 20_000)
      let response = try await answer("GET / HTTP/1.1\r\n\(field)")
      #expect(response.hasPrefix("HTTP/1.1 431"))
    }
  }

  @Test func `Clients that send nothing do not keep the server from stopping`() async throws {
    var clients: [UnixClient] = []
    try await serving {
      // More than are served at the same time.
      for _ in 0..<(2 * StatusPageService.maximumConnections) {
        clients.append(try UnixClient(path))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `The socket has its mode, and replaces one that nobody listens on`() throws {
    let permissions = { try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] }
    do {
      let first = try StatusListener(settings(mode: 0o600), at: .unix(path))
      #expect(try permissions() as? Int == 0o600)
      let error = #expect(throws: StatusPageError.self) { try service() }
      #expect(error?.reason == "another process listens there")
      try first.socket.close()
    }
    let second = try StatusListener(settings(mode: 0o666), at: .unix(path))
    #expect(try permissions() as? Int == 0o666)
    second.close()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `A file that is no socket is never replaced`() throws {
    scratch.write("mine", to: "status.sock")
    let error = #expect(throws: StatusPageError.self) { try service() }
    #expect(
      error?.description
        == "status_page: cannot listen on unix:\(path): the file exists and is not a socket")
    #expect(scratch.read("status.sock") == "mine")
  }

  @Test func `A directory that does not exist is an error that says so`() {
    var settings = MonitoringSettings()
    settings.statusPage = .unix(scratch.path("none/status.sock"))
    let error = #expect(throws: StatusPageError.self) {
      try StatusPageService(settings, monitor: ServiceMonitor(), log: log)
    }
    #expect(error?.reason == "no such file or directory")
  }

  @Test func `Nothing is served without an address`() throws {
    #expect(
      try StatusPageService(MonitoringSettings(), monitor: ServiceMonitor(), log: log) == nil)
  }
}
