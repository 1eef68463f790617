import CCurl
import Glibc

/// What the kernel tells of libcurl's sockets. Lives on the curl thread.
///
/// libcurl ceases to watch a connection when a transfer ends and begins again with the next one,
/// which mostly wants to hear of the same. So a socket that is not wanted any more stays with epoll
/// until it speaks up or is closed: two calls of the kernel less per request.
final class Sockets {
  /// What is ready on a socket, and the number of the multi handle that wants to know.
  struct Event {
    var owner: UInt32
    var socket: curl_socket_t
    /// As `curl_multi_socket_action` has it.
    var what: Int32
  }

  private struct Entry {
    var owner: UInt32
    /// What epoll was told.
    var events: UInt32
    var isWanted = true
  }

  private let epoll: Int32
  private let wakeup: Int32
  private var entries: [curl_socket_t: Entry] = [:]
  /// Those of connections, which are opened and closed by us. libcurl has others, for look-ups.
  private var ours: Set<curl_socket_t> = []
  /// Those of kept connections that their servers have closed, and their owners.
  private var lost: [curl_socket_t: UInt32] = [:]
  private var ready = [epoll_event](repeating: epoll_event(), count: 256)

  /// - Parameter wakeup: an eventfd that ends `wait`.
  init(wakeup: Int32) {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    precondition(wakeup >= 0 && epoll >= 0, "no descriptors left for the curl thread")
    self.wakeup = wakeup
    _ = epoll_set(epoll, EPOLL_CTL_ADD, wakeup, EPOLLIN.rawValue)
  }

  deinit { Glibc.close(epoll) }

  // MARK: A socket's life

  /// A socket for a connection.
  func open(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
    let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let socket = Glibc.socket(address.pointee.family, type, address.pointee.`protocol`)
    if socket >= 0 { ours.insert(socket) }
    return socket
  }

  /// Ends a socket that `open` made.
  func close(_ socket: curl_socket_t) -> Int32 {
    // Of itself it would leave epoll only when no child has it either, for a moment of its birth.
    forget(socket)
    ours.remove(socket)
    lost[socket] = nil
    return Glibc.close(socket)
  }

  /// - Parameter what: of libcurl's `CURL_POLL_`.
  func watch(_ socket: curl_socket_t, for what: Int32, owner: UInt32) {
    if what == CURL_POLL_REMOVE {
      if ours.contains(socket) { entries[socket]?.isWanted = false } else { forget(socket) }
      return
    }
    var events: UInt32 = 0
    if what & CURL_POLL_IN != 0 { events |= EPOLLIN.rawValue }
    if what & CURL_POLL_OUT != 0 { events |= EPOLLOUT.rawValue }
    lost[socket] = nil
    let known = entries.updateValue(Entry(owner: owner, events: events), forKey: socket)
    guard let known else { return tell(EPOLL_CTL_ADD, EPOLL_CTL_MOD, socket, events) }
    if known.events != events { tell(EPOLL_CTL_MOD, EPOLL_CTL_ADD, socket, events) }
  }

  /// - Parameter other: the operation where the kernel knows better.
  private func tell(_ likely: Int32, _ other: Int32, _ socket: curl_socket_t, _ events: UInt32) {
    if epoll_set(epoll, likely, socket, events) != 0 { _ = epoll_set(epoll, other, socket, events) }
  }

  private func forget(_ socket: curl_socket_t) {
    if entries.removeValue(forKey: socket) != nil { _ = epoll_set(epoll, EPOLL_CTL_DEL, socket, 0) }
  }

  var hasConnections: Bool { !ours.isEmpty }

  /// Whether more of an owner's kept connections are lost than not.
  func areMostlyLost(of owner: UInt32) -> Bool {
    let kept = entries.values.count { $0.owner == owner && !$0.isWanted }
    return lost.values.count { $0 == owner } > kept
  }

  // MARK: Waiting

  /// Calls the body for each socket that is ready, when one is.
  /// - Parameter timeout: milliseconds; none when negative.
  func wait(timeout: Int32, _ body: (Event) -> Void) {
    let count = epoll_wait(epoll, &ready, Int32(ready.count), timeout)
    for index in 0..<Int(max(0, count)) {
      let socket = epoll_event_socket(&ready[index])
      let events = ready[index].events
      if socket == wakeup {
        var rings: eventfd_t = 0
        eventfd_read(wakeup, &rings)
      } else if let entry = entries[socket] {
        // A kept connection that its server has closed: libcurl finds out when it wants it again.
        guard entry.isWanted else {
          forget(socket)
          lost[socket] = entry.owner
          continue
        }
        body(Event(owner: entry.owner, socket: socket, what: Sockets.actions(events)))
      }
    }
  }

  private static func actions(_ events: UInt32) -> Int32 {
    var what: Int32 = 0
    if events & EPOLLIN.rawValue != 0 { what |= CURL_CSELECT_IN }
    if events & EPOLLOUT.rawValue != 0 { what |= CURL_CSELECT_OUT }
    if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { what |= CURL_CSELECT_ERR }
    return what
  }
}
