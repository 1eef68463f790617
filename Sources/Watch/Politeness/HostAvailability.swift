import Basics
import Dates
import Ledger
import News
import Settings
import Spool
import Web
import WebURL

/// The availability of hosts: which ones asked to be left alone, and which ones do not respond.
///
/// Retry-After (RFC 9110 10.2.3) holds for the whole host if its name is public, and for the single
/// URL otherwise, because one private host may serve many unrelated sites. A host that answers 429
/// without a time gets our own back-off. An origin that has failed to respond several times in a
/// row is not asked for growing periods, after each of which one request probes it. Articles stay
/// owed meanwhile. The state is kept in the ledger, because `once` has no other memory.
actor HostAvailability {
  /// The number of consecutive requests without a response after which an origin counts as down.
  static let maximumFailures = 5

  private let ledger: LedgerStore
  private let dependencies: Dependencies
  private var states: [String: HostState]?
  /// The maximum number of hosts and URLs that are remembered.
  private let maximumCount: Int

  init(ledger: LedgerStore, dependencies: Dependencies, maximumCount: Int = 20_000) {
    self.ledger = ledger
    self.dependencies = dependencies
    self.maximumCount = maximumCount
  }

  // MARK: - Queries

  /// - Throws: `RoundError` if the host must not be asked now.
  func checkAvailability(of address: WebURL, for source: Source) async throws {
    if let error = try await unavailability(of: address, for: source) { throw error }
  }

  /// Returns why an address must not be requested now; nil if it may be.
  func unavailability(of address: WebURL, for source: Source) async throws -> RoundError? {
    let states = try await loadedStates()
    guard !states.isEmpty else { return nil }
    let now = dependencies.clock.timestamp
    for key in source.availabilityKeys(of: address).all {
      guard let state = states[key], let until = state.hold(now: now) else { continue }
      return RoundError(.fetch, address.string, state.reason, cause: .onHold(until: until))
    }
    return nil
  }

  // MARK: - Results of requests

  /// Records a response.
  func record(_ reply: Response, to address: WebURL, for source: Source) async throws {
    let now = dependencies.clock.timestamp
    let retryAfter = reply.isOverloaded ? reply.retryAfter(now: now) : nil
    let requestedWait = retryAfter.flatMap { $0 > .zero ? $0 : nil }
    if requestedWait == nil,
      [502, 503, 504].contains(reply.status) || (520...530).contains(reply.status)
    {
      // A gateway reports that the host behind it does not respond.
      return try await recordNoResponse("HTTP \(reply.status)", from: address, for: source)
    }
    let key = source.availabilityKeys(of: address).deferral
    var state = try await loadedStates()[key] ?? HostState()
    try await recordResponse(from: address, for: source)
    guard requestedWait != nil || reply.status == 429 && retryAfter == nil else { return }
    state.silences += 1
    let backOff = source.schedule.backOff.delay(afterFailures: state.silences)
    let until = now + min(requestedWait ?? backOff, Source.maximumQuiet)
    state.closedUntil = until
    state.reason =
      "HTTP \(reply.status): "
      + (requestedWait.map { "\(address.host) \(Source.pauseRequest($0, now: now))" }
        ?? "too many requests; retrying at \(RFC3339.string(from: until))")
    try await store(state, as: key)
  }

  /// Records a request that got no response.
  func recordNoResponse(
    _ reason: String, from address: WebURL, for source: Source
  ) async throws {
    let key = source.availabilityKeys(of: address).response
    var state = try await loadedStates()[key] ?? HostState()
    state.silences += 1
    guard state.isDown else { return try await store(state, as: key) }
    let delay = source.schedule.backOff.delay(
      afterFailures: state.silences - HostAvailability.maximumFailures + 1,
      jitter: dependencies.randomFraction())
    let until = dependencies.clock.timestamp + delay
    state.closedUntil = until
    let retryTime = RFC3339.string(from: until)
    state.reason = "\(address.host) does not respond (\(reason)); retrying at \(retryTime)"
    try await store(state, as: key)
    guard state.silences == HostAvailability.maximumFailures else { return }
    // A notice, because the health of the affected sources is reported anyway.
    dependencies.log.notice(
      "the host does not respond; retrying with back-off",
      metadata: ["stage": "host", "host": "\(address.host)", "reason": "\(reason)"])
  }

  /// Records that a host has responded, if only with a redirect.
  func recordResponse(from address: WebURL, for source: Source) async throws {
    let states = try await loadedStates()
    guard !states.isEmpty else { return }
    let keys = source.availabilityKeys(of: address)
    for key in keys.all {
      guard let state = states[key] else { continue }
      self.states?[key] = nil
      try await ledger.deleteHosts([key])
      guard state.isDown, key == keys.response else { continue }
      dependencies.log.notice(
        "resolved: the host responds again",
        metadata: ["stage": "host", "host": "\(address.host)"])
    }
  }

  // MARK: - Storage

  private func loadedStates() async throws -> [String: HostState] {
    if let states { return states }
    let stored = try await ledger.hostStates()
    // Another caller may have loaded and changed them meanwhile.
    let loaded = states ?? stored
    states = loaded
    return loaded
  }

  private func store(_ state: HostState, as key: String) async throws {
    states?[key] = state
    try await ledger.recordHost(key, state)
    if let states, states.count > maximumCount { try await removeOldest(of: states) }
  }

  /// Removes a tenth of the states: those whose hold ended or ends first.
  private func removeOldest(of states: [String: HostState]) async throws {
    let oldest = states.sorted {
      ($0.value.closedUntil ?? .epoch, $0.key) < ($1.value.closedUntil ?? .epoch, $1.key)
    }
    .prefix(max(1, maximumCount / 10)).map(\.key)
    for key in oldest { self.states?[key] = nil }
    try await ledger.deleteHosts(oldest)
  }
}

