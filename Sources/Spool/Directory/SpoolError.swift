import Glibc

/// An error of the spool; commands end with 73 (EX_CANTCREAT).
package struct SpoolError: Error, Hashable, Sendable {
  package enum Stage: String, Sendable {
    /// The directory is not the spool that the ledger knows.
    case identity
    case open, write, sync, close, rename, remove, read
    /// The record of an entry cannot be decoded.
    case decode
  }

  package var stage: Stage
  package var path: String
  /// The error number of the failed system call; 0 if none failed.
  package var errno: Int32
  /// The cause, in words for a person.
  package var reason: String

  package init(stage: Stage, path: String, errno: Int32, reason: String) {
    self.stage = stage
    self.path = path
    self.errno = errno
    self.reason = reason
  }

  init(_ stage: Stage, _ path: String, errno code: Int32) {
    self.init(stage: stage, path: path, errno: code, reason: String(cString: strerror(code)))
  }
}

extension SpoolError: CustomStringConvertible {
  /// The stage, the path, the cause, and what to do next if the cause tells it:
  /// `spool: cannot write /spool/tmp/e/article.json: No space left on device; free space on that
  /// file system, nothing is lost meanwhile`.
  package var description: String {
    "spool: cannot \(stage.action) \(path): \(reason)" + (nextStep.map { "; \($0)" } ?? "")
  }

  private var nextStep: String? {
    switch errno {
    case ENOSPC, EDQUOT: "free space on that file system, nothing is lost meanwhile"
    case EROFS: "make that file system writable, nothing is lost meanwhile"
    case EACCES, EPERM: "give the user that runs ledewatch write access to the spool"
    case EMFILE, ENFILE: "raise the limit of open files (LimitNOFILE=)"
    case EIO: "check the disk (journalctl -k)"
    default: nil
    }
  }
}

extension SpoolError.Stage {
  fileprivate var action: String { self == .identity ? "use" : rawValue }
}
