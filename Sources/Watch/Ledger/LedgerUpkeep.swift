import GRDB

extension Ledger {
  /// Seconds between two tidyings.
  private static let upkeepInterval = 86_400.0
  /// Days for which the robots.txt of an origin that is no longer visited is kept.
  private static let robotsDays = 30.0
  /// Pages given back at a time, 4 KiB each: after a flood a few days give back all, and no single
  /// one waits long for the disk.
  private static let pagesAtATime = 4096

  /// Once a day: forgets what is of no use any more, and gives free pages back to the file system.
  func keepTidy(now: Double) async throws {
    let last = try await read {
      try Double.fetchOne($0, sql: "SELECT value FROM meta WHERE key = 'tidied'")
    }
    // A moment in the future was written by a clock that has jumped since.
    if let last, last <= now, now - last < Ledger.upkeepInterval { return }
    try await write("tidy") { db in
      try db.execute(
        sql: "DELETE FROM robots WHERE fetched < ?",
        arguments: [now - Ledger.robotsDays * 86_400])
      try db.execute(
        sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('tidied', ?)",
        arguments: [String(now)])
      _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum(\(Ledger.pagesAtATime))")
    }
  }

  /// Forgets the pages that it keeps at hand.
  func releaseMemory() async {
    try? await queue.writeWithoutTransaction { $0.releaseMemory() }
  }
}
