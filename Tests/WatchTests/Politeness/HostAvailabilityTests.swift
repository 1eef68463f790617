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

/// Retry-After and the breaker, on a clock that is moved by hand.
@Suite struct HostAvailabilityTests {
  let world = FakeWorld()
  let source = Source(name: "desk", url: WebURL("http://desk.paper.org/news"))
  let home = Source(name: "home", url: WebURL("http://10.0.0.7:8080/one"))
  let answers = Answers()

  /// The status and headers of the reply for each address, or nothing.
  final class Answers: Sendable {
    let replies = Mutex<[String: (status: Int, headers: [(name: String, value: String)])]>([:])
    let isSilent = Mutex(false)
    let asked = Mutex<[String]>([])

    func answer(_ request: Request) throws -> Response {
      asked.withLock { $0.append(request.url.string) }
      if isSilent.withLock({ $0 }) {
        throw FetchError(stage: .connect, url: request.url, reason: "refused")
      }
      let (status, headers) = replies.withLock { $0[request.url.string] } ?? (200, [])
      return Response(url: request.url, status: status, headers: headers, body: [0x78])
    }

    func takeCount() -> Int {
      asked.withLock { asked in
        defer { asked = [] }
        return asked.count
      }
    }
  }

  /// A process: what it knows is in the ledger.
  func fetcher(_ ledger: LedgerStore) -> PoliteFetcher {
    world.fetcher(ledger, limit: 4, fetch: { [answers] in try answers.answer($0) })
  }

  func ask(
    _ fetcher: PoliteFetcher, _ address: String, for source: Source, force: Bool = false
  ) async throws -> RoundError? {
    var source = source
    source.politeness.honorsRobots = false
    source.politeness.hostPause = .seconds(0)
    do {
      _ = try await fetcher.fetch(WebURL(address)!, for: source, force: force)
      return nil
    } catch let error as RoundError {
      return error
    }
  }

