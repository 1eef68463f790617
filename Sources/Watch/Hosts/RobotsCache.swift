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
  private var known: [String: (decision: Robots.Decision, until: Double)] = [:]
  private var underWay: [String: Task<Robots.Decision, any Error>] = [:]

  init(ledger: Ledger, timepiece: any Timepiece) {
    self.ledger = ledger
    self.timepiece = timepiece
  }

  /// - Throws: `RoundFault` where the host can't say now.
  func rules(of address: Address, for source: Source, force: Bool, guest: Guest) async throws
    -> Robots
  {
    switch try await decision(of: address, for: source, force: force, guest: guest) {
    case .follow(let rules): return rules
    case .wait:
      throw RoundFault(
        .robots, address.origin + "/robots.txt", "robots.txt can't be had now, so we wait")
    }
  }

  private func decision(of address: Address, for source: Source, force: Bool, guest: Guest)
    async throws -> Robots.Decision
  {
    let origin = address.origin
    // What this process asked for itself is new enough, even when forced.
    if let found = known[origin], found.until > timepiece.steady { return found.decision }
    if let task = underWay[origin] { return try await task.value }
    let task = Task { try await self.find(origin, for: source, force: force, guest: guest) }
    underWay[origin] = task
    defer { underWay[origin] = nil }
    let decision = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    let life = decision == .wait ? RobotsCache.patience : RobotsCache.lifetime
    if known.count > 50_000 { known.removeAll() }
    known[origin] = (decision, timepiece.steady + life)
    return decision
  }

  private func find(_ origin: String, for source: Source, force: Bool, guest: Guest) async throws
    -> Robots.Decision
  {
    let now = timepiece.wall
    if !force,
      let kept = try await ledger.robots(
        origin: origin, since: now - RobotsCache.lifetime, now: now)
    {
      return Robots.decision(on: Reply(address: origin, status: kept.status, body: kept.body))
    }
    guard let address = Address(origin + "/robots.txt") else { return .follow(.allowAll) }
    let reply = try await reply(address, for: source, guest: guest)
    let decision = Robots.decision(on: reply)
    if let reply, decision != .wait {
      try await ledger.keepRobots(
        origin: origin, status: reply.status, body: Array(reply.body.prefix(Robots.maximumBytes)),
        now: now)
    }
    return decision
  }

  private func reply(_ address: Address, for source: Source, guest: Guest) async throws -> Reply? {
    do {
      return try await guest.turn(address, for: source, pause: source.hostPause)
    } catch is RoundFault {
      return nil
    }
  }
}
