import Foundation
import Glibc
import Synchronization
import UnixSignals

/// The handling of SIGTERM, SIGINT and SIGHUP while a command runs that must end in order.
enum Signals {
  /// Runs `work` and handles signals meanwhile. The first SIGTERM or SIGINT calls `stop`, a second
  /// one ends the process immediately. Each SIGHUP calls `hangUp`, if there is one.
  static func withHandlers<T: Sendable>(
    stop: @escaping @Sendable () async -> Void, hangUp: (@Sendable () -> Void)? = nil,
    during work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    let signals = await UnixSignalsSequence(
      trapping: [.sigterm, .sigint] + (hangUp == nil ? [] : [.sighup]))
    let listener = Task {
      await handle(signals.map(\.rawValue), stop: stop, hangUp: hangUp) { status in
        killHooks()
        Output.clearDisplay()
        _exit(status)
      }
    }
    defer { listener.cancel() }
    return try await work()
  }

  /// - Parameter terminate: called with the exit status that a shell reports for the signal.
  static func handle(
    _ signals: some AsyncSequence<Int32, Never>, stop: @escaping @Sendable () async -> Void,
    hangUp: (@Sendable () -> Void)?, terminate: (Int32) -> Void
  ) async {
    var isStopping = false
    for await signal in signals {
      if signal == SIGHUP {
        hangUp?()
      } else if isStopping {
        terminate(128 + signal)
      } else {
        isStopping = true
        // A task of its own, so that the second signal is handled meanwhile.
        Task { await stop() }
      }
    }
  }

  private static let wasContinued = Atomic(false)

  /// Begins to note that the process was stopped and continued (SIGTSTP, SIGCONT).
  static func noteContinuations() {
    // The handler must not be the first to use the variable, because that initializes it.
    wasContinued.store(false, ordering: .relaxed)
    signal(SIGCONT) { _ in Signals.wasContinued.store(true, ordering: .relaxed) }
  }

  /// Returns whether the process was continued since the last call.
  static func takeContinuation() -> Bool { wasContinued.exchange(false, ordering: .relaxed) }

  /// Kills the process groups of hooks. They have sessions of their own, so they would survive.
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
