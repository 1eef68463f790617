import Basics
import Dispatch
import Glibc
import Subprocess

/// One call of a hook, or of a program that fetches, while its process lives: its output, its time limit, and the end of its
/// process group when it has to be stopped.
final class HookCall: Sendable {
  private enum State {
    case notStarted
    case running(pid_t)
    /// TERM was sent.
    case stopping(pid_t, HookOutcome.Ending)
    /// The process has ended. It is no longer signalled, for its number may soon be another's.
    case ended(HookOutcome.Ending?)
  }

  private let state = Locked(State.notStarted)
  private let timeout: Double
  private let grace: Double
  private let leavesNobody: Bool

  /// - Parameters:
  ///   - timeout: seconds.
  ///   - grace: seconds.
  ///   - leavesNobody: whether what it leaves of its group ends with it in any case.
  init(timeout: Double, grace: Double, leavesNobody: Bool = false) {
    self.timeout = timeout
    self.grace = grace
    self.leavesNobody = leavesNobody
  }

  /// Why the hook was stopped; nil when it ended by itself.
  var stopReason: HookOutcome.Ending? {
    state.withLock {
      switch $0 {
      case .stopping(_, let reason): reason
      case .ended(let reason): reason
      case .notStarted, .running: nil
      }
    }
  }

  /// Lets the output be read until the process has ended. It is not reaped before this returns, so
  /// its number is its own all the while.
  func follow<Output: Sendable>(
    _ process: ProcessIdentifier, reading read: () async -> Output
  ) async -> Output {
    state.withLock { $0 = .running(process.value) }
    let limit = DispatchWorkItem { self.stop(.timedOut) }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout, execute: limit)
    defer { limit.cancel() }
    return await withTaskCancellationHandler {
      let output = await read()
      await HookCall.end(of: process)
      finish()
      return output
    } onCancel: {
      stop(.cancelled)
    }
  }

  /// TERM to the whole group, KILL after the time of grace.
  func stop(_ reason: HookOutcome.Ending) {
    let stops = state.withLock { state in
      guard case .running(let group) = state else { return false }
      state = .stopping(group, reason)
      kill(-group, SIGTERM)
      return true
    }
    guard stops else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + grace) {
      self.state.withLock {
        if case .stopping(let group, _) = $0 { kill(-group, SIGKILL) }
      }
    }
  }

  /// What a stopped hook leaves of its group ends with it.
  private func finish() {
    state.withLock { state in
      switch state {
      case .stopping(let group, let reason):
        kill(-group, SIGKILL)
        state = .ended(reason)
      case .running(let group):
        if leavesNobody { kill(-group, SIGKILL) }
        state = .ended(nil)
      case .notStarted, .ended:
        state = .ended(nil)
      }
    }
  }

  /// Waits for the end of a process without reaping it. Where the kernel has no descriptors for
  /// processes (before 5.3) this returns at once, and a hook that closes its output early is then
  /// not subject to its time limit.
  private static func end(of process: ProcessIdentifier) async {
    guard process.processDescriptor >= 0 else { return }
    await withCheckedContinuation { continuation in
      let source = DispatchSource.makeReadSource(
        fileDescriptor: process.processDescriptor, queue: .global())
      source.setEventHandler { source.cancel() }
      // Only after this may the descriptor be closed.
      source.setCancelHandler { continuation.resume() }
      source.activate()
    }
  }
}

/// The last bytes of an output of any length.
struct OutputTail: Sendable {
  static let limit = 8 << 10
  private var bytes: [UInt8] = []

  mutating func append(_ more: UnsafeRawBufferPointer) {
    bytes += more.suffix(OutputTail.limit)
    if bytes.count > 4 * OutputTail.limit {
      bytes.removeFirst(bytes.count - OutputTail.limit)
    }
  }

  /// Reads to the end: when all writers have closed it, or with the process, for children that are
  /// left behind may keep it open for ever.
  static func of(_ output: SubprocessOutputSequence) async -> OutputTail {
    var tail = OutputTail()
    do {
      for try await buffer in output { buffer.withUnsafeBytes { tail.append($0) } }
    } catch {}
    return tail
  }

  /// As text that can be shown: without controls but newlines and tabs.
  var text: String {
    let scalars = String(decoding: bytes.suffix(OutputTail.limit), as: UTF8.self).unicodeScalars
    return String(
      String.UnicodeScalarView(
        scalars.filter {
          $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        }))
  }
}
