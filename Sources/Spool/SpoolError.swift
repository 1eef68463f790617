import Glibc

/// Why the spool could not be used; the process ends with 73 (EX_CANTCREAT).
package struct SpoolError: Error, Hashable, Sendable {
  package enum Stage: String, Sendable {
    case identity, open, write, sync, close, rename, remove, read
  }

  package var stage: Stage
  package var path: String
  /// 0 where no system call failed.
  package var errno: Int32
  /// In words for a person.
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
  package var description: String { "spool: \(path): \(stage.rawValue): \(reason)" }
}
