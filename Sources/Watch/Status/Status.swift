import Basics
import Foundation
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// How everything is, read from the ledger without disturbing whoever works with it.
package struct Status: Codable, Hashable, Sendable {
  package struct OfSource: Codable, Hashable, Sendable {
    package var name: String
    package var url: String
    package var health: Health
    /// Of the health; seconds since 1970. Nil for what was so from the start.
    package var since: Double?
    /// Why it is not well.
    package var reason: String?
    /// The page that broke it, kept for a person to look at.
    package var page: String?
    /// Failed rounds in a row.
    package var failures: Int
    /// Seconds since 1970; of a running service up to a minute old.
    package var lastRound: Double?
    package var lastNews: Double?
    /// Not before this moment, which is yet to come: back-off, Retry-After, a host that does not answer.
    package var notBefore: Double?
    /// Why its host is left alone until then.
    package var hold: String?
    /// When a running service will look next; up to a minute old, too.
    package var nextRound: Double?
    /// Where the listing has moved to for good, as its server has said often enough.
    package var movedTo: String?
    /// Where it has moved to if its server says so again.
    package var seemsMovedTo: String?
    /// The share of the teasers' text that can't be decoded, where there is any.
    package var garbled: Double?
    /// What the listing was last read in (`windows-1251`), and what told it (`meta`, `guess`).
    package var charset: String?
    package var charsetFrom: String?
    /// Articles that are still to be fetched.
    package var owed: Int
    /// Entries handed over, ever.
    package var spooled: Int
    /// Of the owed article that has been waiting longest.
    package var fault: String?
    /// What may be missing, until a backfill has closed it.
    package var gap: String?
    /// Seconds since 1970.
    package var gapSince: Double?
  }

  package struct OfHook: Codable, Hashable, Sendable {
    package var name: String
    package var pending: Int
    /// Given up at the age limit.
    package var parked: Int
    package var delivered: Int
    /// Of the first that is pending or parked.
    package var fault: String?
  }

  package var spool: String
  package var ledger: String
  /// Who holds the ledger now; nil when nobody does.
  package var holder: String?
  package var sources: [OfSource]
  package var hooks: [OfHook]

  package var isWell: Bool {
    !sources.contains { $0.health.isIll } && !hooks.contains { $0.parked > 0 }
  }
}

extension Status {
  /// - Throws: `LedgerError`. A ledger that is not there yet is no error: nothing was done yet.
  package static func read(
    _ configuration: Configuration, now: Double = SystemClock().wall
  ) async throws -> Status {
    var status = Status(
      spool: configuration.spoolPath, ledger: configuration.ledgerPath,
      holder: LedgerLock.holder(directory: configuration.statePath)?.description,
      sources: configuration.sources.map(OfSource.init),
      hooks: configuration.hooks.map {
        OfHook(name: $0.name, pending: 0, parked: 0, delivered: 0)
      })
    guard FileManager.default.fileExists(atPath: configuration.ledgerPath) else { return status }
    let ledger = try ReadOnlyLedger(configuration.ledgerPath)
    let known = try await ledger.sources(configuration.sources.map(\.name))
    let names = configuration.sources.flatMap { source in
      known[source.name].map { source.availability(of: $0.memory, now: now).all } ?? []
    }
    let hosts = try await ledger.hosts(Set(names))
    let pages = CapturedPages(directory: configuration.statePath + "/pages")
    for (i, source) in configuration.sources.enumerated() {
      guard let state = known[source.name] else { continue }
      status.sources[i].read(
        state, of: source, hosts: hosts, isWatched: status.holder != nil, pages: pages, now: now)
    }
    for (i, state) in try await ledger.hooks(status.hooks.map(\.name)).enumerated() {
      status.hooks[i].read(state)
    }
    return status
  }
}

extension Source {
  /// Under which names it is known whether its listing may be asked for.
  fileprivate func availability(of memory: SourceMemory, now: Double) -> AvailabilityKeys {
    availability(of: memory.polling.address(of: self, now: now))
  }
}

extension Status.OfSource {
  fileprivate init(_ source: Source) {
    self.init(
      name: source.name, url: source.url.string, health: source.schedule.isPaused ? .paused : .ok,
      failures: 0, owed: 0, spooled: 0)
  }

  fileprivate mutating func read(
    _ state: SourceState, of source: Source, hosts: [String: HostState], isWatched: Bool,
    pages: CapturedPages, now: Double
  ) {
    let memory = state.memory
    if health != .paused { health = memory.health.status }
    since = memory.health.since
    reason = memory.health.reason
    failures = memory.health.failures
    lastRound = memory.rounds.last
    lastNews = memory.rounds.lastNews
    let move = memory.polling.move
    if move?.isConfirmed == true { movedTo = move?.to } else { seemsMovedTo = move?.to }
    garbled = memory.polling.garbled > 0 ? memory.polling.garbled : nil
    readWait(of: source, memory, hosts, isWatched: isWatched, now: now)
    charset = memory.polling.charset?.name
    charsetFrom = memory.polling.charset?.origin
    if FileManager.default.fileExists(atPath: pages.path(name)) { page = pages.path(name) }
    owed = state.owed
    spooled = state.spooled
    gap = memory.gap?.text
    gapSince = memory.gap?.since
    fault = state.fault
  }

  /// When it may be asked for, and is to be.
  private mutating func readWait(
    of source: Source, _ memory: SourceMemory, _ hosts: [String: HostState], isWatched: Bool,
    now: Double
  ) {
    var waits: [Double] = []
    if let until = memory.pauses.listingUntil,
      memory.isPutOff(now: now, longest: source.schedule.backOff.maximum)
    {
      waits.append(until)
    }
    if let until = memory.pauses.sourceUntil, memory.isQuiet(now: now, longest: Source.longestQuiet)
    {
      waits.append(until)
    }
    for name in source.availability(of: memory, now: now).all {
      guard let standing = hosts[name], let until = standing.hold(now: now) else { continue }
      waits.append(until)
      hold = standing.reason
    }
    notBefore = waits.max()
    nextRound = memory.polling.nextDue.map { max($0, notBefore ?? $0) }
    guard isWatched, !source.schedule.isPaused else { return }
    // What was noted does not tell of what is waited for since the start.
    let from = max(now, nextRound ?? notBefore ?? now)
    let opening =
      source.schedule.windows.nextOpening(from: from, in: source.dates.timeZone)?.lowerBound ?? from
    if opening > now { nextRound = opening }
  }
}

extension Status.OfHook {
  fileprivate mutating func read(_ state: HookState) {
    (pending, parked, delivered) = (state.pending, state.parked, state.delivered)
    fault = state.fault
  }
}
