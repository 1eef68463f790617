import Basics
import Dates
import Foundation
import GRDB
import Logging
import News
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Ledger

@Suite struct LedgerStoreTests {
  let scratch = Scratch(inMemory: true)
  let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func open(
    _ name: String = "ledger.sqlite", interceptor: CommitInterceptor? = nil
  ) throws -> LedgerStore {
    try LedgerStore.open(scratch.path(name), log: log, now: 1_773_480_000, interceptor: interceptor)
  }

  private func set(_ ledger: LedgerStore, _ key: String) async throws {
    try await ledger.write(key) { db in
      try db.execute(sql: "INSERT INTO meta VALUES (?, 'x')", arguments: [key])
    }
  }

  private func keys(_ ledger: LedgerStore) async throws -> [String] {
    try await ledger.read { try String.fetchAll($0, sql: "SELECT key FROM meta ORDER BY key") }
  }

  @Test func `Commits are durable: the ledger uses WAL mode and syncs each commit`() async throws {
    let ledger = try open()
    let modes = try await ledger.write("modes") { db in
      [
        try String.fetchOne(db, sql: "PRAGMA journal_mode"),
        try String.fetchOne(db, sql: "PRAGMA synchronous"),
      ]
    }
    #expect(modes == ["wal", "2"])
  }

  @Test func `Simultaneous writes share a transaction`() async throws {
    let batches = Mutex<[Int]>([])
    let ledger = try open { moment, names in
      if moment == .after { batches.withLock { $0.append(names.count) } }
    }
    try await withThrowingTaskGroup { group in
      for i in 0..<50 { group.addTask { try await self.set(ledger, "key \(i)") } }
      try await group.waitForAll()
    }
    #expect(try await keys(ledger).count == 50)
    #expect(batches.withLock { $0 }.reduce(0, +) == 50)
    #expect(batches.withLock { $0.count } < 50)
  }

  @Test func `Work that fails undoes only its own changes`() async throws {
    let ledger = try open()
    async let good: Void = set(ledger, "good")
    await #expect(throws: Broken.self) {
      try await ledger.write("bad") { db in
        try db.execute(sql: "INSERT INTO meta VALUES ('bad', 'x')")
        throw Broken()
      }
    }
    try await good
    #expect(try await keys(ledger) == ["good"])
  }

  @Test func `A failed commit stores nothing, and the next one succeeds`() async throws {
    let isFull = Mutex(true)
    let ledger = try open { _, _ in
      if isFull.withLock({ $0 }) {
        throw DatabaseError(resultCode: .SQLITE_FULL, message: "database or disk is full")
      }
    }
    let error = await #expect(throws: LedgerError.self) { try await set(ledger, "one") }
    #expect(
      error?.description.hasSuffix(
        ": no space left on device; free space on that file system, nothing is lost meanwhile")
        == true)
    #expect(error?.isDamage == false)
    isFull.withLock { $0 = false }
    try await set(ledger, "two")
    #expect(try await keys(ledger) == ["two"])
  }

  @Test func `A write is completed even if its caller is cancelled`() async throws {
    let ledger = try open()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await set(ledger, "kept")
    }
    try await task.value
    #expect(try await keys(ledger) == ["kept"])
  }

  @Test
  func `The pages of a ledger are checked unless it was closed properly and has not changed since`()
    async throws
  {
    let ledger = try open()
    try await set(ledger, "one")
    #expect(!CleanCloseMarker.isIntact(ledger.path))
    await ledger.close()
    #expect(CleanCloseMarker.isIntact(ledger.path))
    let file = try #require(FileHandle(forUpdatingAtPath: ledger.path))
    try file.seekToEnd()
    try file.write(contentsOf: Data([0]))
    try file.close()
    #expect(!CleanCloseMarker.isIntact(ledger.path))
  }

  @Test func `A file that is not a ledger is moved aside unchanged`() async throws {
    scratch.write("not a ledger, but somebody's letter", to: "ledger.sqlite")
    let ledger = try open()
    #expect(try await keys(ledger).isEmpty)
    let aside = try #require(scratch.list().first { $0.contains("damaged") })
    #expect(scratch.read(aside) == "not a ledger, but somebody's letter")
  }

  @Test func `A lookup uses only indexes`() async throws {
    let ledger = try open()
    let plans = try await ledger.read { db in
      try [
        "SELECT id FROM article WHERE source IN (1, 5) AND opening = 2 AND day IN (3, 4, 5, 6)",
        "SELECT id FROM article WHERE source = 1 AND opening = 2 ORDER BY day DESC LIMIT 32",
        "SELECT id FROM article WHERE source = 1 AND link_key = 2 ORDER BY id DESC LIMIT 32",
        "SELECT id FROM article WHERE source = 1 AND day BETWEEN 2 AND 3 ORDER BY day DESC, id DESC",
        "SELECT id FROM article WHERE source = 1 ORDER BY day DESC, id DESC LIMIT 40",
        "SELECT min(due) FROM recheck WHERE source = 1",
        LedgerStore.recheckSQL + " WHERE recheck.source = 1 AND due < 2 ORDER BY due",
        LedgerStore.owedSQL, LedgerStore.stagedSQL, LedgerStore.allStagedSQL,
        "SELECT id FROM delivery WHERE hook = 'x' AND state = 0 AND id > 1 ORDER BY id",
      ].map { sql in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql.replacing(":source", with: "1")).map {
          $0["detail"] as String
        }
        .joined(separator: "; ")
      }
    }
    for plan in plans {
      #expect(!plan.contains("SCAN article"), "\(plan)")
      #expect(!plan.contains("SCAN event") || plan.contains("event_staged"), "\(plan)")
      #expect(plan.contains("INDEX") && !plan.contains("SCAN delivery"), "\(plan)")
    }
  }

  @Test func `Stored dates are read back unchanged`() {
    let dates = [
      PageDate(day: Day(number: 20_526)),
      PageDate(
        day: Day(number: -3), secondOfDay: 3661, utcOffset: -12_600, precision: .second,
        origin: .jsonLD),
      PageDate(
        day: Day(number: 20_526), secondOfDay: 0, precision: .minute, origin: .text,
        isRelative: true),
    ]
    for date in dates { #expect(PageDate(stored: date.stored) == date) }
    #expect(PageDate(stored: "nonsense") == nil)
  }

  @Test func `A change of a source's settings discards the validators but not the history`()
    async throws
  {
    let ledger = try open()
    var source = SourceRegistration(name: "lindmar", rules: 1)
    var memory = try #require(try await ledger.openSources([source])["lindmar"])
    memory.page.validators.etag = "\"x\""
    memory.rounds.isFirstDone = true
    try await ledger.record(memory)
    #expect(try await ledger.openSources([source])["lindmar"]?.page.validators.etag == "\"x\"")
    source.rules = 2
    let changed = try #require(try await ledger.openSources([source])["lindmar"])
    #expect(changed.page.validators.isEmpty)
    #expect(changed.rounds.isFirstDone)
    #expect(changed.id == memory.id)
  }
}
