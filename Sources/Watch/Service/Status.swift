import Basics
import Foundation
import GRDB
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
      spool: configuration.spool, ledger: configuration.ledger,
      holder: LedgerLock.holder(directory: configuration.state)?.description,
      sources: configuration.sources.map(OfSource.init),
      hooks: configuration.hooks.map {
        OfHook(name: $0.name, pending: 0, parked: 0, delivered: 0)
      })
    guard FileManager.default.fileExists(atPath: configuration.ledger) else { return status }
    do {
      let queue = try ReadOnlyLedger.open(configuration, readonly: true)
      let pages = CapturedPages(directory: configuration.state + "/pages")
      let found = try await queue.read { [status] db in
        var status = status
        for (i, source) in configuration.sources.enumerated() {
          try status.sources[i].read(
            db, of: source, isWatched: status.holder != nil, pages: pages, now: now)
        }
        for i in status.hooks.indices { try status.hooks[i].read(db) }
        return status
      }
      status = found
    } catch let error as LedgerError {
      throw error
    } catch {
      throw LedgerError(path: configuration.ledger, error)
    }
    return status
  }
}

extension Status.OfSource {
  fileprivate init(_ source: Source) {
    self.init(
      name: source.name, url: source.url.string, health: source.paused ? .paused : .ok,
      failures: 0, owed: 0, spooled: 0)
  }

  fileprivate mutating func read(
    _ db: Database, of source: Source, isWatched: Bool, pages: CapturedPages, now: Double
  ) throws {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM source WHERE name = ?", arguments: [name])
    else { return }
    let memory = SourceMemory(row)
    if health != .paused { health = memory.health }
    since = memory.healthSince
    reason = memory.fault
    failures = memory.failures
    lastRound = memory.lastRound
    lastNews = memory.lastNews
    let move = memory.polling.move
    if move?.isConfirmed == true { movedTo = move?.to } else { seemsMovedTo = move?.to }
    garbled = memory.polling.garbled > 0 ? memory.polling.garbled : nil
    try readWait(db, of: source, memory, isWatched: isWatched, now: now)
    charset = memory.polling.charset?.name
    charsetFrom = memory.polling.charset?.origin
    if FileManager.default.fileExists(atPath: pages.path(name)) { page = pages.path(name) }
    owed =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM article WHERE source = ? AND state < 2",
        arguments: [memory.row]) ?? 0
    spooled = row["spooled"]
    gap = memory.gap
    gapSince = memory.gapSince
    fault = try String.fetchOne(
      db,
      sql: """
        SELECT fault FROM article JOIN story ON story.id = article.id
        WHERE source = ? AND state < 2 AND fault IS NOT NULL ORDER BY article.id LIMIT 1
        """, arguments: [memory.row])
  }

  /// When it may be asked for, and is to be.
  private mutating func readWait(
    _ db: Database, of source: Source, _ memory: SourceMemory, isWatched: Bool, now: Double
  ) throws {
    var waits: [Double] = []
    if let until = memory.notBefore, memory.isPutOff(now: now, longest: source.backOff.longest) {
      waits.append(until)
    }
    if let until = memory.quietUntil, memory.isQuiet(now: now, longest: Source.longestQuiet) {
      waits.append(until)
    }
    let address = memory.polling.address(of: source, now: now)
    for name in source.availability(of: address).all {
      guard let standing = try LedgerStore.host(db, name), let until = standing.hold(now: now)
      else {
        continue
      }
      waits.append(until)
      hold = standing.reason
    }
    notBefore = waits.max()
    nextRound = memory.polling.nextDue.map { max($0, notBefore ?? $0) }
    guard isWatched, !source.paused else { return }
    // What was noted does not tell of what is waited for since the start.
    let from = max(now, nextRound ?? notBefore ?? now)
    let opening = source.windows.next(from: from, in: source.timeZone)?.lowerBound ?? from
    if opening > now { nextRound = opening }
  }
}

extension Status.OfHook {
  fileprivate mutating func read(_ db: Database) throws {
    let counts = try Row.fetchAll(
      db,
      sql: "SELECT state, count(*) AS n FROM delivery WHERE hook = ? AND state < 2 GROUP BY state",
      arguments: [name])
    for row in counts {
      switch DeliveryState(rawValue: row["state"]) {
      case .pending: pending = row["n"]
      case .parked: parked = row["n"]
      case .delivered, nil: break
      }
    }
    delivered =
      try Int.fetchOne(db, sql: "SELECT delivered FROM hook WHERE name = ?", arguments: [name]) ?? 0
    fault = try String.fetchOne(
      db,
      sql: """
        SELECT fault FROM delivery WHERE hook = ? AND state < 2 AND fault IS NOT NULL
        ORDER BY id LIMIT 1
        """, arguments: [name])
  }
}
