import Foundation
import News
import Settings
import TestSupport
import Testing
import Web

@testable import Watch

@Suite struct RoundTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  func link(_ names: String...) -> [String] { names.map { "http://news.test/a/\($0)" }.sorted() }

  // MARK: - The plain round

  @Test func `Each listed article is spooled once and delivered to the hook, the oldest first`()
    async throws
  {
    for name in ["one", "two", "three"] { site.publish(name) }
    let report = try await world.once()
    #expect(report.exitStatus == 0)
    #expect(
      report.spooled.map(\.address) == ["one", "two", "three"].map { "http://news.test/a/\($0)" })
    #expect(world.spooled == link("one", "two", "three"))
    #expect(world.hooks.urls == report.spooled.map(\.address))
    _ = site.takeRequests()
    #expect(try await world.once().spooled.isEmpty)
    #expect(site.takeRequests() == ["/": 1])
    #expect(site.state.withLock { $0.lastRequest?.validators?.etag } != nil)
    #expect(world.hooks.urls.count == 3)
  }

  @Test func `Entries that a consumer has taken are not spooled again`() async throws {
    site.publish("one")
    try await world.once()
    for name in world.scratch.list("spool/new") {
      try FileManager.default.removeItem(atPath: world.scratch.path("spool/new/\(name)"))
    }
    site.publish("two")
    try await world.once()
    #expect(world.spooled == link("two"))
  }

  @Test func `Another order, other cuts, apostrophes and links yield nothing new and no requests`()
    async throws
  {
    let stem =
      "the weavers’ guild of Lindmar has told the board that the work begun in spring is done"
    for i in 0..<8 { site.publish("s\(i)", lede: "In no. \(i)-\(i), \(stem) and paid for") }
    try await world.once()
    for round in 0..<4 {
      site.change { state in
        state.suffix = "?t=\(round)"
        state.stories.reverse()
        for i in state.stories.indices {
          state.stories[i].lede = String(
            state.stories[i].lede.prefix(70 + 3 * round)
          ).replacing("’", with: "'")
        }
      }
      _ = site.takeRequests()
      let report = try await world.once()
      #expect(report.spooled.isEmpty)
      #expect(site.takeRequests() == ["/": 1])
    }
    #expect(world.spooled.count == 8)
  }

  // MARK: - Looks

  @Test func `A corrected lede with a known link is compared once and is the same article`()
    async throws
  {
    site.publish("one")
    site.publish("two")
    try await world.once()
    site.change {
      $0.stories[0].lede = "Nr. two: the harbour board of Lindmar has met again and talked"
      $0.stories[0].text += " Corrected."
    }
    _ = site.takeRequests()
    #expect(try await world.once().spooled.isEmpty)
    #expect(site.takeRequests() == ["/": 1, "/a/two": 1])
    site.change { $0.stories.reverse() }
    #expect(try await world.once().spooled.isEmpty)
    #expect(site.takeRequests() == ["/": 1])
  }

  @Test func `A corrected lede is the same article even if links change with each response`()
    async throws
  {
    for i in 0..<6 { site.publish("s\(i)") }
    try await world.once()
    for round in 0..<3 {
      site.change { state in
        state.suffix = "?t=\(round)"
        if round == 1 {
          state.stories[0].lede = state.stories[0].lede.replacing("No.", with: "Nr.")
        }
      }
      #expect(try await world.once().spooled.isEmpty)
    }
    #expect(site.takeRequests().filter { $0.key.contains("s5") }.count == 2)
    site.publish("s6")
    #expect(try await world.once().spooled.count == 1)
  }

  @Test func `Another article at a known link is a new article`() async throws {
    site.publish("one")
    try await world.once()
    site.change {
      $0.stories[0].lede =
        "A stamp exhibition opened with due ceremony at the plaza of the old town"
      $0.stories[0].text = (0..<60).map { "stamp\($0)" }.joined(separator: " ")
    }
    #expect(try await world.once().spooled.count == 1)
  }

  @Test func `Two links with the same lede and day are two articles only if their texts differ`()
    async throws
  {
    let lede = "Weather for the valley and the coast, as told by the meteorological service"
    site.publish("one")
    try await world.once()
    site.publish("morning", lede: lede)
    site.publish("evening", lede: lede)
    site.publish("copy", lede: lede)
    site.change { state in
      let text = state.stories.first { $0.path == "/a/evening" }!.text
      state.stories[0].text = text
    }
    try await world.once()
    #expect(world.spooled == link("one", "morning", "copy"))
    site.change { $0.stories.reverse() }
    _ = site.takeRequests()
    #expect(try await world.once().spooled.isEmpty)
    #expect(site.takeRequests() == ["/": 1])
  }

  @Test func `The articles of a site that moves are recognized, and its new links are learned`()
    async throws
  {
    for i in 0..<6 { site.publish("s\(i)") }
    try await world.once()
    site.publish("s6")
    try await world.once()
    site.change { state in
      for i in state.stories.indices { state.stories[i].path += "-moved" }
    }
    _ = site.takeRequests()
    for _ in 0..<2 { #expect(try await world.once().spooled.isEmpty) }
    #expect(site.takeRequests() == ["/": 2])
    site.change {
      $0.stories[0].lede = "Nr. six: the board of the harbour of Lindmar has met again"
    }
    #expect(try await world.once().spooled.isEmpty)
    #expect(site.takeRequests() == ["/": 1, "/a/s6-moved": 1])
  }

  @Test func `An owed article with a dead link is fetched by its newest link`() async throws {
    for name in ["one", "two", "three", "four"] { site.publish(name) }
    site.answer("/a/four", status: 404)
    try await world.once()
    #expect(world.spooled == link("one", "two", "three"))
    site.change { $0.stories[0].path = "/a/four-moved" }
    world.clock.pass(.seconds(600))
    try await world.once()
    world.clock.pass(.seconds(600))
    try await world.once()
    #expect(world.spooled == link("one", "two", "three", "four-moved"))
  }

  // MARK: - Next pages

  @Test func `A listing full of new teasers is read back to known articles`() async throws {
    site.change { $0.pageSize = 10 }
    for i in 0..<5 { site.publish("old\(i)") }
    try await world.once()
    for i in 0..<64 { site.publish("new\(i)") }
    let report = try await world.once()
    #expect(report.spooled.count == 64)
    #expect(report.exitStatus == 0)
    _ = site.takeRequests()
    #expect(try await world.once().spooled.isEmpty)
    #expect(site.takeRequests() == ["/": 1])
  }

  @Test func `A listing whose next page fails is read further in a later round`() async throws {
    site.change { $0.pageSize = 10 }
    for i in 0..<5 { site.publish("old\(i)") }
    try await world.once()
    for i in 0..<34 { site.publish("new\(i)") }
    site.answer("/?page=3", status: 500)
    #expect(try await world.once().spooled.count == 20)
    #expect(try await world.once().spooled.isEmpty)
    site.restore()
    #expect(try await world.once().spooled.count == 14)
    _ = site.takeRequests()
    #expect(try await world.once().spooled.isEmpty)
    #expect(site.takeRequests() == ["/": 1])
  }

  @Test func `The first round of a source reads only the first page`() async throws {
    site.change { $0.pageSize = 10 }
    for i in 0..<25 { site.publish("old\(i)") }
    #expect(try await world.once().spooled.count == 10)
  }

  // MARK: - The first round

  @Test func `The first round spools without hooks, or only remembers, as configured`() async throws
  {
    for name in ["one", "two"] { site.publish(name) }
    for (rule, spooled) in [(FirstRoundPolicy.spool, 2), (.skip, 0)] {
      let world = FakeWorld()
      world.site.publish("one")
      world.site.publish("two")
      func change(_ configuration: inout Configuration) {
        configuration.sources[0].intake.firstRound = rule
      }
      try await world.once(change)
      #expect(world.spooled.count == spooled)
      #expect(world.hooks.urls == [])
      world.site.publish("three")
      try await world.once(change)
      #expect(world.spooled.count == spooled + 1)
      #expect(world.hooks.urls == link("three"))
    }
  }
}
