import Basics
import Dates
import Foundation
import Logging
import News
import Notifications
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
  let scratch: Scratch
  let clock: TestClock
  let site: FakeSite
  let hooks: FakeHooks
  let events: Mutex<[String]>
  /// Called with the name of each step that reaches the disk; throws to make it fail.
  let step = Mutex<(@Sendable (String) throws -> Void)?>(nil)
  /// The free space of the disk of the next watcher, in bytes.
  let freeBytes = Mutex<Int64>(1 << 40)
  /// The service manager and the reload requests of the next watcher.
  let manager = Mutex<ServiceManager?>(nil)
  let reloads = Mutex<ConfigurationReloads?>(nil)
  private let ids: Mutex<UInt64>
  private let fetch: Fetch
  private let reader: PageReader

  /// - Parameters:
  ///   - fetch: nil to fetch from `site`.
  init(fetch: Fetch? = nil, reader: PageReader = FakeSite.reader) {
    scratch = Scratch(inMemory: true)
    clock = TestClock()
    site = FakeSite()
    hooks = FakeHooks()
    events = Mutex([])
    ids = Mutex(0)
    self.fetch = fetch ?? { [site] in try site.answer($0) }
    self.reader = reader
  }

  /// Creates a world from a snapshot of one whose pages come from `site`.
  init(_ snapshot: Snapshot) {
    scratch = Scratch(snapshot.content)
    clock = snapshot.clock.copy()
    site = FakeSite(snapshot.site)
    hooks = FakeHooks(told: snapshot.told, joined: snapshot.joined)
    events = Mutex(snapshot.events)
    ids = Mutex(snapshot.ids)
    fetch = { [site] in try site.answer($0) }
    reader = FakeSite.reader
  }

  /// Returns the state of the world. Within `step`, when no write is in progress, this is what a
  /// kill of the process leaves.
  func snapshot() -> Snapshot {
    Snapshot(
      content: scratch.content(), clock: clock.copy(), site: site.state.withLock { $0 },
      told: hooks.told.withLock { $0 }, joined: hooks.joined.withLock { $0 },
      events: events.withLock { $0 }, ids: ids.withLock { $0 })
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
      random: { [self] in nextID() },
      reader: reader,
      runHook: { [hooks] in hooks.run($0, $1, $2) },
      log: log,
      lockHolder: LockHolder(pid: 1, command: "test", since: 0))
    dependencies.runJoinedHook = { [hooks] in hooks.run($0, $1, $2) }
    dependencies.serviceManager = manager.withLock { $0 }
    dependencies.reloads = reloads.withLock { $0 }
    injectFaults(into: &dependencies)
    return Watcher(configuration(change), dependencies: dependencies) { [self] event in
      events.withLock { $0.append("\(event)") }
    }
  }

  private func injectFaults(into dependencies: inout Dependencies) {
    dependencies.diskSpace = { [self] _ in DiskSpace(freeBytes: freeBytes.withLock { $0 }) }
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
  }

  private func nextID() -> UInt64 {
    ids.withLock {
      $0 += 1
      return $0 &* 0x9E37_79B9_7F4A_7C15
    }
  }

  /// For `once` where only the spooled articles matter: no hooks are called, and entries have no file
  /// beside the JSON.
  static func onlySpooling(_ configuration: inout Configuration) {
    configuration.hooks = []
    configuration.formats = []
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
      commandTransport: { request, program in
        guard let command else { return try await dependencies.fetchByCommand(request, program) }
        return try command(request)
      },
      hosts: HostQueue(maximumActive: limit, clock: clock),
      availability: HostAvailability(ledger: ledger, dependencies: dependencies),
      robots: RobotsCache(ledger: ledger, clock: clock),
      jars: CookieJars(ledger: ledger, clock: clock),
      knownHosts: KnownHosts(ledger: ledger, clock: clock))
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

extension FakeWorld {
  /// The content of the directories, the time, and what the site, the hooks and the watcher have
  /// recorded. Worlds that are created from it do not affect each other.
  struct Snapshot: Sendable {
    fileprivate var content: Scratch.Content
    fileprivate var clock: TestClock
    fileprivate var site: FakeSite.State
    fileprivate var told: [HookEnvironment]
    fileprivate var joined: [(digest: EventDigest, attempt: Int)]
    fileprivate var events: [String]
    fileprivate var ids: UInt64
  }

  /// Runs `body` and returns what a kill leaves before each of its steps that reaches the disk, and
  /// what is there at its end.
  /// - Parameters:
  ///   - first: the first step at which to kill, counted from 0.
  ///   - stride: the distance to the next one.
  /// - Returns: The snapshots with the numbers of their steps, and the number of all steps.
  func kills(
    from first: Int = 0, by stride: Int = 1, during body: () async throws -> Void
  ) async throws -> (kills: [(step: Int, left: Snapshot)], steps: Int) {
    let found = Mutex<(kills: [(step: Int, left: Snapshot)], steps: Int)>(([], 0))
    let look: @Sendable () -> Void = { [self] in
      found.withLock { found in
        if found.steps % stride == first { found.kills.append((found.steps, snapshot())) }
        found.steps += 1
      }
    }
    step.withLock { $0 = { _ in look() } }
    defer { step.withLock { $0 = nil } }
    try await body()
    look()
    return found.withLock { ($0.kills, $0.steps - 1) }
  }

  /// Runs `body` and returns the number of its steps that reach the disk. The step with the number
  /// `fault`, counted from 0, fails.
  func steps(fault: Int = .max, during body: () async -> Void) async -> Int {
    let fuse = Fuse(after: fault, once: true)
    step.withLock { $0 = { _ in try fuse.step() } }
    await body()
    step.withLock { $0 = nil }
    return fuse.count
  }
}
