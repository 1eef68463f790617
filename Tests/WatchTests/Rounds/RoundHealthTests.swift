import Basics
import Foundation
import News
import Settings
import Testing
import Web

@testable import Ledger
@testable import Watch

/// The evidence, the remedies, the reminders and the shares of failures that rounds record.
@Suite struct RoundHealthTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  private func status() async throws -> Status.SourceStatus {
    let configuration = world.configuration()
    let status = try await Status.load(configuration, now: world.clock.timestamp)
    return try #require(status.sources.first)
  }

  private func evidence() -> String? { world.scratch.read("state/pages/lindmar.html") }

  private func remind(_ configuration: inout Configuration) {
    configuration.hooks[0].events = [.sourceBroken, .sourceRecovered, .sourceReminder]
  }

  // MARK: - Reminders

  @Test func `A hook that wants reminders receives one a day while a source is broken`()
    async throws
  {
    site.publish("one")
    try await world.once(remind)
    site.answer("/", status: 500)
    for _ in 0..<64 {
      world.clock.pass(.seconds(4500))
      try await world.once(remind)
    }
    site.restore()
    for _ in 0..<40 {
      world.clock.pass(.seconds(4500))
      try await world.once(remind)
    }
    let told = world.hooks.told.withLock { $0 }
    #expect(
      told.map(\.event) == [
        .sourceBroken, .sourceReminder, .sourceReminder, .sourceReminder, .sourceRecovered,
      ])
    #expect(told[1].title.hasPrefix("lindmar is still broken, since 2026-03-14T"))
    #expect(world.events.withLock { $0.filter { $0.contains("sourceReminder") } }.count == 3)
  }

  @Test func `Hooks receive no reminders by default`() async throws {
    site.publish("one")
    try await world.once()
    site.answer("/", status: 500)
    for _ in 0..<30 {
      world.clock.pass(.seconds(8000))
      try await world.once()
    }
    #expect(
      world.hooks.told.withLock { $0.filter { $0.event != .new }.map(\.event) } == [.sourceBroken])
  }

  // MARK: - Remedies and evidence

  @Test func `The event of a broken source has a remedy and the path of the page`() async throws {
    site.publish("one")
    try await world.once()
    site.answer("/") { Response(url: $0.url, status: 200, body: Array("no list".utf8)) }
    for _ in 0..<3 {
      world.clock.pass(.seconds(4500))
      try await world.once()
    }
    let source = try await status()
    #expect(source.health == .broken && source.remedy?.contains("teasers --explain") == true)
    #expect(
      evidence() == "no list" && source.page == world.scratch.path("state/pages/lindmar.html"))
    site.restore()
    world.clock.pass(.seconds(4500))
    try await world.once()
    #expect(try await status().remedy == nil && evidence() == nil)
  }

  @Test func `The page of articles that cannot be read is kept`() async throws {
    for name in ["one", "two", "three"] {
      site.publish(name)
      site.answer("/a/\(name)") {
        Response(url: $0.url, status: 200, body: Array("page \(name)".utf8))
      }
    }
    try await world.once()
    let source = try await status()
    #expect(source.health == .degraded && source.remedy == Remedy.unreadArticles)
    #expect(evidence()?.hasPrefix("page ") == true)
  }

  @Test func `The first page with too few teasers is kept, also if polls find it unchanged`()
    async throws
  {
    for number in 0..<9 { site.publish("n\(number)") }
    for number in 0..<6 {
      site.publish("more\(number)")
      world.clock.pass(.seconds(1000))
      try await world.once()
    }
    site.change { state in
      for i in state.stories.indices.dropFirst(2) { state.stories[i].isListed = false }
    }
    for _ in 0..<3 {
      world.clock.pass(.seconds(1000))
      try await world.once()
    }
    let source = try await status()
    #expect(source.health == .degraded && source.remedy == Remedy.yield)
    #expect(evidence()?.contains("more5") == true && source.page != nil)
  }

  @Test func `A page that deviates once is not kept`() async throws {
    for number in 0..<9 { site.publish("n\(number)") }
    for number in 0..<6 {
      site.publish("more\(number)")
      world.clock.pass(.seconds(1000))
      try await world.once()
    }
    let stories = site.state.withLock { $0.stories }
    site.change { state in
      for i in state.stories.indices.dropFirst(2) { state.stories[i].isListed = false }
    }
    world.clock.pass(.seconds(1000))
    try await world.once()
    #expect(evidence() != nil)
    site.change { $0.stories = stories }
    world.clock.pass(.seconds(1000))
    try await world.once()
    #expect(evidence() == nil)
    #expect(try await status().health == .ok)
  }

  // MARK: - Shares of failures

  @Test func `The shares of failed rounds name the stage`() async throws {
    site.publish("one")
    for answers in [false, true, false, false] {
      if answers { site.answer("/", status: 500) } else { site.restore() }
      world.clock.pass(.seconds(4500))
      try await world.once()
    }
    #expect(try await status().failureShares == ["status": 0.25])
  }
}
