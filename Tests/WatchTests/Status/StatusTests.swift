import Basics
import News
import Settings
import Synchronization
import Testing
import Web

@testable import Watch

/// The status of sources that wait.
@Suite(.timeLimit(.minutes(10))) struct StatusTests {
  let world = FakeWorld()
  let start: Timestamp = 1_773_480_000
  var site: FakeSite { world.site }

  private func status(
    _ change: (inout Configuration) -> Void = { _ in }
  ) async throws -> Status.SourceStatus {
    try #require(
      try await Status.load(world.configuration(change), now: world.clock.timestamp).sources.first)
  }

  /// Runs the service during `body`; its scheduler and its record writer sleep.
  private func whileItRuns(
    _ change: @escaping @Sendable (inout Configuration) -> Void = { _ in },
    _ body: () async throws -> Void
  ) async throws {
    let watcher = world.watcher {
      $0.hooks = []
      change(&$0)
    }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    try await body()
    task.cancel()
    try await task.value
  }

  @Test func `The next round of a source with windows is at the next opening`() async throws {
    @Sendable func change(_ configuration: inout Configuration) {
      configuration.sources[0].schedule.windows = [TimeWindow("12:00-12:30")!]
    }
    try await whileItRuns(change) {
      // The clock starts at 09:20.
      await world.clock.pass(sleepers: 2, toRestUntil: .seconds(9600...9900))
      let status = try await status(change)
      #expect(status.nextRound == start + .seconds(9600))
      #expect(status.lastRound == nil)
    }
    // No service runs.
    #expect(try await status(change).nextRound == nil)
  }

  @Test func `A source whose host asked for a pause shows its end and reason, even if it is ok`()
    async throws
  {
    site.publish("one")
    try await world.once()
    site.answer("/", status: 429, headers: [("retry-after", "1800")])
    try await world.once()
    site.restore()
    // Another source of the host, which has never been polled.
    func other(_ configuration: inout Configuration) {
      configuration.sources[0].name = "other"
      configuration.sources[0].intake.formerName = .none
    }
    let report = try await world.once(other)
    #expect(report.failures.first?.wasPutOff == true)
    let status = try await status(other)
    #expect(status.health == .ok)
    #expect(try #require(status.notBefore) >= world.clock.timestamp + .seconds(1799))
    #expect(status.hold?.contains("HTTP 429: news.test asks for a pause; retrying at") == true)
    world.clock.pass(.seconds(2000))
    #expect(try await self.status(other).notBefore == nil)
    #expect(try await self.status(other).hold == nil)
  }

  @Test func `The next round is not before the end of a pause`() async throws {
    site.publish("one")
    site.answer("/", status: 503, headers: [("retry-after", "7200")])
    try await whileItRuns {
      await world.clock.pass(sleepers: 2, toRestUntil: .seconds(7200...7202))
      let status = try await status()
      #expect(try #require(status.notBefore) >= start + .seconds(7200))
      #expect(status.nextRound! >= status.notBefore!)
    }
  }

  @Test func `The last round of a running service is up to date and never decreases`() async throws
  {
    let polls = Mutex<[Timestamp]>([])
    site.publish("one")
    site.answer("/") { [site, clock = world.clock] request in
      polls.withLock { $0.append(clock.timestamp) }
      return try site.listing(request)
    }
    try await whileItRuns {
      await world.clock.pass(sleepers: 2, toRestUntil: .seconds(854...946))
      for round in 1..<4 {
        site.publish("\(round)")
        while polls.withLock({ $0.count }) == round {
          await world.clock.passToNext(sleepers: 2)
        }
        // The status is up to date before the collected poll records are written.
        while world.spooled.count <= round { await Task.yield() }
        let last = try #require(try await status().lastRound)
        #expect(last >= polls.withLock { $0[round] })
      }
    }
    #expect(try await status().lastRound == polls.withLock { $0.last })
  }
}
