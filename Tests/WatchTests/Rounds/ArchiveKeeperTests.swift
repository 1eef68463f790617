import Basics
import Foundation
import Settings
import TestSupport
import Testing

@testable import Ledger
@testable import Watch

@Suite struct ArchiveKeeperTests {
  private func archived(_ world: FakeWorld) async throws -> [ArchivedArticle] {
    try await ReadOnlyArchive(world.scratch.path("state/archive.sqlite"))
      .newest(ArchiveFilter(), limit: 100)
  }

  private func kinds(_ world: FakeWorld) async throws -> [String] {
    try await archived(world).reversed().map {
      "\($0.event.rawValue) \($0.url?.suffix(3) ?? "") r\($0.revision)"
    }
  }

  @Test func `Each entry is archived as its record, whatever becomes of it in the spool`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once()
    let name = try #require(world.scratch.list("spool/new").first)
    let record = try #require(world.scratch.read("spool/new/\(name)/article.json"))
    try FileManager.default.removeItem(atPath: world.scratch.path("spool/new/\(name)"))
    world.clock.pass(.seconds(4000))
    try await world.once()
    let article = try #require(try await archived(world).first)
    #expect(article.entry == name && article.source == "lindmar" && article.event == .new)
    #expect(article.url == "http://news.test/a/one" && article.lede != nil)
    let archive = try ReadOnlyArchive(world.scratch.path("state/archive.sqlite"))
    #expect(try await archive.record(of: article.number) == Array(record.utf8))
  }

  @Test func `Nothing is archived with “archive: off”`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once { $0.keep.archive = nil }
    #expect(world.spooled.count == 1)
    #expect(!world.scratch.list("state").contains { $0.hasPrefix("archive") })
  }

  @Test func `Revisions and withdrawals are archived`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once()
    world.site.change { $0.stories[0].text += " The board has met again since, at noon." }
    world.clock.pass(.seconds(4 * 3600))
    try await world.once()
    world.site.change { $0.stories[0].isThere = false }
    for _ in 0..<4 {
      world.clock.pass(.seconds(90_000))
      try await world.once()
    }
    #expect(try await kinds(world) == ["new one r1", "revised one r2", "withdrawn one r2"])
  }

  @Test(arguments: 0..<2)
  func `A process that is killed at any step loses and repeats nothing of the archive`(
    part: Int
  ) async throws {
    let world = FakeWorld()
    world.site.publish("one")
    let (kills, _) = try await world.kills(from: part, by: 2) {
      try await world.once()
      world.site.publish("two")
      try await world.once()
    }
    for kill in kills {
      let world = FakeWorld(kill.left)
      if world.site.state.withLock({ $0.stories.count }) == 1 { world.site.publish("two") }
      for _ in 0..<3 {
        world.clock.pass(.seconds(4000))
        _ = try? await world.once()
      }
      #expect(world.spooled.count == 2)
      let kinds = try await kinds(world).sorted()
      #expect(kinds == ["new one r1", "new two r1"], "killed at step \(kill.step)")
    }
  }

  @Test func `A new archive begins with what the ledger and the spool have`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once { $0.keep.archive = nil }
    world.clock.pass(.seconds(90_000))
    try await world.once()
    #expect(try await kinds(world) == ["new one r1"])
    for name in world.scratch.list("state") where name.hasPrefix("archive") {
      try FileManager.default.removeItem(atPath: world.scratch.path("state/" + name))
    }
    world.clock.pass(.seconds(90_000))
    try await world.once()
    #expect(try await kinds(world) == ["new one r1"])
  }

  @Test func `An archive that fails delays nothing, is a fault, and is completed later`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    let way = world.scratch.path("state/archive.sqlite")
    // SQLite cannot open a directory as a database.
    try FileManager.default.createDirectory(
      atPath: way, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: world.scratch.path("state"))
    #expect(try await world.once().error == nil)
    #expect(world.spooled.count == 1)
    let ledger = try ReadOnlyLedger(world.scratch.path("state/ledger.sqlite"))
    func faults() async throws -> [String] {
      try await ServiceFault.faults(
        world.configuration(), ledger: ledger, now: world.clock.timestamp
      ).map(\.reason).filter { $0.hasPrefix("archive: ") }
    }
    #expect(try await faults().count == 1)
    let unarchived = try await ServiceFault.faults(
      world.configuration { $0.keep.archive = nil }, ledger: ledger, now: world.clock.timestamp)
    #expect(!unarchived.contains { $0.reason.hasPrefix("archive: ") })
    try FileManager.default.removeItem(atPath: way)
    world.clock.pass(.seconds(4000))
    try await world.once()
    #expect(try await kinds(world) == ["new one r1"])
    #expect(try await faults() == [])
  }
}
