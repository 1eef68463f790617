import Basics
import Foundation
import GRDB

extension LedgerStore {
  /// Inserts an event that has happened, and its deliveries.
  static func record(_ event: NewEvent, _ db: Database) throws {
    try createDeliveries(db, of: insert(event, db), to: event.recipients, now: event.at)
  }

  static func insert(_ event: NewEvent, _ db: Database) throws -> EventID {
    EventID(
      rawValue: try db.insert(
        into: "event",
        [
          "kind": event.kind.rawValue, "source": event.source, "article": event.article,
          "public_id": event.publicID, "revision": event.revision,
          "at": event.at.wholeSeconds, "is_staged": event.isStaged, "notify": event.notify,
          "entry": event.entry, "note": event.note, "record": event.record.map { Data($0) },
        ]))
  }

  /// Returns the record of the last revision of an article; nil if it is not kept any longer.
  package nonisolated func lastRecord(of article: ArticleID) async throws -> [UInt8]? {
    try await read { db in
      try Data.fetchOne(
        db,
        sql: """
          SELECT record FROM event
          WHERE article = :article AND record IS NOT NULL AND kind IN (:new, :revised)
          ORDER BY id DESC LIMIT 1
          """,
        arguments: [
          "article": article, "new": EventKind.new.rawValue, "revised": EventKind.revised.rawValue,
        ]
      ).map { Array($0) }
    }
  }

  /// Creates the deliveries of an event that has happened.
  static func createDeliveries(
    _ db: Database, of event: EventID, to recipients: [String], now: Timestamp
  ) throws {
    let isTold = try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT notify AND record IS NOT NULL FROM event WHERE id = :event"),
      arguments: ["event": event])
    guard let isTold else { return }
    guard isTold, !recipients.isEmpty else {
      return try db.run("UPDATE event SET record = NULL WHERE id = :event", ["event": event])
    }
    for hook in recipients {
      try db.insert(into: "delivery", ["event": event, "hook": hook, "created": now])
    }
  }
}
