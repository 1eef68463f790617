import News
import Web

/// Every request of a source goes this way: what robots.txt says, the host's turn, the wire.
struct Guest: Sendable {
  let fetch: Fetch
  let hosts: HostQueue
  let robots: RobotsCache

  /// - Parameter force: robots.txt is asked for anew.
  /// - Throws: `RoundFault` for whatever the world does, `CancellationError`, `LedgerError`.
  func ask(
    _ address: Address, for source: Source, validators: Validators? = nil, force: Bool
  ) async throws -> Reply {
    var pause = source.hostPause
    if source.robots {
      let rules = try await robots.rules(of: address, for: source, force: force, guest: self)
      guard rules.allows(address.string) else {
        throw RoundFault(
          .robots, address.string, "robots.txt of \(address.origin) asks us not to fetch this",
          isBlocked: true)
      }
      pause = max(pause, min(rules.crawlDelay ?? 0, RobotsCache.longestDelay))
    }
    return try await turn(address, for: source, pause: pause, validators: validators)
  }

  /// Without asking robots.txt: for robots.txt itself.
  func turn(
    _ address: Address, for source: Source, pause: Double, validators: Validators? = nil
  ) async throws -> Reply {
    let request = source.request(address, validators: validators)
    do {
      return try await hosts.withTurn(address.host, pause: pause) { try await fetch(request) }
    } catch let error as FetchError {
      if error.stage == .cancelled { throw CancellationError() }
      throw RoundFault(error)
    }
  }
}
