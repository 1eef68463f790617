import Basics
import Foundation
import TestSupport
import Testing
import Web

@testable import Watch

/// Tests in which the process is killed, or the disk fails, at each step of a revision, a withdrawal
/// and a restoration that reaches the disk. Then the process starts again with what is there.
@Suite struct RevisionCrashTests {
  /// Each part tests every second step, so that two run at a time.
  private static let parts = 0..<2

  private func steps(of part: Int, in steps: Int) -> some Sequence<Int> {
    stride(from: part, to: steps, by: Self.parts.count)
  }

  /// Returns a world in which a known article was edited and another one is gone.
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

  private func once(_ world: FakeWorld, afterHours hours: Double) async throws {
    world.clock.pass(.seconds(hours * 3600))
    #expect(try await world.once().error == nil)
  }

  private func count(_ event: EventKind, _ world: FakeWorld) -> Int {
    Set(world.hooks.told.withLock { $0.filter { $0.event == event }.map(\.delivery) }).count
  }

  private func expectWhole(_ world: FakeWorld, _ comment: Comment) async throws {
    for _ in 0..<4 where count(.revised, world) == 0 || count(.withdrawn, world) == 0 {
      try await once(world, afterHours: 4)
    }
    try await once(world, afterHours: 4)
    #expect(count(.new, world) == 2, comment)
    #expect(count(.revised, world) == 1, comment)
    #expect(count(.withdrawn, world) == 1, comment)
    #expect(count(.restored, world) == 0, comment)
    #expect(world.entries.map(\.revision).sorted() == [1, 1, 2], comment)
    #expect(world.scratch.list("spool/tmp") == [], comment)
    world.site.change { $0.stories[0].isThere = true }
    for _ in 0..<2 where count(.restored, world) == 0 { try await once(world, afterHours: 30) }
    try await once(world, afterHours: 30)
    let restored = world.hooks.told.withLock { $0.filter { $0.event == .restored }.count }
    #expect(restored == 1, comment)
  }

  @Test(arguments: parts)
  func
    `A process that is killed at any step of a revision or a withdrawal loses and repeats nothing`(
      part: Int
    ) async throws
  {
    let world = try await begin()
    let (kills, steps) = try await world.kills(from: part, by: Self.parts.count) {
      try await once(world, afterHours: 4)
      try await once(world, afterHours: 1.1)
    }
    #expect(steps > 20)
    for kill in kills {
      try await expectWhole(FakeWorld(kill.left), "killed at step \(kill.step)")
    }
  }

  @Test(arguments: parts)
  func `A write or commit that fails once delays revisions, and none is lost or repeated`(part: Int)
    async throws
  {
    let world = try await begin()
    let first = world.snapshot()
    let firstSteps = await world.steps { _ = try? await once(world, afterHours: 4) }
    let second = world.snapshot()
    let secondSteps = await world.steps { _ = try? await once(world, afterHours: 1.1) }
    #expect(firstSteps + secondSteps > 20)
    for step in steps(of: part, in: firstSteps) {
      let world = FakeWorld(first)
      world.clock.pass(.seconds(4 * 3600))
      _ = await world.steps(fault: step) { _ = try? await world.once() }
      world.clock.pass(.seconds(1.1 * 3600))
      _ = try? await world.once()
      try await expectWhole(world, "fault at step \(step) of the first round")
    }
    for step in steps(of: part, in: secondSteps) {
      let world = FakeWorld(second)
      world.clock.pass(.seconds(1.1 * 3600))
      _ = await world.steps(fault: step) { _ = try? await world.once() }
      try await expectWhole(world, "fault at step \(step) of the second round")
    }
  }
}
