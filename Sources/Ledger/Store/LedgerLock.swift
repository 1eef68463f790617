import Basics
import Dates
import Glibc

/// The process that holds the lock of a ledger.
package struct LockHolder: Codable, Hashable, Sendable {
  package var pid: Int32
  package var command: String
  /// Seconds since 1970.
  package var since: Int64

  package init(pid: Int32, command: String, since: Int64) {
    self.pid = pid
    self.command = command
    self.since = since
  }

  package static var current: LockHolder {
    LockHolder(
      pid: getpid(), command: LockHolder.command(CommandLine.arguments), since: Int64(time(nil)))
  }

  /// Returns the command line without the program's directory. Command lines hold no secrets.
  static func command(_ words: [String]) -> String {
    let program = words.first?.split(separator: "/").last.map(String.init) ?? ""
    let text = ([program] + words.dropFirst()).joined(separator: " ")
    return text.count > 120 ? text.prefix(119) + "…" : text
  }

  /// Whether the process exists. Another process may have its id meanwhile.
  package var isAlive: Bool { kill(pid, 0) == 0 || errno == EPERM }

  /// The content of the lock file: process, time and command, each on a line of its own.
  var text: String {
    let command = command.map { $0.isNewline ? " " : $0 }
    return "\(pid)\n\(since)\n\(String(command))\n"
  }

  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 3, let pid = Int32(lines[0]), let since = Int64(lines[1]) else {
      return nil
    }
    self.init(pid: pid, command: String(lines[2]), since: since)
  }
}

/// Another process holds the lock of the ledger. The command exits with 75 (EX_TEMPFAIL).
package struct LedgerLockedError: Error, Sendable {
  package var path: String
  /// The process that holds the lock; nil if it has not written its name yet.
  package var holder: LockHolder?

  package init(path: String, holder: LockHolder?) {
    self.path = path
    self.holder = holder
  }

  /// Whether a `ledewatch once` that began within the last hour holds the lock, which it releases by
  /// itself. A lock whose holder is unknown or older is an error to report.
  package func isRecentOnce(now: Int64) -> Bool {
    guard let holder, holder.isAlive,
      holder.command.split(separator: " ").dropFirst().first == "once"
    else { return false }
    return (0..<3600).contains(now - holder.since)
  }
}

extension LockHolder: CustomStringConvertible {
  package var description: String {
    "\(command) (process \(pid), since \(RFC3339.string(from: since)))"
  }
}

extension LedgerLockedError: CustomStringConvertible {
  package var description: String {
    "\(holder?.description ?? "another process") holds \(path)"
  }
}

/// The exclusive lock of a ledger: `flock` on a file in the state directory. The kernel releases it
/// when the process ends, even if the process is killed.
package final class LedgerLock: Sendable {
  private static let fileName = "lock"
  private let descriptor: Int32

  /// Acquires the lock without waiting.
  /// - Throws: `LedgerLockedError` if another process holds it, `LedgerError` if the file cannot be
  ///   opened.
  package init(directory: String, holder: LockHolder) throws {
    let path = directory + "/\(LedgerLock.fileName)"
    // The descriptor is closed on exec: a hook that outlives this process must not keep the lock.
    guard
      let descriptor = try StateDirectory(directory).open(LedgerLock.fileName, O_RDWR | O_CREAT)
    else { throw LedgerError(path: path, reason: String(cString: strerror(ENOENT))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let held = LedgerLockedError(path: path, holder: LedgerLock.read(descriptor))
      close(descriptor)
      throw held
    }
    self.descriptor = descriptor
    // The text only serves the message of the next process, so an error, such as a full disk, is
    // ignored.
    let text = Array(holder.text.utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
  }

  deinit {
    ftruncate(descriptor, 0)
    // close() alone would not release it, because a hook that is being started holds a copy of the
    // descriptor until exec.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Returns the apparent holder of the lock without touching it. A killed process leaves its name
  /// behind, so the name counts only while its process exists.
  package static func holder(directory: String) -> LockHolder? {
    lastHolder(directory: directory).flatMap { $0.isAlive ? $0 : nil }
  }

  /// Returns the process that holds the lock, or that held it last and ended without releasing it; nil if
  /// the last holder has released it.
  package static func lastHolder(directory: String) -> LockHolder? {
    guard let state = try? StateDirectory(directory),
      let descriptor = try? state.open(fileName, O_RDONLY)
    else { return nil }
    defer { close(descriptor) }
    return read(descriptor)
  }

  private static func read(_ descriptor: Int32) -> LockHolder? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return LockHolder(text: String(decoding: bytes[..<count], as: UTF8.self))
  }
}
