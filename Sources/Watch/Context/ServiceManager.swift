import Basics
import Glibc

/// The service manager that started this process (systemd), notified by the protocol of
/// sd_notify(3): one datagram per message.
package struct ServiceManager: Sendable {
  /// The watchdog timeout: `WATCHDOG=1` is expected more often than that. Nil if the
  /// watchdog is off.
  package var watchdogTimeout: Duration?
  /// Sends a message of `NAME=value` lines.
  var send: @Sendable (String) -> Void

  package init(watchdogTimeout: Duration? = nil, send: @escaping @Sendable (String) -> Void) {
    self.watchdogTimeout = watchdogTimeout
    self.send = send
  }

  /// Returns nil if no service manager expects messages.
  package init?(environment: [String: String], pid: Int32 = getpid()) {
    guard let name = environment["NOTIFY_SOCKET"], let socket = NotifySocket(name) else {
      return nil
    }
    self.init(watchdogTimeout: ServiceManager.watchdogTimeout(environment, pid: pid)) {
      socket.send($0)
    }
  }

  /// Returns the timeout by the rules of sd_watchdog_enabled(3): it is given in
  /// microseconds and may be meant for another process.
  private static func watchdogTimeout(_ environment: [String: String], pid: Int32) -> Duration? {
    guard let text = environment["WATCHDOG_USEC"], let microseconds = UInt64(text),
      microseconds > 0, microseconds < .max
    else { return nil }
    if let watchedPID = environment["WATCHDOG_PID"], watchedPID != String(pid) { return nil }
    return .microseconds(microseconds)
  }
}

extension ServiceManager {
  func notifyReady(status: String) { send("READY=1\nSTATUS=\(oneLine(status))") }

  func notify(status: String) { send("STATUS=\(oneLine(status))") }

  func notifyAlive() { send("WATCHDOG=1") }

  /// Includes the monotonic time, which `Type=notify-reload` requires.
  func notifyReloading() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let microseconds = UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)\nSTATUS=reloading the configuration")
  }

  func notifyStopping(status: String) { send("STOPPING=1\nSTATUS=\(oneLine(status))") }

  private func oneLine(_ text: String) -> String {
    text.strippingControlCharacters(replacingSeparatorsWith: " ")
  }
}

/// A socket that sends datagrams. It is not connected, so that it still reaches a service manager
/// that was restarted.
private final class NotifySocket: Sendable {
  private let descriptor: Int32
  private let path: [UInt8]

  /// - Parameter name: an absolute path, or `@` and a name in the abstract namespace.
  init?(_ name: String) {
    var path = Array(name.utf8)
    let capacity = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    guard path.count > 1, path.count < capacity, path[0] == UInt8(ascii: "/") || path[0] == 0x40
    else {
      return nil
    }
    if path[0] == UInt8(ascii: "@") { path[0] = 0 }
    self.path = path
    descriptor = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Sends a message. Errors are ignored, because the log holds the same information.
  func send(_ message: String) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    // The length delimits an abstract name; a path may end before it with a NUL.
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let bytes = Array(message.utf8)
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
