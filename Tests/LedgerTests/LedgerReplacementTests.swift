import Foundation
import GRDB
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerReplacementTests {
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// The rows of the ledger before it is damaged.
  private let rows = """
    INSERT INTO source (id, name, rules_hash, first_round_done, usual_count, spooled)
      VALUES (1, 'lindmar', 5, 1, 20, 300), (2, 'oster', 6, 1, 20, 0), (3, 'empty', 7, 0, 0, 0);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
      INSERT INTO article (id, source, state, opening, lede_key, day, day_form, link_key, public_id,
        first_seen, seen_day, revision)
      SELECT i * 3, 1 + i % 2, iif(i % 50 = 0, 0, iif(i = 118, 1, 2)), i, zeroblob(30), 20000 + i, 0,
        i, 'p' || i, 1773480000, 0, 1 FROM n;
    INSERT INTO story (id, link, lede, notify)
      SELECT id, 'http://news.test/a/' || id, 'the tide at Lindmar, day ' || id, 1 FROM article;
    INSERT INTO recheck (article, source, due)
      SELECT id, source, 1773490000 FROM article WHERE id % 5 = 0;
    INSERT INTO event (id, kind, source, article, public_id, revision, at, is_staged, notify, entry,
        record)
      SELECT id + 7, 'new', source, id, public_id, 1, first_seen, state = 1, 1, 'e' || id,
        zeroblob(500)
      FROM article WHERE id % 7 = 0 OR state = 1;
    INSERT INTO delivery (event, hook, created) SELECT id, 'tell', 1773480000 FROM event;
    INSERT INTO meta VALUES ('spool', 'spool-of-a-test');
    """

  private enum Harm {
    case condemned, overwritten
  }

  /// Returns a damaged ledger of a killed process. Some of its rows are in the log only.
  private func damaged(_ harm: Harm) async throws -> Scratch {
    let place = Scratch(inMemory: true)
    let ledger = try LedgerStore.open(place.path("ledger.sqlite"), log: log, now: 0)
    try await ledger.write("rows") { [rows] in try $0.execute(sql: rows) }
    try await ledger.queue.writeWithoutTransaction { _ = try $0.checkpoint(.full) }
    try await ledger.write("late") {
      try $0.execute(sql: "UPDATE article SET revision = 4 WHERE id BETWEEN 150 AND 300")
    }
    let scratch = Scratch(place.content())
    await ledger.close()
    let path = scratch.path("ledger.sqlite")
    switch harm {
    case .condemned: CleanCloseMarker.recordDamage(path)
    case .overwritten:
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      for page in stride(from: 6, to: try file.seekToEnd() / 4096, by: 17) {
        try file.seek(toOffset: page * 4096)
        try file.write(contentsOf: Data(repeating: 0x5A, count: 4096))
      }
      try file.close()
    }
    scratch.write("of a start that was killed", to: "ledger.sqlite.salvaging")
    return scratch
  }

  private func open(
    _ place: Scratch, step: @escaping @Sendable () throws -> Void = {}
  ) throws -> LedgerStore {
    try LedgerStore.open(place.path("ledger.sqlite"), log: log, now: 1_773_480_000) { _, _ in
      try step()
    }
  }

  /// Returns all recovered rows, one per line.
  private func content(_ place: Scratch) async throws -> String {
    let ledger = try open(place)
    let rows = try await ledger.read { db in
      try LedgerRecovery.tables.map { table in
        // SQLite builds the text, because that takes Swift long without optimization.
        let fields = try db.columns(in: table.name).map { "'\($0.name):' || quote(\($0.name))" }
          .joined(separator: " || ' ' || ")
        return try String.fetchOne(
          db,
          sql: """
            SELECT group_concat('\(table.name) ' || \(fields), char(10)) FROM \(table.name)
            """) ?? ""
      }
    }
    await ledger.close()
    return rows.joined(separator: "\n")
  }

  @Test
  func `All readable rows are recovered, also those of the log, and nothing else is left behind`()
    async throws
  {
    let place = try await damaged(.condemned)
    let saved = try await content(place)
    let rows = saved.split(separator: "\n")
    let articles = rows.filter { $0.hasPrefix("article") }
    #expect(articles.count == 120)
    #expect(articles.filter { $0.contains("revision:4") }.count == 51)
    #expect(rows.filter { $0.hasPrefix("source") }.count == 3)
    #expect(rows.filter { $0.hasPrefix("story") }.count == 120)
    #expect(rows.filter { $0.hasPrefix("recheck") }.count == 24)
    #expect(rows.filter { $0.hasPrefix("event") }.count == 18)
    #expect(rows.filter { $0.hasPrefix("delivery") }.count == 18)
    let names = place.list().filter { !$0.hasSuffix("-shm") }
    let aside = "ledger.sqlite.damaged-20260314T092000Z"
    #expect(names == ["ledger.sqlite", "ledger.sqlite.closed", aside, aside + "-wal"])
    #expect(try await content(place) == saved)
  }

  @Test(
    "A start after a kill at any step recovers what the killed process would have recovered",
    arguments: [Harm.overwritten, .condemned])
  private func killed(harm: Harm) async throws {
    let damaged = try await damaged(harm)
    let kills = Mutex<[Scratch.Content]>([])
    let ledger = try open(damaged) { kills.withLock { $0.append(damaged.content()) } }
    await ledger.close()
    let saved = try await content(damaged)
    #expect(saved.split(separator: "\n").count > 100)
    let contents = kills.withLock { $0 }
    #expect(contents.count > 20)
    for (step, left) in contents.enumerated() {
      let place = Scratch(left)
      #expect(try await content(place) == saved, "killed at step \(step)")
      let names = place.list()
      #expect(!names.contains { $0.contains("salvag") }, "killed at step \(step): \(names)")
    }
  }

  @Test
  func
    `The error of a disk that fails at any step names file and step; the next start recovers all`()
    async throws
  {
    let damaged = try await damaged(.overwritten).content()
    let saved = try await content(Scratch(damaged))
    let counter = Fuse(after: .max, once: false)
    await (try open(Scratch(damaged), step: counter.step)).close()
    #expect(counter.count > 20)
    for step in 0..<counter.count {
      let place = Scratch(damaged)
      let code = step % 2 == 0 ? ResultCode.SQLITE_FULL : .SQLITE_IOERR_FSYNC
      let fault = DatabaseError(resultCode: code)
      let cause = code == .SQLITE_FULL ? "no space left on device" : fault.message
      let error = try #require(
        #expect(throws: LedgerError.self) {
          try open(place, step: Fuse(after: step, once: true, fault).step)
        })
      #expect(!error.isDamage)
      #expect(error.path.hasPrefix(place.path("ledger.sqlite")) && error.path != place.path)
      #expect(error.reason.contains(cause ?? "SQLite error \(code.rawValue)"), "\(error)")
      let remedy = code == .SQLITE_FULL ? "nothing is lost meanwhile" : "(journalctl -k)"
      #expect("\(error)".hasSuffix(remedy), "\(error)")
      let isSalvaging = place.list().contains("ledger.sqlite.salvaging")
      // The first two are those that remove what was left.
      #expect(isSalvaging == (step == 0), "step \(step)")
      #expect(try await content(place) == saved, "step \(step): \(error)")
    }
  }

  @Test func `Unreadable rows of a damaged ledger are skipped, but errors of the disk are thrown`()
    throws
  {
    for code in [ResultCode.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR_READ] {
      let found: Int? = try LedgerRecovery.readable { throw DatabaseError(resultCode: code) }
      #expect(found == nil)
    }
    for code in [ResultCode.SQLITE_FULL, .SQLITE_IOERR_SHMSIZE, .SQLITE_CANTOPEN, .SQLITE_BUSY] {
      #expect(throws: DatabaseError.self) {
        _ = try LedgerRecovery.readable { () -> Int in throw DatabaseError(resultCode: code) }
      }
    }
  }
}
