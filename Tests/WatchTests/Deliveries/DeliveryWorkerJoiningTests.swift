import Basics
import Foundation
import Ledger
import Notifications
import Settings
import TestSupport
import Testing

@testable import Watch

@Suite struct DeliveryWorkerJoiningTests {
  private let world = FakeWorld()
  private typealias Change = @Sendable (inout Configuration) -> Void

  private func joining(_ change: @escaping @Sendable (inout HookTiming) -> Void) -> Change {
    { configuration in
      configuration.hooks[0].timing.timeZone = .gmt
      change(&configuration.hooks[0].timing)
    }
  }

  private var batch: Change { joining { $0.joinsDueDeliveries = true } }

  private func publish(_ count: Int, _ prefix: String = "s") {
    for i in 0..<count { world.site.publish("\(prefix)\(i)") }
  }

  private func hookStatus(_ change: Change) async throws -> Status.HookStatus {
    let configuration = world.configuration(change)
    return try #require(
      try await Status.load(configuration, now: world.clock.timestamp).hooks.first)
  }

  private var joined: [(digest: EventDigest, attempt: Int)] {
    world.hooks.joined.withLock { $0 }
  }

  @Test func `A batch has all deliveries that are due, and counts each of them`() async throws {
    publish(3)
    #expect(try await world.once(batch).deliveries == DeliveryReport(delivered: 3, failed: 0))
    #expect(world.hooks.urls == [] && world.hooks.joinedEvents.map(\.count) == [3])
    let status = try await hookStatus(batch)
    #expect(status.delivered == 3 && status.pending == 0)
  }

  @Test func `A failed batch is retried as it was, and does not delay later ones`() async throws {
    publish(2)
    world.hooks.ending.withLock { $0 = .exited(1) }
    #expect(try await world.once(batch).deliveries == DeliveryReport(delivered: 0, failed: 2))
    world.hooks.ending.withLock { $0 = .exited(0) }
    publish(1, "later")
    try await world.once(batch)
    #expect(world.hooks.joinedEvents.map(\.count) == [2, 1])
    world.clock.pass(.seconds(60))
    try await world.once(batch)
    #expect(joined.map(\.attempt) == [1, 1, 2])
    #expect(joined[2].digest == joined[0].digest && joined[1].digest.key != joined[0].digest.key)
    #expect(try await hookStatus(batch).delivered == 3)
  }

  @Test func `A batch is given up by its age, and a retry of one article takes it out`()
    async throws
  {
    publish(2)
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once(batch)
    world.clock.pass(.seconds(8 * 86_400))
    try await world.once(batch)
    #expect(try await hookStatus(batch).parked == 2)
    let configuration = world.configuration(batch)
    let id = try #require(
      try await ReadOnlyLedger(configuration.ledgerPath).openWork().deliveries.first?.id)
    let report = try await RetryRequest(ids: [id]).arm(
      configuration.ledgerPath, now: world.clock.timestamp)
    #expect(report.deliveries == 1)
    world.hooks.ending.withLock { $0 = .exited(0) }
    try await world.once(batch)
    #expect(joined.last?.digest.events.count == 1)
    #expect(joined.last?.digest.key != joined.first?.digest.key)
    _ = try await RetryRequest().arm(configuration.ledgerPath, now: world.clock.timestamp)
    try await world.once(batch)
    let status = try await hookStatus(batch)
    #expect(status.delivered == 2 && status.parked == 0)
  }

  @Test func `A delivery that is dropped leaves its message`() async throws {
    publish(2)
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once(batch)
    let path = world.configuration(batch).ledgerPath
    let id = try #require(try await ReadOnlyLedger(path).openWork().deliveries.first?.id)
    #expect(try await DropRequest(hook: "tell", ids: [id]).apply(toLedger: path) == 1)
    world.clock.pass(.seconds(60))
    world.hooks.ending.withLock { $0 = .exited(0) }
    try await world.once(batch)
    #expect(joined.map(\.digest.events.count) == [2, 1])
    #expect(try await hookStatus(batch).delivered == 1)
  }

  @Test func `A digest waits for its time, also with force, and then has everything`() async throws
  {
    let digest = joining { $0.digest = DigestSchedule("every 6h") }
    publish(2)
    try await world.once(digest)
    try await world.once(force: true, digest)
    let waiting = try await hookStatus(digest)
    #expect(waiting.pending == 2 && world.hooks.joinedEvents.isEmpty)
    let due = try #require(waiting.nextDigest)
    #expect(due > world.clock.timestamp + .seconds(21_000))
    world.clock.pass(.seconds(3600))
    publish(1, "later")
    try await world.once(digest)
    world.clock.pass(due - world.clock.timestamp)
    try await world.once(digest)
    #expect(world.hooks.joinedEvents.map(\.count) == [3] && world.hooks.urls.isEmpty)
    let after = try await hookStatus(digest)
    #expect(after.delivered == 3 && after.nextDigest == nil)
  }

  @Test func `A failed digest is retried by the delays of the hook, not at the next digest`()
    async throws
  {
    let digest = joining { $0.digest = DigestSchedule("every 6h") }
    publish(2)
    try await world.once(digest)
    world.clock.pass(.seconds(21_700))
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once(digest)
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(.seconds(60))
    try await world.once(digest)
    #expect(joined.map(\.attempt) == [1, 2] && joined[0].digest == joined[1].digest)
  }

  @Test func `A delivery that waits for its digest is not overdue, and one that fails is`()
    async throws
  {
    let digest = joining { $0.digest = DigestSchedule("every 6h") }
    func isOverdue() async throws -> Bool {
      let configuration = world.configuration(digest)
      let metrics = try await StoreMetrics(
        configuration, ledger: ReadOnlyLedger(configuration.ledgerPath), spoolBytes: nil)
      var bytes: [UInt8] = []
      metrics.append(.prometheus, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
        .contains("hook_oldest_pending_timestamp_seconds{")
    }
    publish(1)
    try await world.once(digest)
    #expect(try await !isOverdue())
    world.clock.pass(.seconds(21_700))
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once(digest)
    #expect(try await isOverdue())
  }

  @Test func `More deliveries at once than the limit become one message`() async throws {
    let flood = joining { $0.flood = 2 }
    publish(2)
    try await world.once(flood)
    #expect(world.hooks.urls.count == 2 && joined.isEmpty)
    publish(3, "more")
    try await world.once(flood)
    #expect(world.hooks.urls.count == 2 && world.hooks.joinedEvents.map(\.count) == [3])
  }

  @Test func `Nothing is delivered in quiet hours`() async throws {
    let now = world.clock.timestamp
    let hour = Int(now.secondsSinceEpoch) % 86_400 / 3600
    let quiet = joining { $0.quiet = [TimeWindow("\(hour):00-\(hour + 1):00")!] }
    publish(1)
    let report = try await world.once(force: true, quiet)
    #expect(report.deliveries == DeliveryReport() && world.hooks.urls.isEmpty)
    let status = try await hookStatus(quiet)
    let end = try #require(status.quietUntil)
    #expect(status.pending == 1 && end - now <= .seconds(3600))
    world.clock.pass(end - now)
    try await world.once(quiet)
    #expect(world.hooks.urls.count == 1)
  }

  @Test func `A hook that joins nothing any longer gets each entry alone`() async throws {
    publish(2)
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once(batch)
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(.seconds(60))
    try await world.once()
    #expect(world.hooks.urls.count == 2 && joined.count == 1)
    #expect(try await hookStatus({ _ in }).delivered == 2)
  }

  @Test func `A hook that joins otherwise sends its messages as they are`() async throws {
    publish(2)
    world.hooks.ending.withLock { $0 = .exited(1) }
    try await world.once(batch)
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(.seconds(60))
    try await world.once(joining { $0.flood = 20 })
    #expect(joined.map(\.attempt) == [1, 2] && joined[0].digest == joined[1].digest)
  }

  @Test func `A kill at any step loses no entry and repeats a message only as it was`() async throws
  {
    publish(3)
    let batch = batch
    let (kills, _) = try await world.kills { try await world.once(batch) }
    for (step, left) in kills {
      let survivor = FakeWorld(left)
      let before = survivor.hooks.joined.withLock { $0 }
      survivor.clock.pass(.seconds(7200))
      try await survivor.once(batch)
      let all = survivor.hooks.joined.withLock { $0 }
      let ids = all.flatMap(\.digest.events).map(\.deliveryKey)
      #expect(Set(ids).count == 3, "step \(step)")
      for message in all.dropFirst(before.count) where !before.isEmpty {
        #expect(before.map(\.digest).contains(message.digest), "step \(step)")
      }
    }
  }
}
