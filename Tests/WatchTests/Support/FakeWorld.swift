import Basics
import Dates
import Foundation
import Logging
import News
import Settings
import Synchronization
import TestSupport
import Web
import WebURL

@testable import Ledger
@testable import Spool
@testable import Watch

/// The environment of a test: directories, a test clock, a fake site, and injected errors. Each
/// `watcher()` is a process that starts with what the previous one has left.
final class FakeWorld: Sendable {
  let scratch = Scratch(inMemory: true)
  let clock = TestClock()
  let site = FakeSite()
  let hooks = FakeHooks()
  let events = Mutex<[String]>([])
  /// Called with the name of each step that reaches the disk; throws to make it fail.
  let step = Mutex<(@Sendable (String) throws -> Void)?>(nil)
  /// The service manager and the reload requests of the next watcher.
  let manager = Mutex<ServiceManager?>(nil)
  let reloads = Mutex<ConfigurationReloads?>(nil)
  private let ids = Mutex<UInt64>(0)
  private let fetch: Fetch
  private let reader: PageReader

  /// - Parameters:
  ///   - fetch: nil to fetch from `site`.
  init(fetch: Fetch? = nil, reader: PageReader = FakeSite.reader) {
    self.fetch = fetch ?? { [site] in try site.answer($0) }
    self.reader = reader
  }

  var source: Source {
    var source = Source(name: "lindmar", url: WebURL("http://news.test/"))
    source.politeness.hostPause = .seconds(0)
    source.intake.firstRound = .notify
    source.politeness.honorsRobots = false
    source.articles.retry = BackOff(initial: .seconds(60), maximum: .seconds(3600))
    source.schedule.backOff = BackOff(initial: .seconds(60), maximum: .seconds(3600))
    return source
  }

  func configuration(
    _ change: (inout Configuration) -> Void = { _ in }
  ) -> Configuration {
    var configuration = Configuration(
      sources: [source], hooks: [Hook(name: "tell", argv: ["tell"])],
      spoolPath: scratch.path("spool"), statePath: scratch.path("state"))
    change(&configuration)
    return configuration
  }

  func watcher(
    log: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    _ change: (inout Configuration) -> Void = { _ in }
  ) -> Watcher {
    var dependencies = Dependencies(
      fetch: fetch, clock: clock,
      random: { [self] in
        ids.withLock {
          $0 += 1
          return $0 &* 0x9E37_79B9_7F4A_7C15
        }
      },
      reader: reader,
      runHook: { [hooks] in hooks.run($0, $1, $2) },
      log: log,
      lockHolder: LockHolder(pid: 1, command: "test", since: 0))
    dependencies.serviceManager = manager.withLock { $0 }
    dependencies.reloads = reloads.withLock { $0 }
    dependencies.commitInterceptor = { [self] moment, names in
      for name in names {
        try broken(moment == .before ? "ledger: \(name)" : "ledger: after \(name)")
      }
    }
    dependencies.openSpool = { [self] directory, id in
      var disk = Disk()
      disk.injectedErrno = { [self] call, path in
        let place = path.contains("/tmp/") || path.hasSuffix("/tmp") ? "tmp" : "new"
        do {
          try broken("disk: \(call.rawValue) \(place)")
          return 0
        } catch {
          return (error as? Broken)?.errno ?? EIO
        }
      }
      return try SpoolDirectory.open(directory, expecting: id, newID: "spool-of-a-test", disk: disk)
    }
    return Watcher(configuration(change), dependencies: dependencies) { [self] event in
      events.withLock { $0.append("\(event)") }
    }
  }

  private func broken(_ name: String) throws { try step.withLock { $0 }?(name) }

  /// Opens a ledger outside the state directory.
  func openLedger() throws -> LedgerStore {
    try LedgerStore.open(
      scratch.path("ledger"), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: clock.timestamp)
  }

  /// Creates a fetcher that uses only the ledger.
  /// - Parameters:
  ///   - fetch: nil to fetch from `site`.
  ///   - command: nil for the default of `Dependencies`.
  func fetcher(
    _ ledger: LedgerStore, limit: Int = 16, fetch: Fetch? = nil,
    command: (@Sendable (Request) throws -> Response)? = nil
  ) -> PoliteFetcher {
    let dependencies = watcher().dependencies
    return PoliteFetcher(
      transport: fetch ?? dependencies.fetch,
      commandTransport: { request, argv in
        guard let command else { return try await dependencies.fetchByCommand(request, argv) }
        return try command(request)
      },
      hosts: HostQueue(maximumActive: limit, clock: clock),
      availability: HostAvailability(ledger: ledger, dependencies: dependencies),
      robots: RobotsCache(ledger: ledger, clock: clock),
      jars: CookieJars(ledger: ledger, clock: clock))
  }

  /// The sorted links of the entries in the spool.
  var spooled: [String] { entries.map(\.url).sorted() }

  var entries: [SpooledEntry] {
    ["new", "cur"].flatMap { place in
      scratch.list("spool/\(place)").compactMap { name in
        scratch.read("spool/\(place)/\(name)/article.json").flatMap {
          try? SpooledEntry(entry: name, json: Array($0.utf8))
        }
      }
    }
  }

  @discardableResult
  func once(
    force: Bool = false, log: Logger? = nil,
    _ change: (inout Configuration) -> Void = { _ in }
  ) async throws -> OnceReport {
    let watcher = log.map { self.watcher(log: $0, change) } ?? self.watcher(change)
    return try await watcher.once(force: force)
  }
}
