import Foundation
import GRDB
import News
import Web

extension LedgerStore {
  /// What these rounds have taught of their sources: many at once, and seldom.
  package func noteRounds(
    _ rounds: [Int64: PollRecord], jars: [StoredCookieJar] = []
  ) async throws {
    guard !rounds.isEmpty || !jars.isEmpty else { return }
    try await write("rounds") { db in
      for jar in jars { try LedgerStore.save(jar, db) }
      for (row, note) in rounds {
        try note.polling.save(db, source: row, rules: note.rules, round: note.at)
        try note.page?.save(db, source: row, rules: note.rules)
      }
    }
  }
}

extension PageMemory {
  fileprivate func save(_ db: Database, source row: Int64, rules: Int64) throws {
    try db.cachedStatement(
      sql: """
        UPDATE source SET etag = ?, last_modified = ?, body_hash = ?, link_habit = ?,
          usual_count = ?
        WHERE id = ? AND rules = ?
        """
    ).execute(arguments: [
      validators.etag, validators.lastModified, bodyHash, linkHabit.rawValue, usualCount, row,
      rules,
    ])
  }
}

extension PollingState {
  init(_ row: Row) {
    nextDue = row["next_due"]
    freshUntil = row["fresh_until"]
    lastWhole = row["last_whole"]
    garbled = row["garbled"] ?? 0
    if let name = row["charset"] as String? {
      charset = PageCharset(name: name, origin: row["charset_from"] ?? "")
    }
    publicationPattern = (row["publication_pattern"] as Data?).flatMap {
      PublicationPattern(stored: $0)
    }
    if let to = row["moved_to"] as String? {
      move = Move(
        to: to, status: row["moved_status"] ?? 301, since: row["moved_since"] ?? 0,
        rounds: row["moved_rounds"] ?? 0)
    }
  }

  /// - Parameters:
  ///   - rules: by which this was learned.
  ///   - round: when the last one was; nil where that has not changed.
  func save(_ db: Database, source row: Int64, rules: Int64, round: Double? = nil) throws {
    try db.cachedStatement(
      sql: """
        UPDATE source SET next_due = ?, fresh_until = ?, last_whole = ?, garbled = ?, charset = ?,
          charset_from = ?, publication_pattern = ?, moved_to = ?, moved_status = ?, moved_since = ?,
          moved_rounds = ?,
          last_round = coalesce(?, last_round)
        WHERE id = ? AND rules = ?
        """
    ).execute(arguments: [
      nextDue, freshUntil, lastWhole, garbled, charset?.name, charset?.origin,
      publicationPattern?.stored,
      move?.to, move?.status, move?.since, move?.rounds, round, row, rules,
    ])
  }
}
