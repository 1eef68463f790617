import Ledger
import Settings
import TestSupport
import Testing
import WebURL

@testable import Watch

/// The move of what `once URL` knows to a configured source with the same URL.
@Suite struct SourceAdoptionTests {
  private let world = FakeWorld()
  private let log = LinesOfLog()

  /// Runs `once URL`: with a ledger and a spool of its own below the state directory.
  private func onceURL() async throws {
    try await world.once {
      $0 = $0.adHoc
      $0.sources = [self.world.source]
      $0.sources[0].name = "news-test-1"
    }
  }

  private func once(
    _ change: @escaping (inout Settings.Configuration) -> Void = { _ in }
  ) async throws {
    try await world.once(log: log.logger, change)
  }

  private var messages: [String] { log.lines.filter { $0.contains("once URL") } }

  private func count(_ place: String) -> Int { world.scratch.list(place).count }

  @Test func `A configured source knows the articles that once URL has spooled`() async throws {
    world.site.publish("one")
    world.site.publish("two")
    try await onceURL()
    #expect(count("state/once/spool/new") == 2)
    world.site.publish("three")
    try await once()
    #expect(world.spooled == ["http://news.test/a/three"])
    #expect(messages.count == 1 && messages[0].contains("2 articles, 0 to fetch"))
    #expect(messages[0].contains(world.scratch.path("state/once/spool")))
    var filter = ArchiveFilter()
    filter.sources = ["lindmar"]
    let archive = try ReadOnlyArchive(world.scratch.path("state/archive.sqlite"))
    #expect(try await archive.count(filter) == 3)
    world.site.publish("four")
    try await once()
    #expect(world.spooled.count == 2 && messages.count == 1)
  }

  @Test func `An article that once URL owes is fetched once, by the configured source`()
    async throws
  {
    world.site.publish("one")
    world.site.publish("two")
    world.site.answer("/a/two", status: 500)
    try await onceURL()
    #expect(count("state/once/spool/new") == 1)
    world.site.restore()
    world.clock.pass(.seconds(3600))
    try await once()
    #expect(world.spooled == ["http://news.test/a/two"])
    #expect(messages[0].contains("2 articles, 1 to fetch"))
    try await onceURL()
    #expect(count("state/once/spool/new") == 1)
  }

  @Test func `An entry that a crash of once URL has left in tmp is published there`() async throws {
    world.site.publish("one")
    let (kills, _) = try await world.kills { try await onceURL() }
    for (step, left) in kills {
      let world = FakeWorld(left)
      try await world.once(FakeWorld.onlySpooling)
      let places = ["state/once/spool/new", "spool/new"].map { world.scratch.list($0).count }
      #expect(places.reduce(0, +) == 1, "killed at step \(step): \(places)")
      #expect(world.scratch.list("state/once/spool/tmp").isEmpty)
    }
  }

  @Test func `A source that is declared new, or has another URL, begins anew`() async throws {
    world.site.publish("one")
    try await onceURL()
    try await once { $0.sources[0].intake.formerName = .none }
    #expect(world.spooled.count == 1 && messages.isEmpty)
  }

  @Test func `The sources are not opened while once URL runs`() async throws {
    world.site.publish("one")
    try await onceURL()
    let lock = try LedgerLock(
      directory: world.scratch.path("state/once"),
      holder: LockHolder(pid: 1, command: "once", since: 0))
    await #expect(throws: LedgerLockedError.self) { try await once() }
    withExtendedLifetime(lock) {}
  }

  @Test(.timeLimit(.minutes(5)))
  func `A reload is refused while once URL runs, and succeeds afterwards`() async throws {
    world.site.publish("one")
    try await onceURL()
    let (requests, reload) = AsyncStream.makeStream(of: Void.self)
    world.reloads.withLock { [world] in
      $0 = ConfigurationReloads(requests: requests) { world.configuration() }
    }
    var lock: LedgerLock? = try LedgerLock(
      directory: world.scratch.path("state/once"),
      holder: LockHolder(pid: 1, command: "once", since: 0))
    let watcher = world.watcher(log: log.logger) { $0.sources = [] }
    let task = Task { try await watcher.run() }
    func reloads(until text: String) async {
      reload.yield()
      while !log.lines.contains(where: { $0.contains(text) }) { await Task.yield() }
    }
    await reloads(until: "the new configuration is not applied")
    #expect(messages.isEmpty)
    withExtendedLifetime(lock) {}
    lock = nil
    await reloads(until: "configuration reloaded")
    task.cancel()
    try await task.value
    #expect(messages.count == 1 && world.spooled.isEmpty)
  }

  @Test func `The differences of a further revision are known`() async throws {
    world.site.publish("one")
    try await onceURL()
    world.site.change { $0.stories[0].text += " There were 12 of them." }
    world.clock.pass(.seconds(4 * 3600))
    try await once()
    let entry = try #require(world.scratch.list("spool/new").first)
    #expect(entry.hasSuffix("-r2"))
    #expect(
      world.scratch.read("spool/new/\(entry)/changes.diff")?.contains("{+There were 12 of them.+}")
        == true)
  }
}
