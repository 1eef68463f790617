import GRDB
import Glibc

/// An error of the ledger. The command exits with 74 (EX_IOERR).
package struct LedgerError: Error, Hashable, Sendable {
  package var path: String
  /// The reason as a phrase for people.
  package var reason: String
  /// Whether the file is damaged; the next start sets it aside and replaces it.
  package var isDamage = false
  /// The remedy, as a phrase for people.
  package var remedy: String?

  package init(path: String, reason: String, isDamage: Bool = false, remedy: String? = nil) {
    self.path = path
    self.reason = reason
    self.isDamage = isDamage
    self.remedy = remedy
  }

  init(path: String, _ error: any Error) {
    guard let error = error as? DatabaseError else {
      self.init(path: path, reason: "\(error)")
      return
    }
    let isFull = LedgerError.isDiskFull(error, path)
    let reason = error.message ?? "SQLite error \(error.extendedResultCode)"
    self.init(
      path: path, reason: isFull ? "no space left on device" : reason,
      isDamage: LedgerError.isDamage(error), remedy: LedgerError.remedy(for: error, isFull: isFull))
  }

  /// An error because the file system has too little space.
  package static func lackOfSpace(_ path: String, reason: String) -> LedgerError {
    LedgerError(path: path, reason: reason, remedy: spaceRemedy)
  }

  static func newerVersion(_ path: String) -> LedgerError {
    LedgerError(
      path: path,
      reason: "it was written by a newer version of ledewatch; upgrade, or move the ledger away")
  }

  static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
  }

  private static let spaceRemedy = "free space on that file system, nothing is lost meanwhile"

  /// Whether the file system is full. SQLite reports some writes that fail for this reason, such as that of
  /// the shared memory of the write-ahead log, as any error of the disk.
  private static func isDiskFull(_ error: DatabaseError, _ path: String) -> Bool {
    guard error.resultCode == .SQLITE_IOERR else { return error.resultCode == .SQLITE_FULL }
    let sharedMemory = 32_768
    var space = statvfs()
    return statvfs(StateDirectory.directory(of: path), &space) == 0
      && space.f_bavail < max(1, sharedMemory / max(1, Int(space.f_frsize)))
  }

  private static func remedy(for error: DatabaseError, isFull: Bool) -> String? {
    if isFull { return spaceRemedy }
    if isDamage(error) { return "the next start of “run” or “once” sets it aside and replaces it" }
    return error.resultCode == .SQLITE_IOERR ? "check the disk (journalctl -k)" : nil
  }
}

extension LedgerError: CustomStringConvertible {
  package var description: String {
    "ledger \(path): \(reason)" + (remedy.map { "; \($0)" } ?? "")
  }
}
