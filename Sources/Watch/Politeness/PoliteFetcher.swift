import News
import Settings
import Web
import WebURL

/// Every request of a source goes this way: what robots.txt says, the host's standing and turn, the
/// wire.
struct PoliteFetcher: Sendable {
  let fetch: Fetch
  let fetchByCommand: @Sendable (Request, _ argv: [String]) async throws -> Reply
  let hosts: HostQueue
  let availability: HostAvailability
  let robots: RobotsCache
  let jars: CookieJars

  /// - Parameter force: robots.txt is asked for anew, and hosts that are left alone are asked.
  /// - Throws: `RoundError` for whatever the world does, `CancellationError`, `LedgerError`.
  func ask(
    _ address: WebURL, for source: Source, validators: Validators? = nil, force: Bool
  ) async throws -> Reply {
    let request = source.makeRequest(for: address, validators: validators)
    return try await follow(request, to: address) { request, address in
      if !force { try await availability.admit(address, for: source) }
      var pause = source.politeness.hostPause
      if source.politeness.honorsRobots {
        let rules = try await rules(of: address, for: source, force: force)
        guard rules.allows(address) else {
          throw RoundError(
            .robots, address.string, "robots.txt of \(address.origin) asks us not to fetch this",
            isBlocked: true)
        }
        pause = max(pause, min(rules.crawlDelay ?? 0, RobotsCache.longestDelay))
      }
      return try await turn(
        request, to: address, for: source, pause: pause, force: force, fetch: way(of: source))
    }
  }

  /// Without asking robots.txt: for robots.txt itself.
  func askForRobots(_ address: WebURL, for source: Source, force: Bool) async throws -> Reply {
    var request = source.makeRequest(for: address)
    // One byte more than is read, to know that there is more.
    request.bounds.bodyBytes = Robots.maximumBytes + 1
    request.takesBeginning = true
    return try await follow(request, to: address) { request, address in
      try await turn(
        request, to: address, for: source, pause: source.politeness.hostPause, force: force,
        fetch: fetch)
    }
  }

  private func rules(of address: WebURL, for source: Source, force: Bool) async throws -> Robots {
    do {
      return try await robots.rules(of: address, for: source, force: force, fetcher: self)
    } catch var fault as RoundError where fault.isForbidden {
      // It is no matter of robots.txt.
      fault.address = address.string
      throw fault
    }
  }

  /// Each step of the way is asked for as any other page: in its host's turn, and if that lets itself
  /// be asked.
  private func follow(
    _ request: Request, to address: WebURL, by ask: (Request, WebURL) async throws -> Reply
  ) async throws -> Reply {
    let start = address
    var (request, address) = (request, address)
    request.followsRedirects = false
    while true {
      let reply: Reply
      do {
        reply = try await ask(request, address)
      } catch var fault as RoundError where address != start {
        fault.reason += "; \(start) has led there"
        throw fault
      }
      guard let onward = reply.onward else { return reply }
      (request, address) = (request.going(onward), onward.url)
    }
  }

  private func way(of source: Source) -> Fetch {
    guard let argv = source.request.fetchCommand else { return fetch }
    return { try await fetchByCommand($0, argv) }
  }

  private func turn(
    _ request: Request, to address: WebURL, for source: Source, pause: Double, force: Bool,
    fetch: Fetch
  ) async throws -> Reply {
    do {
      return try await hosts.withTurn(address.queueHost, pause: pause) {
        // Those who stood before us in the line may have learned something.
        if !force { try await availability.admit(address, for: source) }
        return try await talk(request, to: address, for: source, fetch: fetch)
      }
    } catch let error as FetchError {
      if error.stage == .cancelled { throw CancellationError() }
      throw RoundError(error)
    }
  }

  private func talk(_ request: Request, to address: WebURL, for source: Source, fetch: Fetch)
    async throws -> Reply
  {
    do {
      let reply = try await fetch(jars.fill(request, for: source))
      if let cookies = reply.cookies, source.request.keepsCookies {
        await jars.note(cookies, of: source)
      }
      // After a redirect it is another host that has answered last.
      let last = reply.url
      if !last.hasSameOrigin(as: address) {
        try await availability.noteAnswer(of: address, for: source)
      }
      try await availability.note(reply, to: last, for: source)
      return reply
    } catch let error as FetchError where error.isSilence {
      let last = error.url
      if !last.hasSameOrigin(as: address) {
        try await availability.noteAnswer(of: address, for: source)
      }
      try await availability.noteSilence(
        "\(error.stage.rawValue): \(error.reason)", of: last, for: source)
      throw error
    }
  }
}
