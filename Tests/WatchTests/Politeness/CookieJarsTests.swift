import Basics
import Foundation
import GRDB
import News
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// Cookies over restarts. The fake site takes and returns what `Client` sends and reports.
@Suite(.timeLimit(.minutes(10))) final class CookieJarsTests: Sendable {
  let world = FakeWorld()
  /// The jars of the requests for the listing.
  let jars = Mutex<[CookieJar]>([])
  /// The cookies that the replies set.
  let given = Mutex<[Cookie]?>(nil)
  let commits = Mutex<[String]>([])
  /// Whether each request for the listing was refused.
  let refusals = Mutex<[Bool]>([])

  func cookie(_ name: String, _ value: String = "s3cret", life: Double = 86_400) -> Cookie {
    let expires = (world.clock.timestamp + .seconds(life)).wholeSeconds
    return Cookie(line: "news.test\tFALSE\t/\tFALSE\t\(expires)\t\(name)\t\(value)")!
  }

  func watch(_ configuration: inout Settings.Configuration) {
    configuration.sources[0].request.keepsCookies = true
    configuration.sources[0].revisions.intervals = []
  }

  func serve() {
    world.site.answer("/") { [self] request in
      jars.withLock { $0 += [request.cookieJar].compactMap(\.self) }
      var reply = try world.site.listing(request)
      reply.cookies = given.withLock { $0 }
      return reply
    }
  }

  /// Runs a process, and returns the cookies of its first request.
  func process(
    _ change: (inout Settings.Configuration) -> Void = { _ in }
  ) async throws -> [Cookie]? {
    jars.withLock { $0 = [] }
    try await world.once { configuration in
      watch(&configuration)
      change(&configuration)
    }
    return jars.withLock { $0.first?.cookies }
  }

  var inLedger: [String] {
    get throws {
      let queue = try DatabaseQueue(path: world.scratch.path("state/ledger.sqlite"))
      return try queue.read { try String.fetchAll($0, sql: "SELECT lines FROM cookie_jar") }
    }
  }

  func noteCommits() {
    world.step.withLock {
      $0 = { [self] step in
        guard step.hasPrefix("ledger: "), !step.hasPrefix("ledger: after") else { return }
        commits.withLock { $0.append(String(step.dropFirst(8))) }
      }
    }
  }

  // MARK: - From process to process

  @Test func `The next process sends the cookies of the last one`() async throws {
    world.site.publish("one")
    serve()
    let given = [cookie("consent"), cookie("session", life: 900)]
    self.given.withLock { $0 = given }
    #expect(try await process() == [])
    self.given.withLock { $0 = nil }
    #expect(try await process() == given)
    #expect(try await process() == given, "nothing was set in between")
    world.clock.pass(.seconds(1000))
    #expect(try await process() == [given[0]])
    #expect(try inLedger == [given[0].line], "what has expired has gone")
  }

  @Test func `A site can delete its cookies`() async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    _ = try await process()
    given.withLock { $0 = [] }
    _ = try await process()
    #expect(try inLedger == [])
    #expect(try await process() == [])
  }

  @Test func `Changed cookies are stored without an additional commit`()
    async throws
  {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    _ = try await process()
    noteCommits()
    for value in ["s3cret", "another", "another"] {
      world.clock.pass(.seconds(900))
      // Each response sets it again with the full lifetime.
      given.withLock { $0 = [cookie("id", value)] }
      _ = try await process()
      #expect(commits.withLock { $0 } == ["sources", "rounds"])
      commits.withLock { $0 = [] }
      #expect(try inLedger[0].hasSuffix(value))
    }
  }

  @Test func `A service stores cookies with its poll records and at its end`() async throws {
    world.site.publish("one")
    serve()
    _ = try await process()
    noteCommits()
    given.withLock { $0 = [cookie("id")] }
    let watcher = world.watcher {
      watch(&$0)
      $0.hooks = []
    }
    world.clock.drive()
    jars.withLock { $0 = [] }
    let task = Task { try await watcher.run() }
    // The scheduler and the record writer.
    while jars.withLock({ $0.count }) < 3 { await world.clock.passToNext(sleepers: 2) }
    task.cancel()
    try await task.value
    #expect(Set(commits.withLock { $0 }).subtracting(["sources", "rounds", "tidy"]) == [])
    #expect(try inLedger.count == 1)
  }

  @Test func `Cookies that could not be stored are stored later`() async throws {
    let ledger = try LedgerStore.open(
      world.scratch.path("ledger"), log: world.watcher().dependencies.log, now: 0)
    var source = world.source
    source.request.keepsCookies = true
    _ = try await ledger.openSources([source.registration])
    let jars = CookieJars(ledger: ledger, clock: world.clock)
    await jars.update([cookie("id")], of: source)
    let taken = await jars.takeUnsaved()
    #expect(taken.map(\.source) == ["lindmar"])
    #expect(await jars.takeUnsaved().isEmpty)
    await jars.markUnsaved(taken)
    #expect(await jars.takeUnsaved() == taken)
    await ledger.close()
  }

  @Test func `A later expiry is stored only after an eighth of the lifetime`()
    async throws
  {
    let ledger = try LedgerStore.open(
      world.scratch.path("ledger"), log: world.watcher().dependencies.log, now: 0)
    let jars = CookieJars(ledger: ledger, clock: world.clock)
    await jars.update([cookie("id")], of: world.source)
    var writings = await jars.takeUnsaved().count
    for _ in 0..<96 {
      world.clock.pass(.seconds(900))
      await jars.update([cookie("id")], of: world.source)
      writings += await jars.takeUnsaved().count
    }
    #expect((7...11).contains(writings), "\(writings)")
    await ledger.close()
  }

  // MARK: - Invalidation

  @Test func `Three failures clear the cookies of a source`() async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("stale")] }
    _ = try await process()
    let marks = Mutex<Set<Int64>>([])
    refuse { request in
      marks.withLock { _ = $0.insert(request.cookieJar?.mark ?? 0) }
      return request.cookieJar?.cookies.isEmpty == false
    }
    for _ in 0..<5 {
      world.clock.pass(.seconds(4000))
      _ = try await process()
    }
    #expect(refusals.withLock { $0 } == [true, true, true, false, false])
    #expect(try inLedger == [])
    // Each of these processes began with an empty jar of libcurl.
    #expect(marks.withLock { $0.count } == 1)
  }

  @Test func `Three failures also empty the jar that a service keeps in libcurl`() async throws {
    world.site.publish("one")
    // Days may pass in a service.
    given.withLock { $0 = [cookie("stale", life: 1e9)] }
    serve()
    _ = try await process()
    let firstMark = Mutex<Int64?>(nil)
    // Another mark tells libcurl to begin a new jar.
    refuse { request in
      firstMark.withLock { mark in
        mark = mark ?? request.cookieJar?.mark
        return request.cookieJar?.mark == mark
      }
    }
    let watcher = world.watcher {
      watch(&$0)
      $0.hooks = []
    }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    // The scheduler and the record writer.
    while refusals.withLock({ $0.count }) < 4 { await world.clock.passToNext(sleepers: 2) }
    task.cancel()
    try await task.value
    #expect(refusals.withLock { Array($0.prefix(4)) } == [true, true, true, false])
  }

  /// Answers requests for the listing with 403 where `isRefused` is true, and records its values
  /// in ``refusals``.
  func refuse(where isRefused: @escaping @Sendable (Request) -> Bool) {
    world.site.answer("/") { [self] request in
      let refused = isRefused(request)
      refusals.withLock { $0.append(refused) }
      return refused
        ? Response(url: request.url, status: 403) : try world.site.listing(request)
    }
  }

  @Test(arguments: ["url", "user", "proxy", "agent", "header"])
  func `Other settings delete the cookies for good`(setting: String) async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    _ = try await process()
    given.withLock { $0 = nil }
    let answer = try await process { configuration in
      switch setting {
      case "url":
        configuration.sources[0].url = WebURL("http://other.test/")
      case "user":
        configuration.sources[0].request.credentials = Credentials(user: "ann", password: "x")
      case "proxy": configuration.sources[0].network.proxy = "socks5h://proxy.test:9050"
      case "agent": configuration.sources[0].request.userAgent = "Other/1"
      default: configuration.sources[0].request.headers = ["X-Key": "other"]
      }
    }
    #expect(answer == [])
    #expect(try inLedger == [])
    #expect(try await process() == [])
  }

  @Test func `Settings that affect only parsing keep the cookies`() async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    _ = try await process()
    let answer = try await process {
      $0.sources[0].detection.language = "ko"
      $0.sources[0].schedule.interval = .seconds(60)
    }
    #expect(answer?.count == 1)
    #expect(try await process()?.count == 1)
  }

  @Test func `A source that no longer keeps cookies has none in the ledger`() async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    _ = try await process()
    #expect(try inLedger.count == 1)
    #expect(try await process { $0.sources[0].request.keepsCookies = false } == nil)
    #expect(try inLedger == [])
  }

  @Test func `Sources of one host have separate jars`() async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    _ = try await process()
    given.withLock { $0 = nil }
    jars.withLock { $0 = [] }
    try await world.once { configuration in
      watch(&configuration)
      var other = configuration.sources[0]
      other.name = "other"
      configuration.sources.append(other)
    }
    let sent = Dictionary(grouping: jars.withLock { $0 }, by: \.name)
    #expect(sent["lindmar"]?[0].cookies.count == 1)
    #expect(sent["other"]?[0].cookies == [])
  }
}
