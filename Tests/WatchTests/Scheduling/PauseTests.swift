import Basics
import Foundation
import Ledger
import Logging
import Settings
import Synchronization
import TestSupport
import Testing

@testable import Watch

/// The pausing of sources by commands.
@Suite struct PauseTests {
  let world = FakeWorld()
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func set(_ pause: SourcePause?) async throws -> [String] {
    try await PauseControl.set(
      pause, of: ["lindmar"], world.configuration(), log: log, now: world.clock.timestamp)
  }

  private func status() async throws -> Status.SourceStatus {
    let status = try await Status.load(world.configuration(), now: world.clock.timestamp)
    return try #require(status.sources.first)
  }

  @Test func `A paused source is not polled by once, and its status says why`() async throws {
    world.site.publish("one")
    #expect(
      try await set(SourcePause(since: world.clock.timestamp, reason: "redesign")) == ["lindmar"])
    let report = try await world.once()
    #expect(world.spooled.isEmpty)
    #expect(report.emptySummary == "all sources are paused; nothing is polled")
    #expect(try await status().health == .paused)
    #expect(try await status().reason == "redesign")
    #expect(try await set(nil) == ["lindmar"])
    #expect(try await set(nil) == [])
    try await world.once()
    #expect(world.spooled.count == 1)
    #expect(try await status().health == .ok)
  }

  @Test func `A pause ends at its time`() async throws {
    world.site.publish("one")
    let end = world.clock.timestamp + .seconds(3600)
    _ = try await set(SourcePause(since: world.clock.timestamp, until: end))
    #expect(try await status().pausedUntil == end)
    world.clock.pass(.seconds(3601))
    try await world.once()
    #expect(world.spooled.count == 1)
  }

  @Test func `A source that is named is polled although it is paused`() async throws {
    world.site.publish("one")
    _ = try await set(SourcePause(since: world.clock.timestamp))
    _ = try await world.watcher().once(names: ["lindmar"])
    #expect(world.spooled.count == 1)
  }

  @Test(arguments: [FormerName.ofSameURL, .name("lindmar")])
  func `A source that is renamed stays paused`(formerName: FormerName) async throws {
    try await world.once()
    _ = try await set(SourcePause(since: world.clock.timestamp, reason: "redesign"))
    world.site.publish("one")
    func rename(_ configuration: inout Settings.Configuration) {
      configuration.sources[0].name = "harbour"
      configuration.sources[0].intake.formerName = formerName
      if formerName != .ofSameURL { configuration.sources[0].url = "http://news.test/?all" }
    }
    try await world.once(rename)
    #expect(world.spooled.isEmpty)
    let status = try await Status.load(
      world.configuration(rename), now: world.clock.timestamp)
    #expect(status.sources.first?.health == .paused && status.sources[0].reason == "redesign")
  }

  @Test func `A reload that renames a paused source does not poll it`() async throws {
    let world = world
    try await world.once()
    world.site.publish("one")
    _ = try await set(SourcePause(since: world.clock.timestamp))
    let polls = Mutex(0)
    world.site.answer("/") { [site = world.site] request in
      polls.withLock { $0 += 1 }
      return try site.listing(request)
    }
    let (requests, reload) = AsyncStream.makeStream(of: Void.self)
    let isLoaded = Mutex(false)
    world.reloads.withLock {
      $0 = ConfigurationReloads(requests: requests) {
        isLoaded.withLock { $0 = true }
        return world.configuration { $0.sources[0].name = "harbour" }
      }
    }
    world.clock.drive()
    let task = Task { [watcher = world.watcher()] in try await watcher.run() }
    reload.yield()
    let deadline = world.clock.timestamp + .seconds(7200)
    while world.clock.timestamp < deadline || !isLoaded.withLock({ $0 }) {
      await world.clock.passToNext(sleepers: 1)
      for _ in 0..<20 { await Task.yield() }
    }
    #expect(polls.withLock { $0 } == 0)
    task.cancel()
    try await task.value
  }

  @Test func `Unknown sources cannot be paused`() async throws {
    await #expect(throws: UnknownSource.self) {
      try await PauseControl.set(
        SourcePause(since: 0), of: ["lindmarr"], world.configuration(), log: log, now: 0)
    }
  }

  @Test func `A service stops polling a paused source and resumes it at the end`() async throws {
    let world = world
    let (changes, continuation) = AsyncStream.makeStream(of: Void.self)
    var watcher = world.watcher()
    watcher.dependencies.pauseChanges = { _ in changes }
    let polls = Mutex(0)
    world.site.publish("one")
    world.site.answer("/") { [site = world.site] request in
      polls.withLock { $0 += 1 }
      return try site.listing(request)
    }
    world.clock.drive()
    let task = Task { [watcher] in try await watcher.run() }
    func advance(until isDone: () -> Bool) async {
      while !isDone() {
        await world.clock.passToNext(sleepers: 2)
        for _ in 0..<20 { await Task.yield() }
      }
    }
    await advance { polls.withLock { $0 } >= 2 }
    let end = world.clock.timestamp + .seconds(86_400)
    _ = try await set(SourcePause(since: world.clock.timestamp, until: end))
    continuation.yield()
    let deadline = world.clock.timestamp + .seconds(1200)
    await advance { world.clock.timestamp > deadline }
    let count = polls.withLock { $0 }
    let later = world.clock.timestamp + .seconds(43_200)
    await advance { world.clock.timestamp > later }
    #expect(polls.withLock { $0 } == count, "the source was polled while it was paused")
    await advance { polls.withLock { $0 } > count }
    // The ledger stores pauses in whole seconds.
    #expect(world.clock.timestamp > end - .seconds(1))
    task.cancel()
    try await task.value
  }

  @Test func `A name that is made in a directory is noticed`() async throws {
    let scratch = Scratch()
    var iterator = NameWatch.creations(of: "pauses", in: scratch.path).makeAsyncIterator()
    scratch.write("", to: "other")
    scratch.write("", to: "pauses")
    #expect(await iterator.next() != nil)
  }
}
