import Basics
import Foundation
import GRDB
import Logging
import TestSupport
import Testing

@testable import Ledger

/// The ledger's own day decides what is deleted, so a day that cannot be read is never taken for 0.
@Suite struct MetaTests {
  private let scratch = Scratch(inMemory: true)
  private var path: String { scratch.path("ledger.sqlite") }

  private func open() throws -> LedgerStore {
    try LedgerStore.open(
      path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: 1_773_480_000)
  }

  /// Makes a ledger in which three days have passed, with a source.
  private func makeLedger() async throws {
    let ledger = try open()
    for day in 1...3 {
      try await ledger.performUpkeep(now: Timestamp(secondsSinceEpoch: Double(day) * 86_400))
    }
    #expect(ledger.currentDay == 3)
    try await ledger.write("source") {
      try $0.execute(sql: "INSERT INTO source (name, rules_hash) VALUES ('lindmar', 5)")
    }
    await ledger.close()
  }

  private func edit(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  /// Overwrites the page of the table `meta` as a faulty disk does.
  private func damageMeta() throws {
    let queue = try DatabaseQueue(path: path)
    let page = try queue.read {
      try UInt64.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'meta'")
    }
    try queue.close()
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.seek(toOffset: (#require(page) - 1) * 4096)
    try file.write(contentsOf: Data(repeating: 0x5A, count: 4096))
    try file.close()
    // The next start trusts the other pages.
    CleanCloseMarker.write(path)
  }

  @Test func `The day continues after a restart`() async throws {
    try await makeLedger()
    let ledger = try open()
    #expect(ledger.currentDay == 3)
    try await ledger.performUpkeep(now: 345_600)
    #expect(try await ledger.read { try Meta.day.text($0) } == "4")
    await ledger.close()
  }

  @Test func `A day that cannot be read keeps the ledger closed and unchanged`() async throws {
    try await makeLedger()
    try edit("ALTER TABLE meta RENAME TO unreadable")
    let error = try #require(#expect(throws: LedgerError.self) { try open() })
    #expect(!error.isDamage)
    #expect(error.reason.contains("meta"))
    #expect(!scratch.list().contains { $0.contains("damaged") })
    try edit("ALTER TABLE unreadable RENAME TO meta")
    let ledger = try open()
    #expect(ledger.currentDay == 3)
    await ledger.close()
  }

  @Test func `A day on a damaged page makes a new ledger, in which no day is stored`() async throws
  {
    try await makeLedger()
    try damageMeta()
    try await expectReplacement()
  }

  @Test func `A day that is not a number makes a new ledger, in which no day is stored`()
    async throws
  {
    try await makeLedger()
    try edit("UPDATE meta SET value = 'noon' WHERE key = 'day'")
    try await expectReplacement()
  }

  /// Opens the ledger and expects that it was set aside and that its readable rows were kept.
  private func expectReplacement() async throws {
    let ledger = try open()
    #expect(scratch.list().contains("ledger.sqlite.damaged-20260314T092000Z"))
    #expect(ledger.currentDay == 0)
    let (day, names) = try await ledger.read { db in
      (try Meta.day.text(db), try String.fetchAll(db, sql: "SELECT name FROM source"))
    }
    #expect(day == nil)
    #expect(names == ["lindmar"])
    await ledger.close()
  }
}
