import News
import Settings
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Ledger
@testable import Watch
@testable import Web

/// What is remembered of the addresses of sources' hosts, and what requests know of it.
@Suite struct KnownHostsTests {
  let world = FakeWorld()
  let source = Source(name: "desk", url: WebURL("http://desk.paper.org/news"))

  /// A network in which each host has addresses of one kind, or does not respond.
  private final class FakeNetwork: Sendable {
    let kinds = Mutex<[String: AddressKind]>([:])
    let isSilent = Mutex(false)
    /// What the last request to each host knew of the source's host.
    let known = Mutex<[String: AddressKind?]>([:])

    func answer(_ request: Request) throws -> Response {
      let host = request.url.comparableHost
      known.withLock { $0[host] = request.addressPolicy.namedOrigins[0].firstSeen }
      let kind = kinds.withLock { $0[host] }
      if isSilent.withLock({ $0 }) {
        var error = FetchError(stage: .connect, url: request.url, reason: "no")
        error.addressKind = kind
        throw error
      }
      var response = Response(url: request.url, status: 200, body: Array("x".utf8))
      response.addressKind = kind
      return response
    }

    func set(_ kind: AddressKind, of host: String) { kinds.withLock { $0[host] = kind } }
    func known(by host: String) -> AddressKind? { known.withLock { $0[host] ?? nil } }
  }

  private let network = FakeNetwork()

  private func fetch(
    _ address: WebURL, of source: Source, _ ledger: LedgerStore
  ) async throws {
    let fetcher = world.fetcher(ledger, fetch: { [network] in try network.answer($0) })
    var source = source
    source.politeness.honorsRobots = false
    _ = try? await fetcher.fetch(address, for: source, force: true)
  }

  @Test(arguments: [AddressKind.publicAddress, .privateAddress])
  func `The first kind of addresses is remembered for ever, over restarts`(first: AddressKind)
    async throws
  {
    let ledger = try world.openLedger()
    network.set(first, of: "desk.paper.org")
    try await fetch(source.url, of: source, ledger)
    #expect(network.known(by: "desk.paper.org") == nil)
    network.set(first == .publicAddress ? .privateAddress : .publicAddress, of: "desk.paper.org")
    for _ in 0..<2 {
      try await fetch(source.url, of: source, ledger)
      #expect(network.known(by: "desk.paper.org") == first)
    }
    #expect(try await ledger.knownHosts() == ["desk.paper.org": first])
    await ledger.close()
  }

  @Test
  func `A public address that does not respond is remembered, and a look-up that fails is not`()
    async throws
  {
    let ledger = try world.openLedger()
    network.isSilent.withLock { $0 = true }
    try await fetch(source.url, of: source, ledger)
    #expect(try await ledger.knownHosts().isEmpty)
    network.set(.publicAddress, of: "desk.paper.org")
    try await fetch(source.url, of: source, ledger)
    #expect(try await ledger.knownHosts() == ["desk.paper.org": .publicAddress])
    await ledger.close()
  }

  @Test func `Only the hosts of sources are remembered, by name and not by address`() async throws {
    let ledger = try world.openLedger()
    for host in ["desk.paper.org", "www.paper.org", "10.0.0.1"] {
      network.set(.privateAddress, of: host)
    }
    try await fetch("http://www.paper.org/1", of: source, ledger)
    let byAddress = Source(name: "inner", url: WebURL("http://10.0.0.1/"))
    try await fetch(byAddress.url, of: byAddress, ledger)
    #expect(try await ledger.knownHosts().isEmpty)
    try await fetch("http://desk.paper.org./1", of: source, ledger)
    #expect(try await ledger.knownHosts() == ["desk.paper.org": .privateAddress])
    await ledger.close()
  }

  @Test func `What is known of a host applies to other sources and to a source that returns to it`()
    async throws
  {
    let ledger = try world.openLedger()
    network.set(.publicAddress, of: "desk.paper.org")
    try await fetch(source.url, of: source, ledger)
    var moved = source
    moved.url = "http://new.paper.org/"
    try await fetch(moved.url, of: moved, ledger)
    #expect(network.known(by: "new.paper.org") == nil)
    let renamed = Source(name: "other", url: WebURL("https://DESK.paper.org./start"))
    for source in [source, renamed] {
      try await fetch(source.url, of: source, ledger)
      #expect(network.known(by: "desk.paper.org") == .publicAddress)
    }
    await ledger.close()
  }

  @Test func `What the ledger knows of a host stays`() async throws {
    let ledger = try world.openLedger()
    for kind in [AddressKind.publicAddress, .privateAddress] {
      try await ledger.recordKnownHost("desk.paper.org", kind, now: 0)
      #expect(try await ledger.knownHosts() == ["desk.paper.org": .publicAddress])
    }
    await ledger.close()
  }

  @Test func `Requests for robots.txt and other hosts know of the source's host, too`() async throws
  {
    let ledger = try world.openLedger()
    try await ledger.recordKnownHost("desk.paper.org", .publicAddress, now: 0)
    let fetcher = world.fetcher(ledger, fetch: { [network] in try network.answer($0) })
    _ = try await fetcher.fetch("http://www.paper.org/1", for: source, force: true)
    _ = try await fetcher.fetchRobots("http://desk.paper.org/robots.txt", for: source, force: true)
    #expect(network.known(by: "www.paper.org") == .publicAddress)
    #expect(network.known(by: "desk.paper.org") == .publicAddress)
    await ledger.close()
  }
}
