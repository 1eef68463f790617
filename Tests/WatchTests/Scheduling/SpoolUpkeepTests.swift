import Basics
import Foundation
import Settings
import TestSupport
import Testing

@testable import Watch

@Suite struct SpoolUpkeepTests {
  let world = FakeWorld()

  private func links(in area: String) -> [String] {
    world.scratch.list("spool/\(area)").compactMap { name in
      world.scratch.read("spool/\(area)/\(name)/article.json").map {
        String($0.split(separator: "\"url\": \"")[1].prefix { $0 != "\"" }.suffix(5))
      }
    }.sorted()
  }

  @Test func `Delivered entries are removed, and failed ones stay until they succeed`() async throws
  {
    let change: (inout Configuration) -> Void = {
      $0.removesDeliveredEntries = true
      $0.hooks.append(Hook(name: "second", argv: ["second"]))
    }
    world.site.publish("one")
    world.site.publish("two")
    try await world.once(change)
    #expect(world.hooks.urls.count == 4)
    #expect(world.scratch.list("spool/new") == [])
    #expect(world.scratch.list("spool/tmp") == [])
    world.hooks.ending.withLock { $0 = .exited(1) }
    world.site.publish("tre")
    world.clock.pass(.seconds(3600))
    try await world.once(change)
    #expect(links(in: "new") == ["a/tre"])
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(.seconds(7200))
    try await world.once(change)
    #expect(world.scratch.list("spool/new") == [])
    // Nothing is spooled again.
    world.clock.pass(.seconds(7200))
    #expect(try await world.once(change).spooled.isEmpty)
  }

  @Test func `Entries of which no hook was told, and those in cur, are kept after deliveries`()
    async throws
  {
    let change: (inout Configuration) -> Void = {
      $0.removesDeliveredEntries = true
      $0.sources[0].intake.firstRound = .spool
    }
    world.site.publish("old")
    try await world.once(change)
    world.site.publish("new")
    world.clock.pass(.seconds(3600))
    try await world.once { $0.sources[0].intake.firstRound = .spool }
    let taken = try #require(world.entries.first { $0.url.hasSuffix("new") }?.entry)
    try FileManager.default.moveItem(
      atPath: world.scratch.path("spool/new/\(taken)"),
      toPath: world.scratch.path("spool/cur/\(taken)"))
    world.clock.pass(.seconds(3600))
    try await world.once(change)
    #expect(links(in: "new") == ["a/old"])
    #expect(links(in: "cur") == ["a/new"])
  }

  @Test func `A kill during the removal leaves nothing behind and repeats nothing`() async throws {
    world.site.publish("one")
    try await world.once()
    let change: (inout Configuration) -> Void = { $0.removesDeliveredEntries = true }
    world.clock.pass(.seconds(3600))
    let (kills, steps) = try await world.kills { try await world.once(change) }
    #expect(steps > 3)
    for kill in kills {
      let left = FakeWorld(kill.left)
      left.clock.pass(.seconds(7200))
      #expect(try await left.once(change).spooled.isEmpty, "\(kill.step)")
      #expect(left.scratch.list("spool/new") == [], "\(kill.step)")
      #expect(left.scratch.list("spool/tmp") == [], "\(kill.step)")
      #expect(left.hooks.urls.count == 1, "\(kill.step)")
    }
  }

  @Test func `Entries that exceed a limit are removed, unless they are not delivered`() async throws
  {
    let age = KeepLimits(age: .seconds(86_400))
    let change: (inout Configuration) -> Void = {
      $0.keep.new = age
      $0.keep.cur = age
    }
    world.site.publish("one")
    try await world.once(change)
    world.hooks.ending.withLock { $0 = .exited(1) }
    world.site.publish("two")
    world.clock.pass(.seconds(60))
    try await world.once(change)
    world.clock.pass(.seconds(86_340))
    try await world.once(change)
    #expect(links(in: "new") == ["a/one", "a/two"])
    world.clock.pass(.seconds(60))
    try await world.once(change)
    #expect(links(in: "new") == ["a/two"])
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(.seconds(7200))
    try await world.once(change)
    #expect(links(in: "new") == [])
  }

  @Test func `Pages that broke sources are removed by age`() async throws {
    let page = world.scratch.write("<p>", to: "state/pages/gone.html")
    let now = Date(timeIntervalSince1970: world.clock.timestamp.secondsSinceEpoch)
    func store(age: Double) throws {
      try FileManager.default.setAttributes(
        [.modificationDate: now.addingTimeInterval(-age)], ofItemAtPath: page)
    }
    try store(age: 3000)
    try await world.once { $0.keep.pages = KeepLimits(age: .seconds(3600)) }
    #expect(world.scratch.list("state/pages").contains("gone.html"))
    try store(age: 4000)
    try await world.once { $0.keep.pages = KeepLimits(age: .seconds(3600)) }
    #expect(!world.scratch.list("state/pages").contains("gone.html"))
  }

  private static let items = [
    KeptItem(name: "a", time: 100, size: 5), KeptItem(name: "b", time: 200, size: 5),
    KeptItem(name: "c", time: 300, size: 5),
  ]

  @Test(arguments: [
    (KeepLimits(age: .seconds(150)), ["a"]), (KeepLimits(size: 10), ["a"]),
    (KeepLimits(size: 9), ["a", "b"]), (KeepLimits(count: 1), ["a", "b"]),
    (KeepLimits(age: .seconds(1000), size: 100, count: 3), []),
    (KeepLimits(age: .seconds(60), count: 2), ["a", "b"]),
  ])
  func `What exceeds any limit is deleted, oldest first`(limits: KeepLimits, names: [String]) {
    #expect(limits.excess(of: SpoolUpkeepTests.items.shuffled(), now: 310) == Set(names))
  }

  @Test func `An error of the removal is logged when it begins, and the removal is repeated`()
    async throws
  {
    let log = LinesOfLog()
    world.site.publish("one")
    world.step.withLock { $0 = { if $0 == "disk: rename new" { throw Broken() } } }
    let report = try await world.once(log: log.logger) { $0.removesDeliveredEntries = true }
    #expect(report.exitStatus == 0)
    #expect(log.lines.filter { $0.hasPrefix("warning: cannot remove entries") }.count == 1)
    #expect(links(in: "new") == ["a/one"])
    world.step.withLock { $0 = nil }
    world.clock.pass(.seconds(3600))
    try await world.once { $0.removesDeliveredEntries = true }
    #expect(world.scratch.list("spool/new") == [])
  }
}
