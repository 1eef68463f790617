import Foundation
import GRDB
import Logging
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerReplacementTests {
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// What an untouched ledger holds of the things that are saved.
  private let rows = """
    INSERT INTO source (id, name, rules_hash, first_round_done, usual_count, spooled)
      VALUES (1, 'lindmar', 5, 1, 20, 300), (2, 'oster', 6, 1, 20, 0), (3, 'empty', 7, 0, 0, 0);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 240)
      INSERT INTO article (id, source, state, opening, lede_key, day, day_form, link_key, public_id,
        first_seen, seen_day, revision)
      SELECT i * 3, 1 + i % 2, iif(i % 50 = 0, 0, iif(i = 239, 1, 2)), i, zeroblob(30), 20000 + i, 0,
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

  /// A damaged ledger of a process that was killed: a part of what it says is in its log only.
  private func damaged(_ harm: Harm) async throws -> Scratch {
    let place = Scratch(inMemory: true)
    let ledger = try LedgerStore.open(place.path("ledger.sqlite"), log: log, now: 0)
    try await ledger.write("rows") { [rows] in try $0.execute(sql: rows) }
    try await ledger.queue.writeWithoutTransaction { _ = try $0.checkpoint(.full) }
    try await ledger.write("late") {
      try $0.execute(sql: "UPDATE article SET revision = 4 WHERE id BETWEEN 300 AND 600")
    }
    let scratch = copy(place)
    await ledger.close()
    let path = scratch.path("ledger.sqlite")
    switch harm {
    case .condemned: CleanCloseMarker.recordDamage(path)
    case .overwritten:
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      for page in stride(from: 6, to: try file.seekToEnd() / 4096, by: 9) {
        try file.seek(toOffset: page * 4096)
        try file.write(contentsOf: Data(repeating: 0x5A, count: 4096))
      }
      try file.close()
    }
    scratch.write("of a start that was killed", to: "ledger.sqlite.salvaging")
    return scratch
  }

  private func copy(_ place: Scratch) -> Scratch {
    let scratch = Scratch(inMemory: true)
    for name in place.list() {
      try! FileManager.default.copyItem(atPath: place.path(name), toPath: scratch.path(name))
    }
    return scratch
  }

  private func open(_ place: Scratch, _ fuse: Fuse? = nil) throws -> LedgerStore {
    try LedgerStore.open(place.path("ledger.sqlite"), log: log, now: 1_773_480_000) { _, _ in
      try fuse?.step()
    }
  }

  /// Every row that is saved.
  private func content(_ place: Scratch) async throws -> [String] {
    let ledger = try open(place)
    let rows = try await ledger.read { db in
      try LedgerRecovery.tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table.name)").map { "\(table.name) \($0)" }
      }
    }
    await ledger.close()
    return rows
  }

  private func steps(_ damaged: Scratch) async throws -> Int {
    let fuse = Fuse(after: .max, once: false)
    await (try open(copy(damaged), fuse)).close()
    return fuse.count
  }

  @Test("all that can be read is saved, that of the log too, and nothing else stays behind")
  func whole() async throws {
    let place = try await damaged(.condemned)
    let saved = try await content(place)
    let articles = saved.filter { $0.hasPrefix("article") }
    #expect(articles.count == 240)
    #expect(articles.filter { $0.contains("revision:4") }.count == 101)
    #expect(saved.filter { $0.hasPrefix("source") }.count == 3)
    #expect(saved.filter { $0.hasPrefix("story") }.count == 240)
    #expect(saved.filter { $0.hasPrefix("recheck") }.count == 48)
    #expect(saved.filter { $0.hasPrefix("event") }.count == 35)
    #expect(saved.filter { $0.hasPrefix("delivery") }.count == 35)
    let names = place.list().filter { !$0.hasSuffix("-shm") }
    let aside = "ledger.sqlite.damaged-20260314T092000Z"
    #expect(names == ["ledger.sqlite", "ledger.sqlite.closed", aside, aside + "-wal"])
    #expect(try await content(place) == saved)
  }

  @Test(
    "killed at any step, the next start saves what this one would have",
    arguments: [Harm.overwritten, .condemned])
  private func killed(harm: Harm) async throws {
    let damaged = try await damaged(harm)
    let saved = try await content(copy(damaged))
    #expect(saved.count > 100)
    let steps = try await steps(damaged)
    #expect(steps > 20)
    for step in 0..<steps {
      let place = copy(damaged)
      #expect(throws: LedgerError.self) {
        try open(place, Fuse(after: step, once: false))
      }
      #expect(try await content(place) == saved, "killed at step \(step)")
      let names = place.list()
      #expect(!names.contains { $0.contains("salvag") }, "killed at step \(step): \(names)")
    }
  }

  @Test(
    "a disk that fails at any step is told with file and step, and the next start saves all",
    arguments: [ResultCode.SQLITE_FULL, .SQLITE_IOERR_FSYNC])
  func diskFault(code: ResultCode) async throws {
    let damaged = try await damaged(.overwritten)
    let saved = try await content(copy(damaged))
    for step in 0..<(try await steps(damaged)) {
      let place = copy(damaged)
      let fault = DatabaseError(resultCode: code)
      let error = try #require(
        #expect(throws: LedgerError.self) {
          try open(place, Fuse(after: step, once: true, fault))
        })
      #expect(!error.isDamage)
      #expect(error.path.hasPrefix(place.path("ledger.sqlite")) && error.path != place.path)
      #expect(error.reason.contains(fault.message ?? "SQLite error \(code.rawValue)"), "\(error)")
      let isSalvaging = place.list().contains("ledger.sqlite.salvaging")
      // The first two are those that remove what was left.
      #expect(isSalvaging == (step == 0), "step \(step)")
      #expect(try await content(place) == saved, "step \(step): \(error)")
    }
  }

  @Test("what can't be read of a damaged ledger is passed over, what the disk lacks is not")
  func faultsOfReading() throws {
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
