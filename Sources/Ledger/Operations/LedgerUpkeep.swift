import Basics
import Foundation
import GRDB

extension LedgerStore {
  /// The time between two upkeeps.
  private static let upkeepInterval = Duration.seconds(86_400)
  /// The number of pages of 4 KiB that one upkeep returns to the file system. A few days return all pages
  /// of a flood, and no single upkeep waits long for the disk.
  private static let pagesAtATime = 4096
  /// The number of articles in one step of the sweep.
  private static let articlesAtATime = 5000

  /// Deletes expired rows once a day and returns free pages to the file system. Longer work is divided
  /// into steps, one for each call.
  /// - Parameter days: the number of days for which an article is known after it was last seen.
  /// - Returns: the ids of the articles whose words were deleted.
  @discardableResult
  package func performUpkeep(now: Timestamp, remembering days: Int = 400) async throws -> [String] {
    let (last, isSweeping) = try await read { db in
      (
        try Meta.upkeepBegan.text(db).flatMap(Double.init).map(Timestamp.init(secondsSinceEpoch:)),
        try Meta.sweep.text(db) != nil
      )
    }
    // A time in the future was written by a clock that has jumped since.
    let isDue = last.map { $0 > now || now - $0 >= LedgerStore.upkeepInterval } ?? true
    if isDue { try await beginDay(now: now) }
    guard isDue || isSweeping else { return [] }
    return try await sweep(remembering: max(days, Retention.words))
  }

  private func beginDay(now: Timestamp) async throws {
    let today = currentDay + 1
    try await write("tidy") { db in
      try LedgerStore.deleteExpired(db, now: now)
      try Meta.upkeepBegan.set(now.secondsSinceEpoch, db)
      try Meta.day.set(today, db)
      if try Meta.sweep.text(db) == nil { try Meta.sweep.set(0, db) }
      _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum(\(LedgerStore.pagesAtATime))")
    }
    setCurrentDay(today)
  }

  private static func deleteExpired(_ db: Database, now: Timestamp) throws {
    try db.run(
      "DELETE FROM robots WHERE fetched < :since", ["since": now - Retention.robots])
    try db.run(
      """
      DELETE FROM cookie_jar
      WHERE source NOT IN (SELECT id FROM source WHERE last_round >= :since)
      """, ["since": now - Retention.cookies])
    try db.run(
      "DELETE FROM delivery WHERE state = :delivered AND created < :since",
      ["delivered": DeliveryState.delivered.rawValue, "since": now - Retention.deliveries])
    try db.run(
      """
      DELETE FROM event
      WHERE is_staged = 0 AND (kind = 'new' AND at < :entries OR article IS NULL AND at < :since)
        AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.event = event.id)
      """, ["entries": now - Retention.deliveries, "since": now - Retention.events])
  }

  /// Visits the next articles, in the order in which they were first seen.
  private func sweep(remembering days: Int) async throws -> [String] {
    let today = currentDay
    return try await write("sweep") { db in
      let start = try Meta.sweep.text(db).flatMap { Int64($0) } ?? 0
      let ids = try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT id FROM article WHERE id > :start ORDER BY id LIMIT :count"),
        arguments: ["start": start, "count": LedgerStore.articlesAtATime])
      guard let end = ids.last else {
        try Meta.sweep.delete(db)
        return []
      }
      let piece = Piece(start: start, end: end)
      let forgotten = try piece.deleteWords(db, today: today)
      try piece.deleteKeys(db, before: today - days)
      if ids.count < LedgerStore.articlesAtATime {
        try Meta.sweep.delete(db)
      } else {
        try Meta.sweep.set(end, db)
      }
      return forgotten
    }
  }

  /// Frees cached pages.
  package func releaseMemory() async {
    try? await queue.writeWithoutTransaction { $0.releaseMemory() }
  }
}

/// The articles that one step of the sweep visits, after `start` and up to `end`.
private struct Piece {
  var start: Int64
  var end: Int64

  private func arguments(before day: Int) -> StatementArguments {
    ["start": start, "end": end, "day": day]
  }

  /// - Returns: the ids of the articles whose words were deleted.
  func deleteWords(_ db: Database, today: Int) throws -> [String] {
    try db.run(
      """
      DELETE FROM recheck WHERE article > :start AND article <= :end AND article IN (
        SELECT id FROM article WHERE id > :start AND id <= :end AND seen_day < :day)
      """, arguments(before: today - Retention.rechecks))
    let old = """
      SELECT article.id FROM article JOIN story ON story.id = article.id
      WHERE article.id > :start AND article.id <= :end AND seen_day < :day
        AND \(Condition.articleDone)
        AND article.id NOT IN (SELECT article FROM recheck WHERE article > :start AND article <= :end)
      """
    let names = try String.fetchAll(
      db, sql: "SELECT public_id FROM article WHERE id IN (\(old))",
      arguments: arguments(before: today - Retention.words))
    guard !names.isEmpty else { return [] }
    try db.run(
      "DELETE FROM story WHERE id IN (\(old))", arguments(before: today - Retention.words))
    return names
  }

  func deleteKeys(_ db: Database, before day: Int) throws {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT article.id FROM article LEFT JOIN story ON story.id = article.id
        WHERE article.id > :start AND article.id <= :end AND seen_day < :day
          AND \(Condition.articleDone) AND story.id IS NULL
        """, arguments: arguments(before: day))
    for id in ids {
      try db.run(
        "DELETE FROM delivery WHERE event IN (SELECT id FROM event WHERE article = :id)",
        ["id": id])
      try db.run("DELETE FROM event WHERE article = :id", ["id": id])
      try db.run("DELETE FROM article WHERE id = :id", ["id": id])
    }
  }
}
