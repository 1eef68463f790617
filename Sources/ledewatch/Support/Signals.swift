import Foundation
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
          killHooks()
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

  /// Hooks lead sessions of their own, so they would outlive us.
  private static func killHooks() {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    for task in tasks {
      let children = try? String(
        contentsOfFile: "/proc/self/task/\(task)/children", encoding: .utf8)
      for word in (children ?? "").split(separator: " ") {
        guard let child = pid_t(word) else { continue }
        kill(-child, SIGKILL)
        kill(child, SIGKILL)
      }
    }
  }
}
