import Basics
import Foundation
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// The status of all sources and hooks, loaded from the ledger without affecting a running service.
package struct Status: Hashable, Sendable {
  package struct SourceStatus: Codable, Hashable, Sendable {
    package var name: String
    package var url: String
    /// The health; nil before the first round.
    package var health: Health?
    /// The time of the last change of health; nil if there was none.
    package var since: Timestamp?
    /// The reason why the source is not ok.
    package var reason: String?
    /// The advice about it.
    package var remedy: String?
    /// The shares of the last rounds that failed, 0 to 1, by stage; nil if none did.
    package var failureShares: [String: Double]?
    /// The end of a pause by a command.
    package var pausedUntil: Timestamp?
    /// The path of the stored page that caused the failure.
    package var page: String?
    /// The number of consecutive failed rounds.
    package var failures: Int
    /// The time of the last round. It may be a minute behind a running service, like all other times.
    package var lastRound: Timestamp?
    package var lastNews: Timestamp?
    /// The future time before which the listing is not polled, because of back-off, Retry-After or a
    /// host that does not respond.
    package var notBefore: Timestamp?
    /// The reason why the host of the listing is not requested until then.
    package var hold: String?
    /// The time of the next poll by a running service.
    package var nextRound: Timestamp?
    /// The address that the listing has moved to permanently.
    package var movedTo: String?
    /// The address of a move that further responses must confirm.
    package var seemsMovedTo: String?
    /// The address without TLS to which the listing's https address redirects.
    package var insecureRedirect: String?
    /// The share of the teasers' text that cannot be decoded; nil if there is none.
    package var garbled: Double?
    /// The charset of the listing (`windows-1251`) and its origin (`meta`, `guess`).
    package var charset: String?
    package var charsetFrom: String?
    /// The number of articles that are still to be fetched.
    package var owed: Int
    /// The number of entries ever spooled.
    package var spooled: Int
    /// The last error of the article that has been owed longest.
    package var error: String?
    /// The teasers that may be missing, until a backfill closes the gap.
    package var gap: String?
    /// The time of the gap.
    package var gapSince: Timestamp?
  }

  package struct HookStatus: Codable, Hashable, Sendable {
    package var name: String
    package var pending: Int
    /// The number of deliveries given up at the age limit.
    package var parked: Int
    package var delivered: Int
    /// The last error of the first delivery that is pending or parked.
    package var error: String?
    /// The reason why the receiver wants no more messages; nil if the hook is not disabled.
    package var disabledReason: String?
    /// Whether the hook is configured. One that is not, but has deliveries left, was removed. Nil in the
    /// status file of an older version.
    package var isConfigured: Bool? = true
    /// The time of the next digest; nil if nothing waits for it.
    package var nextDigest: Timestamp?
    /// The end of the present quiet hours.
    package var quietUntil: Timestamp?
  }

  /// The way in which the sources are polled.
  package enum Mode: String, Codable, Hashable, Sendable {
    /// `run` polls, as a service.
    case service = "run"
    /// `once` polls, which cron or a timer calls.
    case once
  }

  package var spool: String
  package var ledger: String
  /// Whether there is a ledger. Without one, nothing was polled yet.
  package var hasLedger = false
  /// The way in which the sources were polled last; nil if it is unknown.
  package var mode: Mode?
  /// The lasting faults of the spool, the ledger, the disk and the clock.
  package var faults: [ServiceFault] = []
  /// The process that holds the lock of the ledger; nil if there is none.
  package var holder: String?
  /// The process that held it and ended without a last report, as after a crash. Only a status file
  /// tells it.
  package var lostHolder: String?
  /// The time of the status file that this status is from; nil if it is from the ledger.
  package var reportedAt: Timestamp?
  package var sources: [SourceStatus]
  package var hooks: [HookStatus]
}

extension Status {
  /// Loads the status from the ledger, or, for other users, from the status file. If there is no ledger
  /// yet, all counts are zero.
  /// - Parameter isFaulty: whether the configuration lacks its faulty parts. If these are all sources, the
  ///   status file tells which there are.
  /// - Throws: `LedgerError`.
  package static func load(
    _ configuration: Configuration, isFaulty: Bool = false, now: Timestamp = SystemClock().timestamp
  ) async throws -> Status {
    if isFaulty, configuration.sources.isEmpty, let report = try? StatusReport.load(configuration) {
      return report.currentStatus
    }
    guard StateDirectory.isForeign(configuration.statePath) else {
      var status = try await Status(configuration, now: now)
      status.mode = Mode(ofStateDirectory: configuration.statePath)
      if let holder = LedgerLock.lastHolder(directory: configuration.statePath), !holder.isAlive {
        status.lostHolder = "\(holder)"
      }
      return status
    }
    return try StatusReport.load(configuration).currentStatus
  }

  private init(_ configuration: Configuration, now: Timestamp) async throws {
    let holder = LedgerLock.holder(directory: configuration.statePath)
    guard FileManager.default.fileExists(atPath: configuration.ledgerPath) else {
      self.init(configuration, holder: holder)
      return
    }
    try await self.init(
      configuration, holder: holder, ledger: ReadOnlyLedger(configuration.ledgerPath), now: now)
  }

  init(_ configuration: Configuration, holder: LockHolder?) {
    self.init(
      spool: configuration.spoolPath, ledger: configuration.ledgerPath,
      holder: holder?.description,
      sources: configuration.sources.map(SourceStatus.init),
      hooks: configuration.hooks.map {
        HookStatus(name: $0.name, pending: 0, parked: 0, delivered: 0)
      })
  }

