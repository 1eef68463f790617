import Basics
import Ledger
import News
import Settings
import Web
import WebURL

/// The robots.txt of the origins we visit, for a day each, kept in the ledger over restarts.
/// Requests for one origin that come together cause one fetch.
actor RobotsCache {
  /// RFC 9309, 2.4: not to be used for more than a day.
  static let lifetime = LedgerAge.robots
  /// A robots.txt that can't be had is not asked for again before this.
  static let patience = 60.0
  /// The longest `Crawl-delay` we sit out between two requests.
  static let longestDelay = 60.0
  /// Bytes of rules that are kept at hand, about.
  static let mostBytes = 32 << 20
  /// Bytes of a robots.txt that is kept in the ledger, where no source's own host sent it; and how
  /// many are kept there in all, about. Pages may link to any number of hosts.
  static let longestForeign = 16 << 10
  static let mostKept = 20_000

  private let ledger: LedgerStore
  private let clock: any WatchClock
  private var known: [String: (answer: Answer, until: Double)] = [:]
  /// Bytes that the rules in there take, about.
  private var size = 0
  /// How many entered the ledger since it was seen to that they are not too many.
  private var keptCount = 0
  private var underWay: [String: Task<Answer, any Error>] = [:]

  private struct Answer {
    var decision: Robots.Decision
    /// Why there is no robots.txt, when it can't be had.
    var obstacle: String?
    /// No answer came.
    var isSilence = false
    /// Seconds since it came.
    var age = 0.0

    var size: Int {
      if case .follow(let rules) = decision { return 300 + rules.size }
      return 300 + (obstacle?.utf8.count ?? 0)
    }
  }

  init(ledger: LedgerStore, clock: any WatchClock) {
    self.ledger = ledger
    self.clock = clock
  }

  /// - Throws: `RoundError` where the host can't say now.
  func rules(of address: WebURL, for source: Source, force: Bool, fetcher: PoliteFetcher)
    async throws
    -> Robots
  {
    let answer = try await answer(of: address, for: source, force: force, fetcher: fetcher)
    switch answer.decision {
    case .follow(let rules): return rules
    case .wait:
      var fault = RoundError(
        .robots, address.origin + "/robots.txt",
        "robots.txt can't be had now, so we wait: \(answer.obstacle ?? "no answer")")
      fault.isSilence = answer.isSilence
      throw fault
    }
  }

  private func answer(of address: WebURL, for source: Source, force: Bool, fetcher: PoliteFetcher)
    async throws -> Answer
  {
    let agents: Set = [Robots.agent, Robots.token(of: source.request.userAgent)]
    let origin =
      address.origin + (agents.count > 1 ? " as \(Robots.token(of: source.request.userAgent))" : "")
    // That it can't be had is true of this source's way to it, and of where that may lead.
    let way =
      origin + " for" + source.wayOut + (source.url.host == address.host ? " its own" : "")
      + source.network.allowedRanges.map { " \($0)" }.joined()
    // What this process asked for itself is new enough, even when forced.
    for name in [origin, way] {
      if let found = known[name], found.until > clock.steady { return found.answer }
    }
    if let task = underWay[way] { return try await task.value }
    let task = Task {
      try await self.find(address.origin, agents, for: source, force: force, fetcher: fetcher)
    }
    underWay[way] = task
    defer { underWay[way] = nil }
    let answer = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    keep(answer, as: answer.decision == .wait ? way : origin)
    return answer
  }

  private func keep(_ answer: Answer, as name: String) {
    let life =
      answer.decision == .wait ? RobotsCache.patience : RobotsCache.lifetime - answer.age
    if let old = known[name] { size -= old.answer.size }
    known[name] = (answer, clock.steady + life)
    size += answer.size
    guard size > RobotsCache.mostBytes else { return }
    // The ledger has most of them.
    for (name, found) in known where size > RobotsCache.mostBytes / 2 {
      size -= found.answer.size
      known[name] = nil
    }
  }

  private func find(
    _ origin: String, _ agents: Set<String>, for source: Source, force: Bool, fetcher: PoliteFetcher
  ) async throws -> Answer {
    let now = clock.wall
    guard let address = WebURL(origin + "/robots.txt") else {
      return Answer(decision: .follow(.allowAll))
    }
    if !force,
      let kept = try await ledger.robots(
        origin: origin, since: now - RobotsCache.lifetime, now: now)
    {
      let reply = Reply(url: address, status: kept.status, body: kept.body)
      return Answer(
        decision: Robots.decision(on: reply, agents: agents), age: now - kept.fetched)
    }
    let reply: Reply
    do {
      reply = try await fetcher.askForRobots(address, for: source, force: force)
    } catch let fault as RoundError where fault.isAstray {
      // More redirects than anybody follows: there is none (RFC 9309 2.3.1.2).
      try await ledger.keepRobots(origin: origin, status: 404, body: [], now: now)
      return Answer(decision: .follow(.allowAll))
    } catch let fault as RoundError where !fault.isForbidden {
      return Answer(
        decision: Robots.decision(on: nil), obstacle: fault.reason, isSilence: fault.isSilence)
    }
    let decision = Robots.decision(on: reply, agents: agents)
    if decision != .wait {
      // A page that holds no rules, as most that say 404, is not worth its place.
      let hasRules = (200..<300).contains(reply.status) && Robots.namesAgents(reply.body)
      let body = hasRules ? Array(reply.body.prefix(Robots.maximumBytes + 1)) : []
      if body.count <= RobotsCache.longestForeign || source.url.origin == origin {
        try await ledger.keepRobots(origin: origin, status: reply.status, body: body, now: now)
        keptCount += 1
      }
      if keptCount > RobotsCache.mostKept / 10 {
        keptCount = 0
        try await ledger.forgetRobots(but: RobotsCache.mostKept)
      }
    }
    return Answer(decision: decision, obstacle: "status \(reply.status)")
  }
}
