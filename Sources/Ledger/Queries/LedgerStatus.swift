import Basics
import Foundation
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
  /// The time at which the oldest pending delivery was made; nil if none is pending.
  package var oldestPending: Timestamp?
  /// The time at which the oldest pending delivery was made that was tried already.
  package var oldestTried: Timestamp?
  /// The time at which the first pending delivery was made that is not joined to a message.
  package var firstUnjoined: Timestamp?
  /// The error of the first delivery that is pending or parked.
  package var error: String?
  /// The reason why the receiver wants no more messages; nil if the hook is not disabled.
  package var disabledReason: String?
}

extension LedgerReading {
  /// Returns the id of the spool whose entries the ledger knows; nil if it knows none yet.
  package func knownSpoolID() async throws -> String? {
    try await read { db in try Meta.spool.text(db) }
  }

  /// Returns the time of the last round of any source; nil if there was none.
  package func lastRound() async throws -> Timestamp? {
    try await read { db in try Timestamp.fetchOne(db, sql: "SELECT max(last_round) FROM source") }
  }

  /// Returns the names of all sources and their URLs, those that were polled last first.
  package func sourceURLs() async throws -> [(name: String, url: String)] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT name, url FROM source WHERE url IS NOT NULL ORDER BY last_round DESC, id"
      ).map { ($0["name"], $0["url"]) }
    }
  }

  /// Returns the states of sources by name, without sources that were never polled.
  package func sources(_ names: [String]) async throws -> [String: SourceState] {
    try await read { db in
      let names = Set(names)
      let owed = try owedCounts(db)
      var states: [String: SourceState] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT * FROM source WHERE name IN (SELECT value FROM json_each(:names))",
        arguments: ["names": try LedgerStore.jsonList(Array(names))])
      while let row = try rows.next() {
        states[row["name"]] = try SourceState(db, row, owed: owed)
      }
      return states
    }
  }

  /// Returns the names of the sources that were polled at or after a time, and of those whose number of
  /// owed articles is not the given one.
  package func changedSources(
    since time: Timestamp, owed known: [String: Int]
  ) async throws -> Set<String> {
    try await read { db in
      let owed = try owedCounts(db)
      let rows = try Row.fetchCursor(db, sql: "SELECT id, name, last_round FROM source")
      var names: Set<String> = []
      while let row = try rows.next() {
        let (id, name): (SourceID, String) = (row["id"], row["name"])
        let isRecent = (row["last_round"] as Timestamp?).map { $0 >= time } ?? false
        if isRecent || known[name] ?? 0 != owed[id] ?? 0 { names.insert(name) }
      }
      return names
    }
  }

  /// Returns the number of articles of a source that are not in the spool yet.
  package func owedCount(of source: SourceID) async throws -> Int {
    try await read { db in
      try Int.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT count(*) FROM article INDEXED BY article_pending
            WHERE source = :source AND \(Condition.articlePending)
            """), arguments: ["source": source]) ?? 0
    }
  }

  private func owedCounts(_ db: Database) throws -> [SourceID: Int] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT source, count(*) AS n FROM article INDEXED BY article_pending
        WHERE \(Condition.articlePending) GROUP BY source
        """
    ).reduce(into: [:]) { $0[$1["source"]] = $1["n"] }
  }

  /// Returns the states of hooks, in the order of their names here.
  package func hooks(_ names: [String]) async throws -> [HookState] {
    try await read { db in try names.map { try HookState(db, name: $0) } }
  }

  /// Returns the states of those of the hosts that failed or asked for a pause.
  package func hosts(_ names: Set<String>) async throws -> [String: HostState] {
    try await read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM host").reduce(into: [:]) {
        if names.contains($1["name"]) { $0[$1["name"]] = HostState($1) }
      }
    }
  }
}

extension SourceState {
  fileprivate init(_ db: Database, _ row: Row, owed counts: [SourceID: Int]) throws {
    memory = SourceMemory(row)
    owed = counts[memory.id] ?? 0
    spooled = row["spooled"]
    guard owed > 0 else { return }
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
    if pending > 0 {
      let times = try Row.fetchOne(
        db,
        sql: """
          SELECT min(created) AS oldest, min(iif(batch IS NULL, created, NULL)) AS unjoined,
            min(iif(attempts > 0, created, NULL)) AS tried
          FROM delivery WHERE hook = :hook AND \(Condition.deliveryPending)
          """, arguments: ["hook": name])
      (oldestPending, firstUnjoined) = (times?["oldest"], times?["unjoined"])
      oldestTried = times?["tried"]
    }
    let row = try Row.fetchOne(
      db, sql: "SELECT delivered, disabled_reason FROM hook WHERE name = :hook",
      arguments: ["hook": name])
    delivered = row?["delivered"] ?? 0
    disabledReason = row?["disabled_reason"]
    error = try String.fetchOne(
      db,
      sql: """
        SELECT error FROM delivery
        WHERE hook = :hook AND \(Condition.deliveryOpen) AND error IS NOT NULL
        ORDER BY id LIMIT 1
        """, arguments: ["hook": name])
  }
}
