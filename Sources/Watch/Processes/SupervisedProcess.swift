import Basics
import Dispatch
import Glibc
import Subprocess

/// A running hook or fetch command: its output, its time limit, and the termination of its process
/// group.
final class SupervisedProcess: Sendable {
  private enum State {
    case notStarted
    case running(pid_t)
    /// TERM was sent.
    case stopping(pid_t, HookOutcome.Ending)
    /// The process has ended. It is not signalled any more, because its id may be reused.
    case ended(HookOutcome.Ending?)
  }

  private let state = Locked(State.notStarted)
  private let timeout: Duration
  private let gracePeriod: Duration
  private let killsGroupAtEnd: Bool

  /// - Parameters:
  ///   - timeout: the time limit of the process.
  ///   - gracePeriod: the time between TERM and KILL.
  ///   - killsGroupAtEnd: whether to kill the rest of the process group after the process has ended
  ///     by itself.
  init(timeout: Duration, gracePeriod: Duration, killsGroupAtEnd: Bool = false) {
    self.timeout = timeout
    self.gracePeriod = gracePeriod
    self.killsGroupAtEnd = killsGroupAtEnd
  }

  /// The reason why the process was stopped; nil if it ended by itself.
  var stopReason: HookOutcome.Ending? {
    state.withLock {
      switch $0 {
      case .stopping(_, let reason): reason
      case .ended(let reason): reason
      case .notStarted, .running: nil
      }
    }
  }

  /// Reads the output until the process has ended. The process is not reaped before this returns,
  /// so its id stays valid.
  func supervise<Output: Sendable>(
    _ process: ProcessIdentifier, reading readOutput: () async -> Output
  ) async -> Output {
    state.withLock { $0 = .running(process.value) }
    let timer = DispatchWorkItem { self.stop(.timedOut) }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout.seconds, execute: timer)
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      let output = await readOutput()
      await SupervisedProcess.waitForExit(of: process)
      finish()
      return output
    } onCancel: {
      stop(.cancelled)
    }
  }

  /// Sends TERM to the process group, and KILL after the grace period.
  func stop(_ reason: HookOutcome.Ending) {
    let wasRunning = state.withLock { state in
      guard case .running(let group) = state else { return false }
      state = .stopping(group, reason)
      kill(-group, SIGTERM)
      return true
    }
    guard wasRunning else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + gracePeriod.seconds) {
      self.state.withLock {
        if case .stopping(let group, _) = $0 { kill(-group, SIGKILL) }
      }
    }
  }

  /// Kills the rest of the process group of a stopped process.
  private func finish() {
    state.withLock { state in
      switch state {
      case .stopping(let group, let reason):
        kill(-group, SIGKILL)
        state = .ended(reason)
      case .running(let group):
        if killsGroupAtEnd { kill(-group, SIGKILL) }
        state = .ended(nil)
      case .notStarted, .ended:
        state = .ended(nil)
      }
    }
  }

  /// Waits for the end of a process without reaping it.
  ///
  /// Returns immediately on kernels without process descriptors (before 5.3). A process that closes
  /// its output early has no time limit there.
  private static func waitForExit(of process: ProcessIdentifier) async {
    guard process.processDescriptor >= 0 else { return }
    await withCheckedContinuation { continuation in
      let source = DispatchSource.makeReadSource(
        fileDescriptor: process.processDescriptor, queue: .global())
      source.setEventHandler { source.cancel() }
      // The descriptor may be closed only after the cancellation.
      source.setCancelHandler { continuation.resume() }
      source.activate()
    }
  }
}
