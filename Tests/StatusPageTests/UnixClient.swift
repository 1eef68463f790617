import Dispatch
import Glibc

/// A client that is connected to a Unix socket.
final class UnixClient: Sendable {
  private let descriptor: Int32

  struct ConnectError: Error { let code: Int32 }

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, length)
      }
    }
    if result != 0 { throw ConnectError(code: errno) }
  }

  deinit { close(descriptor) }

  /// Sends bytes and returns what arrives until the server closes the connection.
  func send(_ bytes: [UInt8]) async -> String {
    await withCheckedContinuation { continuation in
      // Waiting for the server would block a thread that it needs.
      DispatchQueue.global().async { [self] in
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
          answer += buffer.prefix(count)
        }
        continuation.resume(returning: String(decoding: answer, as: UTF8.self))
      }
    }
  }
}
