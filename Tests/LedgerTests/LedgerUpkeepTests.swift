import Basics
import Foundation
import GRDB
import Logging
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerUpkeepTests {
  private let scratch = Scratch(inMemory: true)

  private func open() throws -> LedgerStore {
    try LedgerStore.open(
      scratch.path("ledger.sqlite"), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: 0)
  }

  private func free(_ ledger: LedgerStore) async throws -> Int {
    try await ledger.read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") ?? -1 }
  }

  @Test func `After a flood, the file shrinks by a bounded size each day`() async throws {
    let ledger = try open()
    try await ledger.performUpkeep(now: 1000)
    try await ledger.write("flood") { db in
      try db.execute(
        sql: """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
          INSERT INTO robots SELECT '' || i, 999999, 200, zeroblob(4000) FROM n
          """)
    }
    try await ledger.write("ebb") { try $0.execute(sql: "DELETE FROM robots") }
    let before = try await free(ledger)
    #expect(before > 5000)
    try await ledger.performUpkeep(now: 2000)
    #expect(try await free(ledger) == before, "not twice a day")
    try await ledger.performUpkeep(now: 90_000)
    let after = try await free(ledger)
    #expect(after < before && after > 0)
    try await ledger.performUpkeep(now: 180_000)
    #expect(try await free(ledger) == 0)
    await ledger.close()
  }

  @Test
  func `The robots.txt of an origin that is no longer visited is deleted even if the clock jumps`()
    async throws
  {
    let ledger = try open()
    func day(_ number: Int) -> Timestamp { .epoch + .seconds(number * 86_400) }
    try await ledger.storeRobots(origin: "http://old.test", status: 200, body: [], now: 0)
    try await ledger.storeRobots(origin: "http://new.test", status: 200, body: [], now: day(35))
    try await ledger.performUpkeep(now: day(400))
    try await ledger.storeRobots(origin: "http://old.test", status: 200, body: [], now: 0)
    try await ledger.storeRobots(origin: "http://new.test", status: 200, body: [], now: day(35))
    try await ledger.performUpkeep(now: day(36))
    let left = try await ledger.read { try String.fetchAll($0, sql: "SELECT origin FROM robots") }
    #expect(left == ["http://new.test"])
    await ledger.close()
  }

  @Test func `The sweep of a large ledger is divided into steps`() async throws {
    let ledger = try open()
    try await ledger.write("many") { db in
      try db.execute(
        sql: """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
          INSERT INTO article (source, state, opening, lede_key, day, day_form, link_key,
            public_id, first_seen, seen_day)
          SELECT 1, 2, i, x'', 1, 0, i, 'x', 0, -1000 FROM n
          """)
    }
    func count() async throws -> Int {
      try await ledger.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM article") ?? 0 }
    }
    var left = [12_000]
    for _ in 0..<4 {
      try await ledger.performUpkeep(now: 1000)
      left.append(try await count())
    }
    #expect(left == [12_000, 7000, 2000, 0, 0])
    await ledger.close()
  }
}