  /// Reads the status from a ledger.
  /// - Throws: `LedgerError`.
  init(
    _ configuration: Configuration, holder: LockHolder?, ledger: some LedgerReading, now: Timestamp
  ) async throws {
    self.init(configuration, holder: holder)
    hasLedger = true
    faults = try await ServiceFault.faults(configuration, ledger: ledger, now: now)
    let states = try await ledger.sources(configuration.sources.map(\.name))
    let hostKeys = configuration.sources.flatMap { source in
      states[source.name].map { source.availabilityKeys(of: $0.memory, now: now).all } ?? []
    }
    let hosts = try await ledger.hosts(Set(hostKeys))
    let pages = CapturedPages(directory: configuration.statePath + "/pages")
    let pauses = try await ledger.pauses(now: now)
    for (i, source) in configuration.sources.enumerated() {
      guard let state = states[source.name] else { continue }
      sources[i].update(
        from: state, of: source, hosts: hosts, isWatched: holder != nil, pages: pages, now: now)
    }
    for i in sources.indices {
      if let pause = pauses[sources[i].name] { sources[i].apply(pause) }
    }
    let configured = Set(hooks.map(\.name))
    for name in try await ledger.hooksWithOpenDeliveries() where !configured.contains(name) {
      hooks.append(
        HookStatus(name: name, pending: 0, parked: 0, delivered: 0, isConfigured: false))
    }
    for (i, state) in try await ledger.hooks(hooks.map(\.name)).enumerated() {
      let timing = configuration.hooks.indices.contains(i) ? configuration.hooks[i].timing : nil
      hooks[i].update(from: state, timing: timing ?? HookTiming(), now: now)
    }
  }
}

extension Source {
  /// Returns the availability keys of the listing's current address.
  fileprivate func availabilityKeys(of memory: SourceMemory, now: Timestamp) -> AvailabilityKeys {
    availabilityKeys(of: memory.polling.address(of: self, now: now))
  }
}

extension Status.SourceStatus {
  fileprivate init(_ source: Source) {
    self.init(
      name: source.name, url: source.url.string, health: source.schedule.isPaused ? .paused : nil,
      failures: 0, owed: 0, spooled: 0)
  }

  fileprivate mutating func apply(_ pause: SourcePause) {
    health = .paused
    (since, reason, pausedUntil) = (pause.since, pause.reason, pause.until)
    remedy = nil
    (page, failures, nextRound, notBefore, hold) = (nil, 0, nil, nil, nil)
  }

  fileprivate mutating func update(
    from state: SourceState, of source: Source, hosts: [String: HostState], isWatched: Bool,
    pages: CapturedPages, now: Timestamp
  ) {
    let memory = state.memory
    if health != .paused, memory.rounds.last != nil || memory.health.status != .ok {
      health = memory.health.status
    }
    since = memory.health.since
    reason = memory.health.reason
    remedy = memory.health.status == .ok ? nil : memory.health.remedy
    let shares = memory.polling.failures.shares
    failureShares = shares.isEmpty ? nil : shares
    failures = memory.health.failures
    lastRound = memory.rounds.last
    lastNews = memory.rounds.lastNews
    let move = memory.polling.move
    if move?.isConfirmed == true { movedTo = move?.to } else { seemsMovedTo = move?.to }
    insecureRedirect = memory.polling.insecureRedirect?.to
    garbled = memory.polling.garbled > 0 ? memory.polling.garbled : nil
    updateWait(of: source, memory, hosts, isWatched: isWatched, now: now)
    charset = memory.polling.charset?.name
    charsetFrom = memory.polling.charset?.origin
    if pages.hasPage(of: name) { page = pages.path(of: name) }
    owed = state.owed
    spooled = state.spooled
    gap = memory.gap?.text
    gapSince = memory.gap?.since
    error = state.error
  }

  /// Updates `notBefore`, `hold` and `nextRound`.
  private mutating func updateWait(
    of source: Source, _ memory: SourceMemory, _ hosts: [String: HostState], isWatched: Bool,
    now: Timestamp
  ) {
    var waits: [Timestamp] = []
    if let until = memory.pauses.listingUntil,
      memory.isBackingOff(now: now, longest: source.schedule.backOff.maximum)
    {
      waits.append(until)
    }
    if let until = memory.pauses.sourceUntil, memory.isQuiet(now: now, longest: Source.maximumQuiet)
    {
      waits.append(until)
    }
    for key in source.availabilityKeys(of: memory, now: now).all {
      guard let host = hosts[key], let until = host.hold(now: now) else { continue }
      waits.append(until)
      hold = host.reason
    }
    notBefore = waits.max()
    nextRound = memory.polling.nextDue.map { max($0, notBefore ?? $0) }
    guard isWatched, !source.schedule.isPaused else { return }
    // The stored due time does not include a window that the service has waited for since its start.
    let from = max(now, nextRound ?? notBefore ?? now)
    let opening =
      source.schedule.windows.nextOpening(from: from, in: source.dates.timeZone)?.lowerBound ?? from
    if opening > now { nextRound = opening }
  }
}

extension Status.HookStatus {
  fileprivate mutating func update(from state: HookState, timing: HookTiming, now: Timestamp) {
    (pending, parked, delivered) = (state.pending, state.parked, state.delivered)
    (error, disabledReason) = (state.error, state.disabledReason)
    quietUntil = timing.quietEnd(at: now)
    nextDigest = state.firstUnjoined.flatMap { timing.digestTime(first: $0, now: now) }
  }
}
