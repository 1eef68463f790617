import Basics
import Foundation
import GRDB
import News

extension LedgerStore {
  /// Stores what rounds have learned of their sources, and the cookies that have changed: many at
  /// once, and seldom.
  package func recordRounds(
    _ rounds: [SourceID: PollRecord], jars: [StoredCookieJar] = []
  ) async throws {
    guard !rounds.isEmpty || !jars.isEmpty else { return }
    try await write("rounds") { db in
      for jar in jars { try LedgerStore.store(jar, db) }
      for (source, record) in rounds {
        try record.polling.save(db, source: source, rules: record.rules, round: record.at)
        guard let page = record.page else { continue }
        try db.update(
          "source", set: page.columns, where: PollingState.condition,
          ["id": source, "rules": record.rules])
      }
    }
  }
}

extension PollingState {
  /// The row condition of a write; values learned under other rules are not written.
  fileprivate static let condition = "id = :id AND rules_hash = :rules"

  init(_ row: Row) {
    self.init()
    nextDue = row["next_due"]
    freshUntil = row["fresh_until"]
    lastWhole = row["last_complete"]
    garbled = row["undecodable"]
    if let name = row["charset"] as String? {
      charset = PageCharset(name: name, origin: row["charset_origin"] ?? "")
    }
    publicationPattern = (row["publication_pattern"] as Data?).flatMap {
      PublicationPattern(stored: $0)
    }
    if let to = row["moved_to"] as String? {
      move = Move(
        to: to, status: row["moved_status"] ?? 301, since: row["moved_since"] ?? .epoch,
        rounds: row["moved_rounds"] ?? 0)
    }
  }

  /// - Parameters:
  ///   - rules: the rules by which this was learned.
  ///   - round: when the last round was; nil where that has not changed.
  func save(_ db: Database, source: SourceID, rules: Int64, round: Timestamp? = nil) throws {
    var columns: ColumnValues = [
      "next_due": nextDue, "fresh_until": freshUntil, "last_complete": lastWhole,
      "undecodable": garbled, "charset": charset?.name, "charset_origin": charset?.origin,
      "publication_pattern": publicationPattern?.stored,
      "moved_to": move?.to, "moved_status": move?.status, "moved_since": move?.since,
      "moved_rounds": move?.rounds,
    ]
    if let round { columns = columns + ["last_round": round] }
    try db.update(
      "source", set: columns, where: PollingState.condition, ["id": source, "rules": rules])
  }
}
