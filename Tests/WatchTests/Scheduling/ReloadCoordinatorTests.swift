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

/// A running service and its messages to the service manager.
private struct RunningService {
  let world: FakeWorld
  /// The configuration that the next reload loads.
  let configuration: NextConfiguration
  private let hangUps: AsyncStream<Void>.Continuation
  private let task: Task<Void, any Error>
  private var messages: AsyncStream<String>.Iterator

  final class NextConfiguration: Sendable {
    let result: Mutex<Result<Configuration, ConfigurationError>>
    init(_ configuration: Configuration) { result = Mutex(.success(configuration)) }
  }

  init(_ world: FakeWorld, _ change: (inout Configuration) -> Void = { _ in }) {
    let (requests, hangUps) = AsyncStream.makeStream(of: Void.self)
    let (lines, notes) = AsyncStream.makeStream(of: String.self)
    let configuration = NextConfiguration(world.configuration(change))
    world.manager.withLock {
      $0 = ServiceManager(watchdogTimeout: .seconds(60)) { notes.yield($0) }
    }
    world.reloads.withLock {
      $0 = ConfigurationReloads(requests: requests) {
        try configuration.result.withLock { $0 }.get()
      }
    }
    let watcher = world.watcher(change)
    (self.world, self.configuration, self.hangUps) = (world, configuration, hangUps)
    messages = lines.makeAsyncIterator()
    world.clock.drive()
    task = Task {
      defer { notes.finish() }
      try await watcher.run()
    }
  }

  /// Returns the next message that contains a text; nil after the service has ended.
  ///
  /// Advances the clock meanwhile. The record writer, the notifier and a delivery worker sleep; the
  /// scheduler does not while a round runs.
  @discardableResult
  mutating func next(_ text: String) async -> String? {
    await world.clock.passing(sleepers: 3) { await message(text) }
  }

  private mutating func message(_ text: String) async -> String? {
    while let message = await messages.next() {
      if message.contains(text) { return message }
    }
    return nil
  }

  /// Reloads the configuration; needs no time to pass.
  mutating func reload(_ result: Result<Configuration, ConfigurationError>) async {
    configuration.result.withLock { $0 = result }
    hangUps.yield()
    #expect(await message("RELOADING=1") != nil)
    #expect(await message("READY=1") != nil)
  }

  /// Waits for a number of spooled entries.
  mutating func wait(spooled count: Int) async {
    while world.spooled.count < count, await next("WATCHDOG=1") != nil {}
  }

  func end() async throws {
    task.cancel()
    defer { world.clock.stopDriving() }
    try await task.value
  }
}

@Suite(.timeLimit(.minutes(10))) struct ReloadCoordinatorTests {
  @Test func `The service reports that it is ready, alive, and its status`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    #expect(
      await service.next("READY=1")
        == "READY=1\nSTATUS=1 source; no news yet; 0 articles owed, 0 deliveries pending")
    #expect(await service.next("WATCHDOG=1") != nil)
    #expect(await service.next("STATUS=1 source; last news 2026-") != nil)
    world.site.answer("/", status: 500)
    #expect(await service.next("1 source, 1 ill (lindmar)") != nil)
    world.site.restore()
    #expect(await service.next("STATUS=1 source; last news") != nil)
    try await service.end()
  }

  @Test func `A stopped service keeps what it has fetched`() async throws {
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

  @Test func `A reload adds, changes and removes sources and hooks`() async throws {
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

    // The first source is removed, the second gets another address.
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

  @Test func `A source that is added again while it is removed keeps running once`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    await service.wait(spooled: 1)
    for _ in 0..<20 {
      let empty = world.configuration {
        $0.sources = []
        $0.saysNoSources = true
      }
      await service.reload(.success(empty))
      await service.reload(.success(world.configuration()))
    }
    world.site.publish("two")
    await service.wait(spooled: 2)
    try await service.end()
    #expect(world.spooled.count == 2)
  }

  @Test func `An invalid configuration leaves the previous one in effect`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    await service.wait(spooled: 1)
    let diagnostic = ConfigurationDiagnostic(
      file: "x.yaml", line: 1, column: 1, message: "nonsense")
    await service.reload(.failure(ConfigurationError(diagnostics: [diagnostic])))
    world.site.publish("two")
    await service.wait(spooled: 2)
    try await service.end()
    #expect(world.spooled.count == 2)
  }

  @Test func `A configuration without sources leaves the previous one in effect`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    await service.wait(spooled: 1)
    await service.reload(.success(world.configuration { $0.sources = [] }))
    world.site.publish("two")
    await service.wait(spooled: 2)
    try await service.end()
    #expect(world.spooled.count == 2)
  }

  @Test func `Health survives a reload`() async throws {
    let world = FakeWorld()
    world.site.answer("/", status: 500)
    var service = RunningService(world)
    #expect(await service.next("1 ill") != nil)
    await service.reload(.success(world.configuration { $0.concurrency = 3 }))
    world.site.restore()
    world.site.publish("one")
    await service.wait(spooled: 1)
    try await service.end()
    let changes = world.events.withLock { $0.filter { $0.hasPrefix("health") } }
    #expect(changes.count == 2, "one change to ill, one to ok: \(changes)")
  }

  @Test func `A full disk delays the service, and the watchdog stays quiet`()
    async throws
  {
    let world = FakeWorld()
    var service = RunningService(world)
    #expect(await service.next("READY=1") != nil)
    world.step.withLock { $0 = { if $0.hasPrefix("disk: write") { throw Broken() } } }
    world.site.publish("one")
    for _ in 0..<20 { await service.next("WATCHDOG=1") }
    #expect(world.spooled == [])
    world.step.withLock { $0 = nil }
    await service.wait(spooled: 1)
    try await service.end()
    #expect(world.spooled.count == 1)
  }

  @Test func `A spool that disappears ends the service with a reason`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var service = RunningService(world)
    await service.wait(spooled: 1)
    let spool = world.scratch.path("spool")
    try FileManager.default.moveItem(atPath: spool, toPath: spool + ".away")
    world.site.publish("two")
    #expect(await service.next("STOPPING=1")?.contains("not mounted") == true)
    await #expect(throws: SpoolError.self) { try await service.end() }
  }
}
