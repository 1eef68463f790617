import Dates
import Foundation
import News
import Settings
import Spool
import TestSupport
import Testing
import Web

@testable import Watch

@Suite struct ArticleRecheckTests {
  let world = FakeWorld()
  var site: FakeSite { world.site }

  private func events() -> [String] {
    world.hooks.told.withLock {
      $0.filter { $0.url.contains("/a/") }.map { "\($0.event.rawValue) \($0.url.suffix(3))" }
    }
  }

  private func pass(hours: Double) async throws {
    world.clock.pass(.seconds(hours * 3600))
    #expect(try await world.once().error == nil)
  }

  private func entry(revision: Int) throws -> String {
    let name = world.scratch.list("spool/new").first { $0.hasSuffix("-r\(revision)") }
    return "spool/new/" + (try #require(name))
  }

  @Test func `An article is rechecked at growing intervals, and an unchanged one costs a 304`()
    async throws
  {
    site.publish("one")
    try await world.once()
    _ = site.takeRequests()
    var looks: [Int] = []
    var now = 0
    for hour in Array(1...30) + Array(stride(from: 40, through: 1200, by: 10)) {
      try await pass(hours: Double(hour - now))
      now = hour
      if site.takeRequests()["/a/one"] != nil {
        looks.append(hour)
        #expect(site.state.withLock { $0.stories[0].isThere })
      }
    }
    #expect(looks.count == 4)
    #expect(looks.first == 3)
    #expect(looks.last.map { (900...940).contains($0) } == true, "\(looks)")
    #expect(world.spooled.count == 1)
    #expect(events() == ["new one"])
  }

  @Test func `A change makes a new revision with the difference, and the hook receives it`()
    async throws
  {
    site.publish("one")
    site.change { $0.stories[0].headline = "The tide" }
    try await world.once()
    site.change {
      $0.stories[0].text = $0.stories[0].text.replacing("oneword7 oneword8", with: "twelve 12 men")
      $0.stories[0].headline = "The tide is late"
    }
    try await pass(hours: 4)
    #expect(events() == ["new one", "revised one"])
    let json = try #require(world.scratch.read(try entry(revision: 2) + "/article.json"))
    let item = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let ours = try #require(item["_ledewatch"] as? [String: Any])
    #expect(ours["revision"] as? Int == 2)
    #expect(ours["event"] as? String == "revised")
    #expect(ours["changes"] as? [String] == ["headline", "text"])
    #expect("spool/new/\(ours["previous"] ?? "")" == (try entry(revision: 1)))
    #expect(
      item["date_modified"] as? String == RFC3339.string(from: world.clock.timestamp))
    let diff = try #require(world.scratch.read(try entry(revision: 2) + "/changes.diff"))
    #expect(diff.contains("headline: The tide {+is late+}"), "\(diff)")
    #expect(diff.contains("[-oneword7 oneword8-] {+twelve 12 men+}"), "\(diff)")
    let told = world.hooks.told.withLock { $0 }
    #expect(told.last?.revision == 2)
    #expect(told.last?.entry.hasSuffix("-r2") == true)
    try await pass(hours: 30)
    #expect(world.entries.count == 2)
  }

  @Test func `A page whose surroundings vary makes no revision`() async throws {
    site.publish("one")
    try await world.once()
    for hour in 0..<6 {
      site.change { $0.stories[0].text += "\nRead \(hour * 311) times" }
      try await pass(hours: 12)
    }
    #expect(world.entries.count == 1)
  }

  @Test
  func `An article that is gone twice, an hour apart, is withdrawn, and restored when it is back`()
    async throws
  {
    site.publish("one")
    site.publish("two")
    try await world.once()
    site.change { $0.stories[1].isThere = false }
    try await pass(hours: 4)
    #expect(events() == ["new one", "new two"])
    try await pass(hours: 0.5)
    #expect(events().count == 2, "not before an hour has passed")
    try await pass(hours: 0.6)
    #expect(events() == ["new one", "new two", "withdrawn one"])
    #expect(world.spooled.count == 2, "what was spooled stays")
    let told = try #require(world.hooks.told.withLock { $0.last })
    #expect(told.entry.contains("-r1"))
    try await pass(hours: 40)
    #expect(events().count == 3)
    site.change { $0.stories[1].isThere = true }
    try await pass(hours: 200)
    #expect(events().suffix(1) == ["restored one"])
    try await pass(hours: 200)
    #expect(events().count == 4)
  }

