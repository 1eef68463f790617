import FlyingSocks
import Glibc
import Settings

/// The status page cannot be served.
package struct StatusPageError: Error, Hashable, Sendable, CustomStringConvertible {
  package var address: StatusPageAddress
  package var reason: String

  package var description: String { "status_page: cannot listen on \(address): \(reason)" }
}

/// The socket on which clients connect to the status page.
struct StatusListener: Sendable {
  let address: StatusPageAddress
  let socket: Socket
  /// The number of the socket's file, by which it is recognized when it is removed.
  private var inode: ino_t?

  /// The number of connections that may wait for one to end.
  private static let backlog: Int32 = 32

  /// Binds the address and listens on it.
  init(_ settings: MonitoringSettings, at address: StatusPageAddress) throws(StatusPageError) {
    self.address = address
    do {
      switch address {
      case .ipv4(let host, let port):
        socket = try Socket(domain: AF_INET)
        try socket.setValue(true, for: .localAddressReuse)
        try socket.bind(to: sockaddr_in.inet(ip4: host, port: port))
      case .ipv6(let port):
        socket = try Socket(domain: AF_INET6)
        try socket.setValue(true, for: .localAddressReuse)
        try socket.bind(to: sockaddr_in6.inet6(ip6: "::1", port: port))
      case .unix(let path):
        try StatusListener.removeUnused(path)
        socket = try Socket(domain: AF_UNIX)
        try socket.bind(to: sockaddr_un.unix(path: path))
        // Nobody can connect before it listens.
        guard chmod(path, mode_t(settings.statusPageMode)) == 0 else { throw ListenError.errno }
        inode = StatusListener.inode(of: path)
      }
      _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
      try socket.listen(maxPendingConnection: StatusListener.backlog)
    } catch {
      throw StatusPageError(address: address, reason: StatusListener.reason(of: error))
    }
  }

  /// Closes the socket and removes its file, unless another process has replaced it.
  func close() {
    try? socket.close()
    if case .unix(let path) = address, let inode, StatusListener.inode(of: path) == inode {
      unlink(path)
    }
  }

  // MARK: - Unix sockets

  private enum ListenError: Error {
    case errno
    case message(String)
  }

  /// Removes the socket of a process that has ended.
  private static func removeUnused(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw ListenError.message("the file exists and is not a socket")
    }
    let probe = try Socket(domain: AF_UNIX)
    defer { try? probe.close() }
    do {
      try probe.connect(to: sockaddr_un.unix(path: path))
      throw ListenError.message("another process listens there")
    } catch SocketError.failed(_, let code, _) where code == ECONNREFUSED {
      // Its process has ended.
    }
    guard unlink(path) == 0 else { throw ListenError.errno }
  }

  private static func inode(of path: String) -> ino_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_ino : nil
  }

  private static func reason(of error: any Error) -> String {
    if case .message(let text)? = error as? ListenError { return text }
    if case .failed(_, let code, _)? = error as? SocketError { return text(of: code) }
    return text(of: errno)
  }

  private static func text(of code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
