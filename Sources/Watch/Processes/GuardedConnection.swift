import Glibc
import Web
import WebURL

/// One connection of a guard proxy: it reads a request, connects to a permitted address and relays
/// bytes in both directions. Blocks its thread; the sockets do not block, so that each wait has a
/// limit.
struct GuardedConnection {
  let client: Int32
  let state: GuardProxyState

  func run() {
    do throws(ProxyFailure) {
      let (head, rest) = try readHead()
      let request = try ProxyRequest(head)
      let server = try connect(for: request)
      defer { state.close(server) }
      var toServer = Relay(from: client, to: server)
      var toClient = Relay(from: server, to: client)
      if let head = request.head {
        toServer.buffer = head + rest.prefix(request.bodySize)
        toServer.remaining = max(0, request.bodySize - rest.count)
        toServer.keepsOpen = true
        toClient.head = ClosingHead()
      } else {
        toServer.buffer = rest
        toClient.buffer = Array("HTTP/1.1 200 Connected\r\n\r\n".utf8)
      }
      relay(&toServer, &toClient)
    } catch {
      let response = error.response
      // The response fits into the buffer of the socket.
      if !response.isEmpty { send(client, response, response.count, Int32(MSG_NOSIGNAL)) }
    }
  }

  // MARK: - The request

  /// - Returns: The head with its final empty line, and the bytes after it.
  private func readHead() throws(ProxyFailure) -> (head: [UInt8], rest: [UInt8]) {
    let deadline = min(state.deadline, ContinuousClock.now + state.limits.headDuration)
    let end: [UInt8] = [13, 10, 13, 10]
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      guard wait(client, POLLIN, until: deadline) else { throw .ended }
      let count = recv(client, &chunk, chunk.count, 0)
      guard count > 0 else {
        if count < 0, errno == EAGAIN || errno == EINTR { continue }
        throw .ended
      }
      let searchStart = max(0, bytes.count - 3)
      bytes += chunk[..<count]
      if let index = (searchStart..<max(searchStart, bytes.count - 3)).first(where: {
        bytes[$0..<($0 + 4)].elementsEqual(end)
      }) {
        return (Array(bytes[..<(index + 4)]), Array(bytes[(index + 4)...]))
      }
      guard bytes.count <= state.limits.maximumHeadSize else {
        throw ProxyFailure(status: 431, reason: "the head of the request is too large")
      }
    }
  }

  // MARK: - The server

  private func connect(for request: ProxyRequest) throws(ProxyFailure) -> Int32 {
    let url = request.urls[0]
    let addresses = IPAddress(hostOf: url).map { [$0] } ?? state.lookUp(url.host)
    guard !addresses.isEmpty else {
      throw ProxyFailure(status: 502, reason: "cannot resolve \(url.host)")
    }
    for address in try state.permitted(addresses, for: request.urls) {
      if let server = connect(to: address, port: url.port) { return server }
    }
    throw ProxyFailure(status: 502, reason: "cannot connect to \(url.hostAndPort)")
  }

  private func connect(to address: IPAddress, port: Int) -> Int32? {
    let deadline = min(state.deadline, ContinuousClock.now + state.limits.connectDuration)
    let type = Int32(
      SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let code: (Int32, Int32) = address.withSocketAddress(port: port) { name, length in
      let server = socket(Int32(name.pointee.sa_family), type, 0)
      guard server >= 0 else { return (-1, errno) }
      return (server, Glibc.connect(server, name, length) == 0 ? 0 : errno)
    }
    let server = code.0
    guard server >= 0 else { return nil }
    guard state.adopt(server) else {
      Glibc.close(server)
      return nil
    }
    var error = code.1
    if error == EINPROGRESS, wait(server, POLLOUT, until: deadline) {
      var length = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(server, SOL_SOCKET, SO_ERROR, &error, &length)
    }
    guard error == 0 else {
      state.close(server)
      return nil
    }
    return server
  }

  // MARK: - Waiting and relaying

  /// Waits for an event of a socket; returns false if the time is over or the proxy stops.
  private func wait(_ socket: Int32, _ event: Int32, until deadline: ContinuousClock.Instant)
    -> Bool
  {
    var entry = [pollfd(fd: socket, events: Int16(event), revents: 0)]
    return wait(&entry, until: deadline)
  }

  private func wait(_ entries: inout [pollfd], until deadline: ContinuousClock.Instant) -> Bool {
    while !state.isStopped {
      let remaining = deadline - ContinuousClock.now
      guard remaining > .zero else { return false }
      // A connection that is being made does not notice that the proxy stops.
      let milliseconds = min(500, (remaining / .milliseconds(1)).rounded(.up))
      if poll(&entries, nfds_t(entries.count), Int32(milliseconds)) > 0 { return true }
    }
    return false
  }

  /// Whether the client, which is readable, has sent bytes instead of closing the connection.
  private var hasClientSentMore: Bool {
    var byte: UInt8 = 0
    return recv(client, &byte, 1, Int32(MSG_PEEK)) > 0
  }

  private func relay(_ toServer: inout Relay, _ toClient: inout Relay) {
    var watchesClient = toServer.keepsOpen
    while !toServer.isDone || !toClient.isDone {
      // A plain request ends with its response, or when the client has read enough of it.
      if toServer.keepsOpen, toClient.isDone { return }
      let watch = watchesClient && toServer.isDone ? Int16(POLLIN) : 0
      var entries = [
        pollfd(fd: client, events: toServer.readEvent | toClient.writeEvent | watch, revents: 0),
        pollfd(fd: toServer.to, events: toClient.readEvent | toServer.writeEvent, revents: 0),
      ]
      // A negative number is ignored: a closed connection would report its end again and again.
      for index in entries.indices where entries[index].events == 0 { entries[index].fd = -1 }
      let deadline = min(state.deadline, ContinuousClock.now + state.limits.idleDuration)
      guard entries.contains(where: { $0.fd >= 0 }), wait(&entries, until: deadline) else { return }
      let (clientEvents, serverEvents) = (entries[0].revents, entries[1].revents)
      if watch != 0, clientEvents & Int16(POLLIN | POLLHUP | POLLERR) != 0 {
        guard hasClientSentMore else { return }
        watchesClient = false
      }
      guard toServer.perform(readEvents: clientEvents, writeEvents: serverEvents, state),
        toClient.perform(readEvents: serverEvents, writeEvents: clientEvents, state)
      else { return }
    }
  }
}

