import Glibc

/// The socket of the journal for records with fields (systemd.io/JOURNAL_NATIVE_PROTOCOL).
final class JournalSocket: Sendable {
  private let descriptor: Int32
  private let path: String

  static let systemPath = "/run/systemd/journal/socket"

  /// Returns nil if there is no such socket.
  init?(_ path: String = systemPath) {
    guard path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path),
      access(path, W_OK) == 0
    else { return nil }
    self.path = path
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Sends a record. The socket is not connected, so that it still reaches a journal that was restarted.
  /// - Returns: Whether the journal received it.
  func send(_ record: LogRecord) -> Bool {
    if send(record.journalFields()) { return true }
    // A long record can exceed the buffer of the socket.
    return errno == EMSGSIZE && send(record.journalFields(length: JournalSocket.shortLength))
  }

  /// The maximum number of characters of a value if the whole record is too long for the socket.
  private static let shortLength = 200

  private func send(_ bytes: [UInt8]) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(
          descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0,
          socklen_t(MemoryLayout<sockaddr_un>.size)) == bytes.count
      }
    }
  }

  /// Appends a field: `NAME=value`, or the name and the value with its length in front if it has several
  /// lines. Fields whose names the journal does not allow are left out.
  static func append(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    let isName =
      name.utf8.first.map { (0x41...0x5A).contains($0) } == true && name.utf8.count <= 64
      && name.utf8.allSatisfy {
        (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
      }
    guard isName else { return }
    bytes += name.utf8
    if value.utf8.contains(UInt8(ascii: "\n")) {
      bytes.append(UInt8(ascii: "\n"))
      withUnsafeBytes(of: UInt64(value.utf8.count).littleEndian) { bytes += $0 }
    } else {
      bytes.append(UInt8(ascii: "="))
    }
    bytes += value.utf8
    bytes.append(UInt8(ascii: "\n"))
  }
}
