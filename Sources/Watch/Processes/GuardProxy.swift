import Basics
import Glibc
import Web
import WebURL

/// An HTTP proxy on loopback for one run of a fetch program. It applies the address policy to each
/// connection that the program asks for.
///
/// It understands `CONNECT` and plain requests with an absolute URL (RFC 9112, 3.2.2). A plain
/// connection serves one request. Each connection has a thread of its own, because the look-up of
/// names blocks; their number, time and bytes are limited.
final class GuardProxy: Sendable {
  /// The limits of all connections together, and of each.
  struct Limits: Sendable {
    /// The number of connections at the same time. Chromium opens at most 32 to a proxy.
    var maximumConnections = 64
    /// The bytes of the head of a request.
    var maximumHeadSize = 32 << 10
    /// The time until the head of a request is complete.
    var headDuration = Duration.seconds(10)
    var connectDuration: Duration
    /// The time without any bytes after which a connection ends.
    var idleDuration: Duration
    /// The time of the whole run.
    var totalDuration: Duration
    /// The bytes of all connections in both directions.
    var maximumBytes: Int

    /// The multiple of `page_limit` that a program may transfer. A page comes with its scripts, styles
    /// and images.
    static let pagesPerRun = 8

    init(_ bounds: Bounds) {
      connectDuration = bounds.maximumConnectDuration
      idleDuration = bounds.minimumSpeedPeriod
      totalDuration = bounds.maximumDuration
      maximumBytes = bounds.maximumBodySize * Limits.pagesPerRun
    }
  }

  /// The address for programs: `http://127.0.0.1:40123`.
  let address: String
  private let state: GuardProxyState
  private let listener: Int32

  /// Starts the proxy; returns nil, with the reason in `errno`, if it cannot listen.
  /// - Parameter lookUp: returns the addresses of a host; empty if it cannot be resolved. Blocks.
  init?(
    policy: AddressPolicy, limits: Limits, lookUp: @escaping @Sendable (String) -> [IPAddress]
  ) {
    guard let (listener, port) = GuardProxy.listen() else { return nil }
    self.listener = listener
    address = "http://127.0.0.1:\(port)"
    state = GuardProxyState(policy: policy, limits: limits, port: port, lookUp: lookUp)
    guard state.adopt(listener), GuardProxy.accept(on: listener, state) else {
      state.close(listener)
      errno = EAGAIN
      return nil
    }
  }

  deinit { stop() }

  /// Ends all connections.
  func stop() { state.stop() }

  /// The connections that were refused, as the end of an error message; empty if none was.
  var refusalText: String {
    let refusals = state.refusals
    return refusals.isEmpty ? "" : "; refused connections: " + refusals.joined(separator: "; ")
  }

  // MARK: - Accepting

  private static func listen() -> (socket: Int32, port: Int)? {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard listener >= 0, let loopback = IPAddress("127.0.0.1") else { return nil }
    let isBound = loopback.withSocketAddress(port: 0) { bind(listener, $0, $1) == 0 }
    var name = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isNamed = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound, isNamed, Glibc.listen(listener, 64) == 0 else {
      let code = errno
      close(listener)
      errno = code
      return nil
    }
    return (listener, Int(UInt16(bigEndian: name.sin_port)))
  }

  private static func accept(on listener: Int32, _ state: GuardProxyState) -> Bool {
    DetachedThread.start {
      while !state.isStopped {
        let client = Glibc.accept(listener, nil, nil)
        guard client >= 0 else {
          // Other errors end with the cause: no descriptors, a connection that is gone.
          if [EBADF, EINVAL, ENOTSOCK].contains(errno) { break }
          poll(nil, 0, 50)
          continue
        }
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        _ = fcntl(client, F_SETFL, O_NONBLOCK)
        serve(client, state)
      }
      state.close(listener)
    }
  }

  private static func serve(_ client: Int32, _ state: GuardProxyState) {
    guard state.begin() else {
      Glibc.close(client)
      return
    }
    guard state.adopt(client) else {
      Glibc.close(client)
      return state.end()
    }
    let isStarted = DetachedThread.start {
      GuardedConnection(client: client, state: state).run()
      state.close(client)
      state.end()
    }
    if !isStarted {
      state.close(client)
      state.end()
    }
  }
}

/// The state that the connections of a guard proxy share.
final class GuardProxyState: Sendable {
  private struct Values {
    var sockets: Set<Int32> = []
    var connectionCount = 0
    var byteCount = 0
    var isStopped = false
    var refusals: [String] = []
  }

  /// The number of refused connections that an error message names.
  private static let maximumRefusals = 3

  let limits: GuardProxy.Limits
  /// The end of the run.
  let deadline: ContinuousClock.Instant
  let lookUp: @Sendable (String) -> [IPAddress]
  private let policy: AddressPolicy
  private let port: Int
  private let values = Locked(Values())

  init(
    policy: AddressPolicy, limits: GuardProxy.Limits, port: Int,
    lookUp: @escaping @Sendable (String) -> [IPAddress]
  ) {
    self.policy = policy
    self.limits = limits
    self.port = port
    self.lookUp = lookUp
    deadline = ContinuousClock.now + limits.totalDuration
  }

  /// Returns the addresses that may be connected to for one of the URLs, which have one host and port.
  /// - Throws: `ProxyFailure` if there is none.
  func permitted(_ addresses: [IPAddress], for urls: [WebURL]) throws(ProxyFailure) -> [IPAddress] {
    var permitted: [IPAddress] = []
    var reason: String?
    for address in addresses {
      if address.isLoopback, urls.first?.port == port {
        reason = reason ?? "\(address):\(port) is the proxy itself"
        continue
      }
      for url in urls where permitted.last != address {
        do throws(AddressPolicyError) {
          try policy.check(address, for: url)
          permitted.append(address)
        } catch {
          reason = reason ?? error.reason
        }
      }
    }
    guard let reason, permitted.isEmpty else { return permitted }
    values.withLock {
      let count = $0.refusals.count
      if count < GuardProxyState.maximumRefusals, !$0.refusals.contains(reason) {
        $0.refusals.append(reason)
      }
    }
    throw ProxyFailure(status: 403, reason: reason)
  }

  var refusals: [String] { values.withLock(\.refusals) }

  // MARK: - Limits

  /// Counts a connection; returns false if there are too many.
  func begin() -> Bool {
    values.withLock { values in
      guard !values.isStopped, values.connectionCount < limits.maximumConnections else {
        return false
      }
      values.connectionCount += 1
      return true
    }
  }

  func end() { values.withLock { $0.connectionCount -= 1 } }

  /// Counts bytes; returns false if there are too many.
  func count(_ bytes: Int) -> Bool {
    values.withLock { values in
      values.byteCount += bytes
      return values.byteCount <= limits.maximumBytes
    }
  }

  // MARK: - Sockets

  var isStopped: Bool { values.withLock(\.isStopped) }

  /// Adds a socket that `stop` shuts down; returns false after `stop`.
  func adopt(_ socket: Int32) -> Bool {
    values.withLock { values in
      if !values.isStopped { values.sockets.insert(socket) }
      return !values.isStopped
    }
  }

  /// Closes an adopted socket. It is closed with the lock held, so that `stop` cannot shut down another
  /// one with its number.
  func close(_ socket: Int32) {
    values.withLock { values in
      guard values.sockets.remove(socket) != nil else { return }
      Glibc.close(socket)
    }
  }

  func stop() {
    values.withLock { values in
      values.isStopped = true
      for socket in values.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }
}