extension HostState {
  var isDown: Bool { silences >= HostAvailability.maximumFailures }

  /// Returns the end of the hold if it is in the future. A time beyond the maximum hold was set
  /// before the clock was corrected, and is ignored.
  func hold(now: Timestamp) -> Timestamp? {
    closedUntil.flatMap { $0 > now && $0 <= now + Source.maximumQuiet + .seconds(1) ? $0 : nil }
  }
}

extension Source {
  /// Returns the keys under which the availability of an address is stored. They include the route,
  /// because the route may be what fails.
  func availabilityKeys(of address: WebURL) -> AvailabilityKeys {
    let isPublic = AddressPolicy.isPublicHost(of: address)
    let suffix = (self.request.fetchCommand == nil ? "" : " by a program") + route
    return AvailabilityKeys(
      deferral: (isPublic ? address.queueHost : address.string) + suffix,
      // The origin, because a closed port says nothing about other ports of the host.
      response: address.origin + suffix)
  }

  /// The proxy, certificate authorities and address family of the requests; empty by default.
  var route: String {
    [self.network.proxy.map(Source.withoutCredentials), self.network.authoritiesPath].compactMap(
      \.self
    )
    .map { " by \($0)" }.joined()
      + (self.network.addressFamily == .any ? "" : " over \(self.network.addressFamily)")
  }

  /// Returns a proxy's address without user and password, which must not be stored in the ledger.
  private static func withoutCredentials(_ proxy: String) -> String {
    guard let scheme = proxy.firstRange(of: "://"), let at = proxy.lastIndex(of: "@"),
      at > scheme.upperBound
    else { return proxy }
    return String(proxy[..<scheme.upperBound] + proxy[proxy.index(after: at)...])
  }
}

struct AvailabilityKeys: Sendable {
  /// The key of requests to be left alone (Retry-After, 429).
  var deferral: String
  /// The key of responses and failures to respond.
  var response: String

  var all: [String] { [deferral, response] }
}
