import Foundation
import TestSupport
import Testing
import Web

@testable import Watch

/// The process ends at every step of a revision, a withdrawal and a restoration that reaches the
/// disk; then it starts again on what is there.
@Suite struct RevisionCrashTests {
  private func begin() async throws -> FakeWorld {
    let world = FakeWorld()
    world.site.publish("edit")
    world.site.publish("gone")
    try await world.once()
    world.site.change {
      $0.stories[0].isThere = false
      $0.stories[1].text += " There were 12 of them, and 3 more."
    }
    return world
  }

  /// - Returns: the steps that were made, when none fails.
  private func play(_ world: FakeWorld, failing: Int, once: Bool) async -> Int {
    let fuse = Fuse(after: failing, once: once)
    world.step.withLock { $0 = { _ in try fuse.step() } }
    for hours in [4.0, 1.1] {
      world.clock.pass(.seconds(hours * 3600))
      _ = try? await world.once()
    }
    world.step.withLock { $0 = nil }
    return fuse.count
  }

  private func expectWhole(_ world: FakeWorld, _ comment: Comment) async throws {
    for _ in 0..<5 {
      world.clock.pass(.seconds(4 * 3600))
      #expect(try await world.once().error == nil, comment)
    }
    let told = world.hooks.told.withLock { $0 }
    let deliveries = told.reduce(into: [String: Set<String>]()) {
      $0[$1.event.rawValue, default: []].insert($1.delivery)
    }
    #expect(deliveries["new"]?.count == 2, comment)
    #expect(deliveries["revised"]?.count == 1, comment)
    #expect(deliveries["withdrawn"]?.count == 1, comment)
    #expect(deliveries["restored"] == nil, comment)
    #expect(world.entries.map(\.revision).sorted() == [1, 1, 2], comment)
    #expect(world.scratch.list("spool/tmp") == [], comment)
    world.site.change { $0.stories[0].isThere = true }
    for _ in 0..<3 {
      world.clock.pass(.seconds(30 * 3600))
      try await world.once()
    }
    let restored = world.hooks.told.withLock { $0.filter { $0.event == .restored }.count }
    #expect(restored == 1, comment)
  }

  @Test("killed at any step of a revision or a withdrawal, it loses and repeats nothing")
  func killed() async throws {
    let steps = await play(try await begin(), failing: .max, once: false)
    #expect(steps > 20)
    for step in 0...steps {
      let world = try await begin()
      _ = await play(world, failing: step, once: false)
      try await expectWhole(world, "killed at step \(step)")
    }
  }

  @Test("a write or commit that fails once delays, and loses and repeats nothing")
  func oneFault() async throws {
    let steps = await play(try await begin(), failing: .max, once: false)
    for step in 0...steps {
      let world = try await begin()
      _ = await play(world, failing: step, once: true)
      try await expectWhole(world, "fault at step \(step)")
    }
  }
}
