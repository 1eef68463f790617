import Basics
import Dates
import Glibc

/// The process that holds the lock of a ledger.
package struct LockHolder: Hashable, Sendable {
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

  /// One field a line; the command last, its line breaks taken out.
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

/// Another process has the ledger; the process ends with 75 (EX_TEMPFAIL).
package struct LedgerLockedError: Error, Sendable {
  package var path: String
  /// Nil when the holder has not written its name yet.
  package var holder: LockHolder?

  package init(path: String, holder: LockHolder?) {
    self.path = path
    self.holder = holder
  }

  /// Held by a run that ends by itself.
  package var isOnce: Bool {
    // One that has not written its name yet has just begun.
    holder.map { $0.command.split(separator: " ").dropFirst().first == "once" } ?? true
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

/// One ledger, one lock: `flock` on a file in the state directory, which the system lets go when
/// the process ends, however it ends.
package final class LedgerLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `LedgerLockedError`, or `LedgerError` when the file can't be opened.
  package init(directory: String, holder: LockHolder) throws {
    let path = directory + "/lock"
    // Not inherited by hooks: one of them that outlives us must not keep the lock.
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw LedgerError(path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let held = LedgerLockedError(path: path, holder: LedgerLock.read(descriptor))
      close(descriptor)
      throw held
    }
    // Only for the message of whoever comes next; a full disk must not keep us from starting.
    let text = Array(holder.text.utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
  }

  deinit {
    ftruncate(descriptor, 0)
    // Not left to close: a hook that is just being started holds a copy until it is executed.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Returns the apparent holder of the lock without touching it. A killed process leaves its name
  /// behind, so the name counts only while its process exists.
  package static func holder(directory: String) -> LockHolder? {
    let descriptor = open(directory + "/lock", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let holder = read(descriptor) else { return nil }
    return kill(holder.pid, 0) == 0 || errno == EPERM ? holder : nil
  }

  private static func read(_ descriptor: Int32) -> LockHolder? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return LockHolder(text: String(decoding: bytes[..<count], as: UTF8.self))
  }
}
