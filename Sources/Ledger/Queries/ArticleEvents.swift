import Basics
import Foundation
import GRDB

/// An event of an article whose entry, if it has one, is in the spool.
package struct ArticleEvent: Hashable, Sendable {
  package var at: Timestamp
  /// The name of the entry; of an event without one, that of the article's last entry.
  package var entry: String
  /// The record that hooks receive; nil if no hook receives it, or all have.
  package var record: [UInt8]?
}

extension LedgerReading {
  /// Returns the events of articles since a time, the oldest first, without those that are still staged.
  package func articleEvents(since time: Timestamp) async throws -> [EventID] {
    try await read { db in
      try EventID.fetchAll(
        db.makeStatement(
          sql: """
            SELECT id FROM event
            WHERE article IS NOT NULL AND is_staged = 0 AND at >= :since ORDER BY id
            """), ["since": time.wholeSeconds])
    }
  }

  /// Returns nil if there is no such event any longer, or it names no entry.
  package func articleEvent(_ id: EventID) async throws -> ArticleEvent? {
    try await read { db in
      try Row.fetchOne(
        db.cachedStatement(sql: "SELECT at, entry, record FROM event WHERE id = :id"),
        arguments: ["id": id]
      ).flatMap { row in
        (row["entry"] as String?).map {
          ArticleEvent(at: row["at"], entry: $0, record: (row["record"] as Data?).map { Array($0) })
        }
      }
    }
  }
}
