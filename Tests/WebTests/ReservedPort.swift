import Glibc
import TestSupport

/// A port of 127.0.0.1 that refuses connections and is given to nobody else. A server that sets
/// SO_REUSEADDR can listen on it.
final class ReservedPort: Sendable {
  let number: UInt16
  private let socket: Int32

  init() {
    guard let (socket, number) = ScriptedServer.bind("127.0.0.1", 0) else {
      preconditionFailure("no port is free")
    }
    (self.socket, self.number) = (socket, number)
  }

  deinit { close(socket) }
}
