import GRDB

/// For how long what is remembered; in the ledger's own days, which a clock that jumps does not
/// make pass: one goes by with each daily tidying.
package enum LedgerAge {
  /// A teaser's day of being seen is written down again when it is so old: a listing that stays the
  /// same is not written down each day.
  package static let grain = 7
  /// Words, fingerprint and link of an article that was not seen for so long are forgotten; what
  /// identifies it is not.
  package static let content = 60
  /// How long an article is looked at again at the most after it was seen last.
  package static let rechecks = 200
  /// Seconds for which the cookies of a source are kept that is no longer looked at.
  package static let cookies = 30.0 * 86_400
  /// Seconds for which a robots.txt is used (RFC 9309, 2.4).
  package static let robots = 86_400.0
  /// Seconds for which deliveries that succeeded are shown.
  package static let deliveries = 14.0 * 86_400
  /// Seconds for which what happened to a source is shown.
  package static let events = 400.0 * 86_400
}

extension LedgerStore {
  /// Seconds between two tidyings.
  private static let upkeepInterval = 86_400.0
  /// Pages given back at a time, 4 KiB each: after a flood a few days give back all, and no single
  /// one waits long for the disk.
  private static let pagesAtATime = 4096
  /// Articles looked through at a time.
  private static let rowsAtATime = 5000

  /// Once a day: forgets what is of no use any more, and gives free pages back to the file system.
  /// What takes longer is done in pieces, one at each call.
  /// - Parameter days: for which an article is known after it was seen last.
  /// - Returns: the ids of the articles whose words were forgotten.
  @discardableResult
  package func keepTidy(now: Double, remembering days: Int = 400) async throws -> [String] {
    let (last, isSweeping) = try await read { db in
      (
        try Double.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'tidied'"),
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'sweep')")
          ?? false
      )
    }
    // A moment in the future was written by a clock that has jumped since.
    let isDue = last.map { $0 > now || now - $0 >= LedgerStore.upkeepInterval } ?? true
    if isDue { try await beginDay(now: now) }
    guard isDue || isSweeping else { return [] }
    return try await sweep(remembering: max(days, LedgerAge.content))
  }

  private func beginDay(now: Double) async throws {
    let today = age + 1
    try await write("tidy") { db in
      try db.execute(
        sql: "DELETE FROM robots WHERE fetched < ?",
        arguments: [now - LedgerAge.robots])
      try db.execute(
        sql: """
          DELETE FROM cookie_jar
          WHERE source NOT IN (SELECT id FROM source WHERE last_round >= ?)
          """, arguments: [now - LedgerAge.cookies])
      try db.execute(
        sql: "DELETE FROM delivery WHERE state = 2 AND created < ?",
        arguments: [now - LedgerAge.deliveries])
      try db.execute(
        sql: """
          DELETE FROM event WHERE is_settled = 1 AND (kind = 'new' OR article IS NULL AND at < ?)
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.event = event.id)
          """, arguments: [now - LedgerAge.events])
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO meta (key, value)
          VALUES ('tidied', ?), ('age', ?), ('sweep', COALESCE(
            (SELECT value FROM meta WHERE key = 'sweep'), '0'))
          """, arguments: [String(now), String(today)])
      _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum(\(LedgerStore.pagesAtATime))")
    }
    setAge(today)
  }

  /// Looks through the next articles, in the order in which they were first seen.
  private func sweep(remembering days: Int) async throws -> [String] {
    let today = age
    return try await write("sweep") { db in
      let start = try Int64.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'sweep'") ?? 0
      let ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?",
        arguments: [start, LedgerStore.rowsAtATime])
      guard let end = ids.last else {
        try db.execute(sql: "DELETE FROM meta WHERE key = 'sweep'")
        return []
      }
      let forgotten = try LedgerStore.forgetWords(db, start, end, today)
      try LedgerStore.forgetKeys(db, start, end, before: today - days)
      if ids.count < LedgerStore.rowsAtATime {
        try db.execute(sql: "DELETE FROM meta WHERE key = 'sweep'")
      } else {
        try db.execute(
          sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('sweep', ?)",
          arguments: [String(end)])
      }
      return forgotten
    }
  }

  private static func forgetWords(
    _ db: Database, _ start: Int64, _ end: Int64, _ today: Int
  ) throws -> [String] {
    try db.execute(
      sql: """
        DELETE FROM recheck WHERE article > ? AND article <= ? AND article IN (
          SELECT id FROM article WHERE id > ? AND id <= ? AND seen < ?)
        """, arguments: [start, end, start, end, today - LedgerAge.rechecks])
    let old = """
      SELECT article.id FROM article JOIN story ON story.id = article.id
      WHERE article.id > ? AND article.id <= ? AND seen < ? AND state >= 2
        AND article.id NOT IN (SELECT article FROM recheck WHERE article > ? AND article <= ?)
      """
    let arguments: StatementArguments = [start, end, today - LedgerAge.content, start, end]
    let names = try String.fetchAll(
      db, sql: "SELECT public_id FROM article WHERE id IN (\(old))", arguments: arguments)
    guard !names.isEmpty else { return [] }
    try db.execute(sql: "DELETE FROM story WHERE id IN (\(old))", arguments: arguments)
    return names
  }

  private static func forgetKeys(
    _ db: Database, _ start: Int64, _ end: Int64, before day: Int
  ) throws {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT article.id FROM article LEFT JOIN story ON story.id = article.id
        WHERE article.id > ? AND article.id <= ? AND seen < ? AND state >= 2 AND story.id IS NULL
        """, arguments: [start, end, day])
    for id in ids {
      try db.cachedStatement(
        sql: "DELETE FROM delivery WHERE event IN (SELECT id FROM event WHERE article = ?)"
      ).execute(arguments: [id])
      try db.cachedStatement(sql: "DELETE FROM event WHERE article = ?").execute(arguments: [id])
      try db.cachedStatement(sql: "DELETE FROM article WHERE id = ?").execute(arguments: [id])
    }
  }

  /// Forgets the pages that it keeps at hand.
  package func releaseMemory() async {
    try? await queue.writeWithoutTransaction { $0.releaseMemory() }
  }
}
