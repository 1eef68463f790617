import Foundation
import Settings
import Synchronization
import TestSupport
import Testing

@testable import Watch

@Suite struct DeliveryWorkerTests {
  let world = FakeWorld()

  @Test func `A failed delivery is retried with the same id and record`() async throws {
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .exited(75) }
    let report = try await world.once()
    #expect(report.deliveries == DeliveryReport(delivered: 0, failed: 1))
    #expect(report.exitStatus == 0)
    for name in world.scratch.list("spool/new") {
      try FileManager.default.removeItem(atPath: world.scratch.path("spool/new/\(name)"))
    }
    try await world.once()
    #expect(world.hooks.urls.count == 1, "not before the end of the delay")
    world.clock.pass(.seconds(60))
    world.hooks.ending.withLock { $0 = .exited(0) }
    try await world.once()
    let told = world.hooks.told.withLock { $0 }
    #expect(told.map(\.attempt) == [1, 2])
    #expect(Set(told.map(\.delivery)).count == 1)
    #expect(told.last?.url == "http://news.test/a/one")
    world.clock.pass(.seconds(86_400))
    try await world.once()
    #expect(world.hooks.urls.count == 2)
  }

  @Test func `A failing delivery does not delay later ones`() async throws {
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once()
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.site.publish("two")
    try await world.once()
    #expect(world.hooks.urls == ["http://news.test/a/one", "http://news.test/a/two"])
  }

  @Test func `A hook that keeps failing does not keep once from ending`() async throws {
    for i in 0..<30 { world.site.publish("s\(i)") }
    world.hooks.ending.withLock { $0 = .timedOut }
    let report = try await world.once()
    #expect(report.deliveries.failed == DeliveryWorker.maximumConsecutiveFailures)
    #expect(report.spooled.count == 30)
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(.seconds(3600))
    try await world.once()
    #expect(Set(world.hooks.urls).count == 30)
  }

  @Test func `A delivery past the age limit is given up and shown`() async throws {
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once()
    world.clock.pass(.seconds(8 * 86_400))
    try await world.once()
    world.clock.pass(.seconds(8 * 86_400))
    try await world.once()
    #expect(world.hooks.urls.count == 2)
    let status = try await Status.load(world.configuration())
    #expect(status.hooks.map(\.parked) == [1])
    #expect(status.hooks.map(\.pending) == [0])
    #expect(
      StatusCheck(status, world.configuration(), now: world.clock.timestamp).severity == .broken)
  }

  @Test func `A delivery past the age limit that was never tried is tried twice`() async throws {
    let count = DeliveryWorker.maximumConsecutiveFailures + 1
    for i in 0..<count { world.site.publish("s\(i)") }
    world.hooks.ending.withLock { $0 = .exited(1) }
    // The last delivery is left to a later run.
    try await world.once()
    func parked() async throws -> [Int] {
      world.clock.pass(.seconds(8 * 86_400))
      try await world.once()
      return try await Status.load(world.configuration()).hooks.map(\.parked)
    }
    #expect(try await parked() == [count - 2])
    #expect(try await parked() == [count - 1])
    #expect(world.hooks.urls.count { $0.hasSuffix("s\(count - 1)") } == 1)
    #expect(try await parked() == [count])
    #expect(world.hooks.urls.count { $0.hasSuffix("s\(count - 1)") } == 2)
  }

  @Test func `The age of a delivery counts from its first failure`() async throws {
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .cancelled }
    try await world.once()
    world.clock.pass(.seconds(8 * 86_400))
    world.hooks.ending.withLock { $0 = .exited(1) }
    for _ in 1...3 {
      try await world.once()
      world.clock.pass(.seconds(3600))
    }
    #expect(world.hooks.urls.count == 4)
    let hook = try #require(try await Status.load(world.configuration()).hooks.first)
    #expect(hook.pending == 1 && hook.parked == 0)
  }

  @Test func `A retry that was scheduled before the clock was set back is due at once`()
    async throws
  {
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once()
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.jump(.seconds(-600))
    try await world.once()
    #expect(world.hooks.urls.count == 1, "the delay is still a possible one")
    world.clock.jump(.seconds(-365 * 86_400))
    try await world.once()
    #expect(world.hooks.urls.count == 2)
  }

  @Test func `The record of an entry is kept until every hook has it`() async throws {
    let change = { @Sendable (configuration: inout Configuration) in
      configuration.hooks.append(Hook(name: "mail", argv: ["mail"]))
    }
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once(change)
    world.clock.pass(.seconds(60))
    world.hooks.ending.withLock { $0 = .exited(0) }
    try await world.once()
    world.clock.pass(.seconds(60))
    try await world.once(change)
    let told = world.hooks.told.withLock { $0 }
    #expect(told.map(\.url) == Array(repeating: "http://news.test/a/one", count: 4))
    #expect(Set(told.map(\.delivery)).count == 2)
  }

  @Test func `A hook is called only for its sources and events`() async throws {
    world.site.publish("one")
    try await world.once { configuration in
      var otherSource = Hook(name: "deaf", argv: ["x"])
      otherSource.sources = ["another"]
      var otherEvent = Hook(name: "late", argv: ["x"])
      otherEvent.events = [.withdrawn]
      configuration.hooks += [otherSource, otherEvent]
    }
    #expect(world.hooks.urls.count == 1)
  }
}
