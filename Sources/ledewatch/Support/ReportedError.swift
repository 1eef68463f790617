import Glibc
import Ledger
import Spool
import Watch

/// The fault that keeps runs from their work, as it was told last: cron mails all that is said, so
/// a lasting fault is told when it begins and when it ends, not by every run.
///
/// Remembered as the target of a symbolic link beside the ledger: a short one has room in its
/// inode, so that it can be made where the disk is full, which is what it is for.
struct ReportedError {
  private let path: String

  init(directory: String) { path = directory + "/told" }

  /// Whether the fault is another than the one told last; it counts as told from now on. Where
  /// nothing can be remembered it is told each time.
  func isToBeTold(_ fault: any Error) -> Bool {
    guard let words = ReportedError.words(for: fault) else { return true }
    if read() == words { return false }
    unlink(path)
    symlink(words, path)
    return true
  }

  /// The work can be done again.
  /// - Returns: the fault that was told last, once.
  func end() -> String? {
    guard let words = read() else { return nil }
    return unlink(path) == 0 ? words : nil
  }

  private func read() -> String? {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = bytes.withUnsafeMutableBytes {
      readlink(path, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  /// What stays the same from run to run, in less than the 60 bytes of an inode.
  private static func words(for fault: any Error) -> String? {
    let text: String
    switch fault {
    case let fault as SpoolError: text = "spool: " + fault.shortReason
    case let fault as LedgerError: text = "ledger: " + fault.reason
    case is LedgerLockedError: text = "the ledger is held by another process"
    default: return nil
    }
    return String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 }).prefix(bytes: 59)
  }
}

extension SpoolError {
  /// Without the path, which has the name of an entry in it.
  fileprivate var shortReason: String {
    // Of the spool's identity the reason says more than the number.
    errno == 0 || stage == .identity ? reason : String(cString: strerror(errno))
  }
}

extension String {
  /// At most so many bytes; `…` are the last where there were more.
  fileprivate func prefix(bytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    let mark = "…"
    var text = ""
    for character in self {
      guard text.utf8.count + character.utf8.count + mark.utf8.count <= limit else { break }
      text.append(character)
    }
    return text + mark
  }
}
