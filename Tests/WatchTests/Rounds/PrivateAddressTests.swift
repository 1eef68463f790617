import Basics
import Foundation
import News
import Settings
import Spool
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Ledger
@testable import Watch
@testable import Web

/// Rounds of a source whose host was public when it was first seen, and now has a private address.
@Suite struct PrivateAddressTests {
  private static let refusal: @Sendable (Request) throws -> Response = { request in
    var error = FetchError(
      stage: .policy, url: request.url,
      reason: "127.0.0.1 is not a public address (loopback, RFC 1122), but news.test was public")
    error.refusedAddress = RefusedAddress(host: "news.test", address: "127.0.0.1")
    throw error
  }

  private func records(_ world: FakeWorld) -> [HookEnvironment] {
    world.hooks.told.withLock { $0 }.filter { $0.event == .privateAddress }
  }

  @Test func `A refused address is reported once, and again after the listing was read`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    #expect(try await world.once().spooled.count == 1)
    for episode in 1...2 {
      world.site.answer("/", Self.refusal)
      for _ in 0..<3 {
        let report = try await world.once(force: true)
        let failure = try #require(report.failures.first)
        #expect(failure.source == "lindmar" && failure.stage == "fetch")
        #expect(failure.address == "http://news.test/")
        #expect(failure.reason.contains("policy: 127.0.0.1 is not a public address"))
        world.clock.pass(.seconds(4000))
      }
      #expect(records(world).count == episode)
      world.site.restore()
      try await world.once(force: true)
      #expect(records(world).count == episode)
    }
    let record = try #require(records(world).first)
    #expect(record.source == "lindmar" && record.url == "http://news.test/")
    #expect(record.title == "lindmar: news.test has a private address")
    #expect(world.events.withLock { $0 }.contains { $0.contains("private") })
  }

  @Test func `The refused address of an article is reported, too, and the article stays owed`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    world.site.answer("/a/one", Self.refusal)
    for _ in 0..<2 {
      #expect(try await world.once(force: true).spooled.isEmpty)
      world.clock.pass(.seconds(60))
    }
    #expect(records(world).count == 1)
    world.site.restore()
    #expect(try await world.once(force: true).spooled.count == 1)
  }

  // MARK: - A real client

  private let log = FakeWorld().watcher().dependencies.log

  /// Returns what a round requests from a server at loopback whose name is that of the source.
  /// - Parameters:
  ///   - kind: what is known of the host before the round.
  ///   - path: the path that the source requests.
  private func round(
    knowing kind: AddressKind?, path: String = "/",
    respond: @escaping @Sendable (_ head: String) -> String,
    change: @escaping @Sendable (inout Source, _ port: UInt16) -> Void = { _, _ in }
  ) async throws -> (requests: Int, report: OnceReport, world: FakeWorld) {
    let server = ScriptedServer(respond: respond)
    let client = Client(resolvedNames: ["site.paper.org:\(server.port):127.0.0.1"])
    let world = FakeWorld(fetch: { try await client.fetch($0) }, reader: PageReader())
    let configuration = world.configuration()
    try FileManager.default.createDirectory(
      atPath: configuration.statePath, withIntermediateDirectories: true)
    let ledger = try LedgerStore.open(configuration.ledgerPath, log: log, now: 0)
    if let kind { try await ledger.recordKnownHost("site.paper.org", kind, now: 0) }
    await ledger.close()
    let port = server.port
    let report = try await world.once {
      $0.sources[0].url = "http://site.paper.org:\(port)\(path)"
      $0.sources[0].politeness.honorsRobots = true
      change(&$0.sources[0], port)
    }
    return (server.connections, report, world)
  }

  @Test func `A configured host that was public is not contacted at loopback`() async throws {
    let found = try await round(knowing: .publicAddress, path: "/admin") { _ in
      RawResponse.page("<p>inside")
    }
    #expect(found.requests == 0)
    #expect(
      found.report.failures.first?.reason.contains("was public when it was first seen") == true)
    #expect(records(found.world).count == 1)
  }

  @Test func `A configured host that was public is contacted at loopback if “allow” says so`()
    async throws
  {
    for entry in ["127.0.0.0/8", "127.0.0.1", "site.paper.org", "site.paper.org:{port}"] {
      let found = try await round(knowing: .publicAddress) { _ in
        RawResponse.page("<p>inside")
      } change: { source, port in
        source.network.allowed = [AllowedHost(entry.replacing("{port}", with: "\(port)"))!]
      }
      #expect(found.requests > 0, "\(entry)")
      #expect(records(found.world).isEmpty)
    }
  }

  @Test func `A host that is private from the start is contacted, and remembered as such`()
    async throws
  {
    for kind in [nil, AddressKind.privateAddress] {
      let found = try await round(knowing: kind) { _ in RawResponse.page("<p>inside") }
      #expect(found.requests > 0)
      let ledger = try LedgerStore.open(
        found.world.configuration().ledgerPath, log: log, now: 0)
      #expect(try await ledger.knownHosts() == ["site.paper.org": .privateAddress])
      await ledger.close()
    }
  }
}
