import GRDB

/// The hosts that failed or asked for a pause; hosts that answer have no row.
extension LedgerStore {
  /// Returns the states of all hosts that have one, by name.
  package nonisolated func hostStates() async throws -> [String: HostState] {
    try await read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM host")
        .reduce(into: [:]) { $0[$1["name"]] = HostState($1) }
    }
  }

  static func hostState(_ db: Database, _ name: String) throws -> HostState? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM host WHERE name = :name"), arguments: ["name": name]
    ).map(HostState.init)
  }

  package func recordHost(_ name: String, _ state: HostState) async throws {
    try await write("host") { db in
      try db.insertOrReplace(
        into: "host",
        [
          "name": name, "silences": state.silences, "closed_until": state.closedUntil,
          "reason": state.reason,
        ])
    }
  }

  package func deleteHosts(_ names: [String]) async throws {
    try await write("host") { db in
      for name in names { try db.run("DELETE FROM host WHERE name = :name", ["name": name]) }
    }
  }
}

extension HostState {
  init(_ row: Row) {
    self.init(silences: row["silences"], closedUntil: row["closed_until"], reason: row["reason"])
  }
}
