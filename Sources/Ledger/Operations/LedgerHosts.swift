import GRDB

/// The hosts that are left alone; those that answer have no row.
extension LedgerStore {
  package nonisolated func hosts() async throws -> [String: HostState] {
    try await read { db in
      var hosts: [String: HostState] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT * FROM host") {
        hosts[row["name"]] = HostState(row)
      }
      return hosts
    }
  }

  static func host(_ db: Database, _ name: String) throws -> HostState? {
    try Row.fetchOne(db, sql: "SELECT * FROM host WHERE name = ?", arguments: [name])
      .map(HostState.init)
  }

  package func keepHost(_ name: String, _ state: HostState) async throws {
    try await write("host") { db in
      try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO host (name, silences, closed_until, reason) VALUES (?, ?, ?, ?)
          """
      ).execute(arguments: [name, state.silences, state.closedUntil, state.reason])
    }
  }

  package func forgetHosts(_ names: [String]) async throws {
    try await write("host") { db in
      let delete = try db.cachedStatement(sql: "DELETE FROM host WHERE name = ?")
      for name in names { try delete.execute(arguments: [name]) }
    }
  }
}

extension HostState {
  fileprivate init(_ row: Row) {
    self.init(silences: row["silences"], closedUntil: row["closed_until"], reason: row["reason"])
  }
}
