import CCurl
import Glibc

/// The sockets of libcurl and an epoll instance that watches them. Used on the curl thread only.
///
/// libcurl stops watching a connection when a transfer ends, and starts again with the next transfer,
/// mostly for the same events. An unwatched socket therefore stays in epoll until an event occurs or
/// it is closed, which saves two system calls per request.
final class SocketPoller {
  /// The events on a socket.
  struct Event {
    /// The number of the multi handle that the socket belongs to.
    var owner: UInt32
    var socket: curl_socket_t
    /// A bit mask for `curl_multi_socket_action`.
    var actions: Int32
  }

  private struct Entry {
    var owner: UInt32
    /// The events that epoll reports.
    var events: UInt32
    /// Whether libcurl watches the socket.
    var isWatched = true
  }

  private let epoll: Int32
  private let wakeup: Int32
  private var entries: [curl_socket_t: Entry] = [:]
  /// The sockets of connections, which `open` made. libcurl makes others to resolve names.
  private var connections: Set<curl_socket_t> = []
  /// The owners of idle connections that their servers have closed.
  private var stale: [curl_socket_t: UInt32] = [:]
  private var ready = [epoll_event](repeating: epoll_event(), count: 256)

  /// - Parameter wakeup: An eventfd that interrupts `wait`.
  init(wakeup: Int32) {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    precondition(wakeup >= 0 && epoll >= 0, "no file descriptors are left for the curl thread")
    self.wakeup = wakeup
    _ = epoll_set(epoll, EPOLL_CTL_ADD, wakeup, EPOLLIN.rawValue)
  }

  deinit { Glibc.close(epoll) }

  // MARK: The life cycle of a socket

  /// Opens a socket for a connection.
  func open(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
    let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let socket = Glibc.socket(address.pointee.family, type, address.pointee.`protocol`)
    if socket >= 0 { connections.insert(socket) }
    return socket
  }

  /// Closes a socket that `open` made.
  func close(_ socket: curl_socket_t) -> Int32 {
    // A closed socket stays in epoll while a child process that is being created has it too.
    remove(socket)
    connections.remove(socket)
    stale[socket] = nil
    return Glibc.close(socket)
  }

  /// Starts, changes or stops the watch of a socket.
  /// - Parameter events: One of libcurl's `CURL_POLL_` constants.
  func watch(_ socket: curl_socket_t, for events: Int32, owner: UInt32) {
    if events == CURL_POLL_REMOVE {
      if connections.contains(socket) {
        entries[socket]?.isWatched = false
      } else {
        remove(socket)
      }
      return
    }
    var mask: UInt32 = 0
    if events & CURL_POLL_IN != 0 { mask |= EPOLLIN.rawValue }
    if events & CURL_POLL_OUT != 0 { mask |= EPOLLOUT.rawValue }
    stale[socket] = nil
    let known = entries.updateValue(Entry(owner: owner, events: mask), forKey: socket)
    guard let known else { return control(EPOLL_CTL_ADD, or: EPOLL_CTL_MOD, socket, mask) }
    if known.events != mask { control(EPOLL_CTL_MOD, or: EPOLL_CTL_ADD, socket, mask) }
  }

  /// - Parameter alternative: The operation to use if the kernel's list of sockets differs.
  private func control(
    _ operation: Int32, or alternative: Int32, _ socket: curl_socket_t, _ events: UInt32
  ) {
    if epoll_set(epoll, operation, socket, events) != 0 {
      _ = epoll_set(epoll, alternative, socket, events)
    }
  }

  private func remove(_ socket: curl_socket_t) {
    if entries.removeValue(forKey: socket) != nil { _ = epoll_set(epoll, EPOLL_CTL_DEL, socket, 0) }
  }

  var hasConnections: Bool { !connections.isEmpty }

  /// Whether most of an owner's idle connections are stale.
  func areMostConnectionsStale(of owner: UInt32) -> Bool {
    let idle = entries.values.count { $0.owner == owner && !$0.isWatched }
    return stale.values.count { $0 == owner } > idle
  }

  // MARK: Waiting

  /// Waits for events and calls the body for each socket that has some.
  /// - Parameter timeout: Milliseconds; no timeout if negative.
  func wait(timeout: Int32, _ body: (Event) -> Void) {
    let count = epoll_wait(epoll, &ready, Int32(ready.count), timeout)
    for index in 0..<Int(max(0, count)) {
      let socket = epoll_event_socket(&ready[index])
      let events = ready[index].events
      if socket == wakeup {
        var value: eventfd_t = 0
        eventfd_read(wakeup, &value)
      } else if let entry = entries[socket] {
        // The server has closed an idle connection. libcurl notices when it reuses it.
        guard entry.isWatched else {
          remove(socket)
          stale[socket] = entry.owner
          continue
        }
        body(Event(owner: entry.owner, socket: socket, actions: Self.actions(events)))
      }
    }
  }

  private static func actions(_ events: UInt32) -> Int32 {
    var actions: Int32 = 0
    if events & EPOLLIN.rawValue != 0 { actions |= CURL_CSELECT_IN }
    if events & EPOLLOUT.rawValue != 0 { actions |= CURL_CSELECT_OUT }
    if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { actions |= CURL_CSELECT_ERR }
    return actions
  }
}
