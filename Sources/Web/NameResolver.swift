import Basics
// In a build of the whole module, the header of libcurl may be the first to declare SOCK_STREAM.
import CCurl
import Glibc
import WebURL

/// The resolution of host names by the system.
package enum NameResolver {
  /// Returns the addresses of a host; empty if it has none or cannot be resolved. Blocks.
  package static func lookUp(of host: String) -> [IPAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [IPAddress] = []
    var entry = list
    while let current = entry?.pointee {
      if let address = current.ai_addr.flatMap({ IPAddress($0) }), !addresses.contains(address) {
        addresses.append(address)
      }
      entry = current.ai_next
    }
    return addresses
  }

  /// Returns the addresses of a host; empty if it has none, cannot be resolved, or the task is
  /// cancelled. The look-up has a thread of its own, because it can take as long as the system's
  /// resolver waits for its servers.
  /// - Parameter lookUp: The look-up, which blocks.
  package static func addresses(
    of host: String, by lookUp: @escaping @Sendable (String) -> [IPAddress]
  ) async -> [IPAddress] {
    let waiter = Locked<CheckedContinuation<[IPAddress], Never>?>(nil)
    @Sendable func finish(_ addresses: [IPAddress]) {
      waiter.withLock { waiter in
        defer { waiter = nil }
        return waiter
      }?.resume(returning: addresses)
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiter.withLock { $0 = continuation }
        if Task.isCancelled { return finish([]) }
        let isStarted = DetachedThread.start { finish(lookUp(host)) }
        if !isStarted { finish([]) }
      }
    } onCancel: {
      finish([])
    }
  }
}
