import Basics
import Foundation
import GRDB

/// The articles and deliveries to retry immediately.
package struct RetryRequest: Sendable {
  /// The ids of articles; empty for all.
  package var ids: [String]
  /// The name of a hook; nil for all.
  package var hook: String?
  package var source: String?
  /// The names of the configured hooks; nil for all names. Deliveries of other hooks stay as they are,
  /// because nothing would attempt them.
  package var configuredHooks: [String]?

  package init(
    ids: [String] = [], hook: String? = nil, source: String? = nil, configuredHooks: [String]? = nil
  ) {
    self.ids = ids
    self.hook = hook
    self.source = source
    self.configuredHooks = configuredHooks
  }

  package struct Report: Codable, Hashable, Sendable {
    package var owed: Int
    package var deliveries: Int
  }

  /// Makes the deliveries that are parked or waiting, and the owed articles, due now. A running service
  /// notices it within ten minutes.
  /// - Throws: `LedgerError`
  package func arm(_ ledger: String, now: Timestamp) async throws -> Report {
    let queue = try ReadOnlyLedger.open(ledger, readonly: false)
    let (ids, hook, source) = (ids, hook, source)
    let hooks = try configuredHooks.map(LedgerStore.jsonList)
    do {
      return try await queue.write { db in
        try db.execute(sql: "CREATE TEMP TABLE wanted (id TEXT PRIMARY KEY)")
        for id in ids {
          try db.execute(sql: "INSERT OR IGNORE INTO wanted VALUES (:id)", arguments: ["id": id])
        }
        defer { try? db.execute(sql: "DROP TABLE wanted") }
        let which = ids.isEmpty ? "" : "AND public_id IN (SELECT id FROM wanted)"
        try db.execute(
          sql: """
            UPDATE delivery SET state = \(DeliveryState.pending.rawValue), next_attempt = 0,
              -- A delivery that was never tried waits for its digest.
              created = iif(attempts > 0, :now, created)
            WHERE \(Condition.deliveryOpen) AND hook = coalesce(:hook, hook)
              AND (:hooks IS NULL OR hook IN (SELECT value FROM json_each(:hooks))) AND event IN (
              SELECT event.id FROM event JOIN source ON source.id = event.source
              WHERE record IS NOT NULL AND source.name = coalesce(:source, source.name) \(which))
            """, arguments: ["now": now, "hook": hook, "hooks": hooks, "source": source])
        let deliveries = db.changesCount
        try LedgerStore.separateBatches(db, now: now)
        try RetryRequest.enableHooks(named: hook, db)
        guard hook == nil else { return Report(owed: 0, deliveries: deliveries) }
        try db.execute(
          sql: """
            UPDATE story SET next_attempt = 0 WHERE id IN (
              SELECT article.id FROM article JOIN source ON source.id = article.source
              WHERE \(Condition.articleOwed) AND source.name = coalesce(:source, source.name) \(which))
            """, arguments: ["source": source])
        return Report(owed: db.changesCount, deliveries: deliveries)
      }
    } catch let error as DatabaseError {
      throw LedgerError(path: ledger, error)
    }
  }

  private static func enableHooks(named hook: String?, _ db: Database) throws {
    try db.run(
      """
      UPDATE hook SET disabled_reason = NULL, disabled_target = NULL
      WHERE name = coalesce(:hook, name) AND disabled_reason IS NOT NULL
      """, ["hook": hook])
  }
}
