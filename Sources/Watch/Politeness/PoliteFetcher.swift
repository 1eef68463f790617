import News
import Settings
import Web
import WebURL

/// The fetcher of all requests of sources. It obeys robots.txt, host availability and the host
/// queue, and stores cookies.
struct PoliteFetcher: Sendable {
  let transport: Fetch
  let commandTransport: @Sendable (Request, FetchProgram) async throws -> Response
  let hosts: HostQueue
  let availability: HostAvailability
  let robots: RobotsCache
  let jars: CookieJars
  let knownHosts: KnownHosts
  /// Receives the steps of the work; nil if nobody follows them.
  var progress: (@Sendable (ProgressEvent) -> Void)?

  /// - Parameters:
  ///   - recordsExchanges: whether the response has the exchanges of messages that led to it.
  ///   - force: whether to fetch robots.txt again and to ignore the availability of hosts.
  /// - Throws: `RoundError` for all problems of the network and the server, `CancellationError`,
  ///   `LedgerError`.
  func fetch(
    _ address: WebURL, for source: Source, validators: Validators? = nil,
    recordsExchanges: Bool = false, force: Bool
  ) async throws -> Response {
    var request = source.makeRequest(for: address, validators: validators)
    request.recordsExchanges = recordsExchanges
    return try await fetch(by: request, for: source, followsContent: true, force: force)
  }

  /// Fetches an image, without the program of the source, which returns pages only.
  /// - Parameters:
  ///   - maximumSize: the size after which the body is truncated.
  ///   - maximumDuration: the time limit of the request, and of that for robots.txt.
  func fetchImage(
    _ address: WebURL, for source: Source, maximumSize: Int, maximumDuration: Duration
  ) async throws -> Response {
    var source = source
    source.request.fetchCommand = nil
    source.request.bounds.maximumDuration = min(
      maximumDuration, source.request.bounds.maximumDuration)
    var request = source.makeRequest(for: address)
    if !request.header.fields.contains(where: { $0.name.lowercased() == "accept" }) {
      request.header.fields.append(("Accept", "image/*"))
    }
    request.bounds.maximumBodySize = maximumSize
    request.truncatesBody = true
    return try await fetch(by: request, for: source, followsContent: false, force: false)
  }

  /// - Parameter followsContent: whether a redirect that a page states in its content is followed.
  private func fetch(
    by request: Request, for source: Source, followsContent: Bool, force: Bool
  ) async throws -> Response {
    try await followRedirects(
      of: request, to: request.url, followsContent: followsContent
    ) { request, address in
      if !force { try await availability.checkAvailability(of: address, for: source) }
      var delay = source.politeness.hostPause
      if source.politeness.honorsRobots {
        let rules = try await rules(of: address, for: source, force: force)
        guard rules.allows(address) else {
          throw RoundError(
            .robots, address.string, "disallowed by robots.txt of \(address.origin)",
            cause: .disallowed)
        }
        delay = max(delay, min(rules.crawlDelay ?? .zero, RobotsCache.maximumCrawlDelay))
      }
      return try await performInQueue(
        request, to: address, for: source, delay: delay, force: force,
        transport: transport(for: source))
    }
  }

  /// Fetches a robots.txt, without regard to robots.txt and without the program of the source.
  func fetchRobots(_ address: WebURL, for source: Source, force: Bool) async throws -> Response {
    // The program does not make the host available, nor does its failure make it unavailable.
    var source = source
    source.request.fetchCommand = nil
    var request = source.makeRequest(for: address)
    // One byte more than is parsed shows whether there is more.
    request.bounds.maximumBodySize = Robots.maximumSize + 1
    request.truncatesBody = true
    return try await fetchRobots(by: request, for: source, force: force)
  }

  /// Fetches a robots.txt by the program of the source, without regard to robots.txt. Browsers write a text
  /// file as a page.
  func fetchRobotsByProgram(
    _ address: WebURL, for source: Source, force: Bool
  ) async throws -> Response {
    let request = source.makeRequest(for: address)
    var reply = try await fetchRobots(by: request, for: source, force: force)
    let page = Page(address: reply.url, bytes: reply.body)
    if let text = page.preformattedText { reply.body = Array(text.utf8) }
    return reply
  }

