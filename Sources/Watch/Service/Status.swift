import Foundation
import GRDB

/// How everything is, read from the ledger without disturbing whoever works with it.
public struct Status: Codable, Hashable, Sendable {
  public struct OfSource: Codable, Hashable, Sendable {
    public var name: String
    public var url: String
    public var health: Health
    /// Of the health; seconds since 1970. Nil for what was so from the start.
    public var since: Double?
    /// Why it is not well.
    public var reason: String?
    /// The page that broke it, kept for a person to look at.
    public var page: String?
    /// Failed rounds in a row.
    public var failures: Int
    /// Seconds since 1970; of a running service up to a minute old.
    public var lastRound: Double?
    public var lastNews: Double?
    /// Not before this moment, which is yet to come: back-off, Retry-After, a host that does not answer.
    public var notBefore: Double?
    /// Why its host is left alone until then.
    public var hold: String?
    /// When a running service will look next; up to a minute old, too.
    public var nextRound: Double?
    /// Where the listing has moved to for good, as its server has said often enough.
    public var movedTo: String?
    /// Where it has moved to if its server says so again.
    public var seemsMovedTo: String?
    /// The share of the teasers' text that can't be decoded, where there is any.
    public var garbled: Double?
    /// What the listing was last read in (`windows-1251`), and what told it (`meta`, `guess`).
    public var charset: String?
    public var charsetFrom: String?
    /// Articles that are still to be fetched.
    public var owed: Int
    /// Entries handed over, ever.
    public var spooled: Int
    /// Of the owed article that has been waiting longest.
    public var fault: String?
    /// What may be missing, until a backfill has closed it.
    public var gap: String?
    /// Seconds since 1970.
    public var gapSince: Double?
  }

  public struct OfHook: Codable, Hashable, Sendable {
    public var name: String
    public var pending: Int
    /// Given up at the age limit.
    public var parked: Int
    public var delivered: Int
    /// Of the first that is pending or parked.
    public var fault: String?
  }

  public var spool: String
  public var ledger: String
  /// Who holds the ledger now; nil when nobody does.
  public var holder: String?
  public var sources: [OfSource]
  public var hooks: [OfHook]

  public var isWell: Bool {
    !sources.contains { $0.health.isIll } && !hooks.contains { $0.parked > 0 }
  }
}

extension Status {
  /// - Throws: `LedgerError`. A ledger that is not there yet is no error: nothing was done yet.
  public static func read(
    _ configuration: Configuration, now: Double = SystemTimepiece().wall
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
      let queue = try LedgerView.open(configuration, readonly: true)
      let pages = KeptPages(directory: configuration.state + "/pages")
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
    _ db: Database, of source: Source, isWatched: Bool, pages: KeptPages, now: Double
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
    let move = memory.visits.move
    if move?.isConfirmed == true { movedTo = move?.to } else { seemsMovedTo = move?.to }
    garbled = memory.visits.garbled > 0 ? memory.visits.garbled : nil
    try readWait(db, of: source, memory, isWatched: isWatched, now: now)
    charset = memory.visits.charset?.name
    charsetFrom = memory.visits.charset?.origin
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
    let address = memory.visits.address(of: source, now: now)
    for name in source.standings(of: address).all {
      guard let standing = try Ledger.host(db, name), let until = standing.hold(now: now) else {
        continue
      }
      waits.append(until)
      hold = standing.reason
    }
    notBefore = waits.max()
    nextRound = memory.visits.nextDue.map { max($0, notBefore ?? $0) }
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
