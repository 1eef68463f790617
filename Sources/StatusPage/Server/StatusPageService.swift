import Basics
import FlyingSocks
import Foundation
import Logging
import ServiceLifecycle
import Settings
import Watch

/// The server of the status page. It reads values of the service and changes nothing.
///
/// It uses the sockets of FlyingFox but not its HTTP server, which limits neither the size nor the time of
/// a request nor the number of connections.
package struct StatusPageService: Service, CustomStringConvertible {
  private let listener: StatusListener
  private let pages: StatusPages
  private let log: Logger
  /// The hosts that a request may name; nil for any, because only a port can be reached by a browser.
  private let hosts: Set<String>?

  /// The number of connections that are served at the same time. Others wait.
  static let maximumConnections = 16
  /// The time for a request to arrive.
  private static let requestTime = Duration.seconds(3)
  /// The time for a response to be made and taken.
  private static let responseTime = Duration.seconds(30)

  /// Listens on the configured address. Clients are answered when the service runs.
  /// - Returns: nil if no address is configured.
  /// - Throws: `StatusPageError`
  package init?(
    _ settings: MonitoringSettings, monitor: ServiceMonitor, log: Logger
  ) throws(StatusPageError) {
    guard let address = settings.statusPage else { return nil }
    listener = try StatusListener(settings, at: address)
    pages = StatusPages(monitor: monitor)
    self.log = log
    if case .unix = address { hosts = nil } else { hosts = settings.statusPageHosts }
  }

  package var description: String { "StatusPageService" }

  /// Serves until graceful shutdown or cancellation.
  package func run() async throws {
    defer { listener.close() }
    log.info("serving the status page", metadata: ["address": "\(listener.address)"])
    do {
      try await cancelWhenGracefulShutdown { try await serveUntilCancelled() }
    } catch is CancellationError {
      return
    }
  }

  /// Serves, and begins again after an error, which must not end the service.
  private func serveUntilCancelled() async throws {
    while true {
      do {
        try await serve()
      } catch {
        try Task.checkCancellation()
        log.error(
          "cannot serve the status page; trying again",
          metadata: ["stage": "status", "reason": "\(error)"])
        try await Task.sleep(for: .seconds(1))
      }
    }
  }

  private func serve() async throws {
    let pool = SocketPool(queue: ePoll(maxEvents: 2 * StatusPageService.maximumConnections))
    try await pool.prepare()
    let socket = try AsyncSocket(socket: listener.socket, pool: pool)
    try await withThrowingTaskGroup { group in
      group.addTask { try await pool.run() }
      for _ in 0..<StatusPageService.maximumConnections {
        group.addTask { try await acceptConnections(on: socket, pool) }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Serves one connection after the other.
  private func acceptConnections(
    on socket: AsyncSocket, _ pool: SocketPool<ePoll>
  ) async throws {
    while true {
      try Task.checkCancellation()
      do {
        let connection = try await socket.accept()
        _ = fcntl(connection.socket.file.rawValue, F_SETFD, FD_CLOEXEC)
        await serve(connection)
        // A close before the pool has forgotten the descriptor would confuse it with the next one.
        await pool.awaitPendingWork()
        try? connection.close()
      } catch let error as CancellationError {
        throw error
      } catch {
        // Too many open files, mostly.
        log.debug(
          "cannot accept a connection", metadata: ["stage": "status", "reason": "\(error)"])
        try await Task.sleep(for: .seconds(1))
      }
    }
  }

  private func serve(_ connection: AsyncSocket) async {
    do {
      let request = try await withTimeLimit(StatusPageService.requestTime) {
        try await StatusPageService.readHead(from: connection)
      }
      try await withTimeLimit(StatusPageService.responseTime) {
        let bytes = await self.response(to: request)
        try await connection.write(Data(bytes))
      }
      // The rest of a request that was not read would reset the connection before the response arrives.
      shutdown(connection.socket.file.rawValue, Int32(SHUT_WR))
      _ = try? await withTimeLimit(.seconds(1)) { try await connection.read(atMost: 4096) }
    } catch {
      // The client was slow, or has gone.
    }
  }

  private static func readHead(
    from connection: AsyncSocket
  ) async throws -> Result<StatusRequest, StatusRequest.Problem> {
    var bytes: [UInt8] = []
    while true {
      bytes += try await connection.read(atMost: 4096)
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        guard end.lowerBound <= StatusRequest.maximumBytes else { break }
        return Result { () throws(StatusRequest.Problem) in
          try StatusRequest(parsing: bytes[..<end.lowerBound])
        }
      }
      if bytes.count > StatusRequest.maximumBytes { break }
    }
    return .failure(StatusRequest.Problem(status: 431, text: "The request is too large."))
  }

  private func response(to request: Result<StatusRequest, StatusRequest.Problem>) async -> [UInt8] {
    switch request {
    case .failure(let problem):
      return StatusResponse.text(problem.text, status: problem.status).bytes(isHead: false)
    case .success(let request):
      if let hosts, !request.hasAllowedHost(hosts) {
        let text = "This host name is not allowed; see “status_page_hosts”."
        return StatusResponse.text(text, status: 421).bytes(isHead: request.isHead)
      }
      return await pages.response(to: request).bytes(isHead: request.isHead)
    }
  }
}

extension SocketPool {
  /// Returns after the pool has completed what it is doing.
  fileprivate func awaitPendingWork() {}
}

/// The time for some work is over.
private struct TimeLimitError: Error {}

/// Returns the result of some work, which is cancelled when its time is over.
private func withTimeLimit<Value: Sendable>(
  _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup { group in
    group.addTask { try await work() }
    group.addTask {
      try await Task.sleep(for: limit)
      throw TimeLimitError()
    }
    defer { group.cancelAll() }
    return try await group.next()!
  }
}
