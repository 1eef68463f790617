import Basics
import Foundation
import Ledger
import Settings
import Spool
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

/// The status of users who cannot read the ledger.
@Suite struct StatusReportTests {
  let world = FakeWorld()

  private func load() throws -> StatusReport {
    try StatusReport.load(world.configuration(), directories: [world.scratch.path("spool")])
  }

  @Test func `The status file tells what the ledger tells`() async throws {
    world.site.publish("one")
    world.site.publish("two")
    world.site.answer("/a/two", status: 503)
    try await world.once()
    let report = try load()
    var status = try await Status.load(world.configuration(), now: world.clock.timestamp)
    status.reportedAt = report.process.writtenAt
    var current = report.currentStatus
    // Times are written to the second.
    for i in current.sources.indices {
      #expect(abs((current.sources[i].lastRound! - status.sources[i].lastRound!).seconds) <= 1)
      current.sources[i].lastRound = status.sources[i].lastRound
      current.sources[i].lastNews = status.sources[i].lastNews
      current.sources[i].nextRound = status.sources[i].nextRound
      current.sources[i].notBefore = status.sources[i].notBefore
      current.sources[i].since = status.sources[i].since
    }
    #expect(current == status)
    let ledger = try ReadOnlyLedger(world.configuration().ledgerPath)
    #expect(try await report.queue == ledger.openWork())
    #expect(report.queue.owed.count == 1)
  }

  @Test func `A configuration without a readable source shows the sources of the status file`()
    async throws
  {
    world.site.publish("one")
    try await world.once()
    let damaged = world.configuration { $0.sources = [] }
    let status = try await Status.load(damaged, isFaulty: true, now: world.clock.timestamp)
    #expect(status.sources.map(\.name) == ["lindmar"] && status.sources[0].spooled == 1)
    #expect(try await Status.load(damaged, now: world.clock.timestamp).sources.isEmpty)
  }

  @Test func `The status file contains no query, argument or output`() async throws {
    world.hooks.ending.withLock { $0 = .exited(1) }
    world.hooks.output.withLock { $0 = "token=s3cret" }
    world.site.publish("one")
    try await world.once { configuration in
      configuration.sources[0].url = WebURL("http://news.test/?key=s3cret")
      configuration.sources[0].request.headers = ["X-Key": "s3cret"]
      configuration.hooks = [Hook(name: "tell", argv: ["tell", "s3cret"])]
    }
    let text = try #require(world.scratch.read("spool/.ledewatch-status.json"))
    #expect(!text.contains("s3cret"))
    #expect(text.contains("http://news.test/?…"))
    #expect(text.contains("exit status 1"))
  }

  @Test(arguments: [
    ("https://a.example/x?key=1 failed", "https://a.example/x?… failed"),
    ("see https://user:pass@a.example/x#frag, or not", "see https://a.example/x?… or not"),
    ("“http://a.example/?a=b”", "“http://a.example/?…”"),
    ("no address", "no address"), ("a://", "a://"), ("a://b@c", "a://c"),
    ("x http://a/?b http://c?d@e", "x http://a/?… http://c?…"),
  ])
  func `Queries, fragments and passwords are taken out of URLs`(text: String, shown: String) {
    #expect(text.withoutURLSecrets == shown)
  }

  @Test func `A process that ended without a report is told`() async throws {
    world.site.publish("one")
    let stores = try await OpenStores.open(
      world.configuration(), dependencies: world.watcher().dependencies, onEvent: { _ in })
    // Process ids are at most 2^22.
    let gone = LockHolder(pid: .max, command: "ledewatch run --config /secret", since: 0)
    await world.watcher().writeStatus(stores, holder: gone)
    #expect(try load().currentStatus.holder == nil)
    #expect(
      try load().currentStatus.lostHolder
        == "ledewatch run (process \(Int32.max), since 1970-01-01T00:00:00Z)")
    let alive = LockHolder(pid: getpid(), command: "ledewatch run", since: 0)
    await world.watcher().writeStatus(stores, holder: alive)
    #expect(try load().currentStatus.holder != nil && load().currentStatus.lostHolder == nil)
    await stores.close()
  }

  @Test func `A later write contains what has changed, and what has not`() async throws {
    let names = ["lindmar", "other"]
    let configuration = world.configuration { configuration in
      let source = configuration.sources[0]
      configuration.sources = names.map {
        var copy = source
        copy.name = $0
        return copy
      }
    }
    let watcher = world.watcher { $0 = configuration }
    _ = try await watcher.once()
    let ledger = try ReadOnlyLedger(configuration.ledgerPath)
    let writer = watcher.makeStatusWriter()
    for poll in [["lindmar"], ["other"], [], ["other"]] {
      world.clock.pass(.seconds(3600))
      world.site.publish("story \(poll)")
      if !poll.isEmpty { _ = try await watcher.once(names: poll) }
      await writer.write(configuration, holder: nil, ledger: ledger)
      let status = try load().status
      #expect(status.sources.map(\.name) == names)
      for source in try await Status.load(configuration, now: world.clock.timestamp).sources {
        let written = try #require(status.sources.first { $0.name == source.name })
        #expect(written.spooled == source.spooled)
        #expect(abs((written.lastRound! - source.lastRound!).seconds) <= 1)
      }
    }
  }

  @Test(arguments: ["", "{}", "{\"version\":2}", "{\"version\":1}\nnonsense", "[1]"])
  func `A file that is not a status file is an error that names it`(content: String) {
    world.scratch.write(content, to: "spool/.ledewatch-status.json")
    let error = #expect(throws: LedgerError.self) { try load() }
    #expect(error?.reason.contains(".ledewatch-status.json") == true)
  }

  @Test func `A status file of another ledger is not used`() async throws {
    try await world.once()
    let other = world.configuration { $0.statePath += "/other" }
    #expect(throws: LedgerError.self) {
      try StatusReport.load(other, directories: [world.scratch.path("spool")])
    }
  }
}
