import GRDB

/// The ledger can't be used; the process ends with 74 (EX_IOERR).
package struct LedgerError: Error, Hashable, Sendable {
  package var path: String
  /// In words for a person.
  package var reason: String
  /// What is on disk can't be trusted: the next start sets it aside and makes another.
  package var isDamage = false

  package init(path: String, reason: String, isDamage: Bool = false) {
    self.path = path
    self.reason = reason
    self.isDamage = isDamage
  }

  init(path: String, _ error: any Error) {
    let damage = (error as? DatabaseError).map(LedgerError.isDamage) ?? false
    let reason =
      (error as? DatabaseError).map { $0.message ?? "SQLite error \($0.extendedResultCode)" }
    self.init(path: path, reason: reason ?? "\(error)", isDamage: damage)
  }

  static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
  }
}

extension LedgerError: CustomStringConvertible {
  package var description: String { "ledger \(path): \(reason)" }
}