  private func fetchRobots(
    by request: Request, for source: Source, force: Bool
  ) async throws -> Response {
    try await followRedirects(
      of: request, to: request.url, followsContent: false
    ) { request, address in
      try await performInQueue(
        request, to: address, for: source, delay: source.politeness.hostPause, force: force,
        transport: transport(for: source))
    }
  }

  private func rules(of address: WebURL, for source: Source, force: Bool) async throws -> Robots {
    do {
      return try await robots.rules(of: address, for: source, force: force, fetcher: self)
    } catch var error as RoundError where error.isForbiddenAddress {
      // The address policy forbids the page itself, so the error names the page.
      error.address = address.string
      throw error
    }
  }

  /// Performs each step of a redirect chain as a request of its own, subject to robots.txt, the
  /// availability and the queue of its host.
  /// - Parameter followsContent: whether a redirect that a page states in its content is followed.
  private func followRedirects(
    of request: Request, to address: WebURL, followsContent: Bool = true,
    perform: (Request, WebURL) async throws -> Response
  ) async throws -> Response {
    let start = address
    var contentRedirects = ContentRedirects()
    var (request, address) = (request, address)
    request.followsRedirects = false
    while true {
      let reply: Response
      do {
        reply = try await perform(request, address)
      } catch var error as RoundError where address != start {
        error.reason += "; redirected from \(start)"
        throw error
      }
      let contentRedirect = followsContent ? contentRedirects.next(after: reply) : nil
      guard let next = reply.pendingRedirect ?? contentRedirect else { return reply }
      (request, address) = (request.following(next), next.url)
    }
  }

  private func transport(for source: Source) -> Fetch {
    guard let program = source.request.fetchCommand else { return transport }
    return { try await commandTransport($0, program) }
  }

  private func performInQueue(
    _ request: Request, to address: WebURL, for source: Source, delay: Duration, force: Bool,
    transport: Fetch
  ) async throws -> Response {
    do {
      return try await hosts.withSlot(
        for: address.queueHost, delay: delay, onWait: reportWait(of: source.name)
      ) {
        // The host may have become unavailable while the request waited.
        if !force { try await availability.checkAvailability(of: address, for: source) }
        progress?(.round(source: source.name, .requesting(address)))
        return try await perform(request, to: address, for: source, transport: transport)
      }
    } catch let error as FetchError {
      if error.stage == .cancelled { throw CancellationError() }
      throw RoundError(error)
    }
  }

  /// Returns what reports the waits of requests; nil if nobody follows them.
  private func reportWait(of source: String) -> (@Sendable (RequestWait) -> Void)? {
    guard let progress else { return nil }
    return { progress(.round(source: source, .waiting($0))) }
  }

  private func perform(
    _ request: Request, to address: WebURL, for source: Source, transport: Fetch
  ) async throws -> Response {
    do {
      let request = try await knownHosts.applied(to: request, of: source)
      let reply = try await transport(jars.addingCookies(to: request, of: source))
        .expandingGzip(maximumBytes: request.bounds.maximumBodySize)
      try await knownHosts.record(reply.addressKind, of: reply.url, for: source)
      if let cookies = reply.cookies, source.request.keepsCookies {
        await jars.update(cookies, of: source)
      }
      try await recordRedirect(from: address, to: reply.url, for: source)
      try await availability.record(reply, to: reply.url, for: source)
      return reply
    } catch let error as FetchError {
      try await knownHosts.record(error.addressKind, of: error.url, for: source)
      guard error.isHostFailure else { throw error }
      try await recordRedirect(from: address, to: error.url, for: source)
      try await availability.recordNoResponse(
        "\(error.stage.rawValue): \(error.reason)", from: error.url, for: source)
      throw error
    }
  }

  /// Records that the requested host has responded, if its redirect led to another origin.
  private func recordRedirect(
    from address: WebURL, to last: WebURL, for source: Source
  ) async throws {
    guard !last.hasSameOrigin(as: address) else { return }
    try await availability.recordResponse(from: address, for: source)
  }
}
