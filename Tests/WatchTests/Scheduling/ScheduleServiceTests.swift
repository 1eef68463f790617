import Basics
import Settings
import Synchronization
import Testing
import Web

@testable import Watch

/// The schedule of the service over restarts, on a clock that advances from deadline to deadline.
@Suite(.timeLimit(.minutes(10))) struct ScheduleServiceTests {
  let world = FakeWorld()

  /// The times of the requests for the listing.
  private final class Polls: Sendable {
    let moments = Mutex<[Timestamp]>([])
    var count: Int { moments.withLock { $0.count } }
    subscript(index: Int) -> Timestamp { moments.withLock { $0[index] } }
  }

  private func polls(_ headers: [(name: String, value: String)] = []) -> Polls {
    let polls = Polls()
    world.site.publish("one")
    world.site.answer("/") { [world] request in
      polls.moments.withLock { $0.append(world.clock.timestamp) }
      var reply = try world.site.listing(request)
      reply.headers += headers
      return reply
    }
    return polls
  }

  /// Runs the service until it has made a number of polls and is idle again.
  private func run(
    until count: Int, of polls: Polls,
    _ change: @escaping @Sendable (inout Configuration) -> Void = { _ in }
  ) async throws {
    let watcher = world.watcher {
      // Delivery workers would sleep, too.
      $0.hooks = []
      change(&$0)
    }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    // The scheduler and the record writer; the scheduler does not sleep while a round runs.
    while polls.count < count { await world.clock.passToNext(sleepers: 2) }
    while world.spooled.isEmpty { await Task.yield() }
    await world.clock.rest(sleepers: 2)
    task.cancel()
    try await task.value
  }

  @Test func `After a restart a listing is polled when it was due, not immediately`() async throws {
    let polls = polls()
    try await run(until: 1, of: polls)
    world.clock.pass(.seconds(300))
    try await run(until: 2, of: polls)
    #expect((854...946).contains((polls[1] - polls[0]).seconds))
    // A listing that is long overdue is polled immediately.
    world.clock.pass(.seconds(100_000))
    let now = world.clock.timestamp
    try await run(until: 3, of: polls)
    #expect(polls[2] - now < .seconds(2))
  }

  @Test func `A reload keeps the due time of a changed source, unless its interval is shorter`()
    async throws
  {
    let polls = polls()
    let (requests, hangUps) = AsyncStream.makeStream(of: Void.self)
    let (lines, notes) = AsyncStream.makeStream(of: String.self)
    var heard = lines.filter { $0.hasPrefix("READY=1") }.makeAsyncIterator()
    let new = Mutex(world.configuration())
    world.manager.withLock { $0 = ServiceManager { notes.yield($0) } }
    world.reloads.withLock { $0 = ConfigurationReloads(requests: requests) { new.withLock { $0 } } }
    let watcher = world.watcher { $0.hooks = [] }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    _ = await heard.next()
    // The scheduler, the record writer and the notifier.
    while polls.count < 1 { await world.clock.passToNext(sleepers: 3) }
    // The due time after the previous poll for each new interval.
    for (interval, due) in [(900.0, 854.0...946), (3600, 854...946), (300, 284...316)] {
      let count = polls.count
      let last = polls[count - 1]
      let begun = (world.clock.elapsed - (world.clock.timestamp - last)).seconds
      await world.clock.pass(sleepers: 3, toRestUntil: .seconds(begun + 854...begun + 3800))
      new.withLock {
        $0.hooks = []
        $0.sources[0].schedule.interval = .seconds(interval)
        $0.sources[0].intake.maximumNextPages += 1
      }
      hangUps.yield()
      _ = await heard.next()
      // The scheduler has applied the change.
      await world.clock.rest(
        until: .seconds(begun + due.lowerBound...begun + due.upperBound))
      while polls.count == count { await world.clock.passToNext(sleepers: 3) }
      #expect(due.contains((polls[count] - last).seconds), "\(interval): \(polls[count] - last)")
    }
    task.cancel()
    try await task.value
  }

  @Test func `A clock change is noticed within a minute while a source waits for a window`()
    async throws
  {
    let polls = polls()
    // The clock starts at Saturday, 2026-03-14T09:20:00Z.
    let watcher = world.watcher {
      $0.hooks = []
      $0.sources[0].schedule.windows = [TimeWindow("12:00-12:30")!]
    }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    await world.clock.pass(sleepers: 2, toRestUntil: .seconds(9600...9900))
    #expect(polls.count == 0)
    world.clock.jump(.seconds(2 * 3600 + 2400))
    world.clock.pass(.seconds(60))
    while polls.count < 1 { await Task.yield() }
    task.cancel()
    try await task.value
  }

  @Test func `A failing listing is polled within its windows only`() async throws {
    let polls = polls()
    world.site.answer("/") { [world] request in
      polls.moments.withLock { $0.append(world.clock.timestamp) }
      return Response(url: request.url, status: polls.count < 3 ? 200 : 500, body: [0x78])
    }
    // The clock starts at Saturday, 2026-03-14T09:20:00Z.
    let watcher = world.watcher {
      $0.hooks = []
      $0.sources[0].schedule.windows = [TimeWindow("09:00-09:30")!]
    }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    while polls.count < 12 { await world.clock.passToNext(sleepers: 2) }
    task.cancel()
    try await task.value
    let minutes = (0..<12).map { Int(polls[$0].wholeSeconds / 60) % 1440 - 9 * 60 }
    #expect(minutes.allSatisfy { (0..<30).contains($0) }, "\(minutes)")
  }

  @Test func `A failing listing is polled after its back-off delays`() async throws {
    let polls = polls()
    world.site.answer("/") { [world] request in
      polls.moments.withLock { $0.append(world.clock.timestamp) }
      return Response(url: request.url, status: 500, body: [0x78])
    }
    let watcher = world.watcher { $0.hooks = [] }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    while polls.count < 5 { await world.clock.passToNext(sleepers: 2) }
    task.cancel()
    try await task.value
    let pauses = (0..<4).map { (polls[$0 + 1] - polls[$0]).seconds }
    for (pause, most) in zip(pauses, [60.0, 120, 240, 480]) {
      #expect((most * 0.75...most + 1).contains(pause), "\(pauses)")
    }
  }

  @Test func `A machine that was suspended during a window polls in the next one`() async throws {
    let polls = polls()
    let watcher = world.watcher {
      $0.hooks = []
      $0.sources[0].schedule.windows = [TimeWindow("09:00-12:00")!]
    }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    while polls.count < 1 { await world.clock.passToNext(sleepers: 2) }
    while world.spooled.isEmpty { await Task.yield() }
    await world.clock.rest(sleepers: 2)
    world.clock.pass(.seconds(2 * 86_400 + 43_200))
    while polls.count < 2 { await world.clock.passToNext(sleepers: 2) }
    task.cancel()
    try await task.value
    let minute = Int(polls[1].wholeSeconds / 60) % 1440 - 9 * 60
    #expect((0..<6).contains(minute) && polls[1] - polls[0] > .seconds(2 * 86_400))
  }

  @Test func `A listing with max-age is polled when it has expired`() async throws {
    let polls = polls([(name: "cache-control", value: "public, max-age=3000")])
    try await run(until: 3, of: polls)
    #expect((2999...3001).contains((polls[1] - polls[0]).seconds))
    #expect((2999...3001).contains((polls[2] - polls[1]).seconds))
  }

  @Test func `A listing is polled within its windows`() async throws {
    let polls = polls()
    // The clock starts at Saturday, 2026-03-14T09:20:00Z.
    let windows = [TimeWindow("Sat 12:00-12:30")!, TimeWindow("Sun 06:00-06:20")!]
    try await run(until: 4, of: polls) { $0.sources[0].schedule.windows = windows }
    let start: Timestamp = 1_773_480_000
    let noon = start + .seconds(2 * 3600 + 2400)
    #expect((noon...noon + .seconds(400)).contains(polls[0]))
    let others = (1..<4).map { (polls[$0] - noon).seconds }
    #expect(others.allSatisfy { $0 < 1801 || (64_800...66_400).contains($0) })
  }
}
