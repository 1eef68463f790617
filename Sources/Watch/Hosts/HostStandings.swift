import News
import Web

/// How hosts stand with us: which asked to be left alone, and which have ceased to answer.
///
/// Retry-After (RFC 9110 10.2.3) holds for the whole host where its name is public, and for the
/// one address where it is not: there, one machine serves many sites that know nothing of each
/// other. A host that has not answered several times in a row is left alone for growing pauses;
/// after each one a single request tries whether it is back. What was asked for meanwhile stays
/// owed. All this is kept in the ledger, for `once` has no other memory.
actor HostStandings {
  /// Silences in a row after which a host counts as down.
  static let tolerated = 5

  private let ledger: Ledger
  private let surroundings: Surroundings
  private var known: [String: Standing]?

  init(ledger: Ledger, surroundings: Surroundings) {
    self.ledger = ledger
    self.surroundings = surroundings
  }

  /// What is known of one host, or of one address.
  struct Standing: Hashable, Sendable {
    /// Silences in a row.
    var silences = 0
    /// Wall seconds; nothing is asked before.
    var closedUntil: Double?
    var reason = ""

    var isDown: Bool { silences >= HostStandings.tolerated }
  }

  // MARK: - Asking

  /// - Throws: `RoundFault` where the host is to be left alone now.
  func admit(_ address: Address, for source: Source) async throws {
    if let fault = try await obstacle(to: address, for: source) { throw fault }
  }

  /// Why the address is not to be asked for now; nil when it may.
  func obstacle(to address: Address, for source: Source) async throws -> RoundFault? {
    let known = try await all()
    guard !known.isEmpty else { return nil }
    let now = surroundings.timepiece.wall
    for name in source.standings(of: address) {
      // What lies further ahead than any pause was set by a clock that has jumped since.
      guard let standing = known[name], let until = standing.closedUntil, until > now,
        until <= now + Source.longestQuiet + 1
      else { continue }
      var fault = RoundFault(.fetch, address.string, standing.reason)
      fault.heldUntil = until
      return fault
    }
    return nil
  }

  // MARK: - Learning

  /// An answer came.
  func note(_ reply: Reply, to address: Address, for source: Source) async throws {
    let now = surroundings.timepiece.wall
    if [502, 503, 504].contains(reply.status) || (520...530).contains(reply.status),
      reply.retryAfter(now: now) == nil
    {
      // Who stands before the host says that it does not answer.
      return try await noteSilence("status \(reply.status)", of: address, for: source)
    }
    try await noteAnswer(of: address, for: source)
    guard let asked = pause(askedBy: reply, of: source, now: now), asked > 0 else { return }
    let name = source.standings(of: address)[source.isPublic(address) ? 1 : 0]
    let until = now + min(asked, Source.longestQuiet)
    var standing = try await all()[name] ?? Standing()
    standing.closedUntil = until
    standing.reason =
      "status \(reply.status): asked to be left alone until \(Moment.utc(Int64(clamping: until)))"
    try await keep(standing, as: name)
  }

  /// Seconds. "Too many requests" without a time that can be read means a pause all the same.
  private func pause(askedBy reply: Reply, of source: Source, now: Double) -> Double? {
    switch reply.status {
    case 429: reply.retryAfter(now: now) ?? source.backOff.first
    case 503: reply.retryAfter(now: now)
    default: nil
    }
  }

  /// No answer came.
  func noteSilence(_ reason: String, of address: Address, for source: Source) async throws {
    let name = source.standings(of: address)[1]
    var standing = try await all()[name] ?? Standing()
    standing.silences += 1
    guard standing.isDown else { return try await keep(standing, as: name) }
    let now = surroundings.timepiece.wall
    let pause = source.backOff.pause(
      after: standing.silences - HostStandings.tolerated + 1, spread: surroundings.spread())
    standing.closedUntil = now + pause
    standing.reason = "\(address.host) does not answer (\(reason)); it is left alone for now"
    try await keep(standing, as: name)
    guard standing.silences == HostStandings.tolerated else { return }
    surroundings.log.warning(
      "a host does not answer; it is left alone, and tried again now and then",
      metadata: ["stage": "host", "host": "\(address.host)", "reason": "\(reason)"])
  }

  private func noteAnswer(of address: Address, for source: Source) async throws {
    let known = try await all()
    guard !known.isEmpty else { return }
    for name in source.standings(of: address) {
      guard let standing = known[name] else { continue }
      self.known?[name] = nil
      try await ledger.forgetHosts([name])
      guard standing.isDown else { continue }
      surroundings.log.notice(
        "a host answers again", metadata: ["stage": "host", "host": "\(address.host)"])
    }
  }

  // MARK: - Keeping

  private func all() async throws -> [String: Standing] {
    if let known { return known }
    let found = try await ledger.hosts()
    // Somebody else may have been quicker.
    let all = known ?? found
    known = all
    return all
  }

  private func keep(_ standing: Standing, as name: String) async throws {
    known?[name] = standing
    if let known, known.count > HostStandings.most { try await forgetOld(known) }
    try await ledger.keepHost(name, standing)
  }
}

extension HostStandings {
  /// Hosts and addresses in trouble that are remembered.
  static let most = 5000

  /// Those whose time is long over have been given up by their sources.
  private func forgetOld(_ all: [String: Standing]) async throws {
    let now = surroundings.timepiece.wall
    let old = all.filter { ($0.value.closedUntil ?? 0) < now }.map(\.key)
    for name in old { known?[name] = nil }
    try await ledger.forgetHosts(old)
  }
}

extension Source {
  /// Under which names the standing of an address is known: its own, and its host's. The same host
  /// by another way is another matter, for that is the one that may be ill.
  fileprivate func standings(of address: Address) -> [String] {
    let way =
      [proxy, authorities].compactMap(\.self).map { " by \($0)" }.joined()
      + (addressFamily == .any ? "" : " over \(addressFamily)")
    // Behind a name that is not public each port is a site of its own.
    let host = isPublic(address) ? address.host : address.origin
    return [address.string + way, host + way]
  }

  fileprivate func isPublic(_ address: Address) -> Bool {
    AddressPolicy.isPublicName(address.host)
  }
}
