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

/// A machine of a test's own: directories, a clock that is moved by hand, a site on no network, and
/// places where faults are put in. Each `watcher()` is a process that starts on what the last left.
final class FakeWorld: Sendable {
  let scratch = Scratch(inMemory: true)
  let clock = FakeTimepiece()
  let site = FakeSite()
  let hooks = FakeHooks()
  let events = Mutex<[String]>([])
  /// Asked at each step that reaches the disk, by its name; throws to break it.
  let step = Mutex<(@Sendable (String) throws -> Void)?>(nil)
  /// Of a service that runs.
  let manager = Mutex<ServiceManager?>(nil)
  let reloads = Mutex<ConfigurationReloads?>(nil)
  private let ids = Mutex<UInt64>(0)
  private let fetch: Fetch
  private let reader: PageReader

  /// - Parameters: nil for the site's own.
  init(fetch: Fetch? = nil, reader: PageReader = FakeSite.reader) {
    self.fetch = fetch ?? { [site] in try site.answer($0) }
    self.reader = reader
  }

  var source: Source {
    var source = Source(name: "lindmar", url: WebURL("http://news.test/"))
    source.politeness.hostPause = 0
    source.intake.firstRound = .notify
    source.politeness.honorsRobots = false
    source.articles.retry = BackOff(initial: 60, maximum: 3600)
    source.schedule.backOff = BackOff(initial: 60, maximum: 3600)
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
      holder: LockHolder(pid: 1, command: "test", since: 0))
    dependencies.manager = manager.withLock { $0 }
    dependencies.reloads = reloads.withLock { $0 }
    dependencies.commitFault = { [self] moment, names in
      for name in names {
        try broken(moment == .before ? "ledger: \(name)" : "ledger: after \(name)")
      }
    }
    dependencies.openSpool = { [self] directory, id in
      var disk = Disk()
      disk.fault = { [self] call, path in
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

  /// A ledger by itself, for what needs one.
  func openLedger() throws -> LedgerStore {
    try LedgerStore.open(
      scratch.path("ledger"), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: clock.wall)
  }

  /// Who asks for pages, with nothing behind it but the ledger.
  /// - Parameters: nil for the site's own.
  func fetcher(
    _ ledger: LedgerStore, limit: Int = 16, fetch: Fetch? = nil,
    command: (@Sendable (Request) throws -> Reply)? = nil
  ) -> PoliteFetcher {
    let dependencies = watcher().dependencies
    return PoliteFetcher(
      fetch: fetch ?? dependencies.fetch,
      fetchByCommand: { request, argv in
        guard let command else { return try await dependencies.fetchByCommand(request, argv) }
        return try command(request)
      },
      hosts: HostQueue(limit: limit, clock: clock),
      availability: HostAvailability(ledger: ledger, dependencies: dependencies),
      robots: RobotsCache(ledger: ledger, clock: clock),
      jars: CookieJars(ledger: ledger, clock: clock))
  }

  /// The links of the entries handed over, as often as they are there.
  var spooled: [String] { entries.map(\.url).sorted() }

  var entries: [SpooledEntry] {
    ["new", "cur"].flatMap { place in
      scratch.list("spool/\(place)").compactMap { name in
        scratch.read("spool/\(place)/\(name)/article.json").flatMap {
          SpooledEntry(entry: name, json: Array($0.utf8))
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

/// A clock that stands still until it is moved. Who sleeps moves it himself, or, when it is driven,
/// waits for the test to do so.
final class FakeTimepiece: WatchClock {
  private struct State {
    var wall = 1_773_480_000.0
    var steady = 0.0
    var isDriven = false
    var tickets = 0
    var sleepers: [Int: (until: Double, continuation: CheckedContinuation<Void, any Error>)] = [:]
  }

  private let state = Mutex(State())

  var wall: Double { state.withLock { $0.wall } }
  var steady: Double { state.withLock { $0.steady } }

  /// From here on only `pass` moves the time.
  func drive() { state.withLock { $0.isDriven = true } }

  func sleep(until moment: Double) async throws {
    try Task.checkCancellation()
    let ticket: Int? = state.withLock { state in
      guard state.isDriven else {
        let time = max(0, moment - state.steady)
        state.wall += time
        state.steady += time
        return nil
      }
      state.tickets += 1
      return state.tickets
    }
    guard let ticket else { return await Task.yield() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = state.withLock { state in
          if Task.isCancelled || state.steady >= moment { return true }
          state.sleepers[ticket] = (moment, continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: ticket) }?.continuation
        .resume(throwing: CancellationError())
    }
    try Task.checkCancellation()
  }

  /// Time passes.
  func pass(_ seconds: Double) {
    let awake = state.withLock { state in
      state.wall += seconds
      state.steady += seconds
      let due = state.sleepers.filter { $0.value.until <= state.steady }
      for ticket in due.keys { state.sleepers[ticket] = nil }
      return due.values.map(\.continuation)
    }
    for sleeper in awake { sleeper.resume() }
  }

  /// Goes on to the moment that the first of those who sleep waits for, once so many do.
  func passToNext(sleepers count: Int) async {
    await rest(sleepers: count)
    let next = state.withLock { state in
      (state.sleepers.values.map(\.until).min() ?? 0) - state.steady
    }
    pass(max(0, next))
  }

  /// Returns when so many sleep.
  func rest(sleepers count: Int) async {
    while state.withLock({ $0.sleepers.count }) < count { await Task.yield() }
  }

  /// Returns when somebody sleeps until one of these moments.
  func rest(until moments: ClosedRange<Double>) async {
    while !hasSleeper(until: moments) { await Task.yield() }
  }

  /// Goes on, from waking to waking, until one of so many sleeps until one of these moments.
  func pass(sleepers count: Int, toRestUntil moments: ClosedRange<Double>) async {
    await rest(sleepers: count)
    while !hasSleeper(until: moments) { await passToNext(sleepers: count) }
    await rest(sleepers: count)
  }

  private func hasSleeper(until moments: ClosedRange<Double>) -> Bool {
    state.withLock { $0.sleepers.values.contains { moments.contains($0.until) } }
  }

  /// Somebody sets the clock.
  func jump(_ seconds: Double) { state.withLock { $0.wall += seconds } }
}

/// A news site: a listing of teasers, articles behind them, and answers put in by hand.
final class FakeSite: Sendable {
  struct Story: Sendable {
    var path: String
    var lede: String
    var date: String?
    var text: String
    var headline: String?
    var isListed = true
    /// Else its address answers with 404.
    var isThere = true
  }

  struct State: Sendable {
    var stories: [Story] = []
    var answers: [String: @Sendable (Request) throws -> Reply] = [:]
    var requests: [String] = []
    var pageSize = 1000
    var version = 0
    /// Put before each link, where it is on another host than the listing.
    var origin = ""
    /// Put at the end of each link.
    var suffix = ""
    /// Where the teasers stand in the page.
    var place: String?
    var lastRequest: Request?
  }

  let state = Mutex(State())

  /// Publishes a story, newest first; its text is unlike any other's.
  @discardableResult
  func publish(
    _ name: String, lede: String? = nil, date: String? = "2026-03-14", text: String? = nil
  ) -> Story {
    let opening =
      lede ?? "No. \(name): the harbour board of Lindmar has met again and talked about the tide"
    let body = (0..<40).map { "\(name)word\($0)" }.joined(separator: " ")
    let story = Story(
      path: "/a/\(name)", lede: opening, date: date, text: text ?? "\(opening). \(body)")
    state.withLock {
      $0.stories.insert(story, at: 0)
      $0.version += 1
    }
    return story
  }

  func change(_ body: (inout State) -> Void) {
    state.withLock {
      body(&$0)
      $0.version += 1
    }
  }

  /// Answers so instead, until `restore`.
  func answer(_ path: String, _ reply: @escaping @Sendable (Request) throws -> Reply) {
    state.withLock { $0.answers[path] = reply }
  }

  func answer(_ path: String, status: Int, headers: [(name: String, value: String)] = []) {
    answer(path) { Reply(url: $0.url, status: status, headers: headers, body: [0x78]) }
  }

  func restore() { state.withLock { $0.answers = [:] } }

  /// How often each path was asked for since the last call.
  func takeRequests() -> [String: Int] {
    state.withLock { state in
      defer { state.requests = [] }
      return state.requests.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
  }

  func answer(_ request: Request) throws -> Reply {
    let path = "/" + request.url.string.split(separator: "/", maxSplits: 2).dropFirst(2).joined()
    let special = state.withLock { state in
      state.requests.append(path)
      state.lastRequest = request
      return state.answers[path]
    }
    if let special { return try special(request) }
    return state.withLock { state in
      if path == "/" || path.hasPrefix("/?page=") { return state.listing(request, path) }
      let name = path.split(whereSeparator: { $0 == "?" || $0 == ";" })[0].removingPercentEncoding
      let found = state.stories.first { $0.path.removingPercentEncoding == name }
      guard let story = found, story.isThere else {
        return Reply(url: request.url, status: 404, body: [0x78])
      }
      let page = "A\n\(story.headline.map { "H|\($0)\n" } ?? "")\(story.text)"
      let headers = [(name: "etag", value: "\"\(StableHash.of(page))\"")]
      if request.validators?.etag == headers[0].value {
        return Reply(url: request.url, status: 304, headers: headers)
      }
      return Reply(
        url: request.url, status: 200, headers: headers, body: Array(page.utf8))
    }
  }

  /// Page one, as it answers when nothing was put in by hand.
  func listing(_ request: Request) throws -> Reply {
    state.withLock { $0.listing(request, "/") }
  }

  /// Reads what this site writes.
  static let reader = PageReader { page, _, _ in
    let lines = String(decoding: page.bytes, as: UTF8.self).split(separator: "\n")
    var listing = Listing()
    for line in lines {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      if parts[0] == "T", parts.count == 4, let link = page.address.resolving(parts[1]) {
        let date = Day(iso: parts[2]).map { PageDate(day: $0) }
        listing.teasers.append(Teaser(link: link, lede: parts[3], date: date))
      } else if parts[0] == "P" {
        listing.place = parts[1]
      } else if parts[0] == "N" {
        listing.nextPage = page.address.resolving(parts[1])
      } else if parts[0] == "R" {
        listing.ruleErrors.append(parts[1])
      }
    }
    if listing.teasers.isEmpty { listing.emptyReason = "no teasers" }
    return listing
  } article: { page, _, _ in
    article(page)
  } further: { article, page, _ in
    let next = FakeSite.article(page)
    guard next.extraction.verdict != .failed else { return next.extraction }
    article.text += "\n" + next.text
    article.pages += next.pages
    article.nextPage = next.nextPage
    return next.extraction
  }

  /// `A`, then the text, lines of which `N|/path` leads to the next page and `M|…` tells what a
  /// selector missed.
  private static func article(_ page: Page) -> Article {
    let text = String(decoding: page.bytes, as: UTF8.self)
    guard text.hasPrefix("A\n") else {
      return Article(extraction: Extraction(verdict: .failed, reason: "an error page"))
    }
    var article = Article()
    article.pages = [page.address]
    var lines: [Substring] = []
    for line in text.dropFirst(2).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("H|") {
        article.headline = String(line.dropFirst(2))
      } else if line.hasPrefix("N|") {
        article.nextPage = page.address.resolving(line.dropFirst(2))
      } else if line.hasPrefix("M|") {
        article.selectorErrors.append(String(line.dropFirst(2)))
      } else {
        lines.append(line)
      }
    }
    article.text = lines.joined(separator: "\n")
    return article
  }
}

extension FakeSite.State {
  fileprivate func listing(_ request: Request, _ path: String) -> Reply {
    let number = path == "/" ? 1 : Int(path.dropFirst("/?page=".count)) ?? 1
    let tag = "\"\(version)-\(number)-\(suffix)\""
    let headers = [(name: "etag", value: tag)]
    if request.validators?.etag == tag {
      return Reply(url: request.url, status: 304, headers: headers)
    }
    let rest = stories.filter(\.isListed).dropFirst((number - 1) * pageSize)
    var lines = rest.prefix(pageSize).map {
      "T|\(origin)\($0.path)\(suffix)|\($0.date ?? "-")|\($0.lede)"
    }
    if rest.count > pageSize { lines.append("N|/?page=\(number + 1)") }
    if lines.isEmpty { lines = ["nothing"] }
    if let place { lines.append("P|\(place)") }
    let body = Array(lines.joined(separator: "\n").utf8)
    return Reply(url: request.url, status: 200, headers: headers, body: body)
  }
}

/// Hooks that are only noted.
final class FakeHooks: Sendable {
  let told = Mutex<[HookEnvironment]>([])
  let ending = Mutex<HookOutcome.Ending>(.exited(0))

  func run(_ hook: Hook, _ record: [UInt8], _ environment: HookEnvironment) -> HookOutcome {
    told.withLock { $0.append(environment) }
    return HookOutcome(ending: ending.withLock { $0 })
  }

  /// The addresses it was told of successfully or not, in order.
  var urls: [String] { told.withLock { $0.map(\.url) } }
}
