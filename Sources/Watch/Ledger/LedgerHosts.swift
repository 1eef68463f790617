import GRDB

/// The hosts that are left alone; those that answer have no row.
extension LedgerStore {
  nonisolated func hosts() async throws -> [String: HostAvailability.Standing] {
    try await read { db in
      var hosts: [String: HostAvailability.Standing] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT * FROM host") {
        hosts[row["name"]] = HostAvailability.Standing(row)
      }
      return hosts
    }
  }

  static func host(_ db: Database, _ name: String) throws -> HostAvailability.Standing? {
    try Row.fetchOne(db, sql: "SELECT * FROM host WHERE name = ?", arguments: [name])
      .map(HostAvailability.Standing.init)
  }

  func keepHost(_ name: String, _ standing: HostAvailability.Standing) async throws {
    try await write("host") { db in
      try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO host (name, silences, closed_until, reason) VALUES (?, ?, ?, ?)
          """
      ).execute(arguments: [name, standing.silences, standing.closedUntil, standing.reason])
    }
  }

  func forgetHosts(_ names: [String]) async throws {
    try await write("host") { db in
      let delete = try db.cachedStatement(sql: "DELETE FROM host WHERE name = ?")
      for name in names { try delete.execute(arguments: [name]) }
    }
  }
}

extension HostAvailability.Standing {
  fileprivate init(_ row: Row) {
    self.init(silences: row["silences"], closedUntil: row["closed_until"], reason: row["reason"])
  }
}
