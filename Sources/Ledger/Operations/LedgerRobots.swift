import Basics
import Foundation
import GRDB

extension LedgerStore {
  /// Returns the robots.txt of an origin, if it was fetched since a time and not in the future.
  package nonisolated func robots(
    origin: String, since time: Timestamp, now: Timestamp
  ) async throws -> (status: Int, body: [UInt8], fetched: Timestamp)? {
    try await read { db in
      try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT * FROM robots WHERE origin = :origin AND fetched BETWEEN :since AND :now"),
        arguments: ["origin": origin, "since": time, "now": now]
      ).map { ($0["status"], Array($0["body"] as Data), $0["fetched"]) }
    }
  }

  package func storeRobots(
    origin: String, status: Int, body: [UInt8], now: Timestamp
  ) async throws {
    try await write("robots") { db in
      try db.insertOrReplace(
        into: "robots",
        ["origin": origin, "fetched": now, "status": status, "body": Data(body)])
    }
  }

  /// Deletes all but the newest robots.txt files.
  package func trimRobots(to count: Int) async throws {
    try await write("robots") { db in
      try db.run(
        """
        DELETE FROM robots WHERE origin IN (
          SELECT origin FROM robots ORDER BY fetched DESC LIMIT -1 OFFSET :count)
        """, ["count": count])
    }
  }
}
