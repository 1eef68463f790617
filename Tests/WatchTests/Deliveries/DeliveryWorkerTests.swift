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
    #expect(!status.isHealthy)
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
