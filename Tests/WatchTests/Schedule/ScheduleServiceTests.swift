import Synchronization
import Testing
import Web

@testable import Watch

/// The service's schedule, over restarts, on a clock that goes from one waking to the next.
@Suite(.timeLimit(.minutes(2))) struct ScheduleServiceTests {
  let world = FakeWorld()

  /// When the listing was asked for, wall seconds.
  private final class Polls: Sendable {
    let moments = Mutex<[Double]>([])
    var count: Int { moments.withLock { $0.count } }
    subscript(index: Int) -> Double { moments.withLock { $0[index] } }
  }

  private func polls(_ headers: [(name: String, value: String)] = []) -> Polls {
    let polls = Polls()
    world.site.publish("one")
    world.site.answer("/") { [world] request in
      polls.moments.withLock { $0.append(world.timepiece.wall) }
      var reply = try world.site.listing(request)
      reply.headers += headers
      return reply
    }
    return polls
  }

  /// Runs the service until so many polls were made and it rests again.
  private func run(
    until count: Int, of polls: Polls,
    _ change: @escaping @Sendable (inout Configuration) -> Void = { _ in }
  ) async throws {
    let watcher = world.watcher {
      // Their lines would sleep, too.
      $0.hooks = []
      change(&$0)
    }
    world.timepiece.drive()
    let task = Task { try await watcher.run() }
    // The agenda, the keeper of round times: while a round runs, the first does not sleep.
    while polls.count < count { await world.timepiece.passToNext(sleepers: 2) }
    while world.spooled.isEmpty { await Task.yield() }
    await world.timepiece.rest(sleepers: 2)
    task.cancel()
    try await task.value
  }

  @Test func `After a restart a listing is looked at when it was due, not at once`() async throws {
    let polls = polls()
    try await run(until: 1, of: polls)
    world.timepiece.pass(300)
    try await run(until: 2, of: polls)
    #expect((854...946).contains(polls[1] - polls[0]))
    // Long overdue: at once.
    world.timepiece.pass(100_000)
    let now = world.timepiece.wall
    try await run(until: 3, of: polls)
    #expect(polls[2] - now < 2)
  }

  @Test func `A listing that calls itself fresh is left alone as long`() async throws {
    let polls = polls([(name: "cache-control", value: "public, max-age=3000")])
    try await run(until: 3, of: polls)
    #expect((2999...3001).contains(polls[1] - polls[0]))
    #expect((2999...3001).contains(polls[2] - polls[1]))
  }

  @Test func `A listing is looked at within its windows`() async throws {
    let polls = polls()
    // The clock stands at Saturday, 2026-03-14T09:20:00Z.
    let windows = [TimeWindow("Sat 12:00-12:30")!, TimeWindow("Sun 06:00-06:20")!]
    try await run(until: 4, of: polls) { $0.sources[0].windows = windows }
    let start = 1_773_480_000.0
    let noon = start + 2 * 3600 + 2400
    #expect((noon...noon + 400).contains(polls[0]))
    let others = (1..<4).map { polls[$0] - noon }
    #expect(others.allSatisfy { $0 < 1801 || (64_800...66_400).contains($0) })
  }
}
