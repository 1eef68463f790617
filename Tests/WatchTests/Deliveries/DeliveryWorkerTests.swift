import Foundation
import Settings
import Synchronization
import TestSupport
import Testing

@testable import Watch

@Suite struct HookLineTests {
  let world = FakeWorld()

  @Test("a delivery that fails is tried again later, by itself, with what it needs")
  func retries() async throws {
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .exited(75) }
    let report = try await world.once()
    #expect(report.deliveries == DeliveryReport(delivered: 0, failed: 1))
    #expect(report.exitStatus == 0)
    for name in world.scratch.list("spool/new") {
      try FileManager.default.removeItem(atPath: world.scratch.path("spool/new/\(name)"))
    }
    try await world.once()
    #expect(world.hooks.urls.count == 1, "not before its pause is over")
    world.clock.pass(60)
    world.hooks.ending.withLock { $0 = .exited(0) }
    try await world.once()
    let told = world.hooks.told.withLock { $0 }
    #expect(told.map(\.attempt) == [1, 2])
    #expect(Set(told.map(\.delivery)).count == 1)
    #expect(told.last?.url == "http://news.test/a/one")
    world.clock.pass(86_400)
    try await world.once()
    #expect(world.hooks.urls.count == 2)
  }

  @Test("a failing delivery holds up no later one")
  func order() async throws {
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once()
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.site.publish("two")
    try await world.once()
    #expect(world.hooks.urls == ["http://news.test/a/one", "http://news.test/a/two"])
  }

  @Test("a hook that fails again and again does not keep once from ending")
  func patience() async throws {
    for i in 0..<30 { world.site.publish("s\(i)") }
    world.hooks.ending.withLock { $0 = .timedOut }
    let report = try await world.once()
    #expect(report.deliveries.failed == DeliveryWorker.patience)
    #expect(report.spooled.count == 30)
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(3600)
    try await world.once()
    #expect(Set(world.hooks.urls).count == 30)
  }

  @Test("past its age a delivery is parked and shown")
  func parked() async throws {
    world.site.publish("one")
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once()
    world.clock.pass(8 * 86_400)
    try await world.once()
    world.clock.pass(8 * 86_400)
    try await world.once()
    #expect(world.hooks.urls.count == 2)
    let status = try await Status.read(world.configuration())
    #expect(status.hooks.map(\.parked) == [1])
    #expect(status.hooks.map(\.pending) == [0])
    #expect(!status.isWell)
  }

  @Test("a hook is told only of the sources and events it asks for")
  func selection() async throws {
    world.site.publish("one")
    try await world.once { configuration in
      var deaf = Hook(name: "deaf", argv: ["x"])
      deaf.sources = ["another"]
      var late = Hook(name: "late", argv: ["x"])
      late.events = [.withdrawn]
      configuration.hooks += [deaf, late]
    }
    #expect(world.hooks.urls.count == 1)
  }
}
