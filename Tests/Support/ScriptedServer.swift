import Basics
import Glibc
import WebURL

/// A server on loopback that a test controls byte by byte. It passes each connection to a closure on a
/// thread of its own and closes it when the closure returns. It ends with its last reference.
package final class ScriptedServer: Sendable {
  private struct State {
    var openConnections: [Int32: ServerConnection] = [:]
    var count = 0
    var isEnding = false
  }

  package let port: UInt16
  private let host: String
  private let listener: Int32
  private let state = Locked(State())
  private let serve: @Sendable (ServerConnection) -> Void

  package convenience init(
    host: String = "127.0.0.1", serve: @escaping @Sendable (ServerConnection) -> Void
  ) {
    guard let (listener, port) = ScriptedServer.listen(host, 0) else {
      preconditionFailure("no port of \(host) is free")
    }
    self.init(host, port, listener, serve)
  }

  /// Returns two servers that listen on the same port of two addresses.
  package static func pair(
    _ one: String, _ other: String, serve: @escaping @Sendable (ServerConnection) -> Void,
    andServe serveOther: @escaping @Sendable (ServerConnection) -> Void
  ) -> (ScriptedServer, ScriptedServer) {
    for _ in 0..<100 {
      let first = ScriptedServer(host: one, serve: serve)
      // Another test may use the same port of the other address.
      guard let (listener, port) = listen(other, first.port) else { continue }
      return (first, ScriptedServer(other, port, listener, serveOther))
    }
    preconditionFailure("no port is free at both \(one) and \(other)")
  }

  private init(
    _ host: String, _ port: UInt16, _ listener: Int32,
    _ serve: @escaping @Sendable (ServerConnection) -> Void
  ) {
    self.host = host
    self.port = port
    self.listener = listener
    self.serve = serve
    // The threads do not retain the server, so that it ends with the last reference of the test.
    let state = state
    ScriptedServer.detach {
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { break }
        let connection = ServerConnection(socket: socket)
        let isEnding = state.withLock { state in
          state.openConnections[socket] = connection
          state.count += 1
          return state.isEnding
        }
        if isEnding { connection.shutDown() }
        ScriptedServer.detach {
          serve(connection)
          state.withLock { _ = $0.openConnections.removeValue(forKey: socket) }
          close(socket)
        }
      }
      close(listener)
    }
  }

  deinit {
    state.withLock { state in
      state.isEnding = true
      for connection in state.openConnections.values { connection.shutDown() }
    }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// Creates a server that responds to each request on any number of connections.
  package convenience init(
    host: String = "127.0.0.1", respond: @escaping @Sendable (_ head: String) -> String
  ) {
    self.init(host: host) { (connection: ServerConnection) in
      while let head = connection.request() { connection.send(respond(head)) }
    }
  }

  /// The number of connections accepted so far.
  package var connections: Int { state.withLock(\.count) }

  package func url(_ path: String = "/") -> WebURL {
    "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)"
  }

  /// Whether this machine has IPv6.
  package static let hasIPv6: Bool = {
    let probe = socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard probe >= 0 else { return false }
    defer { close(probe) }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(probe, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
      }
    }
  }()

  /// - Parameter port: 0 for any free port.
  /// - Returns: The listening socket and its port; nil if the port is in use.
  private static func listen(_ host: String, _ port: UInt16) -> (Int32, UInt16)? {
    guard let (listener, port) = bind(host, port) else { return nil }
    guard Glibc.listen(listener, 1024) == 0 else {
      close(listener)
      return nil
    }
    return (listener, port)
  }

  /// - Parameter port: 0 for any free port.
  /// - Returns: The bound socket and its port; nil if the port is in use.
  package static func bind(_ host: String, _ port: UInt16) -> (Int32, UInt16)? {
    let isIPv6 = host.contains(":")
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let listener = socket(isIPv6 ? AF_INET6 : AF_INET, type, 0)
    precondition(listener >= 0, "cannot create a socket")
    // Earlier connections that are in TIME_WAIT do not prevent listening.
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    withUnsafeMutableBytes(of: &storage) { bytes in
      if isIPv6 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        inet_pton(AF_INET6, host, &address.sin6_addr)
        bytes.storeBytes(of: address, as: sockaddr_in6.self)
      } else {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        bytes.storeBytes(of: address, as: sockaddr_in.self)
      }
    }
    let port = withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> UInt16? in
        guard Glibc.bind(listener, address, length) == 0 else { return nil }
        getsockname(listener, address, &length)
        // The port has the same offset in both kinds of addresses.
        return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
          UInt16(bigEndian: $0.pointee.sin_port)
        }
      }
    }
    if port == nil { close(listener) }
    return port.map { (listener, $0) }
  }

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func detach(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Work(body)).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Work>.fromOpaque(context!).takeRetainedValue().body()
        return nil
      }, context)
    precondition(code == 0, "cannot create a thread")
    pthread_detach(thread)
  }
}

/// The server side of a connection. Its functions block until the client or the test ends.
package struct ServerConnection: Sendable {
  package let socket: Int32

  package init(socket: Int32) { self.socket = socket }

  /// Returns the head of the next request; nil if the client has closed the connection.
  package func request() -> String? {
    bytesOfRequest().map { String(decoding: $0, as: UTF8.self) }
  }

  package func bytesOfRequest() -> [UInt8]? { bytes(through: [13, 10, 13, 10]) }

  /// Returns the next line without its CRLF; nil if the client has closed the connection.
  package func line() -> String? {
    bytes(through: [13, 10]).map { String(decoding: $0.dropLast(2), as: UTF8.self) }
  }

  private func bytes(through end: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    while !bytes.suffix(end.count).elementsEqual(end) {
      var byte: UInt8 = 0
      guard recv(socket, &byte, 1, 0) == 1 else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Returns false if the client has closed the connection.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.send(
          socket, buffer.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Returns when the client has closed the connection.
  package func awaitEnd() {
    var byte: UInt8 = 0
    while recv(socket, &byte, 1, 0) > 0 {}
  }

  /// Makes the connection end with a reset.
  package func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  package func shutDown() {
    shutdown(socket, Int32(SHUT_RDWR))
  }
}

/// Functions that return responses as text.
package enum RawResponse {
  package static func page(
    _ body: String = "", status: Int = 200, headers: [String] = [], length: Int? = nil
  ) -> String {
    (["HTTP/1.1 \(status) X", "Content-Length: \(length ?? body.utf8.count)"] + headers)
      .joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  package static func coded(_ coding: String, _ body: [UInt8], length: Int? = nil) -> [UInt8] {
    Array(
      "HTTP/1.1 200 X\r\nContent-Length: \(length ?? body.count)\r\nContent-Encoding: \(coding)\r\n\r\n"
        .utf8) + body
  }

  package static func redirect(
    _ location: some CustomStringConvertible, status: Int = 302, headers: [String] = []
  ) -> String {
    page(status: status, headers: ["Location: \(location)"] + headers)
  }
}
