import Basics
import Dates
import Foundation
import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// Gaps, redesigns, listings that are not believed, identity spaces, what is too old: and what
/// hooks are told.
@Suite struct RoundEventsTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  private var told: [HookEnvironment] { world.hooks.told.withLock { $0 } }

  private func events(besides: EventKind = .new) -> [EventKind] {
    told.map(\.event).filter { $0 != besides }
  }

  // MARK: - Health

  @Test func `Hooks receive the failure and the recovery of a source once, with retries`()
    async throws
  {
    site.publish("one")
    try await world.once()
    site.answer("/", status: 500)
    world.hooks.ending.withLock { $0 = .exited(1) }
    for _ in 0..<5 {
      world.clock.pass(.seconds(4000))
      try await world.once()
    }
    world.hooks.ending.withLock { $0 = .exited(0) }
    world.clock.pass(.seconds(4000))
    try await world.once()
    let broken = told.filter { $0.event == .sourceBroken }
    #expect(Set(broken.map(\.delivery)).count == 1)
    #expect(broken.count > 1, "tried again until it succeeds")
    #expect(broken.last?.source == "lindmar")
    #expect(broken.last?.url == "http://news.test/")
    #expect(broken.last?.entry == "")
    site.restore()
    for _ in 0..<3 {
      world.clock.pass(.seconds(4000))
      try await world.once()
    }
    #expect(told.filter { $0.event == .sourceRecovered }.count == 1)
  }

  @Test func `A hook receives only the events that it is configured for`() async throws {
    func change(_ configuration: inout Configuration) {
      configuration.hooks[0].events = [.new]
    }
    site.answer("/", status: 403)
    for _ in 0..<4 {
      try await world.once(change)
      world.clock.pass(.seconds(4000))
    }
    #expect(told.isEmpty)
  }

  // MARK: - A gap

  @Test func `A gap is reported if no known article is reached, and shown until it is closed`()
    async throws
  {
    site.change { $0.pageSize = 10 }
    for i in 0..<20 { site.publish("old\(i)", date: "2026-03-\(10 + i / 5)") }
    try await world.once()
    for i in 0..<60 { site.publish("new\(i)", date: "2026-03-\(17 + i / 10)") }
    func short(_ configuration: inout Configuration) {
      configuration.sources[0].intake.maximumNextPages = 2
    }
    let report = try await world.once(short)
    #expect(report.spooled.count == 30)
    #expect(events() == [.gap])
    let record = try #require(told.first { $0.event == .gap })
    #expect(record.title.contains("at least"), "\(record.title)")
    #expect(record.title.contains("(2026-03-13)") && record.title.contains("(2026-03-20)"))
    #expect(
      try await Status.load(world.configuration()).sources[0].gap?.contains("at least") == true)
    world.clock.pass(.seconds(900))
    try await world.once(short)
    #expect(events() == [.gap], "told once")
    let filled = try await world.watcher(short).backfill("lindmar", .pages(8), notify: false)
    #expect(filled.exitStatus == 0)
    #expect(filled.spooled.count == 40, "30 of the flood, and 10 that page one never showed")
    #expect(Set(world.spooled).count == 80)
    #expect(world.spooled.count == 80)
    #expect(try await Status.load(world.configuration()).sources[0].gap == nil)
  }

  @Test func `A backfill reads back to a day and only remembers older articles`() async throws {
    site.change { $0.pageSize = 5 }
    for i in 0..<30 { site.publish("s\(i)", date: "2026-03-\(10 + i / 3)") }
    try await world.once()
    #expect(world.spooled.count == 5)
    let day = try #require(Day(iso: "2026-03-14"))
    let report = try await world.watcher().backfill("lindmar", .since(day), notify: true)
    #expect(report.spooled.count == 13)
    #expect(world.spooled.count == 18)
    #expect(report.deliveries.delivered == 13)
    #expect(try await world.once().spooled.isEmpty)
    let again = try await world.watcher().backfill("lindmar", .pages(20), notify: true)
    #expect(again.spooled.count == 5, "but for the pages whose age was known by then")
  }

  // MARK: - A listing that is not believed

  @Test func `A page with only new teasers is fetched twice and rejected if it varies`()
    async throws
  {
    for i in 0..<6 { site.publish("s\(i)") }
    try await world.once()
    let round = Counter()
    site.answer("/") { request in
      let n = round.next()
      let lines = (0..<6).map {
        "T|/other/\(n)-\($0)|2026-03-14|In another detectedLanguage \(n)-\($0) of the day"
      }
      return Response(
        url: request.url, status: 200, body: Array(lines.joined(separator: "\n").utf8))
    }
    let report = try await world.once()
    #expect(report.failures.first?.reason.contains("not believed") == true)
    #expect(world.spooled.count == 6)
    site.restore()
    site.publish("new")
    world.clock.pass(.seconds(4000))
    #expect(try await world.once().spooled.count == 1)
  }

  @Test func `A transient error page has no effect, and a lasting one is accepted after a day`()
    async throws
  {
    for i in 0..<6 { site.publish("s\(i)") }
    try await world.once()
    site.answer("/") { [site] request in
      site.state.withLock { $0.answers = [:] }
      let lines = (0..<3).map { "T|/error/\($0)|-|Sorry, something went wrong in department \($0)" }
      return Response(
        url: request.url, status: 200, body: Array(lines.joined(separator: "\n").utf8))
    }
    site.publish("new")
    #expect(try await world.once().spooled.map(\.address) == ["http://news.test/a/new"])
    site.change { $0.stories = [] }
    for i in 0..<6 { site.publish("t\(i)") }
    _ = site.takeRequests()
    #expect(try await world.once().spooled.count == 6)
    #expect(site.takeRequests()["/"] == 2)
    #expect(events() == [.gap])
  }

  // MARK: - Redesigns

  @Test func `A redesign is reported once with both layouts, and a return to the old one is not`()
    async throws
  {
    site.publish("one")
    site.change { $0.place = "main > ul" }
    try await world.once()
    for place in ["div.cards", "main > ul", "div.cards", "main > ul"] {
      site.change { $0.place = place }
      try await world.once()
    }
    #expect(events() == [.redesign])
    #expect(world.spooled.count == 1)
    site.change { $0.place = "section.news > div > div.list > ul" }
    try await world.once()
    #expect(events() == [.redesign, .redesign])
    site.change { $0.place = "section.news > div > div.list.promoted > ul" }
    try await world.once()
    #expect(events() == [.redesign, .redesign], "a class comes and goes")
  }

  // MARK: - Several listings

  @Test func `An article that several sections list is spooled once`() async throws {
    func sections(_ configuration: inout Configuration) {
      configuration.sources = (0..<5).map { number in
        var section = world.source
        section.name = "section\(number)"
        section.url = WebURL(
          number == 0 ? "http://news.test/" : "http://news.test/?page=1&s=\(number)")!
        section.intake.identitySpace = "news"
        return section
      }
    }
    for number in 1..<5 {
      site.answer("/?page=1&s=\(number)") { [site] request in
        var request = request
        request.validators = nil
        return try site.listing(request)
      }
    }
    for i in 0..<8 { site.publish("s\(i)") }
    for _ in 0..<4 {
      try await world.once(sections)
      world.clock.pass(.seconds(900))
    }
    #expect(world.spooled.count == 8)
    #expect(Set(world.spooled).count == 8)
    for i in 8..<12 { site.publish("s\(i)") }
    try await world.once(sections)
    #expect(world.spooled.count == 12)
    #expect(Set(world.hooks.urls).count == 12)
  }

  @Test func `Teasers from before the start day of a source are only remembered`() async throws {
    func change(_ configuration: inout Configuration) {
      configuration.sources[0].intake.since = Day(iso: "2026-03-12")!
    }
    site.publish("old", date: "2026-03-11")
    site.publish("new", date: "2026-03-12")
    site.publish("undated", date: nil)
    try await world.once(change)
    #expect(world.spooled.map { $0.suffix(4) } == ["/new", "ated"])
    #expect(try await world.once().spooled.isEmpty, "remembered")
  }

  @Test func `Undated teasers keep the day on which they were first seen`() async throws {
    for i in 0..<5 { site.publish("s\(i)", date: nil) }
    try await world.once()
    for _ in 0..<30 {
      world.clock.pass(.seconds(86_400))
      site.change { $0.stories.shuffle() }
      #expect(try await world.once().spooled.isEmpty)
    }
    #expect(world.spooled.count == 5)
  }
}

/// A counter that any task may use.
final class Counter: Sendable {
  private let count = Locked(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
