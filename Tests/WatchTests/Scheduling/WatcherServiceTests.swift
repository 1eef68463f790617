import Basics
import Foundation
import Logging
import Settings
import Spool
import Synchronization
import TestSupport
import Testing
import Web

@testable import Watch

/// The service on a clock that the test advances.
@Suite struct WatcherServiceTests {
  let world = FakeWorld()

  /// Runs until the condition holds, then stops it as the service manager would.
  private func run(
    log: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    _ change: @escaping @Sendable (inout Configuration) -> Void = { _ in },
    until isDone: @escaping @Sendable () -> Bool
  ) async throws {
    let watcher = world.watcher(log: log, change)
    world.clock.drive()
    let task = Task { try await watcher.run() }
    while !isDone() {
      // Two of the scheduler, the record writer and a delivery worker sleep.
      await world.clock.passToNext(sleepers: 2)
      for _ in 0..<20 { await Task.yield() }
    }
    task.cancel()
    try await task.value
  }

  @Test func `The service polls, spools, calls hooks, retries failures, and stops`() async throws {
    let world = world
    world.site.publish("one")
    world.site.publish("two")
    world.site.answer("/a/two", status: 500)
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await run { world.hooks.urls.count >= 3 && world.clock.timestamp > 1_773_483_000 }
    #expect(world.spooled == ["http://news.test/a/one"])
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.site.restore()
    world.site.publish("three")
    try await run { Set(world.hooks.urls).count == 3 }
    #expect(world.spooled.count == 3)
  }

  @Test func `Many articles on a slow host do not delay the polls of the listing`() async throws {
    let world = world
    for i in 0..<12 { world.site.publish("s\(i)") }
    world.clock.drive()
    let polls = Mutex(0)
    world.site.answer("/") { [site = world.site] request in
      polls.withLock { $0 += 1 }
      return try site.listing(request)
    }
    try await run {
      $0.sources[0].politeness.hostPause = .seconds(120)
      $0.sources[0].schedule.interval = .seconds(180)
    } until: {
      world.spooled.count == 12
    }
    #expect(polls.withLock { $0 } >= 2)
  }

  @Test func `The service continues after a full disk`() async throws {
    let world = world
    try await world.once()
    world.site.publish("one")
    world.step.withLock { $0 = { if $0 == "disk: sync tmp" { throw Broken() } } }
    try await run { world.clock.timestamp > 1_773_487_200 }
    #expect(world.spooled == [])
    world.step.withLock { $0 = nil }
    try await run { world.spooled.count == 1 }
  }

  @Test func `Without space, listings are read and articles follow later, with one report`()
    async throws
  {
    let world = world
    world.site.publish("old")
    try await world.once()
    world.site.publish("one")
    world.freeBytes.withLock { $0 = 1 << 20 }
    let polls = Mutex(0)
    world.site.answer("/") { [site = world.site] request in
      polls.withLock { $0 += 1 }
      return try site.listing(request)
    }
    let log = LinesOfLog()
    let several: @Sendable (inout Configuration) -> Void = { configuration in
      var second = configuration.sources[0]
      second.name = "vintmar"
      configuration.sources.append(second)
    }
    try await run(log: log.logger, several) { polls.withLock { $0 } >= 20 }
    #expect(world.spooled.count == 1)
    #expect(world.site.takeRequests()["/a/one"] == nil)
    let errors = log.lines.filter { $0.hasPrefix("error") }
    #expect(errors.count == 1)
    #expect(errors.first?.contains("less than min_free (16M) is free") == true)
    #expect(log.lines.filter { $0.hasPrefix("warning") } == [])
    world.freeBytes.withLock { $0 = 1 << 30 }
    try await run(log: log.logger, several) { world.spooled.count == 4 }
    #expect(world.site.takeRequests()["/a/one"] == 2)
  }

  @Test func `A spool that disappears ends the service`() async throws {
    world.site.publish("one")
    try await world.once()
    world.site.publish("two")
    let id = world.scratch.path("spool/.ledewatch")
    let watcher = world.watcher()
    world.clock.drive()
    world.site.answer("/a/two") { [world] request in
      try FileManager.default.removeItem(atPath: id)
      world.site.restore()
      return try world.site.answer(request)
    }
    let error = await #expect(throws: SpoolError.self) { try await watcher.run() }
    #expect(error?.stage == .identity)
  }

  @Test func `A source without news for a month is reported as quiet once`() async throws {
    world.site.publish("one")
    try await world.once()
    for _ in 0..<4 {
      world.clock.pass(.seconds(12 * 86_400))
      try await world.once()
    }
    #expect(try await Status.load(world.configuration()).sources.first?.health == .quiet)
    world.site.publish("two")
    try await world.once()
    let changes = world.events.withLock { $0 }.filter { $0.contains("health") }
    #expect(changes.count == 2, "\(changes)")
  }

  @Test func `The status contains health, owed articles and the lock holder`() async throws {
    #expect(try await Status.load(world.configuration()).hasLedger == false)
    world.site.publish("one")
    world.site.publish("two")
    world.site.answer("/a/two", status: 410)
    try await world.once()
    world.site.answer("/") { Response(url: $0.url, status: 403, body: Array("no".utf8)) }
    for _ in 0..<3 {
      world.clock.pass(.seconds(4000))
      try await world.once()
    }
    let status = try await Status.load(world.configuration())
    let source = try #require(status.sources.first)
    #expect(source.health == .blocked)
    #expect(source.owed == 1)
    #expect(source.spooled == 1)
    #expect(source.failures == 3)
    #expect(source.error?.contains("410") == true)
    #expect(source.reason?.contains("403") == true)
    #expect(source.page.flatMap { FileManager.default.contents(atPath: $0) } == Data("no".utf8))
    #expect(status.hooks.map(\.delivered) == [2], "the article, and that the source is blocked")
    #expect(status.holder == nil)
  }
}
