import Basics
import News
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// The availability of hosts in rounds and in the ledger.
extension HostAvailabilityTests {
  @Test func `The password of a proxy is not stored in the ledger`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    answers.isSilent.withLock { $0 = true }
    var source = source
    source.network.proxy = "http://joe:s3c@ret@proxy.paper.org:3128"
    _ = try await ask(fetcher, "http://desk.paper.org/", for: source)
    let names = try await ledger.hostStates().keys.sorted()
    #expect(names == ["http://desk.paper.org by http://proxy.paper.org:3128"])
    await ledger.close()
  }

  // MARK: - In rounds

  @Test func `Owed articles are not tried while their host is down`() async throws {
    let silent: @Sendable (Request) throws -> Response = {
      throw FetchError(stage: .connect, url: $0.url, reason: "refused")
    }
    for i in 0..<12 {
      world.site.publish("s\(i)")
      world.site.answer("/a/s\(i)", silent)
    }
    var fromTeaser = 0
    func once() async throws {
      let report = try await world.once {
        $0.sources[0].articles.teaserFallbackAge = .seconds(0)
        $0.sources[0].articles.retry = BackOff(initial: .seconds(0.01), maximum: .seconds(0.01))
      }
      fromTeaser += report.spooled.count { $0.isFromTeaser }
    }
    try await once()
    world.site.answer("/", silent)
    _ = world.site.takeRequests()
    for _ in 0..<30 {
      world.clock.pass(.seconds(1))
      try await once()
    }
    #expect(world.site.takeRequests().values.reduce(0, +) < 10)
    world.site.restore()
    world.clock.pass(.seconds(10_000))
    try await once()
    #expect(world.spooled.count == 12)
    // Only those that were tried in vain before the host counted as down.
    #expect(fromTeaser <= 2)
  }

  @Test func `A listing whose host is unavailable is deferred without an effect on health`()
    async throws
  {
    world.site.publish("one")
    try await world.once()
    world.site.answer("/", status: 429, headers: [(name: "retry-after", value: "900")])
    let report = try await world.once()
    #expect(report.failures.count == 1)
    _ = world.site.takeRequests()
    world.site.restore()
    world.clock.pass(.seconds(800))
    #expect(try await world.once().failures.first?.wasPutOff == true)
    #expect(world.site.takeRequests() == [:])
    world.clock.pass(.seconds(200))
    #expect(try await world.once().exitStatus == 0)
    #expect(world.site.takeRequests() == ["/": 1])
  }
}
