import Foundation
import News
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

@Suite(.timeLimit(.minutes(10))) struct RoundSchedulerTests {
  @Test func `The queue is ordered by due time, then by sequence`() {
    var queue = DueQueue()
    var chance = SystemRandomNumberGenerator()
    let start = ContinuousClock.now
    let moments = (0..<500).map { _ in start + .seconds(Int.random(in: 0..<50, using: &chance)) }
    for (i, moment) in moments.enumerated() {
      queue.insert(DueQueue.Element(dueTime: moment, sequence: i, name: "s\(i)"))
    }
    var found: [Int] = []
    while let first = queue.first {
      found.append(first.sequence)
      queue.removeFirst()
    }
    #expect(found == moments.indices.sorted { (moments[$0], $0) < (moments[$1], $1) })
  }

  /// Returns sources at one host, and one at another host.
  private func makeSources(_ world: FakeWorld, _ count: Int) -> [Source] {
    var other = world.source
    other.name = "elsewhere"
    return (0..<count).map { number in
      var source = world.source
      source.name = "s\(number)"
      source.url = WebURL("http://slow.test/\(number)")
      return source
    } + [other]
  }

  @Test func `A host that hangs delays only its own sources`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var watcher = world.watcher {
      $0.sources = makeSources(world, 3 * HostQueue.maximumRoundsPerHost)
    }
    let asked = Mutex<[String]>([])
    let site = world.site
    let (news, heard) = AsyncStream.makeStream(of: Void.self)
    watcher.dependencies.fetch = { request in
      asked.withLock { $0.append(request.url.string) }
      guard request.url.string.hasPrefix("http://slow.test") else {
        if request.url.string.hasSuffix("/a/one") { heard.finish() }
        return try site.answer(request)
      }
      // Waits until the task is cancelled.
      for await _ in AsyncStream(Void.self, { _ in }) {}
      throw CancellationError()
    }
    world.clock.drive()
    let task = Task { [watcher] in try await watcher.run() }
    await world.clock.passing(sleepers: 2) { for await _ in news {} }
    #expect(asked.withLock { $0.filter { $0.hasPrefix("http://slow") } }.count <= 1)
    task.cancel()
    try await task.value
  }

  @Test func `All sources of a host are polled, one request at a time`() async throws {
    let world = FakeWorld()
    let count = 5 * HostQueue.maximumRoundsPerHost
    var watcher = world.watcher { $0.sources = makeSources(world, count) }
    let state = Mutex((asked: Set<String>(), inFlight: 0, maximum: 0))
    let (polls, polled) = AsyncStream.makeStream(of: Void.self)
    watcher.dependencies.fetch = { request in
      state.withLock {
        $0.asked.insert(request.url.string)
        $0.inFlight += request.url.string.contains("slow") ? 1 : 0
        $0.maximum = max($0.maximum, $0.inFlight)
      }
      await Task.yield()
      let isAll = state.withLock {
        $0.inFlight -= request.url.string.contains("slow") ? 1 : 0
        return $0.asked.count == count + 1
      }
      if isAll { polled.finish() }
      return Response(url: request.url, status: 404)
    }
    world.clock.drive()
    let task = Task { [watcher] in try await watcher.run() }
    await world.clock.passing(sleepers: 2) { for await _ in polls {} }
    task.cancel()
    try await task.value
    #expect(state.withLock { $0.maximum } == 1)
  }

  @Test func `Sources with many owed articles let other listings of their host run`() async throws {
    let world = FakeWorld()
    let busy = 2 * HostQueue.maximumRoundsPerHost
    let rich = (0..<30).map {
      "T|/a/r$-\($0)|2026-03-14|No. $-\($0): the board of quay $ met again"
    }
    let state = Mutex((count: 0, listings: Set<String>()))
    let (polls, polled) = AsyncStream.makeStream(of: Void.self)
    var sources = makeSources(world, busy).dropLast()
    for i in sources.indices { sources[i].schedule.interval = .seconds(7200) }
    var watcher = world.watcher { [sources] in $0.sources = Array(sources) }
    watcher.dependencies.fetch = { request in
      try await world.clock.sleep(for: .seconds(5))
      let path = request.url.string.split(separator: "/").last!
      let isAll = state.withLock { state in
        state.count += 1
        if Int(path) != nil { state.listings.insert(request.url.string) }
        return state.listings.count == busy
      }
      if isAll { polled.finish() }
      var body = "A\nNews of \(request.url): " + (0..<30).map { "\(path)w\($0)" }.joined()
      if let number = Int(path) {
        body = rich.joined(separator: "\n").replacingOccurrences(of: "$", with: "\(number)")
      }
      return Response(url: request.url, status: 200, body: Array(body.utf8))
    }
    world.clock.drive()
    let task = Task { [watcher] in try await watcher.run() }
    await world.clock.passing(sleepers: 2) { for await _ in polls {} }
    task.cancel()
    try await task.value
    // 48 are needed; the first eight sources owe more than 100.
    let count = state.withLock { $0.count }
    #expect(count < 100, "\(count) requests before the last listing")
  }

  @Test func `Many listings with links to one slow host leave slots for others`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    let count = RoundScheduler.minimumConcurrentRounds + 20
    var watcher = world.watcher { [source = world.source] in
      $0.sources = Self.sources(like: source, linkingSlowHost: count)
    }
    let state = Mutex((listings: 0, later: 0))
    let site = world.site
    let (polls, polled) = AsyncStream.makeStream(of: Void.self)
    watcher.dependencies.fetch = { request in
      if request.url.string.hasPrefix("http://slow.test") {
        // Waits until the task is cancelled.
        for await _ in AsyncStream(Void.self, { _ in }) {}
        throw CancellationError()
      }
      if request.url.string.hasSuffix("/list") {
        state.withLock { $0.listings += 1 }
        let teaser =
          "T|http://slow.test/\(request.url.string.count)|2026-03-14|The board of the quay"
        return Response(url: request.url, status: 200, body: Array(teaser.utf8))
      }
      let isEnough = state.withLock {
        $0.later += $0.listings >= count ? 1 : 0
        return $0.later >= 5
      }
      if isEnough { polled.finish() }
      return try site.answer(request)
    }
    world.clock.drive()
    let task = Task { [watcher] in try await watcher.run() }
    await world.clock.passing(sleepers: 2) { for await _ in polls {} }
    task.cancel()
    try await task.value
    #expect(state.withLock { $0.later } >= 5)
  }

  /// - Returns: `count` sources at `/list` of hosts of their own, and one at another address that
  ///   is polled often.
  private static func sources(like source: Source, linkingSlowHost count: Int) -> [Source] {
    var sources = (0..<count).map { number in
      var copy = source
      copy.name = "s\(number)"
      copy.url = WebURL("http://h\(number).test/list")
      return copy
    }
    var other = source
    other.name = "elsewhere"
    other.schedule.interval = .seconds(5)
    sources.append(other)
    return sources
  }
}
