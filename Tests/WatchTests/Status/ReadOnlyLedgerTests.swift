import Foundation
import GRDB
import News
import Settings
import TestSupport
import Testing
import Web

@testable import Ledger
@testable import Watch

@Suite struct ReadOnlyLedgerTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  private func view() throws -> ReadOnlyLedger {
    try ReadOnlyLedger(world.configuration().ledgerPath)
  }

  private func id(_ name: String) throws -> String {
    try #require(world.entries.first { $0.url.hasSuffix("/" + name) }).id
  }

  @Test func `Without a ledger the answer says so`() throws {
    let error = #expect(throws: LedgerError.self) { try view() }
    #expect(error?.reason.contains("does not exist yet") == true)
  }

  @Test func `An article is found by its link, a part of its lede, and its id`() async throws {
    site.publish("one")
    site.publish("two")
    try await world.once()
    let one = try id("one")
    let view = try view()
    for (text, by) in [
      (one, "id"), ("https://news.test/a/one/?utm_source=x", "link"),
      ("NO. ONE: the harbour board of Lindmar has met", "lede"), ("one: the harbour", "words"),
    ] {
      let found = try await view.explain(text)
      #expect(found.matches.map(\.article.id) == [one], "\(text)")
      #expect(found.matches.first?.by == by)
    }
    let article = try #require(try await view.explain(one).matches.first?.article)
    #expect(article.state == "spooled")
    #expect(article.reason == "unknown lede, unknown link")
    #expect(article.date == "2026-03-14")
    #expect(article.deliveries.map(\.state) == ["delivered"])
    #expect(article.events.map(\.event) == ["first seen", "new"])
    let unknown = try await view.explain("http://news.test/a/never")
    #expect(unknown.matches.isEmpty && unknown.verdict.contains("is new"))
  }

  @Test func `The explanation of a teaser names the known article`() async throws {
    site.publish("one")
    site.publish("two")
    try await world.once()
    site.change { $0.stories[0].lede = "Nr. two: the harbour board of Lindmar has met again" }
    try await world.once()
    let found = try await view().explain("http://news.test/a/two").matches.map(\.article)
    #expect(found.map(\.state).contains("the same as a known article"))
    #expect(found.compactMap(\.sameAs) == [try id("two")])
    #expect(found.contains { $0.reason == "known link, another lede" })
  }

  @Test func `The history of revisions does not depend on the entries`() async throws {
    site.publish("one")
    try await world.once()
    let one = try id("one")
    site.change { $0.stories[0].text += " There were 12 of them." }
    world.clock.pass(.seconds(4 * 3600))
    try await world.once()
    for name in world.scratch.list("spool/new") {
      try FileManager.default.removeItem(atPath: world.scratch.path("spool/new/\(name)"))
    }
    let view = try view()
    let history = try #require(try await view.history(id: one))
    #expect(history.revision == 2)
    #expect(history.events.map(\.event) == ["first seen", "new", "revised"])
    #expect(history.events.last?.note == "text")
    let texts = world.configuration().revisionTextsPath
    let diff = try await view.difference(id: one, nil, nil, texts: texts)
    #expect(diff.contains("{+There were 12 of them.+}"), "\(diff)")
    #expect(
      try await view.difference(id: one, 2, 1, texts: texts).contains("[-There were 12 of them.-]"))
    let missing = await #expect(throws: NotFoundError.self) {
      try await view.difference(id: one, 2, 3, texts: texts)
    }
    #expect(missing?.description == "\(one) has the revisions 1 to 2")
    await #expect(throws: NotFoundError.self) {
      try await view.difference(id: "nobody", nil, nil, texts: texts)
    }
  }

  @Test func `The history of an article of the first round shows its spooling`() async throws {
    func once() async throws {
      try await world.once { $0.sources[0].intake.firstRound = .spool }
    }
    site.publish("one")
    try await once()
    world.clock.pass(.seconds(3600))
    site.publish("two")
    try await once()
    let first = try #require(try await view().history(id: try id("one")))
    #expect(first.state == "spooled without notification (first round)")
    #expect(first.events.map(\.event) == ["first seen", "spooled"])
    #expect(first.events.last?.note == "without notification (first round)")
    #expect(first.events.last?.entry?.hasSuffix("-lindmar-\(first.id)-r1") == true)
    let later = try #require(try await view().history(id: try id("two")))
    #expect(later.state == "spooled" && later.events.map(\.event) == ["first seen", "new"])
  }

  @Test func `The spooling of a first entry is shown as long as its deliveries would be`()
    async throws
  {
    site.publish("one")
    try await world.once(FakeWorld.onlySpooling)
    world.clock.pass(.seconds(13 * 86_400))
    try await world.once(FakeWorld.onlySpooling)
    #expect(try await view().history(id: try id("one"))?.events.count == 2)
    world.clock.pass(.seconds(2 * 86_400))
    try await world.once(FakeWorld.onlySpooling)
    #expect(try await view().history(id: try id("one"))?.events.count == 1)
  }

  @Test func `Owed articles and failed deliveries are listed and can be retried`() async throws {
    site.publish("one")
    site.publish("two")
    site.answer("/a/two", status: 500)
    world.hooks.ending.withLock { $0 = .exited(9) }
    for _ in 0..<3 {
      try await world.once { $0.sources[0].articles.teaserFallbackAge = .seconds(900 * 86_400) }
      world.clock.pass(.seconds(8 * 86_400))
    }
    let work = try await view().openWork()
    #expect(work.owed.map(\.link) == ["http://news.test/a/two"])
    #expect(work.owed.first?.error?.contains("500") == true)
    #expect(work.deliveries.map(\.state).contains("parked"))
    site.restore()
    world.hooks.ending.withLock { $0 = .exited(0) }
    let armed = try await RetryRequest(source: "lindmar").arm(
      world.configuration().ledgerPath, now: world.clock.timestamp)
    #expect(armed.owed == 1)
    #expect(armed.deliveries == work.deliveries.count)
    try await world.once()
    let left = try await view().openWork()
    #expect(left.owed.isEmpty && left.deliveries.isEmpty)
    #expect(world.spooled.count == 2)
  }

  /// Spools two articles for a hook that fails, and removes it from the configuration.
  private func removeHook() async throws {
    site.publish("one")
    site.publish("two")
    world.hooks.ending.withLock { $0 = .exited(9) }
    try await world.once()
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(.seconds(86_400))
    try await world.once { $0.hooks = [] }
  }

  private func status(_ hooks: [Hook]) async throws -> [Status.HookStatus] {
    try await Status.load(
      world.configuration { $0.hooks = hooks }, now: world.clock.timestamp
    ).hooks
  }

  @Test func `The deliveries of a hook that was removed are counted and not retried`() async throws
  {
    try await removeHook()
    let hook = try #require(try await status([]).first)
    #expect(hook.name == "tell" && hook.pending == 2 && hook.isConfigured == false)
    let path = world.configuration().ledgerPath
    let now = world.clock.timestamp
    #expect(
      try await RetryRequest(configuredHooks: []).arm(path, now: now).deliveries == 0)
    #expect(
      try await RetryRequest(configuredHooks: ["tell"]).arm(path, now: now).deliveries == 2)
  }

  @Test func `Dropped deliveries are deleted, and a hook that returns gets the rest`() async throws
  {
    try await removeHook()
    let path = world.configuration().ledgerPath
    #expect(try await DropRequest(hook: "other").apply(toLedger: path) == 0)
    #expect(try await DropRequest(hook: "tell", source: "other").apply(toLedger: path) == 0)
    #expect(try await view().hooksWithOpenDeliveries() == ["tell"])
    #expect(try await DropRequest(hook: "tell", ids: [try id("one")]).apply(toLedger: path) == 1)
    let told = world.hooks.told.withLock { $0.count }
    try await world.once()
    let delivered = world.hooks.told.withLock { $0.dropFirst(told).map(\.id) }
    #expect(delivered == [try id("two")])
    #expect(try await status([]).isEmpty)
  }

  @Test func `Deliveries can be dropped while a service uses the ledger`() async throws {
    try await removeHook()
    let path = world.configuration().ledgerPath
    let log = LinesOfLog()
    let ledger = try LedgerStore.open(path, log: log.logger, now: world.clock.timestamp)
    #expect(try await DropRequest(hook: "tell").apply(toLedger: path) == 2)
    #expect(try await ledger.hooksWithOpenDeliveries().isEmpty)
    let records = try await ledger.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM event WHERE record IS NOT NULL")
    }
    #expect(records == 0)
    await ledger.close()
  }

  @Test func `A retry affects only what it names`() async throws {
    site.publish("one")
    site.publish("two")
    world.hooks.ending.withLock { $0 = .exited(9) }
    try await world.once()
    let configuration = world.configuration()
    let now = world.clock.timestamp
    #expect(
      try await RetryRequest(ids: [try id("one")]).arm(configuration.ledgerPath, now: now)
        .deliveries
        == 1)
    #expect(
      try await RetryRequest(hook: "other").arm(configuration.ledgerPath, now: now).deliveries == 0)
    #expect(
      try await RetryRequest(source: "other").arm(configuration.ledgerPath, now: now).deliveries
        == 0)
    #expect(
      try await RetryRequest(hook: "tell").arm(configuration.ledgerPath, now: now).deliveries == 2)
  }
}
