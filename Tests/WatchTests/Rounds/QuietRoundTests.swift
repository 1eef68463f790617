import News
import Settings
import Synchronization
import Testing
import Web

@testable import Watch

/// Tests of what rounds without news write to the disk.
@Suite(.timeLimit(.minutes(10))) final class QuietRoundTests: Sendable {
  private let world = FakeWorld()
  private let commits = Mutex<[String]>([])
  private let polls = Mutex(0)

  private func watch(_ configuration: inout Configuration) {
    configuration.sources = (0..<10).map { number in
      var source = world.source
      source.name = "s\(number)"
      // To look at articles again is news of its own.
      source.revisions.intervals = []
      return source
    }
  }

  /// Everything is known; from here on commits are noted.
  private func settle(answer: @escaping @Sendable (Request) throws -> Response) async throws {
    world.site.publish("one")
    world.site.publish("two")
    try await world.once { watch(&$0) }
    world.site.answer("/") { [self] request in
      polls.withLock { $0 += 1 }
      return try answer(request)
    }
    // A first time, for the page may come in another form.
    try await world.once { watch(&$0) }
    commits.withLock { $0 = [] }
    world.step.withLock {
      $0 = { [self] step in
        guard step.hasPrefix("ledger: "), !step.hasPrefix("ledger: after") else { return }
        commits.withLock { $0.append(String(step.dropFirst(8))) }
      }
    }
  }

  private func expectFew() async throws {
    try await world.once { watch(&$0) }
    #expect(commits.withLock { $0 } == ["sources", "rounds"])
    commits.withLock { $0 = [] }

    let watcher = world.watcher { watch(&$0) }
    world.clock.drive()
    let begun = world.clock.elapsed
    polls.withLock { $0 = 0 }
    let task = Task { try await watcher.run() }
    let interval = world.source.schedule.interval
    while polls.withLock({ $0 }) < 100 {
      world.clock.pass(.seconds(10))
      for _ in 0..<20 { await Task.yield() }
      // A clock that leaves the rounds behind makes sources overdue, which is news. Rounds may wait for the
      // clock, too, so the waiting has an end.
      let due = min(100, Int((world.clock.elapsed - begun) / (interval * 1.5)) * 10)
      for _ in 0..<5_000 where polls.withLock({ $0 }) < due { await Task.yield() }
    }
    task.cancel()
    try await task.value
    let names = commits.withLock { $0 }
    #expect(Set(names).subtracting(["sources", "rounds", "tidy", "sweep"]) == [])
    // Once a minute, more often at the start, and at the end, for all sources together.
    let spans = (world.clock.elapsed - begun) / PollRecordWriter.interval
    let first = Double(PollRecordWriter.startupTimes.count)
    #expect(Double(names.count { $0 == "rounds" }) <= spans + first + 2)
  }

  @Test func `The newest validators of an unchanged page are used`() async throws {
    let tag = Mutex("\"a\"")
    let sent = Mutex<[Validators?]>([])
    try await settle { [site = world.site] request in
      sent.withLock { $0.append(request.validators) }
      var request = request
      request.validators = nil
      var reply = try site.listing(request)
      reply.headers = [("etag", tag.withLock { $0 })]
      return reply
    }
    for name in ["\"b\"", "\"c\""] {
      tag.withLock { $0 = name }
      try await world.once { watch(&$0) }
      #expect(commits.withLock { $0 } == ["sources", "rounds"])
      commits.withLock { $0 = [] }
      sent.withLock { $0 = [] }
      try await world.once { watch(&$0) }
      #expect(sent.withLock { $0 } == Array(repeating: Validators(etag: name), count: 10))
      commits.withLock { $0 = [] }
    }
  }

  @Test func `A rule that always finds nothing causes no further write`() async throws {
    let words = "\nR|teasers.date: “b” finds nothing in 2 items"
    try await settle { [site = world.site] request in
      var reply = try site.listing(request)
      if !reply.isNotModified { reply.body += Array(words.utf8) }
      return reply
    }
    // Until it counts as lasting.
    for _ in 0..<3 { try await world.once { watch(&$0) } }
    commits.withLock { $0 = [] }
    try await expectFew()
  }

  @Test func `A page that alternates between two forms causes no further write`()
    async throws
  {
    let places = ["main > ul", "div.cards > section.news"]
    try await settle { [self] request in
      let place = places[(polls.withLock { $0 } - 1) / 10 % 2]
      var reply = try world.site.listing(Request(request.url))
      reply.headers = []
      reply.body += Array("\nP|\(place)".utf8)
      return reply
    }
    // The other form is seen and reported once.
    for _ in 0..<3 { try await world.once { watch(&$0) } }
    commits.withLock { $0 = [] }
    polls.withLock { $0 = 0 }
    try await expectFew()
  }

  @Test func `304 responses cause only one common write of the times of rounds`() async throws {
    try await settle { [site = world.site] in try site.listing($0) }
    try await expectFew()
  }

  @Test func `Unchanged pages cause no further write`() async throws {
    try await settle { [site = world.site] request in
      var request = request
      request.validators = nil
      var reply = try site.listing(request)
      reply.headers = []
      return reply
    }
    try await expectFew()
  }
}
