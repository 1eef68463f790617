import GRDB

/// An error of the ledger. The command exits with 74 (EX_IOERR).
package struct LedgerError: Error, Hashable, Sendable {
  package var path: String
  /// The reason as a phrase for people.
  package var reason: String
  /// Whether the file is damaged; the next start sets it aside and replaces it.
  package var isDamage = false

  package init(path: String, reason: String, isDamage: Bool = false) {
    self.path = path
    self.reason = reason
    self.isDamage = isDamage
  }

  init(path: String, _ error: any Error) {
    let sqlite = error as? DatabaseError
    let reason = sqlite.map { $0.message ?? "SQLite error \($0.extendedResultCode)" }
    self.init(
      path: path, reason: reason ?? "\(error)", isDamage: sqlite.map(LedgerError.isDamage) ?? false)
  }

  static func newerVersion(_ path: String) -> LedgerError {
    LedgerError(
      path: path,
      reason: "it was written by a newer version of ledewatch; upgrade, or move the ledger away")
  }

  static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
  }
}

extension LedgerError: CustomStringConvertible {
  package var description: String { "ledger \(path): \(reason)" }
}
