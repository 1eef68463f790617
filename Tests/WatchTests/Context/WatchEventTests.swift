import Basics
import Ledger
import Spool
import Synchronization
import Testing

@testable import Watch

@Suite struct WatchEventTests {
  private let world = FakeWorld()

  @Test func `The record of a spooled article is that of its entry`() async throws {
    world.site.publish("one")
    let records = Mutex<[EntryDocument]>([])
    let watcher = world.watcher()
    let telling = Watcher(watcher.configuration, dependencies: watcher.dependencies) { event in
      if let record = event.record(at: 0) { records.withLock { $0.append(record) } }
    }
    _ = try await telling.once()
    let record = try #require(records.withLock { $0.first })
    let entry = try #require(world.scratch.list("spool/new").first)
    let file = try #require(world.scratch.read("spool/new/\(entry)/article.json"))
    #expect(records.withLock { $0.count } == 1)
    #expect(String(decoding: record.bytes, as: UTF8.self) == file)
  }

  @Test func `Other events have a record with what is known of them`() throws {
    let event = WatchEvent.health(
      source: "lindmar", from: .ok, to: .broken, reason: "HTTP 404", kind: .sourceBroken)
    let details = try #require(event.record(at: 1_773_483_300)).details
    #expect(details.event == .sourceBroken && details.source == "lindmar")
    #expect(details.health == "broken" && details.previousHealth == "ok")
    #expect(details.reason == "HTTP 404" && details.at == "2026-03-14T10:15:00Z")
    let gap = WatchEvent.source("lindmar", event: .gap, reason: "at least 3 may be missing")
    #expect(gap.record(at: 0)?.details.event == .gap)
    let withdrawn = WatchEvent.article(
      source: "lindmar", id: "a1", event: .withdrawn, reason: "HTTP 410")
    #expect(withdrawn.record(at: 0)?.id == "a1")
  }

  @Test func `What hooks do not receive has no record`() {
    #expect(WatchEvent.found(source: "lindmar", count: 2).record(at: 0) == nil)
    let change = WatchEvent.health(
      source: "lindmar", from: .ok, to: .degraded, reason: "HTTP 500", kind: nil)
    #expect(change.record(at: 0) == nil)
  }
}
