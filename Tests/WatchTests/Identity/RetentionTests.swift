import Foundation
import GRDB
import Logging
import Testing

@testable import Ledger
@testable import Watch

@Suite struct RetentionTests {
  let world = FakeWorld()
  var path: String { world.scratch.path("state/ledger.sqlite") }

  private func open() throws -> LedgerStore {
    try LedgerStore.open(
      path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: world.clock.timestamp
    )
  }

  @Test func `Words expire before keys, and a clock that jumps expires neither`() async throws {
    for i in 0..<10 { world.site.publish("s\(i)") }
    world.site.change { $0.stories[0].isListed = false }
    try await world.once()
    for i in 0..<10 { world.site.publish("t\(i)") }
    world.site.change { for i in 10..<20 { $0.stories[i].isListed = false } }
    func counts() async throws -> [Int] {
      let ledger = try open()
      let counts = try await ledger.read { db in
        try ["article", "story", "recheck"].map {
          try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? 0
        }
      }
      await ledger.close()
      return counts
    }
    world.clock.jump(.seconds(900 * 86_400))
    for _ in 0..<3 { try await world.once() }
    world.clock.jump(.seconds(-900 * 86_400))
    for _ in 0..<3 { try await world.once() }
    #expect(try await counts()[0] == 19, "a clock that jumps forgets nothing")
    try await age(days: 100)
    var left = try await counts()
    #expect(left == [19, 10, 0], "words are forgotten, keys are not")
    for i in 10..<20 { world.site.change { $0.stories[i].isListed = true } }
    #expect(try await world.once().spooled.map(\.address) == ["http://news.test/a/s9"])
    world.site.change { for i in 10..<20 { $0.stories[i].isListed = false } }
    try await age(days: 420)
    left = try await counts()
    #expect(left == [10, 10, 0])
  }

  /// A round each ten days, a tidying each day.
  private func age(days: Int) async throws {
    for _ in 0..<(days / 10) {
      try await world.once()
      let ledger = try open()
      for _ in 0..<10 {
        world.clock.pass(.seconds(86_400))
        try await ledger.performUpkeep(now: world.clock.timestamp)
      }
      await ledger.close()
    }
    try await world.once()
  }
}
