import Synchronization
import Testing

@testable import Watch

@Suite(.timeLimit(.minutes(10))) struct PollRecordWriterTests {
  @Test func `Records are written soon after the start, then once a minute at most`() async throws {
    let world = FakeWorld()
    let written = Mutex<[Duration]>([])
    world.site.publish("one")
    world.step.withLock {
      $0 = { [clock = world.clock] step in
        if step == "ledger: after rounds" { written.withLock { $0.append(clock.elapsed) } }
      }
    }
    let watcher = world.watcher {
      $0.hooks = []
      $0.sources[0].schedule.interval = .seconds(60)
      $0.sources[0].revisions.intervals = []
    }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    await world.clock.pass(sleepers: 2, toRestUntil: .seconds(56...64))
    while world.clock.elapsed < .seconds(300) { await world.clock.passToNext(sleepers: 2) }
    await world.clock.rest(sleepers: 2)
    let moments = written.withLock { $0 }
    #expect(moments.first == .seconds(2))
    // There is nothing to write until the next round.
    #expect(moments.dropFirst().allSatisfy { $0 >= .seconds(57) })
    #expect((3...5).contains(moments.dropFirst().count), "\(moments)")
    task.cancel()
    try await task.value
  }
}
