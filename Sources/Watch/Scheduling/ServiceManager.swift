import Glibc

/// The service manager that started us, systemd or its like, and what it wants to hear
/// (sd_notify(3)): one datagram each. Where nobody asked, nothing is said.
package struct ServiceManager: Sendable {
  /// Seconds within which it wants to hear `WATCHDOG=1`; nil where it does not watch.
  package var watchdog: Double?
  /// Takes a message of `NAME=value` lines.
  var send: @Sendable (String) -> Void

  package init(watchdog: Double? = nil, send: @escaping @Sendable (String) -> Void) {
    self.watchdog = watchdog
    self.send = send
  }

  /// Nil where no manager waits for messages.
  package init?(environment: [String: String], pid: Int32 = getpid()) {
    guard let name = environment["NOTIFY_SOCKET"], let socket = NotifySocket(name) else {
      return nil
    }
    self.init(watchdog: ServiceManager.watchdog(environment, pid: pid)) { socket.send($0) }
  }

  /// sd_watchdog_enabled(3): microseconds, and for which process they are meant.
  private static func watchdog(_ environment: [String: String], pid: Int32) -> Double? {
    guard let text = environment["WATCHDOG_USEC"], let microseconds = UInt64(text),
      microseconds > 0, microseconds < .max
    else { return nil }
    if let meant = environment["WATCHDOG_PID"], meant != String(pid) { return nil }
    return Double(microseconds) / 1e6
  }
}

extension ServiceManager {
  func isReady(_ status: String) { send("READY=1\nSTATUS=\(oneLine(status))") }

  func hasStatus(_ status: String) { send("STATUS=\(oneLine(status))") }

  func isAlive() { send("WATCHDOG=1") }

  /// With the monotonic time, for managers that know `Type=notify-reload`.
  func isReloading() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let microseconds = UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)\nSTATUS=reading the configuration")
  }

  func isStopping(_ status: String) { send("STOPPING=1\nSTATUS=\(oneLine(status))") }

  private func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}

/// A socket to send datagrams from; not connected, so that a manager that is itself restarted is
/// reached again.
private final class NotifySocket: Sendable {
  private let descriptor: Int32
  private let path: [UInt8]

  /// - Parameter name: a path, or `@` and a name in the abstract namespace.
  init?(_ name: String) {
    var path = Array(name.utf8)
    let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    guard path.count > 1, path.count < room, path[0] == UInt8(ascii: "/") || path[0] == 0x40 else {
      return nil
    }
    if path[0] == UInt8(ascii: "@") { path[0] = 0 }
    self.path = path
    descriptor = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// A message that can't be sent is lost: what it says shows in the log as well.
  func send(_ message: String) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    // An abstract name has the length given, a path is found by its closing NUL as well.
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let bytes = Array(message.utf8)
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