  @Test(arguments: [429, 503])
  func `Retry-After holds for the whole host of a public name`(status: Int) async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    let address = "http://desk.paper.org/a"
    answers.replies.withLock { $0[address] = (status, [("retry-after", "900")]) }
    #expect(try await ask(fetcher, address, for: source) == nil)
    answers.replies.withLock { $0 = [:] }
    let held = try await ask(fetcher, "http://desk.paper.org/b", for: source)
    #expect(held?.heldUntil == world.clock.timestamp + .seconds(900))
    #expect(held?.reason.contains("HTTP \(status): ") == true)
    #expect(try await ask(fetcher, "http://other.paper.org/", for: source) == nil)
    #expect(answers.takeCount() == 2)
    // Forced, and by another process.
    #expect(try await ask(fetcher, "http://desk.paper.org/b", for: source, force: true) == nil)
    answers.replies.withLock { $0[address] = (status, [("retry-after", "900")]) }
    _ = try await ask(fetcher, address, for: source)
    let next = self.fetcher(ledger)
    #expect(try await ask(next, address, for: source)?.heldUntil != nil)
    answers.replies.withLock { $0 = [:] }
    world.clock.pass(.seconds(901))
    #expect(try await ask(next, address, for: source) == nil)
    #expect(try await ledger.hostStates().isEmpty)
    await ledger.close()
  }

  @Test func `Retry-After may be a date, and counts for a day at most`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    // world.clock.timestamp is 2026-03-14T09:20:00Z.
    answers.replies.withLock {
      $0["http://a.paper.org/"] = (503, [("retry-after", "Sat, 14 Mar 2026 09:30:00 GMT")])
      $0["http://b.paper.org/"] = (429, [("retry-after", "99999999")])
      $0["http://c.paper.org/"] = (429, [("retry-after", "Sat, 14 Mar 2020 09:30:00 GMT")])
    }
    for name in ["a", "b", "c"] {
      _ = try await ask(fetcher, "http://\(name).paper.org/", for: source)
    }
    let now = world.clock.timestamp
    let until: [Timestamp?] = [
      try await ask(fetcher, "http://a.paper.org/", for: source)?.heldUntil,
      try await ask(fetcher, "http://b.paper.org/", for: source)?.heldUntil,
      try await ask(fetcher, "http://c.paper.org/", for: source)?.heldUntil,
    ]
    let expected = [now + .seconds(600), now + .seconds(86_400), nil]
    #expect(until == expected)
    // A clock that is set back by a year does not close the host for a year.
    world.clock.jump(.seconds(-365 * 86_400))
    #expect(try await ask(fetcher, "http://a.paper.org/", for: source)?.heldUntil == nil)
    await ledger.close()
  }

  @Test(arguments: ["soon", "-5", "1.5", ""])
  func `HTTP 429 means a pause even if Retry-After is invalid`(value: String)
    async throws
  {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    answers.replies.withLock { $0["http://desk.paper.org/a"] = (429, [("retry-after", value)]) }
    _ = try await ask(fetcher, "http://desk.paper.org/a", for: source)
    let held = try await ask(fetcher, "http://desk.paper.org/b", for: source)
    #expect(held?.heldUntil == world.clock.timestamp + source.schedule.backOff.initial)
    #expect(answers.takeCount() == 1)
    await ledger.close()
  }

  @Test(arguments: ["http://10.0.0.7:8080", "http://bridge:8080", "http://bridge.local"])
  func `For a name that is not public, Retry-After holds for the single address`(
    origin: String
  ) async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    answers.replies.withLock { $0[origin + "/one"] = (429, [("retry-after", "900")]) }
    _ = try await ask(fetcher, origin + "/one", for: home)
    #expect(try await ask(fetcher, origin + "/two", for: home) == nil)
    #expect(try await ask(fetcher, origin + "/one", for: home)?.heldUntil != nil)
    await ledger.close()
  }

  @Test func `A host that does not respond is probed once after growing delays`()
    async throws
  {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    answers.isSilent.withLock { $0 = true }
    for i in 0..<8 { _ = try await ask(fetcher, "http://desk.paper.org/\(i)", for: source) }
    #expect(answers.takeCount() == HostAvailability.maximumFailures)
    var pauses: [Duration] = []
    for i in 0..<6 {
      let held = try await ask(fetcher, "http://desk.paper.org/\(i)", for: source)
      let pause = try #require(held?.heldUntil) - world.clock.timestamp
      pauses.append(pause)
      world.clock.pass(pause + .milliseconds(100))
      // One request tries; those after it are held again.
      for _ in 0..<3 { _ = try await ask(fetcher, "http://desk.paper.org/\(i)", for: source) }
      #expect(answers.takeCount() == 1)
    }
    #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 < $1 })
    #expect(pauses[0] <= .seconds(60))
    // Another process, another host, and the host is back.
    #expect(
      try await ask(self.fetcher(ledger), "http://desk.paper.org/", for: source)?.heldUntil != nil)
    answers.isSilent.withLock { $0 = false }
    #expect(try await ask(fetcher, "http://other.paper.org/", for: source) == nil)
    world.clock.pass(.seconds(4000))
    for i in 0..<3 {
      #expect(try await ask(fetcher, "http://desk.paper.org/\(i)", for: source) == nil)
    }
    await ledger.close()
  }

  @Test func `Any response resets the count of missing responses`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    for _ in 0..<4 {
      answers.isSilent.withLock { $0 = true }
      for i in 0..<4 { _ = try await ask(fetcher, "http://desk.paper.org/\(i)", for: source) }
      answers.isSilent.withLock { $0 = false }
      answers.replies.withLock { $0["http://desk.paper.org/x"] = (500, []) }
      #expect(try await ask(fetcher, "http://desk.paper.org/x", for: source) == nil)
    }
    #expect(answers.takeCount() == 20)
    #expect(try await ledger.hostStates().isEmpty)
    await ledger.close()
  }

  @Test func `Gateway errors count as missing responses`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    answers.replies.withLock { $0["http://desk.paper.org/"] = (502, []) }
    for _ in 0..<8 { _ = try await ask(fetcher, "http://desk.paper.org/", for: source) }
    #expect(answers.takeCount() == HostAvailability.maximumFailures)
    // Retry-After: 0 with the same error each time also counts as a missing response.
    answers.replies.withLock { $0["http://now.paper.org/"] = (503, [("retry-after", "0")]) }
    for _ in 0..<8 { _ = try await ask(fetcher, "http://now.paper.org/", for: source) }
    #expect(answers.takeCount() == HostAvailability.maximumFailures)
    await ledger.close()
  }

  @Test(arguments: [500, 502, 504, 522])
  func `Retry-After holds for any server error`(status: Int) async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    let address = "http://desk.paper.org/a"
    answers.replies.withLock { $0[address] = (status, [("retry-after", "900")]) }
    #expect(try await ask(fetcher, address, for: source) == nil)
    let held = try await ask(fetcher, "http://desk.paper.org/b", for: source)
    #expect(held?.heldUntil == world.clock.timestamp + .seconds(900))
    await ledger.close()
  }

  @Test func `Ports of a private address and routes to a host are distinct`() async throws {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    answers.isSilent.withLock { $0 = true }
    for _ in 0..<6 {
      _ = try await ask(fetcher, "http://10.0.0.7:8080/", for: home)
      _ = try await ask(fetcher, "http://desk.paper.org/", for: source)
    }
    answers.isSilent.withLock { $0 = false }
    #expect(try await ask(fetcher, "http://10.0.0.7:8081/", for: home) == nil)
    var other = source
    other.network.proxy = "socks5h://127.0.0.1:9050"
    #expect(try await ask(fetcher, "http://desk.paper.org/", for: other) == nil)
    other.network.proxy = nil
    other.request.fetchCommand = ["browser"]
    #expect(try await ask(fetcher, "http://desk.paper.org/", for: other)?.heldUntil == nil)
    #expect(try await ask(fetcher, "http://desk.paper.org/", for: source)?.heldUntil != nil)
    await ledger.close()
  }

  @Test func `HTTP 429 without a time causes growing delays`()
    async throws
  {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    let address = "http://desk.paper.org/a"
    answers.replies.withLock { $0[address] = (429, []) }
    var pauses: [Duration] = []
    for _ in 0..<4 {
      #expect(try await ask(fetcher, address, for: source) == nil)
      for i in 0..<20 {
        let held = try await ask(fetcher, "http://desk.paper.org/\(i)", for: source)
        #expect(held?.reason.hasPrefix("HTTP 429: too many requests; retrying at") == true)
        if i == 0 { pauses.append(try #require(held?.heldUntil) - world.clock.timestamp) }
      }
      #expect(answers.takeCount() == 1)
      world.clock.pass(pauses.last! + .seconds(1))
    }
    #expect((45...60).contains(pauses[0].seconds))
    #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 < $1 })
    // A host that is not public may serve many sites.
    answers.replies.withLock { $0["http://10.0.0.7:8080/one"] = (429, []) }
    #expect(try await ask(fetcher, "http://10.0.0.7:8080/one", for: home) == nil)
    #expect(try await ask(fetcher, "http://10.0.0.7:8080/two", for: home) == nil)
    #expect(try await ask(fetcher, "http://10.0.0.7:8080/one", for: home)?.heldUntil != nil)
    await ledger.close()
  }

  @Test func `Links to a closed port do not affect other ports of a host`()
    async throws
  {
    let ledger = try world.openLedger()
    let fetcher = fetcher(ledger)
    answers.isSilent.withLock { $0 = true }
    let other = Source(name: "other", url: WebURL("http://links.other.org/"))
    for i in 0..<8 { _ = try await ask(fetcher, "http://desk.paper.org:81/\(i)", for: other) }
    #expect(answers.takeCount() == HostAvailability.maximumFailures)
    answers.isSilent.withLock { $0 = false }
    #expect(try await ask(fetcher, "http://desk.paper.org/", for: source) == nil)
    await ledger.close()
  }

  @Test func `The number of remembered hosts is limited`()
    async throws
  {
    let ledger = try world.openLedger()
    let dependencies = world.watcher().dependencies
    let availability = HostAvailability(
      ledger: ledger, dependencies: dependencies, maximumCount: 50)
    for i in 0..<300 {
      let url: WebURL = "http://h\(i).paper.org/"
      let reply = Response(
        url: url, status: 429, headers: [("retry-after", "\(600 + (i * 7) % 300)")])
      try await availability.record(reply, to: url, for: source)
    }
    let left = try await ledger.hostStates()
    #expect((40...50).contains(left.count))
    // The longest holds remain.
    let longest = left.values.compactMap(\.closedUntil).map { $0 - world.clock.timestamp }.max()
    #expect(longest == .seconds(899))
  }
}
