import Foundation
import GRDB
import TestSupport
import Testing

@testable import Ledger
@testable import Watch

@Suite struct OpenStoresTests {
  let world = FakeWorld()

  @Test func `What lies in tmp and was never staged is removed at the next start`() async throws {
    world.site.publish("one")
    try await world.once()
    world.scratch.write("half", to: "spool/tmp/20260314T092000Z-lindmar-x-r1/article.json")
    world.scratch.write("a file", to: "spool/tmp/file")
    try await world.once()
    #expect(world.scratch.list("spool/tmp") == [])
    #expect(world.spooled == ["http://news.test/a/one"])
  }

  @Test func `A new ledger adopts the last revision of each article in the spool`() async throws {
    world.site.publish("one")
    try await world.once()
    world.site.change {
      $0.stories[0].text = $0.stories[0].text.replacing("oneword7 oneword8", with: "twelve 12 men")
    }
    world.clock.pass(.seconds(4 * 3600))
    try await world.once()
    #expect(Set(world.entries.map(\.revision)) == [1, 2])
    let path = world.scratch.path("state/ledger.sqlite")
    for name in world.scratch.list("state") where name.hasPrefix("ledger.sqlite") {
      try FileManager.default.removeItem(atPath: world.scratch.path("state/\(name)"))
    }
    #expect(try await world.once().spooled.isEmpty)
    let ledger = try LedgerStore.open(path, log: world.watcher().dependencies.log, now: 0)
    let revisions = try await ledger.read {
      try Int.fetchAll($0, sql: "SELECT revision FROM article")
    }
    #expect(revisions == [2])
    await ledger.close()
  }
}
