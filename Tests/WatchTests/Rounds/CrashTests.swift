import Foundation
import Spool
import TestSupport
import Testing
import Web

@testable import Ledger
@testable import Watch

/// Tests in which the process is killed, or the disk fails, at each step of a round that reaches the
/// disk. Then the process starts again with what is there.
@Suite struct CrashTests {
  /// Each part tests every second step, so that two run at a time.
  private static let parts = 0..<2

  private func steps(of part: Int, in steps: Int) -> some Sequence<Int> {
    stride(from: part, to: steps, by: Self.parts.count)
  }

  private func reports(_ world: FakeWorld) -> [String] {
    world.events.withLock { $0.filter { $0.contains("spooled") } }
  }

  private func expectWhole(_ world: FakeWorld, _ comment: Comment) async throws {
    for _ in 0..<3 where world.spooled.count < 2 || world.hooks.urls.count < 2 {
      world.clock.pass(.seconds(4000))
      #expect(try await world.once().error == nil, comment)
    }
    #expect(try await world.once().spooled.isEmpty, comment)
    #expect(
      world.spooled == ["one", "two"].map { "http://news.test/a/\($0)" }, comment)
    #expect(Set(world.hooks.urls) == Set(world.spooled), comment)
    #expect(world.scratch.list("spool/tmp") == [], comment)
  }

  @Test(arguments: parts)
  func `A process that is killed at any step loses and repeats nothing`(part: Int) async throws {
    let world = FakeWorld()
    world.site.publish("one")
    let (kills, steps) = try await world.kills(from: part, by: Self.parts.count) {
      try await world.once()
      world.site.publish("two")
      try await world.once()
    }
    #expect(steps > 40)
    for kill in kills {
      let world = FakeWorld(kill.left)
      if world.site.state.withLock({ $0.stories.count }) == 1 { world.site.publish("two") }
      try await expectWhole(world, "killed at step \(kill.step)")
      for name in ["one", "two"] {
        #expect(reports(world).contains { $0.contains("/a/\(name)") }, "killed at \(kill.step)")
      }
      #expect(reports(world).count <= 3, "killed at \(kill.step)")
    }
  }

  @Test(arguments: parts)
  func
    `A write, sync, rename or commit that fails once delays articles, and none is lost or repeated`(
      part: Int
    ) async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    let first = world.snapshot()
    let firstSteps = await world.steps { _ = try? await world.once() }
    world.site.publish("two")
    let second = world.snapshot()
    let secondSteps = await world.steps { _ = try? await world.once() }
    #expect(firstSteps + secondSteps > 40)
    for step in steps(of: part, in: firstSteps) {
      let world = FakeWorld(first)
      _ = await world.steps(fault: step) { _ = try? await world.once() }
      world.site.publish("two")
      _ = try? await world.once()
      try await expectWhole(world, "fault at step \(step) of the first round")
    }
    for step in steps(of: part, in: secondSteps) {
      let world = FakeWorld(second)
      _ = await world.steps(fault: step) { _ = try? await world.once() }
      try await expectWhole(world, "fault at step \(step) of the second round")
    }
  }

  @Test
  func `Without hooks, an article is reported by the end of the run after a kill at any step`()
    async throws
  {
    func once(_ world: FakeWorld) async throws { try await world.once { $0.hooks = [] } }
    let world = FakeWorld()
    world.site.publish("one")
    let (kills, _) = try await world.kills { try await once(world) }
    #expect(kills.count > 20)
    for kill in kills {
      let world = FakeWorld(kill.left)
      let before = reports(world).count
      for _ in 0..<3 where world.spooled.isEmpty || reports(world).isEmpty {
        world.clock.pass(.seconds(4000))
        try await once(world)
      }
      let all = reports(world)
      #expect(!all.isEmpty && all.count <= before + 1, "killed at step \(kill.step)")
      #expect(all.allSatisfy { $0.contains("http://news.test/a/one") && $0.contains("harbour") })
    }
  }

  @Test
  func `An article that a crash left staged is reported from its entry, or else from its teaser`()
    async throws
  {
    for isTaken in [false, true] {
      let world = FakeWorld()
      world.site.publish("one")
      world.site.answer("/a/one") {
        Response(url: $0.url, status: 200, body: Array("A\nH|Tide\nThe tide is late".utf8))
      }
      world.step.withLock { $0 = { if $0 == "ledger: spooled" { throw Broken() } } }
      #expect(try await world.once { $0.hooks = [] }.exitStatus == 74)
      world.step.withLock { $0 = nil }
      if isTaken {
        try FileManager.default.removeItem(atPath: world.scratch.path("spool/new"))
        try FileManager.default.createDirectory(
          atPath: world.scratch.path("spool/new"), withIntermediateDirectories: false)
      }
      let article = try #require(try await world.once { $0.hooks = [] }.spooled.first)
      #expect(article.headline == (isTaken ? nil : "Tide"))
      #expect(article.lede?.contains("harbour board") == true)
      #expect(article.date == "2026-03-14")
      #expect(article.address == "http://news.test/a/one")
      #expect(article.source == "lindmar" && article.revision == 1 && !article.isBacklog)
      #expect(try await world.once { $0.hooks = [] }.spooled.isEmpty)
    }
  }

  @Test func `A full disk has an exit status of its own, and the articles arrive later`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once()
    world.site.publish("two")
    world.step.withLock { $0 = { if $0 == "disk: write tmp" { throw Broken() } } }
    #expect(try await world.once().exitStatus == 73)
    #expect(world.scratch.list("spool/tmp") == [])
    world.step.withLock { $0 = { if $0 == "ledger: staged" { throw Broken() } } }
    #expect(try await world.once().exitStatus == 74)
    world.step.withLock { $0 = nil }
    #expect(try await world.once().spooled.count == 1)
  }

  @Test func `A ledger that is removed, truncated or overwritten is rebuilt from the spool`()
    async throws
  {
    let original = FakeWorld()
    for i in 0..<12 { original.site.publish("s\(i)") }
    try await original.once()
    let whole = original.snapshot()
    for harm in ["removed", "removed without its log", "condemned", "cut", "overwritten", "header"]
    {
      let world = FakeWorld(whole)
      let ledger = world.scratch.path("state/ledger.sqlite")
      switch harm {
      case "removed":
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: ledger + suffix)
        }
      case "removed without its log":
        try FileManager.default.removeItem(atPath: ledger)
        world.scratch.write("a log of nothing", to: "state/ledger.sqlite-wal")
      case "condemned": CleanCloseMarker.recordDamage(ledger)
      case "cut": try #require(truncate(ledger, 9000) == 0)
      default:
        let file = try #require(FileHandle(forUpdatingAtPath: ledger))
        try file.seek(toOffset: harm == "header" ? 0 : 4096)
        try file.write(contentsOf: Data(repeating: 0x5A, count: 8192))
        try file.close()
      }
      world.site.publish("new")
      _ = try await world.once()
      world.clock.pass(.seconds(4000))
      _ = try await world.once()
      #expect(world.spooled.count == 13, "\(harm)")
      #expect(Set(world.spooled).count == 13, "\(harm)")
      #expect(world.hooks.urls.count == 13, "\(harm): the hook is told of the new one only")
      let aside = world.scratch.list("state").contains { $0.contains("damaged") }
      #expect(aside == (harm != "removed"), "\(harm)")
    }
  }

  @Test
  func `The undamaged pages of a ledger are recovered, even without the entries of the spool`()
    async throws
  {
    let world = FakeWorld()
    for i in 0..<200 { world.site.publish("s\(i)") }
    try await world.once()
    for name in world.scratch.list("spool/new") {
      try FileManager.default.removeItem(atPath: world.scratch.path("spool/new/\(name)"))
    }
    let path = world.scratch.path("state/ledger.sqlite")
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.seek(toOffset: UInt64(size / 8192 * 4096))
    try file.write(contentsOf: Data(repeating: 0x5A, count: 4096))
    try file.close()
    let told = world.hooks.urls.count
    world.site.publish("new")
    let report = try await world.once()
    #expect(world.scratch.list("state").contains { $0.contains("damaged") })
    #expect(report.spooled.count >= 1)
    #expect(report.spooled.count < 60, "a page of the ledger knows some dozens of articles")
    #expect(report.spooled.contains { $0.address.hasSuffix("/new") })
    #expect(world.hooks.urls.count - told == report.spooled.count)
    #expect(try await world.once().spooled.isEmpty)
  }

  @Test
  func `A spool that is missing or replaced is not written to, and nothing is concluded from it`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once()
    let spool = world.scratch.path("spool")
    try FileManager.default.moveItem(atPath: spool, toPath: spool + ".away")
    world.site.publish("two")
    await #expect(throws: SpoolError.self) { try await world.once() }
    #expect(!FileManager.default.fileExists(atPath: spool))
    world.scratch.write("another\n", to: "spool/.ledewatch")
    await #expect(throws: SpoolError.self) { try await world.once() }
    #expect(world.scratch.list("spool") == [".ledewatch"])
    try FileManager.default.removeItem(atPath: spool)
    try FileManager.default.moveItem(atPath: spool + ".away", toPath: spool)
    #expect(try await world.once().spooled.count == 1)
  }

  @Test func `A damaged ledger is replaced once its spool is mounted, and the spool is read then`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once()
    CleanCloseMarker.recordDamage(world.scratch.path("state/ledger.sqlite"))
    let spool = world.scratch.path("spool")
    try FileManager.default.moveItem(atPath: spool, toPath: spool + ".away")
    world.site.publish("two")
    for _ in 0..<2 {
      await #expect(throws: SpoolError.self) { try await world.once() }
      #expect(!FileManager.default.fileExists(atPath: spool))
    }
    try FileManager.default.moveItem(atPath: spool + ".away", toPath: spool)
    #expect(try await world.once().spooled.map(\.address) == ["http://news.test/a/two"])
    #expect(world.spooled.count == 2)
  }

  @Test func `A ledger of a newer version is refused, not set aside`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once()
    let ledger = try LedgerStore.open(
      world.scratch.path("state/ledger.sqlite"), log: .init(label: "test"), now: 0)
    try await ledger.write("future") { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')")
    }
    await ledger.close()
    let error = await #expect(throws: LedgerError.self) { try await world.once() }
    #expect(error?.reason.contains("newer version") == true)
    #expect(!world.scratch.list("state").contains { $0.contains("damaged") })
  }

  @Test func `A second process on one ledger is refused, and the error names the first`()
    async throws
  {
    let world = FakeWorld()
    let state = world.scratch.path("state")
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    let holder = LockHolder(pid: 4711, command: "ledewatch run", since: 1_773_480_000)
    let lock = try LedgerLock(directory: state, holder: holder)
    let held = await #expect(throws: LedgerLockedError.self) { try await world.once() }
    #expect(held?.holder == holder)
    #expect(
      held?.description
        == "ledewatch run (process 4711, since 2026-03-14T09:20:00Z) holds \(state)/lock")
    _ = consume lock
    try await world.once()
  }

  @Test func `The holder of a lock is named by its command line, shortened to 120 characters`() {
    #expect(
      LockHolder.command(["/usr/bin/ledewatch", "run", "--config", "/etc/x.yaml"])
        == "ledewatch run --config /etc/x.yaml")
    let long = LockHolder.command(["ledewatch", "once"] + Array(repeating: "gazette", count: 40))
    #expect(long.count == 120 && long.hasSuffix("…"))
  }
}
