import Basics
import Dates
import Ledger
import News
import Settings
import Web
import WebURL

/// The robots.txt files of the requested origins, cached for a day each, in the ledger too.
/// Concurrent requests for one origin share one fetch.
///
/// The program of a source may reach hosts that our own requests do not. It fetches the robots.txt of such
/// a host, and the answer holds for sources with a program only. If the program fails, too, the host counts
/// as unreachable, which disallows everything (RFC 9309, 2.3.1.4).
actor RobotsCache {
  /// RFC 9309, 2.4: a cached file must not be used for more than a day.
  static let lifetime = Retention.robots
  /// The minimum time between two attempts to fetch a robots.txt that is unavailable.
  static let retryInterval = Duration.seconds(60)
  /// The maximum `Crawl-delay` that is obeyed.
  static let maximumCrawlDelay = Duration.seconds(60)
  /// The approximate maximum size of the rules in memory.
  static let maximumMemoryBytes = 32 << 20
  /// The maximum size of a robots.txt that is stored in the ledger although it does not belong to
  /// the host of a source, and the approximate maximum number of stored files. Pages may link to any
  /// number of hosts.
  static let maximumForeignBytes = 16 << 10
  static let maximumStoredCount = 20_000

  private let ledger: LedgerStore
  private let clock: any WatchClock
  private var cache: [String: (answer: Answer, until: ContinuousClock.Instant)] = [:]
  /// The approximate size of the rules in `cache`.
  private var cacheBytes = 0
  /// The number of files stored in the ledger since old ones were removed.
  private var storedCount = 0
  private var fetches: [String: SharedFetch] = [:]
  private var lastID = 0

  private struct Answer {
    var decision: Robots.Decision
    /// The reason why robots.txt is unavailable, as a phrase for people.
    var failureReason: String?
    /// Whether the host has not responded.
    var isSilence = false
    /// Whether the file was fetched by the program of the source.
    var isByProgram = false
    /// The time since the file was fetched.
    var age = Duration.zero

    var size: Int {
      if case .follow(let rules) = decision { return 300 + rules.size }
      return 300 + (failureReason?.utf8.count ?? 0)
    }
  }

  /// A fetch and the callers that wait for it. Its task is unstructured, so that the cancellation
  /// of one caller does not affect the others.
  private struct SharedFetch {
    let id: Int
    let task: Task<Void, Never>
    var waiters: [Int: CheckedContinuation<Answer, any Error>] = [:]
  }

  init(ledger: LedgerStore, clock: any WatchClock) {
    self.ledger = ledger
    self.clock = clock
  }

  /// Returns the rules that apply to an address.
  /// - Throws: `RoundError` if robots.txt is unavailable, `CancellationError`, `LedgerError`.
  func rules(
    of address: WebURL, for source: Source, force: Bool, fetcher: PoliteFetcher
  ) async throws -> Robots {
    let answer = try await answer(of: address, for: source, force: force, fetcher: fetcher)
    switch answer.decision {
    case .follow(let rules): return rules
    case .wait:
      let retryTime = RFC3339.string(from: clock.timestamp + RobotsCache.retryInterval)
      let advice =
        source.request.fetchCommand == nil
        ? "" : "; if the program of “fetch” cannot fetch robots.txt, set “robots: false”"
      throw RoundError(
        .robots, address.origin + "/robots.txt",
        "\(answer.failureReason ?? "cannot fetch robots.txt"); retrying at \(retryTime)\(advice)",
        cause: answer.isSilence ? .unreachable : .other)
    }
  }

  private func answer(
    of address: WebURL, for source: Source, force: Bool, fetcher: PoliteFetcher
  ) async throws -> Answer {
    let agents: Set = [Robots.agent, Robots.token(of: source.request.userAgent)]
    let originKey =
      address.origin + (agents.count > 1 ? " as \(Robots.token(of: source.request.userAgent))" : "")
    // A failure holds only for sources with the same route and the same allowed addresses.
    let routeKey =
      originKey + " for" + RobotsCache.programSuffix(of: source) + source.route
      + (source.url.hasSameOrigin(as: address) ? " its own" : "")
      + source.network.allowed.map { " \($0)" }.joined()
    // An answer that this process has fetched is recent enough even with `force`.
    for key in [originKey, routeKey] {
      if let cached = cache[key], cached.until > clock.now { return cached.answer }
    }
    return try await sharedAnswer(routeKey) {
      try await self.loadAndCache(
        address.origin, agents, for: source, force: force, fetcher: fetcher,
        keys: (origin: originKey, route: routeKey))
    }
  }

  private func loadAndCache(
    _ origin: String, _ agents: Set<String>, for source: Source, force: Bool,
    fetcher: PoliteFetcher, keys: (origin: String, route: String)
  ) async throws -> Answer {
    let answer = try await load(origin, agents, for: source, force: force, fetcher: fetcher)
    store(answer, as: answer.decision == .wait || answer.isByProgram ? keys.route : keys.origin)
    return answer
  }

  private func store(_ answer: Answer, as key: String) {
    let lifetime =
      answer.decision == .wait ? RobotsCache.retryInterval : RobotsCache.lifetime - answer.age
    if let old = cache[key] { cacheBytes -= old.answer.size }
    cache[key] = (answer, clock.now + lifetime)
    cacheBytes += answer.size
    guard cacheBytes > RobotsCache.maximumMemoryBytes else { return }
    // The ledger holds most of the removed files.
    for (key, cached) in cache where cacheBytes > RobotsCache.maximumMemoryBytes / 2 {
      cacheBytes -= cached.answer.size
      cache[key] = nil
    }
  }

  // MARK: - Shared fetches

  /// The number of callers that wait for a fetch.
  var waiterCount: Int { fetches.values.reduce(0) { $0 + $1.waiters.count } }

  /// Waits for the fetch of this key, and starts it if there is none.
  private func sharedAnswer(
    _ key: String, fetch: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer {
    lastID += 1
    let id = lastID
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        var shared = fetches[key] ?? startFetch(id, key, fetch)
        shared.waiters[id] = continuation
        fetches[key] = shared
      }
    } onCancel: {
      Task { await self.cancelWaiter(id, of: key) }
    }
  }

  private func startFetch(
    _ id: Int, _ key: String, _ fetch: @escaping @Sendable () async throws -> Answer
  ) -> SharedFetch {
    let task = Task {
      do {
        finishFetch(id, key, .success(try await fetch()))
      } catch {
        finishFetch(id, key, .failure(error))
      }
    }
    return SharedFetch(id: id, task: task)
  }

  private func finishFetch(_ id: Int, _ key: String, _ result: Result<Answer, any Error>) {
    // A cancelled fetch may end after another one for the same key has started.
    guard let shared = fetches[key], shared.id == id else { return }
    fetches[key] = nil
    for waiter in shared.waiters.values { waiter.resume(with: result) }
  }

  /// Ends the wait of one caller, and the fetch if no caller is left.
  private func cancelWaiter(_ id: Int, of key: String) {
    guard let waiter = fetches[key]?.waiters.removeValue(forKey: id) else { return }
    waiter.resume(throwing: CancellationError())
    guard let shared = fetches[key], shared.waiters.isEmpty else { return }
    shared.task.cancel()
    fetches[key] = nil
  }

  // MARK: - Ledger and network

  private func load(
    _ origin: String, _ agents: Set<String>, for source: Source, force: Bool,
    fetcher: PoliteFetcher
  ) async throws -> Answer {
    let now = clock.timestamp
    guard let address = WebURL(origin + "/robots.txt") else {
      return Answer(decision: .follow(.allowAll))
    }
    let programKey = source.request.fetchCommand.map { _ in
      origin + RobotsCache.programSuffix(of: source)
    }
    if !force {
      for key in [origin, programKey].compactMap(\.self) {
        guard var answer = try await storedAnswer(key, address, agents, now: now) else { continue }
        answer.isByProgram = key != origin
        return answer
      }
    }
    let reply: Response
    do {
      reply = try await fetcher.fetchRobots(address, for: source, force: force)
    } catch let error as RoundError where error.isRedirected {
      // Too many redirects mean that there is no robots.txt (RFC 9309 2.3.1.2).
      try await ledger.storeRobots(origin: origin, status: 404, body: [], now: now)
      return Answer(decision: .follow(.allowAll))
    } catch let error as RoundError where !error.isForbiddenAddress {
      let failure = Answer(
        decision: Robots.decision(on: nil), failureReason: error.summary(host: address.host),
        isSilence: error.isUnreachable)
      guard let programKey, error.isUnreachable || error.heldUntil != nil else { return failure }
      return try await loadByProgram(
        address, agents, for: source, force: force, fetcher: fetcher, key: programKey, failure)
    }
    let decision = Robots.decision(on: reply, agents: agents)
    if decision != .wait { try await save(reply, of: origin, for: source, now: now) }
    return Answer(
      decision: decision,
      failureReason: "cannot fetch robots.txt of \(address.host) (HTTP \(reply.status))")
  }

  private func storedAnswer(
    _ key: String, _ address: WebURL, _ agents: Set<String>, now: Timestamp
  ) async throws -> Answer? {
    guard
      let stored = try await ledger.robots(
        origin: key, since: now - RobotsCache.lifetime, now: now)
    else { return nil }
    let reply = Response(url: address, status: stored.status, body: stored.body)
    return Answer(
      decision: Robots.decision(on: reply, agents: agents), age: now - stored.fetched)
  }

  /// - Parameter failure: the answer if the program fails, too.
  private func loadByProgram(
    _ address: WebURL, _ agents: Set<String>, for source: Source, force: Bool,
    fetcher: PoliteFetcher, key: String, _ failure: Answer
  ) async throws -> Answer {
    do {
      let reply = try await fetcher.fetchRobotsByProgram(address, for: source, force: force)
      try await save(reply, of: key, for: source, now: clock.timestamp)
      return Answer(decision: Robots.decision(on: reply, agents: agents), isByProgram: true)
    } catch let error as RoundError {
      var failure = failure
      failure.failureReason? += "; the program of “fetch” cannot, either (\(error.reason))"
      return failure
    }
  }

  /// The suffix of the keys of files that a program has fetched.
  private static func programSuffix(of source: Source) -> String {
    source.request.fetchCommand == nil ? "" : " by a program"
  }

  private func save(_ reply: Response, of origin: String, for source: Source, now: Timestamp)
    async throws
  {
    // A page without rules, such as most 404 pages, is stored as an empty file.
    let hasRules = (200..<300).contains(reply.status) && Robots.namesAgents(reply.body)
    let body = hasRules ? Array(reply.body.prefix(Robots.maximumSize + 1)) : []
    let isOwn = [source.url.origin, source.url.origin + RobotsCache.programSuffix(of: source)]
      .contains(origin)
    if body.count <= RobotsCache.maximumForeignBytes || isOwn {
      try await ledger.storeRobots(origin: origin, status: reply.status, body: body, now: now)
      storedCount += 1
    }
    guard storedCount > RobotsCache.maximumStoredCount / 10 else { return }
    storedCount = 0
    try await ledger.trimRobots(to: RobotsCache.maximumStoredCount)
  }
}

extension RoundError {
  /// The reason why the robots.txt of a host is unavailable, as a phrase for people.
  fileprivate func summary(host: String) -> String {
    switch fetchStage {
    case .dns: "cannot resolve \(host)"
    case .connect: "cannot connect to \(host) (\(reason))"
    default: "cannot fetch robots.txt of \(host) (\(reason))"
    }
  }
}
