import Basics
import Foundation
import GRDB

extension ArticleArchive {
  /// The number of articles that one step deletes or indexes.
  private static let articlesAtATime = 500
  /// The number of pages of the search index that one step merges.
  private static let mergedPages = 2000
  /// The number of pages that one step returns to the file system.
  private static let pagesAtATime = 4096

  /// Deletes what exceeds the limits, and completes a search index that is made anew. Once a day the limits
  /// are compared with what there is; the work is divided into steps, one for each call.
  package func performUpkeep(now: Timestamp, limits: ArchiveLimits) async {
    let text = text
    let hasDeleted = await attempt(at: now) { db in
      try ArticleArchive.indexNext(db, text: text)
      let isNewDay = try ArticleArchive.beginDay(db, now: now)
      if isNewDay { try ArchiveMeta.deleteUpTo.set(ArticleArchive.lastExcess(db, limits), db) }
      return try ArticleArchive.deleteOldest(db, limits, text: text)
    }
    guard hasDeleted == true else { return }
    await attempt(at: now) { db in
      // FTS5 frees the space of deleted tokens when it merges the parts of the index that have them.
      try db.execute(
        sql: "INSERT INTO words (words, rank) VALUES ('merge', \(-ArticleArchive.mergedPages))")
      _ = try Row.fetchAll(
        db, sql: "PRAGMA incremental_vacuum(\(ArticleArchive.pagesAtATime))")
    }
  }

  /// Begins the next of the archive's own days, at most once in 24 hours.
  private static func beginDay(_ db: Database, now: Timestamp) throws -> Bool {
    let began = Timestamp(secondsSinceEpoch: Double(try ArchiveMeta.dayBegan.value(db)))
    let day = try ArchiveMeta.day.value(db)
    guard day == 0 || began > now || now - began >= .seconds(86_400) else { return false }
    try ArchiveMeta.day.set(day + 1, db)
    try ArchiveMeta.dayBegan.set(Int(now.wholeSeconds), db)
    return true
  }

  /// - Returns: whether articles were deleted.
  private static func deleteOldest(
    _ db: Database, _ limits: ArchiveLimits, text: (_ record: [UInt8]) -> String
  ) throws -> Bool {
    let lastNumber = Int64(try ArchiveMeta.deleteUpTo.value(db))
    let firstDay = try limits.days.map { try ArchiveMeta.day.value(db) - $0 } ?? .min
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT number, day FROM article ORDER BY number LIMIT \(articlesAtATime)"))
    let indexedAfter = try ArchiveMeta.unindexed.value(db)
    let excess = rows.prefix { $0["number"] <= lastNumber || ($0["day"] as Int) < firstDay }
    for row in excess {
      try delete(db, row["number"], isIndexed: row["number"] > indexedAfter, text: text)
    }
    return !excess.isEmpty
  }

  /// Returns the number of the last article that exceeds the limits of size and count. Numbers have no gaps,
  /// because only the oldest are deleted.
  private static func lastExcess(_ db: Database, _ limits: ArchiveLimits) throws -> Int {
    let first = try Int.fetchOne(db, sql: "SELECT min(number) FROM article") ?? 0
    let last = try Int.fetchOne(db, sql: "SELECT max(number) FROM article") ?? -1
    let count = last - first + 1
    var excess = limits.count.map { count - $0 } ?? 0
    if let maximum = limits.bytes, count > 0 {
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
      let size = (pages - free) * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
      if size > maximum { excess = max(excess, (size - maximum) / max(1, size / count) + 1) }
    }
    return first + excess - 1
  }

  private static func delete(
    _ db: Database, _ number: Int64, isIndexed: Bool, text: (_ record: [UInt8]) -> String
  ) throws {
    if isIndexed, let words = try words(db, number, text: text) {
      try words.delete(db, number: number)
    }
    try db.run("DELETE FROM article WHERE number = ?", [number])
  }

  private static func words(
    _ db: Database, _ number: Int64, text: (_ record: [UInt8]) -> String
  ) throws -> ArchiveWords? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM article WHERE number = ?"), arguments: [number]
    ).map { row in
      let record = Gzip.expand(Array(row["record"] as Data), maximumBytes: maximumRecordBytes)
      return ArchiveWords(ArchivedArticle(row), text: record.map(text) ?? "")
    }
  }

  /// Indexes the newest articles that a new search index does not have.
  private static func indexNext(
    _ db: Database, text: (_ record: [UInt8]) -> String
  ) throws {
    let last = try ArchiveMeta.unindexed.value(db)
    guard last > 0 else { return }
    let numbers = try Int64.fetchAll(
      db,
      sql: """
        SELECT number FROM article WHERE number <= ? ORDER BY number DESC LIMIT \(articlesAtATime)
        """, arguments: [last])
    for number in numbers {
      if let words = try words(db, number, text: text) { try words.insert(db, number: number) }
    }
    let isComplete = numbers.count < articlesAtATime
    try ArchiveMeta.unindexed.set(isComplete ? 0 : Int(numbers[numbers.count - 1]) - 1, db)
  }

  /// The largest size of a record that is expanded.
  static let maximumRecordBytes = 64 << 20
}
