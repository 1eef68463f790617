import Basics
import Foundation
import GRDB
import News

extension LedgerStore {
  /// Stores the results of rounds and the changed cookies. Callers collect many of them for one call.
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
  /// The condition on the row of a write; values that were learned under other settings are not written.
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
    failures =
      (row["round_failures"] as String?).flatMap { RoundFailures(stored: $0) } ?? RoundFailures()
    guard let to = row["moved_to"] as String? else { return }
    let (status, since): (Int?, Timestamp?) = (row["moved_status"], row["moved_since"])
    let rounds: Int = row["moved_rounds"] ?? 0
    if rounds == PollingState.insecureRounds {
      insecureRedirect = InsecureRedirect(to: to, status: status ?? 302, since: since ?? .epoch)
    } else {
      move = Move(to: to, status: status ?? 301, since: since ?? .epoch, rounds: rounds)
    }
  }

  /// The value of `moved_rounds` for a redirect from https to http, which no number of rounds confirms.
  /// A page never has such a redirect and a move at the same time.
  private static let insecureRounds = -1

  /// - Parameters:
  ///   - rules: a hash of the settings under which the values were learned.
  ///   - round: the time of the last round; nil if it has not changed.
  func save(_ db: Database, source: SourceID, rules: Int64, round: Timestamp? = nil) throws {
    var columns: ColumnValues = [
      "next_due": nextDue, "fresh_until": freshUntil, "last_complete": lastWhole,
      "undecodable": garbled, "charset": charset?.name, "charset_origin": charset?.origin,
      "publication_pattern": publicationPattern?.stored, "round_failures": failures.stored,
      "moved_to": insecureRedirect?.to ?? move?.to,
      "moved_status": insecureRedirect?.status ?? move?.status,
      "moved_since": insecureRedirect?.since ?? move?.since,
      "moved_rounds": insecureRedirect == nil ? move?.rounds : PollingState.insecureRounds,
    ]
    if let round { columns = columns + ["last_round": round] }
    try db.update(
      "source", set: columns, where: PollingState.condition, ["id": source, "rules": rules])
  }
}
