import News
import Web

/// The robots.txt of the origins we visit, for a day each, kept in the ledger over restarts.
/// Requests for one origin that come together cause one fetch.
actor RobotsCache {
  /// RFC 9309, 2.4: not to be used for more than a day.
  static let lifetime = 86_400.0
  /// A robots.txt that can't be had is not asked for again before this.
  static let patience = 60.0
  /// The longest `Crawl-delay` we sit out between two requests.
  static let longestDelay = 60.0

  private let ledger: Ledger
  private let timepiece: any Timepiece
  private var known: [String: (answer: Answer, until: Double)] = [:]
  private var underWay: [String: Task<Answer, any Error>] = [:]

  private struct Answer {
    var decision: Robots.Decision
    /// Why there is no robots.txt, when it can't be had.
    var obstacle: String?
    /// No answer came.
    var isSilence = false
  }

  init(ledger: Ledger, timepiece: any Timepiece) {
    self.ledger = ledger
    self.timepiece = timepiece
  }

  /// - Throws: `RoundFault` where the host can't say now.
  func rules(of address: Address, for source: Source, force: Bool, guest: Guest) async throws
    -> Robots
  {
    let answer = try await answer(of: address, for: source, force: force, guest: guest)
    switch answer.decision {
    case .follow(let rules): return rules
    case .wait:
      var fault = RoundFault(
        .robots, address.origin + "/robots.txt",
        "robots.txt can't be had now, so we wait: \(answer.obstacle ?? "no answer")")
      fault.isSilence = answer.isSilence
      throw fault
    }
  }

  private func answer(of address: Address, for source: Source, force: Bool, guest: Guest)
    async throws -> Answer
  {
    let origin = address.origin
    // What this process asked for itself is new enough, even when forced.
    if let found = known[origin], found.until > timepiece.steady { return found.answer }
    if let task = underWay[origin] { return try await task.value }
    let task = Task { try await self.find(origin, for: source, force: force, guest: guest) }
    underWay[origin] = task
    defer { underWay[origin] = nil }
    let answer = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    let life = answer.decision == .wait ? RobotsCache.patience : RobotsCache.lifetime
    if known.count > 50_000 { known.removeAll() }
    known[origin] = (answer, timepiece.steady + life)
    return answer
  }

  private func find(_ origin: String, for source: Source, force: Bool, guest: Guest) async throws
    -> Answer
  {
    let now = timepiece.wall
    if !force,
      let kept = try await ledger.robots(
        origin: origin, since: now - RobotsCache.lifetime, now: now)
    {
      let reply = Reply(address: origin, status: kept.status, body: kept.body)
      return Answer(decision: Robots.decision(on: reply))
    }
    guard let address = Address(origin + "/robots.txt") else {
      return Answer(decision: .follow(.allowAll))
    }
    let reply: Reply
    do {
      reply = try await guest.askForRobots(address, for: source, force: force)
    } catch let fault as RoundFault where fault.isAstray {
      // More redirects than anybody follows: there is none (RFC 9309 2.3.1.2).
      try await ledger.keepRobots(origin: origin, status: 404, body: [], now: now)
      return Answer(decision: .follow(.allowAll))
    } catch let fault as RoundFault {
      return Answer(
        decision: Robots.decision(on: nil), obstacle: fault.reason, isSilence: fault.isSilence)
    }
    let decision = Robots.decision(on: reply)
    if decision != .wait {
      try await ledger.keepRobots(
        origin: origin, status: reply.status, body: Array(reply.body.prefix(Robots.maximumBytes)),
        now: now)
    }
    return Answer(decision: decision, obstacle: "status \(reply.status)")
  }
}