  @Test func `A pause that the host of articles asks for does not affect the listing`() async throws
  {
    site.change { $0.origin = "http://10.0.0.7" }
    site.publish("one")
    try await world.once()
    site.answer("/a/one", status: 503, headers: [(name: "retry-after", value: "90000")])
    try await pass(hours: 4)
    _ = site.takeRequests()
    try await pass(hours: 1)
    #expect(site.takeRequests() == ["/": 1])
  }

  @Test func `An article that is gone for a moment is not withdrawn`() async throws {
    site.publish("one")
    try await world.once()
    site.answer("/a/one", status: 404)
    try await pass(hours: 4)
    site.restore()
    try await pass(hours: 2)
    try await pass(hours: 30)
    #expect(events() == ["new one"])
  }

  @Test func `A redirect to the front page is a withdrawal, but a server error is not`()
    async throws
  {
    site.publish("one")
    site.publish("two")
    try await world.once()
    site.answer("/a/one") { _ in
      Response(url: "http://news.test/", status: 200, body: Array("A\nWelcome".utf8))
    }
    site.answer("/a/two", status: 500)
    for _ in 0..<8 { try await pass(hours: 3) }
    #expect(events() == ["new one", "new two", "withdrawn one"])
  }

  @Test func `A dead link is not a withdrawal if links change with each response`() async throws {
    for i in 0..<6 { site.publish("s\(i)") }
    try await world.once()
    for round in 0..<3 {
      site.change { $0.suffix = "?t=\(round)" }
      try await pass(hours: 0.3)
    }
    site.change { state in for i in state.stories.indices { state.stories[i].isThere = false } }
    for _ in 0..<8 { try await pass(hours: 3) }
    #expect(events().allSatisfy { $0.hasPrefix("new") })
  }

  @Test func `Articles are not rechecked if revisions are off for the source`() async throws {
    func change(_ configuration: inout Configuration) {
      configuration.sources[0].revisions.intervals = []
    }
    site.publish("one")
    try await world.once(change)
    _ = site.takeRequests()
    for _ in 0..<50 {
      world.clock.pass(.seconds(86_400))
      try await world.once(change)
    }
    #expect(site.takeRequests()["/a/one"] == nil)
  }

  @Test func `An article that was spooled from its teaser becomes a revision when it can be read`()
    async throws
  {
    site.publish("one")
    site.answer("/a/one") { Response(url: $0.url, status: 200, body: Array("oops".utf8)) }
    for _ in 0..<6 { try await pass(hours: 10) }
    #expect(world.entries.count == 1)
    site.restore()
    for _ in 0..<6 { try await pass(hours: 24) }
    #expect(world.entries.map(\.revision).sorted() == [1, 2])
    #expect(events() == ["new one", "revised one"])
  }

  @Test func `An edit that shows on the listing makes a revision immediately`() async throws {
    site.publish("one")
    site.publish("two")
    try await world.once()
    site.change {
      $0.stories[0].lede = "Nr. two: the harbour board of Lindmar has met at last and talked"
      $0.stories[0].text += " Corrected: there were 12 of them."
    }
    try await pass(hours: 0.3)
    #expect(events() == ["new one", "new two", "revised two"])
    try await pass(hours: 4)
    #expect(events().count == 3)
  }

  @Test
  func `A change is detected without the stored texts, and the record says that they are missing`()
    async throws
  {
    site.publish("one")
    try await world.once()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(
        atPath: world.scratch.path("state/texts.sqlite") + suffix)
    }
    world.scratch.write("rubbish, and not a database at all", to: "state/texts.sqlite")
    try await pass(hours: 4)
    #expect(events() == ["new one"])
    site.change { $0.stories[0].text = (0..<50).map { "other\($0)" }.joined(separator: " ") }
    try await pass(hours: 30)
    #expect(events() == ["new one", "revised one"])
  }
}
