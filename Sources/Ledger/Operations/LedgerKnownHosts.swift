import Basics
import GRDB
import Web

/// The hosts of sources, and the kind of addresses that they had when they were first seen.
extension LedgerStore {
  package nonisolated func knownHosts() async throws -> [String: AddressKind] {
    try await read { db in
      try Row.fetchAll(db, sql: "SELECT name, is_public FROM known_host")
        .reduce(into: [:]) { $0[$1["name"]] = $1["is_public"] ? .publicAddress : .privateAddress }
    }
  }

  /// Records the kind of addresses of a host. What is known of it already stays.
  package func recordKnownHost(_ name: String, _ kind: AddressKind, now: Timestamp) async throws {
    try await write("known host") { db in
      try db.run(
        """
        INSERT INTO known_host (name, is_public, first_seen) VALUES (:name, :public, :now)
        ON CONFLICT (name) DO NOTHING
        """,
        ["name": name, "public": kind == .publicAddress, "now": now.wholeSeconds])
    }
  }
}
