import Glibc
import TestSupport
import WebURL

@testable import Web

/// A server on loopback that does what a script says, byte by byte: each connection is handed to a
/// closure on a thread of its own, and closed when that returns. Ends with its last reference.
final class RawServer: Sendable {
  private struct State {
    var wires: [Int32: Wire] = [:]
    var count = 0
    var isEnding = false
  }

  let port: UInt16
  private let host: String
  private let listener: Int32
  private let state = Lock(State())
  private let serve: @Sendable (Wire) -> Void

  convenience init(host: String = "127.0.0.1", serve: @escaping @Sendable (Wire) -> Void) {
    guard let (listener, port) = RawServer.listen(host, 0) else {
      preconditionFailure("no port of \(host) is free")
    }
    self.init(host, port, listener, serve)
  }

  /// Two at one port of two addresses.
  static func pair(
    _ one: String, _ other: String, serve: @escaping @Sendable (Wire) -> Void,
    andServe serveOther: @escaping @Sendable (Wire) -> Void
  ) -> (RawServer, RawServer) {
    for _ in 0..<100 {
      let first = RawServer(host: one, serve: serve)
      // Another test may have the same port there.
      guard let (listener, port) = listen(other, first.port) else { continue }
      return (first, RawServer(other, port, listener, serveOther))
    }
    preconditionFailure("no port is free at both \(one) and \(other)")
  }

  private init(
    _ host: String, _ port: UInt16, _ listener: Int32, _ serve: @escaping @Sendable (Wire) -> Void
  ) {
    self.host = host
    self.port = port
    self.listener = listener
    self.serve = serve
    // The threads hold the closures they need, not the server: it ends when the test lets go of it.
    let state = state
    RawServer.detach {
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { break }
        let wire = Wire(socket: socket)
        let isEnding = state.with { state in
          state.wires[socket] = wire
          state.count += 1
          return state.isEnding
        }
        if isEnding { wire.hangUp() }
        RawServer.detach {
          serve(wire)
          state.with { _ = $0.wires.removeValue(forKey: socket) }
          close(socket)
        }
      }
      close(listener)
    }
  }

  deinit {
    state.with { state in
      state.isEnding = true
      for wire in state.wires.values { wire.hangUp() }
    }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// An answer to each request, over as many connections as the client likes.
  convenience init(
    host: String = "127.0.0.1", answer: @escaping @Sendable (_ head: String) -> String
  ) {
    self.init(host: host) { (wire: Wire) in
      while let head = wire.request() { wire.send(answer(head)) }
    }
  }

  /// Connections accepted so far.
  var connections: Int { state.with(\.count) }

  func url(_ path: String = "/") -> WebURL {
    "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)"
  }

  /// Whether this machine has IPv6.
  static let hasIPv6: Bool = {
    let probe = socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard probe >= 0 else { return false }
    defer { close(probe) }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(probe, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
      }
    }
  }()

  /// - Parameter port: 0 for any that is free.
  /// - Returns: The listening socket and its port; nil where the port is taken.
  private static func listen(_ host: String, _ port: UInt16) -> (Int32, UInt16)? {
    let isIPv6 = host.contains(":")
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let listener = socket(isIPv6 ? AF_INET6 : AF_INET, type, 0)
    precondition(listener >= 0, "no socket")
    // What earlier connections have left waiting at a port is no reason not to listen there.
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
        guard bind(listener, address, length) == 0, Glibc.listen(listener, 1024) == 0 else {
          return nil
        }
        getsockname(listener, address, &length)
        // The port lies at the same place in both kinds of address.
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
    precondition(code == 0, "no thread to be had")
    pthread_detach(thread)
  }
}

/// One connection, from the server's side. Calls block; they end when the test or the client does.
struct Wire: Sendable {
  let socket: Int32

  /// The head of the next request; nil when the client has closed.
  func request() -> String? {
    bytesOfRequest().map { String(decoding: $0, as: UTF8.self) }
  }

  func bytesOfRequest() -> [UInt8]? {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
      var byte: UInt8 = 0
      guard recv(socket, &byte, 1, 0) == 1 else { return nil }
      head.append(byte)
    }
    return head
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// False when the client has gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
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

  /// Returns when the client has closed.
  func awaitEnd() {
    var byte: UInt8 = 0
    while recv(socket, &byte, 1, 0) > 0 {}
  }

  /// Closes with a reset instead of an orderly end.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  func hangUp() {
    shutdown(socket, Int32(SHUT_RDWR))
  }
}

/// Builders of answers.
enum Answer {
  static func page(
    _ body: String = "", status: Int = 200, headers: [String] = [], length: Int? = nil
  ) -> String {
    (["HTTP/1.1 \(status) X", "Content-Length: \(length ?? body.utf8.count)"] + headers)
      .joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  static func coded(_ coding: String, _ body: [UInt8], length: Int? = nil) -> [UInt8] {
    Array(
      "HTTP/1.1 200 X\r\nContent-Length: \(length ?? body.count)\r\nContent-Encoding: \(coding)\r\n\r\n"
        .utf8) + body
  }

  static func redirect(
    _ location: some CustomStringConvertible, status: Int = 302, headers: [String] = []
  ) -> String {
    page(status: status, headers: ["Location: \(location)"] + headers)
  }
}

extension Request {
  /// A request to one of our servers on loopback, named as a source's configuration would.
  static func local(
    _ url: WebURL, naming hosts: Set<String> = ["127.0.0.1"],
    configure: (inout Request) -> Void = { _ in }
  ) -> Request {
    var request = Request(url, addressPolicy: AddressPolicy(namedHosts: hosts))
    request.bounds.totalTime = 60
    configure(&request)
    return request
  }
}

extension Client {
  /// The error of a fetch that is to fail; nil when it does not.
  nonisolated func failure(of request: Request) async -> FetchError? {
    do throws(FetchError) {
      _ = try await fetch(request)
      return nil
    } catch {
      return error
    }
  }
}
