import Basics
import Foundation
import Ledger
import Settings
import Spool
import TestSupport
import Testing
import WebURL

@testable import Watch

/// What a running service shows on its status page.
@Suite(.timeLimit(.minutes(10))) struct ServiceMonitorTests {
  let world = FakeWorld()

  /// Runs the service until `body` returns.
  private func serving(
    _ change: @escaping @Sendable (inout Configuration) -> Void = { _ in },
    _ body: (ServiceMonitor) async throws -> Void
  ) async throws {
    let watcher = world.watcher {
      $0.hooks = []
      change(&$0)
    }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    await world.clock.rest(sleepers: 2)
    do { try await body(watcher.monitor) } catch {
      task.cancel()
      throw error
    }
    task.cancel()
    try await task.value
    #expect(try await watcher.monitor.overview() == nil)
  }

  @Test func `The next round is known at once`() async throws {
    try await serving { monitor in
      let overview = try #require(try await monitor.overview())
      let next = try #require(overview.status.sources.first?.nextRound)
      #expect(next > overview.now)
      #expect(overview.status.mode == .service)
    }
  }

  @Test func `Memory is released at the end of each interval`() async throws {
    let count = Locked(0)
    var watcher = world.watcher { $0.hooks = [] }
    watcher.dependencies.releaseMemory = {
      count.withLock { $0 += 1 }
      return false
    }
    world.clock.drive()
    let task = Task { [watcher] in try await watcher.run() }
    await world.clock.rest(sleepers: 2)
    for _ in 0..<2 { await watcher.monitor.intervalEnded() }
    #expect(count.withLock { $0 } == 2)
    task.cancel()
    try await task.value
    await watcher.monitor.intervalEnded()
    #expect(count.withLock { $0 } == 2)
  }

  @Test func `An article has its text, also after its entry was taken`() async throws {
    world.site.publish("one")
    try await serving { monitor in
      let details = try #require(try await monitor.details(of: "lindmar"))
      let article = try #require(details.articles.first)
      #expect(article.isSpooled)
      let found = try #require(try await monitor.article(id: article.id))
      #expect(found.text?.text.isEmpty == false)
      #expect(try await monitor.article(id: "none") == nil)
      #expect(try await monitor.details(of: "none") == nil)
    }
  }

  @Test func `Only files of configured feeds are returned, and no directory is made`() async throws
  {
    world.scratch.write("<feed/>", to: "feeds/all.atom")
    world.scratch.write("secret", to: "secret")
    let path = world.scratch.path
    try await serving {
      $0.hooks = [("feeds", "feeds"), ("later", "missing")].map { name, directory in
        Hook(name: name, target: .feed(FeedSettings(directory: path + "/" + directory)))
      }
    } _: { monitor in
      #expect(await monitor.feed("all.atom", ofHook: "feeds") == Array("<feed/>".utf8))
      for (file, hook) in [
        ("../secret", "feeds"), ("none.atom", "feeds"), ("all.atom", "later"), ("all.atom", "x"),
        ("", "feeds"), ("..", "feeds"),
      ] {
        #expect(await monitor.feed(file, ofHook: hook) == nil, "\(file) of \(hook)")
      }
    }
    #expect(!world.scratch.list().contains("missing"))
  }

  @Test func `The page that broke a source is shown, and no secret of its address`() async throws {
    world.site.answer("/", status: 403)
    try await serving {
      $0.sources[0].url = WebURL("http://news.test/?key=s3cret")
    } _: { monitor in
      let overview = try #require(try await monitor.overview())
      #expect(overview.status.sources.first?.url == "http://news.test/?…")
      #expect(overview.status.holder?.contains("--config") == false)
    }
  }

  @Test func `Articles are counted by day, without those that a new source lists`() async throws {
    world.site.publish("one")
    _ = try await world.once { $0.hooks = [] }
    let ledger = try ReadOnlyLedger(world.configuration().ledgerPath)
    #expect(
      try await ledger.dailyArrivals(days: 7, now: world.clock.timestamp) == [
        "lindmar": [0, 0, 0, 0, 0, 0, 0]
      ])
    for day in 0..<3 {
      world.clock.pass(.seconds(86_400))
      for number in 0...day { world.site.publish("story \(day) \(number)") }
      _ = try await world.once { $0.hooks = [] }
    }
    world.clock.pass(.seconds(3600))
    let counts = try await ledger.dailyArrivals(days: 7, now: world.clock.timestamp)
    #expect(counts["lindmar"] == [0, 0, 0, 0, 1, 2, 3])
    let latest = try await ledger.dailyArrivals(days: 2, now: world.clock.timestamp)
    #expect(latest["lindmar"] == [2, 3])
  }
}