/// The bytes of a connection in one direction.
private struct Relay {
  let from: Int32
  let to: Int32
  /// The bytes that were read and not written yet.
  var buffer: [UInt8] = []
  /// The number of bytes that may still be read; nil for any.
  var remaining: Int?
  /// Whether the other side is not told of the end.
  var keepsOpen = false
  /// The head of a response that is still being read; nil if the bytes are relayed as they are.
  var head: ClosingHead?
  private(set) var isDone = false

  private static let chunkSize = 64 << 10

  init(from: Int32, to: Int32) {
    self.from = from
    self.to = to
  }

  var readEvent: Int16 { !isDone && buffer.isEmpty && remaining != 0 ? Int16(POLLIN) : 0 }
  var writeEvent: Int16 { buffer.isEmpty ? 0 : Int16(POLLOUT) }

  /// Reads or writes what the events permit; returns false if the connection failed or exceeded a
  /// limit.
  mutating func perform(readEvents: Int16, writeEvents: Int16, _ state: GuardProxyState) -> Bool {
    let ends = Int16(POLLERR | POLLHUP)
    if writeEvent != 0, writeEvents & (Int16(POLLOUT) | ends) != 0, !write() { return false }
    if readEvent != 0, readEvents & (Int16(POLLIN) | ends) != 0, !read(state) { return false }
    if buffer.isEmpty, remaining == 0 { isDone = true }
    return true
  }

  private mutating func read(_ state: GuardProxyState) -> Bool {
    let size = min(Relay.chunkSize, remaining ?? Relay.chunkSize)
    var count = 0
    buffer = [UInt8](unsafeUninitializedCapacity: size) { space, initializedCount in
      count = recv(from, space.baseAddress, size, 0)
      initializedCount = max(0, count)
    }
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    if count == 0 {
      // A server that ends within the head gets what it has sent delivered.
      buffer = head?.bytes ?? []
      head = nil
      isDone = buffer.isEmpty
      remaining = 0
      if isDone, !keepsOpen { shutdown(to, Int32(SHUT_WR)) }
      return true
    }
    remaining = remaining.map { $0 - count }
    if head != nil { filterHead() }
    return state.count(count)
  }

  private mutating func filterHead() {
    guard let complete = head?.append(buffer) else {
      buffer = []
      return
    }
    buffer = complete
    head = nil
  }

  private mutating func write() -> Bool {
    let count = send(to, buffer, buffer.count, Int32(MSG_NOSIGNAL))
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    buffer.removeFirst(count)
    return true
  }
}

/// The head of a response to a plain request. It gets a field that makes the client close the connection
/// after the response, whether the server does so or not.
struct ClosingHead {
  private(set) var bytes: [UInt8] = []
  /// The number of bytes of interim responses (1xx), which come before.
  private var start = 0

  /// A longer head is passed on as it is.
  private static let maximumSize = 256 << 10
  private static let field = Array("Connection: close\r\n".utf8)

  /// Adds bytes; returns all bytes so far once the head is complete, and nil before.
  mutating func append(_ more: [UInt8]) -> [UInt8]? {
    var searchStart = max(start, bytes.count - 3)
    bytes += more
    while let end = bytes.dropFirst(searchStart).firstRange(of: [13, 10, 13, 10])?.upperBound {
      let line = bytes[start..<end].prefix { $0 != 13 }
      let status = line.split(separator: 0x20).dropFirst().first
      if status?.first == UInt8(ascii: "1"), status?.count == 3 {
        (start, searchStart) = (end, end)
        continue
      }
      bytes.insert(contentsOf: ClosingHead.field, at: line.endIndex + 2)
      return bytes
    }
    return bytes.count > ClosingHead.maximumSize ? bytes : nil
  }
}
