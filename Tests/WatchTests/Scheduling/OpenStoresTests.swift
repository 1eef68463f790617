import Foundation
import GRDB
import Spool
import TestSupport
import Testing

@testable import Ledger
@testable import Watch

@Suite struct OpenStoresTests {
  let world = FakeWorld()

  @Test func `An incomplete entry of an owed article is removed at the next start`() async throws {
    world.site.publish("one")
    try await world.once()
    let entry = try #require(world.entries.first?.entry)
    world.scratch.write("half", to: "spool/tmp/\(entry)/article.json")
    let log = LinesOfLog()
    try await world.once(log: log.logger)
    #expect(world.scratch.list("spool/tmp") == [])
    #expect(world.spooled == ["http://news.test/a/one"])
    #expect(log.lines.filter { $0.hasPrefix("warning") } == [])
  }

  @Test func `Names in tmp that are not ours are left alone, and reported once`() async throws {
    world.site.publish("one")
    try await world.once()
    let entry = try #require(world.entries.first?.entry)
    let scratch = world.scratch
    scratch.write("kept", to: "treasure/inner")
    // A link to the state directory, and one with the name of an entry.
    symlink(scratch.path("state"), scratch.path("spool/tmp/x"))
    symlink(scratch.path("treasure"), scratch.path("spool/tmp/\(entry)"))
    scratch.write("", to: "spool/tmp/20260314T092000Z-lindmar-unknown-r1/article.json")
    scratch.write("", to: "spool/tmp/.hidden")
    scratch.write("", to: "spool/tmp/nested/inner/file")
    mkfifo(scratch.path("spool/tmp/pipe"), 0o600)
    let names = scratch.list("spool/tmp")
    let log = LinesOfLog()
    for _ in 0..<3 { try await world.once(log: log.logger) }
    world.site.publish("two")
    try await world.once(log: log.logger)
    #expect(scratch.list("spool/tmp") == names)
    #expect(scratch.read("treasure/inner") == "kept")
    #expect(world.spooled == ["http://news.test/a/one", "http://news.test/a/two"])
    let warnings = log.lines.filter { $0.hasPrefix("warning") }
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("6 names that ledewatch did not make") == true)
    for name in names {
      try FileManager.default.removeItem(atPath: scratch.path("spool/tmp/" + name))
    }
    try await world.once(log: log.logger)
    scratch.write("", to: "spool/tmp/again")
    try await world.once(log: log.logger)
    #expect(log.lines.filter { $0.hasPrefix("warning") }.count == 2)
  }

  @Test(arguments: ["tmp", "new"])
  func `A link in the place of a directory of the spool ends the run, and the next one goes on`(
    name: String
  ) async throws {
    world.site.publish("one")
    try await world.once()
    let scratch = world.scratch
    world.site.publish("two")
    try FileManager.default.moveItem(
      atPath: scratch.path("spool/" + name), toPath: scratch.path("away"))
    symlink("../state", scratch.path("spool/" + name))
    let state = scratch.list("state")
    let error = await #expect(throws: SpoolError.self) { try await world.once() }
    #expect(error?.description.contains("spool/\(name)") == true)
    #expect(scratch.list("state") == state)
    unlink(scratch.path("spool/" + name))
    try FileManager.default.moveItem(
      atPath: scratch.path("away"), toPath: scratch.path("spool/" + name))
    try await world.once()
    #expect(world.spooled == ["http://news.test/a/one", "http://news.test/a/two"])
  }

  @Test func `What a consumer put in the place of an entry is renamed, and reported`() async throws
  {
    world.site.publish("one")
    try await world.once()
    let entry = try #require(world.entries.first?.entry)
    let revision = entry.dropLast() + "2"
    world.scratch.write("mine", to: "spool/new/\(revision)/mine")
    world.site.change {
      $0.stories[0].text = $0.stories[0].text.replacing("oneword7 oneword8", with: "twelve 12 men")
    }
    world.clock.pass(.seconds(4 * 3600))
    let log = LinesOfLog()
    try await world.once(log: log.logger)
    #expect(Set(world.entries.map(\.revision)) == [1, 2])
    let renamed = world.scratch.list("spool/new").filter { $0.contains(".moved-") }
    #expect(renamed.count == 1)
    #expect(log.lines.contains { $0.hasPrefix("warning") && $0.contains(renamed.first ?? "?") })
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
