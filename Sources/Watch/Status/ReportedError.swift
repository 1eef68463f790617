import Basics
import Ledger
import Spool

/// The lasting error of spool, ledger or lock that was reported last.
///
/// cron mails all output, so a lasting error is reported when it begins and when it is resolved, but not
/// by every run. It is stored as a note in the state directory, which can be written on a full disk, and
/// `status` shows it meanwhile.
package struct ReportedError: Sendable {
  private static let note = "told"
  private static let lockSummary = "the ledger is locked by another process"
  private let directory: String

  /// - Parameter directory: the path of the state directory.
  package init(directory: String) { self.directory = directory }

  /// Returns whether an error differs from the one reported last, and records it as reported. If
  /// nothing can be recorded, the error is reported each time.
  package func shouldReport(_ error: any Error) -> Bool {
    guard let summary = ReportedError.summary(of: error),
      let state = try? StateDirectory(directory)
    else { return true }
    if state.note(ReportedError.note) == summary { return false }
    state.setNote(ReportedError.note, to: summary)
    return true
  }

  /// Records that the error is resolved.
  /// - Returns: The summary of the error; nil if there was none.
  package func resolve() -> String? {
    guard let state = try? StateDirectory(directory), let summary = state.note(ReportedError.note)
    else { return nil }
    return state.removeNote(ReportedError.note) ? summary : nil
  }

  /// The error as a fault of the service; nil if there is none. A lock is no fault: another process works.
  var fault: ServiceFault? {
    guard let state = try? StateDirectory(directory), let text = state.note(ReportedError.note),
      text != ReportedError.lockSummary
    else { return nil }
    return ServiceFault(reason: text, since: state.noteTime(ReportedError.note))
  }

  /// Returns the part of an error that is the same in each run, in less than the 60 bytes of an inode.
  static func summary(of error: any Error) -> String? {
    let text: String
    switch error {
    case let error as SpoolError: text = "spool: " + error.shortReason
    case let error as LedgerError: text = "ledger: " + error.reason
    case is LedgerLockedError: text = lockSummary
    default: return nil
    }
    return String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 }).truncated(bytes: 59)
  }
}

extension SpoolError {
  /// The reason without the path, which contains the name of an entry.
  fileprivate var shortReason: String { reason.prefix(1).lowercased() + reason.dropFirst() }
}

extension String {
  /// Returns the text with at most `maximum` bytes, ending with `…` if it is truncated.
  fileprivate func truncated(bytes maximum: Int) -> String {
    guard utf8.count > maximum else { return self }
    let ellipsis = "…"
    var text = ""
    for character in self {
      guard text.utf8.count + character.utf8.count + ellipsis.utf8.count <= maximum else { break }
      text.append(character)
    }
    return text + ellipsis
  }
}
