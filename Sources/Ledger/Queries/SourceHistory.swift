import Basics
import Dates
import Foundation
import GRDB

/// The articles that one round found.
package struct Arrival: Hashable, Sendable {
  package var time: Timestamp
  package var count: Int

  package init(time: Timestamp, count: Int) {
    self.time = time
    self.count = count
  }
}

/// Something that happened to a source.
package struct SourceEvent: Hashable, Sendable {
  package var at: Timestamp
  /// The name of the event, such as `source-broken`.
  package var kind: String
  /// The event as a phrase for people.
  package var note: String?
}

extension LedgerReading {
  /// Returns the rounds of a source that found new articles, the oldest first. The first one is left out:
  /// its articles had accumulated for an unknown time.
  /// - Parameter limit: the maximum number of rounds; the latest ones are returned.
  package func arrivals(of source: SourceID, limit: Int = 3000) async throws -> [Arrival] {
    try await read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT first_seen, count(*) AS n FROM article
            WHERE source = :source AND same_as IS NULL
              AND first_seen > (SELECT min(first_seen) FROM article WHERE source = :source)
            GROUP BY first_seen ORDER BY first_seen DESC LIMIT :limit
            """), arguments: ["source": source, "limit": limit])
      return rows.reversed().map {
        Arrival(
          time: Timestamp(secondsSinceEpoch: Double($0["first_seen"] as Int64)), count: $0["n"])
      }
    }
  }

  /// Returns the latest events of a source, the latest first.
  package func events(of source: SourceID, limit: Int) async throws -> [SourceEvent] {
    try await read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT kind, at, note FROM event
            WHERE source = :source AND article IS NULL ORDER BY id DESC LIMIT :limit
            """), arguments: ["source": source, "limit": limit])
      return rows.map {
        SourceEvent(
          at: Timestamp(secondsSinceEpoch: Double($0["at"] as Int64)), kind: $0["kind"],
          note: $0["note"])
      }
    }
  }
}
