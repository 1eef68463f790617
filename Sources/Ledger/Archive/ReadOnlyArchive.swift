import Basics
import Foundation
import GRDB

/// A read-only view of the archive, which may be in use by another process.
package struct ReadOnlyArchive: Sendable {
  private let path: String
  private let queue: DatabaseQueue

  /// Opens the archive.
  /// - Throws: `ArchiveError`, also if there is no archive yet, or it is that of another user.
  package init(_ path: String) throws(ArchiveError) {
    self.path = path
    let directory = StateDirectory.directory(of: path)
    do {
      if StateDirectory.isForeign(directory) { throw StateDirectory.foreignError(directory) }
      guard FileManager.default.fileExists(atPath: path) else {
        throw LedgerError(
          path: path,
          reason: "it does not exist yet", remedy: "the next start of “run” or “once” makes it")
      }
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.readonly = true
      configuration.label = "archive"
      queue = try StateDirectory.withDatabase(path, mayCreate: false) {
        try DatabaseQueue(path: path, configuration: configuration)
      }
    } catch {
      throw ArchiveError(path: path, error)
    }
  }

  private func read<Value: Sendable>(
    _ work: @Sendable @escaping (Database) throws -> Value
  ) async throws(ArchiveError) -> Value {
    do {
      return try await queue.read(work)
    } catch {
      throw ArchiveError(path: path, error)
    }
  }

  /// Returns the newest articles that pass a filter, the newest first.
  package func newest(
    _ filter: ArchiveFilter, limit: Int
  ) async throws(ArchiveError) -> [ArchivedArticle] {
    try await read { db in
      let selection = try ArchiveSelection(filter, db)
      return try selection.fetch(db, from: 0, order: "DESC", limit: limit)
    }
  }

  /// Returns articles that pass a filter, the oldest first.
  /// - Parameter number: the number after which they begin.
  package func oldest(
    _ filter: ArchiveFilter, after number: Int64, limit: Int
  ) async throws(ArchiveError) -> [ArchivedArticle] {
    try await read { db in
      let selection = try ArchiveSelection(filter, db)
      return try selection.fetch(db, from: number + 1, order: "ASC", limit: limit)
    }
  }

  /// Returns the number of articles that pass a filter.
  package func count(_ filter: ArchiveFilter) async throws(ArchiveError) -> Int {
    try await read { db in try ArchiveSelection(filter, db).count(db) }
  }

  /// Returns all that is archived of the article with an id, the oldest first.
  package func articles(id: String) async throws(ArchiveError) -> [ArchivedArticle] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT \(ArchivedArticle.columns) FROM article WHERE id = ? ORDER BY number",
        arguments: [id]
      ).map(ArchivedArticle.init)
    }
  }

  /// Returns the id of the newest article with an address. All articles are read for it.
  package func id(ofAddress url: String) async throws(ArchiveError) -> String? {
    try await read { db in
      try String.fetchOne(
        db, sql: "SELECT id FROM article WHERE url = ? ORDER BY number DESC LIMIT 1",
        arguments: [url])
    }
  }

  /// Returns the record of an article, compressed by gzip; nil if it was deleted meanwhile.
  package func packedRecord(of number: Int64) async throws(ArchiveError) -> [UInt8]? {
    try await read { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT record FROM article WHERE number = ?"),
        arguments: [number]
      ).map { Array($0) }
    }
  }

  /// Returns the record of an article; nil if it was deleted meanwhile, or is damaged.
  package func record(of number: Int64) async throws(ArchiveError) -> [UInt8]? {
    try await packedRecord(of: number).flatMap(ReadOnlyArchive.unpacked)
  }

  /// Returns nil if the record is damaged.
  package static func unpacked(_ record: [UInt8]) -> [UInt8]? {
    Gzip.expand(record, maximumBytes: ArticleArchive.maximumRecordBytes)
  }

  /// Whether the search index has all articles, and was made by this version of the tokenizer.
  package func isFullyIndexed() async throws(ArchiveError) -> Bool {
    try await read { db in
      try ArchiveMeta.unindexed.value(db) == 0
        && ArchiveMeta.tokenizer.value(db) == SearchTokenizer.version
    }
  }
}

/// The SQL that selects the articles of a filter.
private struct ArchiveSelection {
  private var tables = "article"
  private var number = "article.number"
  private var conditions: [String] = []
  private var arguments: [String: (any DatabaseValueConvertible)?] = [:]

  init(_ filter: ArchiveFilter, _ db: Database) throws {
    if let query = filter.query {
      // The index yields the articles in their order, so that the first ones are found at once.
      tables = "words CROSS JOIN article ON article.number = words.rowid"
      number = "words.rowid"
      add("words MATCH :query", "query", query.expression)
    }
    if !filter.sources.isEmpty {
      add(
        "source IN (SELECT value FROM json_each(:sources))", "sources",
        try LedgerStore.jsonList(filter.sources))
    }
    if let event = filter.event {
      if event != .new { conditions.append("event <> 'new'") }
      add("event = :event", "event", event.rawValue)
    }
    if filter.hasEntriesOnly { conditions.append("event IN ('new', 'revised')") }
    if let since = filter.since {
      let time = since.wholeSeconds
      // The order of the numbers is that of the times, except where a clock was set.
      let first = try Int64.fetchOne(
        db, sql: "SELECT min(number) FROM article WHERE archived >= ?", arguments: [time])
      add("\(number) >= :first", "first", first ?? .max)
      add("+archived >= :since", "since", time)
    }
    if let until = filter.until { add("+archived < :until", "until", until.wholeSeconds) }
  }

  private mutating func add(
    _ condition: String, _ name: String, _ value: any DatabaseValueConvertible
  ) {
    conditions.append(condition)
    arguments[name] = value
  }

  func fetch(
    _ db: Database, from start: Int64, order: String, limit: Int
  ) throws -> [ArchivedArticle] {
    let all = conditions + ["\(number) >= :start"]
    let numbers = """
      SELECT \(number) FROM \(tables) WHERE \(all.joined(separator: " AND "))
      ORDER BY \(number) \(order) LIMIT :limit
      """
    return try Row.fetchAll(
      db,
      sql: """
        SELECT \(ArchivedArticle.columns) FROM article WHERE number IN (\(numbers))
        ORDER BY number \(order)
        """,
      arguments: StatementArguments(arguments.merging(["start": start, "limit": limit]) { $1 })
    ).map(ArchivedArticle.init)
  }

  func count(_ db: Database) throws -> Int {
    let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(tables) WHERE \(condition)",
      arguments: StatementArguments(arguments)) ?? 0
  }
}
