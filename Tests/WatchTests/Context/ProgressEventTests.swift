import Basics
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Watch

@Suite struct ProgressEventTests {
  private let world = FakeWorld()

  /// Returns the events of a run.
  private func events(
    of run: (Watcher) async throws -> OnceReport
  ) async throws -> [ProgressEvent] {
    let events = Events()
    var watcher = world.watcher()
    watcher.dependencies.progress = { events.add($0) }
    _ = try await run(watcher)
    return events.all
  }

  private func round(_ steps: [RoundStep]) -> [ProgressEvent] {
    steps.map { .round(source: "lindmar", $0) }
  }

  private func isRequest(_ event: ProgressEvent) -> Bool {
    if case .round(_, .requesting) = event { true } else { false }
  }

  @Test func `A run reports its sources, its articles and its deliveries`() async throws {
    world.site.publish("1")
    world.site.publish("2")
    world.site.answer("/a/1", status: 500)
    let all = try await events { try await $0.once() }
    #expect(
      all.filter { !isRequest($0) } == [.begun(sources: 1)]
        + round([
          .begun, .loadingListing(page: 1, of: nil), .found(2), .fetchingArticle(1, of: 2),
          .failedArticle, .fetchingArticle(2, of: 2), .spooledArticle, .ended(isFailed: false),
        ]) + [
          .deliveries(hook: "tell", areRunning: true), .deliveries(hook: "tell", areRunning: false),
        ])
    #expect(
      all.filter(isRequest)
        == round([
          .requesting("http://news.test/"), .requesting("http://news.test/a/1"),
          .requesting("http://news.test/a/2"),
        ]))
  }

  @Test func `A failed round says so`() async throws {
    world.site.answer("/", status: 500)
    let all = try await events { try await $0.once() }
    #expect(
      all.filter { !isRequest($0) }.dropFirst(3).first == round([.ended(isFailed: true)]).first)
  }

  @Test func `A backfill reports each page`() async throws {
    for number in 1...5 { world.site.publish("\(number)") }
    world.site.change { $0.pageSize = 2 }
    let all = try await events { try await $0.backfill("lindmar", .pages(2), notify: false) }
    let pages = all.filter { if case .round(_, .loadingListing) = $0 { true } else { false } }
    #expect(
      pages
        == round((1...3).map { .loadingListing(page: $0, of: 3) }))
    #expect(all.contains(.round(source: "lindmar", .fetchingArticle(5, of: 5))))
    #expect(all.last == .round(source: "lindmar", .ended(isFailed: false)))
  }

  @Test func `Rechecks are counted`() async throws {
    world.site.publish("1")
    _ = try await world.watcher().once()
    world.clock.pass(.seconds(4 * 3600))
    let all = try await events { try await $0.once() }
    #expect(all.contains(.round(source: "lindmar", .recheckingArticle(1, of: 1))))
  }

  @Test func `The request of a single page is reported`() async throws {
    world.site.publish("1")
    let events = Events()
    var dependencies = world.watcher().dependencies
    dependencies.progress = { events.add($0) }
    _ = try await OneOffFetcher(dependencies).page(at: "http://news.test/a/1", for: world.source)
    #expect(events.all == round([.requesting("http://news.test/a/1")]))
  }

  @Test func `Each wait of a request has its reason`() async throws {
    let clock = TestClock()
    let queue = HostQueue(maximumActive: 1, clock: clock)
    let waits = Mutex<[RequestWait]>([])
    let onWait: @Sendable (RequestWait) -> Void = { wait in waits.withLock { $0.append(wait) } }
    try await queue.withSlot(for: "a", delay: .seconds(5), onWait: onWait) {}
    #expect(waits.withLock(\.self) == [])
    try await queue.withSlot(for: "a", delay: .seconds(5), onWait: onWait) {
      let others = ["a", "b"].map { host in
        Task { try await queue.withSlot(for: host, delay: .zero, onWait: onWait) {} }
      }
      while waits.withLock(\.count) < 3 { await Task.yield() }
      for task in others { task.cancel() }
      for task in others { _ = await task.result }
    }
    #expect(
      Set(waits.withLock(\.self))
        == [.pause(host: "a", until: clock.start + .seconds(5)), .host("a"), .slot])
  }
}

/// The events that were reported, in order.
private final class Events: Sendable {
  private let events = Mutex<[ProgressEvent]>([])

  var all: [ProgressEvent] { events.withLock(\.self) }

  func add(_ event: ProgressEvent) { events.withLock { $0.append(event) } }
}
