import Basics
import Dates
import Ledger
import News
import Settings
import Spool
import Web
import WebURL

/// How hosts stand with us: which asked to be left alone, and which have ceased to answer.
///
/// Retry-After (RFC 9110 10.2.3) holds for the whole host where its name is public, and for the
/// one address where it is not: there, one machine serves many sites that know nothing of each
/// other. Who answers 429 and names no time is left alone for growing pauses of our own. A host that
/// has not answered several times in a row, at one scheme and port, is left alone there for growing
/// pauses; after each one a single request tries whether it is back. What was asked for meanwhile
/// stays owed. All this is kept in the ledger, for `once` has no other memory.
actor HostAvailability {
  /// Silences in a row after which a host counts as down.
  static let tolerated = 5

  private let ledger: LedgerStore
  private let dependencies: Dependencies
  private var known: [String: HostState]?
  /// Hosts and addresses in trouble that are remembered.
  private let most: Int

  init(ledger: LedgerStore, dependencies: Dependencies, most: Int = 20_000) {
    self.ledger = ledger
    self.dependencies = dependencies
    self.most = most
  }

  // MARK: - Asking

  /// - Throws: `RoundError` where the host is to be left alone now.
  func admit(_ address: WebURL, for source: Source) async throws {
    if let fault = try await obstacle(to: address, for: source) { throw fault }
  }

  /// Why the address is not to be asked for now; nil when it may.
  func obstacle(to address: WebURL, for source: Source) async throws -> RoundError? {
    let known = try await all()
    guard !known.isEmpty else { return nil }
    let now = dependencies.clock.wall
    for name in source.availability(of: address).all {
      guard let standing = known[name], let until = standing.hold(now: now) else { continue }
      var fault = RoundError(.fetch, address.string, standing.reason)
      fault.heldUntil = until
      return fault
    }
    return nil
  }

  // MARK: - Learning

  /// An answer came.
  func note(_ reply: Reply, to address: WebURL, for source: Source) async throws {
    let now = dependencies.clock.wall
    let wish = reply.isOverloaded ? reply.retryAfter(now: now) : nil
    let asked = wish.flatMap { $0 > 0 ? $0 : nil }
    if asked == nil,
      [502, 503, 504].contains(reply.status) || (520...530).contains(reply.status)
    {
      // Who stands before the host says that it does not answer.
      return try await noteSilence("status \(reply.status)", of: address, for: source)
    }
    let name = source.availability(of: address).asking
    var standing = try await all()[name] ?? HostState()
    try await noteAnswer(of: address, for: source)
    guard asked != nil || reply.status == 429 && wish == nil else { return }
    standing.silences += 1
    let own = source.schedule.backOff.delay(afterFailures: standing.silences)
    let until = now + min(asked ?? own, Source.longestQuiet)
    standing.closedUntil = until
    standing.reason =
      "status \(reply.status): "
      + (asked == nil ? "too many requests; left alone until " : "asked to be left alone until ")
      + RFC3339.string(from: Int64(clamping: until))
    try await keep(standing, as: name)
  }

  /// No answer came.
  func noteSilence(_ reason: String, of address: WebURL, for source: Source) async throws {
    let name = source.availability(of: address).answering
    var standing = try await all()[name] ?? HostState()
    standing.silences += 1
    guard standing.isDown else { return try await keep(standing, as: name) }
    let now = dependencies.clock.wall
    let pause = source.schedule.backOff.delay(
      afterFailures: standing.silences - HostAvailability.tolerated + 1,
      jitter: dependencies.spread())
    standing.closedUntil = now + pause
    standing.reason = "\(address.host) does not answer (\(reason)); it is left alone for now"
    try await keep(standing, as: name)
    guard standing.silences == HostAvailability.tolerated else { return }
    // What it context to sources is said of them: a run from cron need not say it twice.
    dependencies.log.notice(
      "a host does not answer; it is left alone, and tried again now and then",
      metadata: ["stage": "host", "host": "\(address.host)", "reason": "\(reason)"])
  }

  /// An answer came, and be it to lead elsewhere.
  func noteAnswer(of address: WebURL, for source: Source) async throws {
    let known = try await all()
    guard !known.isEmpty else { return }
    let names = source.availability(of: address)
    for name in names.all {
      guard let standing = known[name] else { continue }
      self.known?[name] = nil
      try await ledger.forgetHosts([name])
      guard standing.isDown, name == names.answering else { continue }
      dependencies.log.notice(
        "a host answers again", metadata: ["stage": "host", "host": "\(address.host)"])
    }
  }

  // MARK: - Keeping

  private func all() async throws -> [String: HostState] {
    if let known { return known }
    let found = try await ledger.hosts()
    // Somebody else may have been quicker.
    let all = known ?? found
    known = all
    return all
  }

  private func keep(_ standing: HostState, as name: String) async throws {
    known?[name] = standing
    try await ledger.keepHost(name, standing)
    if let known, known.count > most { try await forgetOld(known) }
  }
}

extension HostAvailability {
  /// A tenth: those whose time is long over have been given up by their sources, and of the others
  /// those go first that may be asked first.
  private func forgetOld(_ all: [String: HostState]) async throws {
    let old = all.sorted {
      ($0.value.closedUntil ?? 0, $0.key) < ($1.value.closedUntil ?? 0, $1.key)
    }
    .prefix(max(1, most / 10)).map(\.key)
    for name in old { known?[name] = nil }
    try await ledger.forgetHosts(old)
  }
}

extension HostState {
  var isDown: Bool { silences >= HostAvailability.tolerated }

  /// Until when nothing is asked, where that is yet to come. What lies further ahead than any pause
  /// was set by a clock that has jumped since.
  func hold(now: Double) -> Double? {
    closedUntil.flatMap { $0 > now && $0 <= now + Source.longestQuiet + 1 ? $0 : nil }
  }
}

extension Source {
  /// Under which names the standing of an address is known. The same host by another way is another
  /// matter, for that is the one that may be ill.
  func availability(of address: WebURL) -> AvailabilityKeys {
    let isPublic = AddressPolicy.isPublic(address)
    let way = (self.request.fetchCommand == nil ? "" : " by a program") + wayOut
    return AvailabilityKeys(
      asking: (isPublic ? address.queueHost : address.string) + way,
      // A port where nobody listens tells nothing of the others, whoever links to it.
      answering: address.origin + way)
  }

  /// How its requests leave the machine, where not as usual.
  var wayOut: String {
    [self.network.proxy.map(Source.withoutSecrets), self.network.authoritiesPath].compactMap(\.self)
      .map { " by \($0)" }
      .joined()
      + (self.network.addressFamily == .any ? "" : " over \(self.network.addressFamily)")
  }

  /// A proxy's address without user and password: the ledger is no place for them.
  private static func withoutSecrets(_ proxy: String) -> String {
    guard let scheme = proxy.firstRange(of: "://"), let at = proxy.lastIndex(of: "@"),
      at > scheme.upperBound
    else { return proxy }
    return String(proxy[..<scheme.upperBound] + proxy[proxy.index(after: at)...])
  }
}

struct AvailabilityKeys: Sendable {
  /// Who asks to be left alone.
  var asking: String
  /// Who answers, or does not.
  var answering: String

  var all: [String] { [asking, answering] }
}
