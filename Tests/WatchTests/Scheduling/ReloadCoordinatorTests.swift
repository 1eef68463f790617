import Foundation
import News
import Settings
import Spool
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

/// A service that runs in a world of its own, and what is heard of it.
private struct RunningService {
  let world: FakeWorld
  /// What the next reload finds.
  let found: Found
  private let hangUps: AsyncStream<Void>.Continuation
  private let task: Task<Void, any Error>
  private var heard: AsyncStream<String>.Iterator

  final class Found: Sendable {
    let result: Mutex<Result<Configuration, ConfigurationError>>
    init(_ configuration: Configuration) { result = Mutex(.success(configuration)) }
  }

  init(_ world: FakeWorld, _ change: (inout Configuration) -> Void = { _ in }) {
    let (requests, hangUps) = AsyncStream.makeStream(of: Void.self)
    let (lines, notes) = AsyncStream.makeStream(of: String.self)
    let found = Found(world.configuration(change))
    world.manager.withLock { $0 = ServiceManager(watchdog: 60) { notes.yield($0) } }
    world.reloads.withLock {
      $0 = ConfigurationReloads(requests: requests) { try found.result.withLock { $0 }.get() }
    }
    let watcher = world.watcher(change)
    (self.world, self.found, self.hangUps) = (world, found, hangUps)
    heard = lines.makeAsyncIterator()
    task = Task {
      defer { notes.finish() }
      try await watcher.run()
    }
  }

  /// Listens until something of the kind is said.
  @discardableResult
  mutating func hear(_ words: String) async -> String? {
    while let line = await heard.next() {
      if line.contains(words) { return line }
    }
    return nil
  }

  /// Has the configuration read anew, and waits until that is done.
  mutating func reload(_ result: Result<Configuration, ConfigurationError>) async {
    found.result.withLock { $0 = result }
    hangUps.yield()
    #expect(await hear("RELOADING=1") != nil)
    #expect(await hear("READY=1") != nil)
  }

  /// Until so many entries have been handed over.
  mutating func wait(spooled count: Int) async {
    while world.spooled.count < count, await hear("WATCHDOG=1") != nil {}
  }

  func end() async throws {
    task.cancel()
    try await task.value
  }
}

@Suite(.timeLimit(.minutes(1))) struct RosterTests {
  @Test func `it says that it is ready, alive, and what there is to say`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    #expect(
      await service.hear("READY=1")
        == "READY=1\nSTATUS=1 source; no news yet; 0 articles owed, 0 deliveries pending")
    #expect(await service.hear("WATCHDOG=1") != nil)
    #expect(await service.hear("STATUS=1 source; last news 2026-") != nil)
    world.site.answer("/", status: 500)
    #expect(await service.hear("1 source, 1 ill (lindmar)") != nil)
    world.site.restore()
    #expect(await service.hear("STATUS=1 source; last news") != nil)
    try await service.end()
  }

  @Test func `it ends well when told to stop, and what was fetched is kept`() async throws {
    let world = FakeWorld()
    for i in 0..<5 { world.site.publish("s\(i)") }
    var service = RunningService(world)
    await service.wait(spooled: 2)
    try await service.end()
    let count = world.spooled.count
    #expect(count >= 2)
    #expect(world.scratch.list("spool/tmp") == [])
    #expect(try await world.once().spooled.count == 5 - count)
  }

  @Test func `a reload adds, changes and removes sources and hooks`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    await service.wait(spooled: 1)
    var second = world.source
    second.name = "second"
    let both = world.configuration { configuration in
      configuration.sources.append(second)
      configuration.hooks.append(Hook(name: "other", argv: ["other"]))
    }
    await service.reload(.success(both))
    await service.wait(spooled: 2)
    #expect(Set(world.entries.map(\.source)) == ["lindmar", "second"])

    // The first leaves, the second moves to a place of its own.
    second.url = try #require(WebURL("http://news.test/?page=1"))
    let moved = world.configuration { configuration in
      configuration.sources = [second]
      configuration.hooks = [Hook(name: "other", argv: ["other"])]
    }
    await service.reload(.success(moved))
    world.site.publish("two")
    await service.wait(spooled: 3)
    try await service.end()
    #expect(
      world.entries.map { "\($0.source) \($0.url)" }.sorted() == [
        "lindmar http://news.test/a/one", "second http://news.test/a/one",
        "second http://news.test/a/two",
      ])
  }

  @Test func `one who is called back while leaving goes on, and nobody is on duty twice`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    await service.wait(spooled: 1)
    for _ in 0..<20 {
      await service.reload(.success(world.configuration { $0.sources = [] }))
      await service.reload(.success(world.configuration()))
    }
    world.site.publish("two")
    await service.wait(spooled: 2)
    try await service.end()
    #expect(world.spooled.count == 2)
  }

  @Test func `a faulty configuration leaves the old one in force`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    await service.wait(spooled: 1)
    let fault = ConfigurationDiagnostic(file: "x.yaml", line: 1, column: 1, message: "nonsense")
    await service.reload(.failure(ConfigurationError(diagnostics: [fault])))
    world.site.publish("two")
    await service.wait(spooled: 2)
    try await service.end()
    #expect(world.spooled.count == 2)
  }

  @Test func `health survives a reload`() async throws {
    let world = FakeWorld()
    world.site.answer("/", status: 500)
    var service = RunningService(world)
    #expect(await service.hear("1 ill") != nil)
    await service.reload(.success(world.configuration { $0.concurrency = 3 }))
    world.site.restore()
    world.site.publish("one")
    await service.wait(spooled: 1)
    try await service.end()
    let told = world.events.withLock { $0.filter { $0.hasPrefix("health") } }
    #expect(told.count == 2, "ill once, well once: \(told)")
  }

  @Test func `a disk that is full for a while keeps the service waiting, not from living`()
    async throws
  {
    let world = FakeWorld()
    var service = RunningService(world)
    #expect(await service.hear("READY=1") != nil)
    world.step.withLock { $0 = { if $0.hasPrefix("disk: write") { throw Broken() } } }
    world.site.publish("one")
    for _ in 0..<20 { await service.hear("WATCHDOG=1") }
    #expect(world.spooled == [])
    world.step.withLock { $0 = nil }
    await service.wait(spooled: 1)
    try await service.end()
    #expect(world.spooled.count == 1)
  }

  @Test func `a spool that goes away ends the service, and the manager hears why`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    await service.wait(spooled: 1)
    let spool = world.scratch.path("spool")
    try FileManager.default.moveItem(atPath: spool, toPath: spool + ".away")
    world.site.publish("two")
    #expect(await service.hear("STOPPING=1")?.contains("not mounted") == true)
    await #expect(throws: SpoolError.self) { try await service.end() }
  }
}
