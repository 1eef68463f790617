import GRDB

/// The state of a source as the ledger stores it.
package struct SourceState: Sendable {
  package var memory: SourceMemory
  /// The number of articles that are not in the spool yet.
  package var owed: Int
  /// The number of entries moved into the spool so far.
  package var spooled: Int
  /// The error of the article that has been owed longest.
  package var error: String?
}

/// The state of a hook's deliveries.
package struct HookState: Sendable {
  package var pending = 0
  /// The number of deliveries that reached the age limit.
  package var parked = 0
  package var delivered = 0
  /// The error of the first delivery that is pending or parked.
  package var error: String?
}

extension ReadOnlyLedger {
  /// Returns the states of sources by name, without sources that were never polled.
  package func sources(_ names: [String]) async throws -> [String: SourceState] {
    try await read { db in
      var states: [String: SourceState] = [:]
      for name in names { states[name] = try SourceState(db, name: name) }
      return states
    }
  }

  /// Returns the states of hooks, in the order of their names here.
  package func hooks(_ names: [String]) async throws -> [HookState] {
    try await read { db in try names.map { try HookState(db, name: $0) } }
  }

  /// Returns the states of those of the hosts that failed or asked for a pause.
  package func hosts(_ names: Set<String>) async throws -> [String: HostState] {
    try await read { db in
      var hosts: [String: HostState] = [:]
      for name in names { hosts[name] = try LedgerStore.hostState(db, name) }
      return hosts
    }
  }
}

extension SourceState {
  fileprivate init?(_ db: Database, name: String) throws {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM source WHERE name = :name", arguments: ["name": name])
    else { return nil }
    memory = SourceMemory(row)
    owed =
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM article WHERE source = :source AND \(Condition.articlePending)
          """, arguments: ["source": memory.id]) ?? 0
    spooled = row["spooled"]
    error = try String.fetchOne(
      db,
      sql: """
        SELECT error FROM article JOIN story ON story.id = article.id
        WHERE source = :source AND \(Condition.articlePending) AND error IS NOT NULL
        ORDER BY article.id LIMIT 1
        """, arguments: ["source": memory.id])
  }
}

extension HookState {
  fileprivate init(_ db: Database, name: String) throws {
    let counts = try Row.fetchAll(
      db,
      sql: """
        SELECT state, count(*) AS n FROM delivery WHERE hook = :hook AND \(Condition.deliveryOpen)
        GROUP BY state
        """, arguments: ["hook": name])
    for row in counts {
      switch DeliveryState(rawValue: row["state"]) {
      case .pending: pending = row["n"]
      case .parked: parked = row["n"]
      case .delivered, nil: break
      }
    }
    delivered =
      try Int.fetchOne(
        db, sql: "SELECT delivered FROM hook WHERE name = :hook", arguments: ["hook": name]) ?? 0
    error = try String.fetchOne(
      db,
      sql: """
        SELECT error FROM delivery
        WHERE hook = :hook AND \(Condition.deliveryOpen) AND error IS NOT NULL
        ORDER BY id LIMIT 1
        """, arguments: ["hook": name])
  }
}
