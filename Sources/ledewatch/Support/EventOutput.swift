import Basics
import Dispatch
import Glibc
import Logging
import Watch

/// The output of `run --json`. A thread of its own writes the lines, so that a reader that stalls does not
/// stall the service.
final class EventOutput: Sendable {
  private struct State {
    /// The size of the lines that are not written yet, in bytes.
    var pendingBytes = 0
    /// The number of lines that were left out since the reader stalled.
    var leftOut = 0
    var isClosed = false
  }

  /// The size of unwritten lines above which further ones are left out.
  static let maximumPendingBytes = 64 << 20
  private let descriptor: Int32
  private let maximumPendingBytes: Int
  private let log: Logger
  private let onClose: @Sendable () -> Void
  private let queue = DispatchQueue(label: "ledewatch.events")
  private let state = Locked(State())

  /// - Parameter onClose: called once if the reader has closed the pipe.
  init(
    to descriptor: Int32 = STDOUT_FILENO, maximumPendingBytes: Int = maximumPendingBytes,
    log: Logger, onClose: @escaping @Sendable () -> Void
  ) {
    self.descriptor = descriptor
    self.maximumPendingBytes = maximumPendingBytes
    self.log = log
    self.onClose = onClose
  }

  func write(_ event: WatchEvent) {
    guard let record = event.record(at: SystemClock().timestamp) else { return }
    write(record.json.serialized(.line))
  }

  func write(_ line: [UInt8]) {
    let (accepts, isFirst) = state.withLock { state in
      guard !state.isClosed else { return (false, false) }
      guard state.pendingBytes + line.count <= maximumPendingBytes else {
        state.leftOut += 1
        return (false, state.leftOut == 1)
      }
      state.pendingBytes += line.count
      return (true, false)
    }
    if isFirst {
      log.error(
        "the reader of standard output does not read; events are left out until it does",
        metadata: ["stage": "output"])
    }
    if accepts { queue.async { self.send(line) } }
  }

  /// Waits until all lines are written, at most for this time.
  func finish(within limit: Duration) {
    let isDone = DispatchSemaphore(value: 0)
    queue.async { isDone.signal() }
    _ = isDone.wait(timeout: .now() + limit.seconds)
  }

  private func send(_ line: [UInt8]) {
    guard !state.withLock(\.isClosed) else { return }
    let isWritten = Output.send(line, to: descriptor)
    let code = errno
    let leftOut = state.withLock { state in
      state.pendingBytes -= line.count
      state.isClosed = !isWritten
      guard isWritten, state.pendingBytes == 0 else { return 0 }
      defer { state.leftOut = 0 }
      return state.leftOut
    }
    if leftOut > 0 {
      log.notice(
        "resolved: the reader of standard output reads again",
        metadata: ["stage": "output", "left_out": "\(leftOut)"])
    }
    guard !isWritten else { return }
    if code != EPIPE {
      log.error(
        "cannot write to standard output: \(FileError.reason(code))", metadata: ["stage": "output"])
    }
    onClose()
  }
}
