import Glibc
import UnixSignals

/// SIGTERM, SIGINT and SIGHUP, while something runs that has to end in order.
enum Signals {
  /// The first SIGTERM or SIGINT calls `stop`, a second one ends the process at once; each SIGHUP
  /// calls `hangUp`, where there is one.
  static func heeded<T: Sendable>(
    stop: @escaping @Sendable () async -> Void, hangUp: (@Sendable () -> Void)? = nil,
    during work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    let signals = await UnixSignalsSequence(
      trapping: [.sigterm, .sigint] + (hangUp == nil ? [] : [.sighup]))
    let listener = Task {
      var isStopping = false
      for await signal in signals {
        if signal == .sighup {
          hangUp?()
        } else if isStopping {
          // What the shell says of a process that died of it.
          _exit(128 + signal.rawValue)
        } else {
          isStopping = true
          // Not waited for: the second signal is to be heard meanwhile.
          Task { await stop() }
        }
      }
    }
    defer { listener.cancel() }
    return try await work()
  }
}
