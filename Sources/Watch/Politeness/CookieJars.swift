import Basics
import Ledger
import Settings
import Web

/// The cookies of sources that keep them. A source's jar is read from the ledger when the source is
/// first asked for something; what changes is written down with what rounds have taught, for none
/// of it is worth a commit of its own: a crash may cost the last minute of it.
actor CookieJars {
  private let ledger: LedgerStore
  private let clock: any WatchClock
  /// As the ledger has them, or is to have them.
  private var known: [String: StoredCookieJar] = [:]
  private var unsaved: Set<String> = []
  /// How often a jar was emptied by us.
  private var emptied: [String: Int64] = [:]

  init(ledger: LedgerStore, clock: any WatchClock) {
    self.ledger = ledger
    self.clock = clock
  }

  /// The request with the jar of the source, where that keeps cookies.
  nonisolated func fill(_ request: Request, for source: Source) async throws -> Request {
    request.cookieJar == nil ? request : try await filled(request, for: source)
  }

  private func filled(_ request: Request, for source: Source) async throws -> Request {
    var request = request
    let now = clock.wall
    request.cookieJar?.mark &+= emptied[source.name, default: 0]
    request.cookieJar?.cookies = try await jar(of: source).cookies.filter {
      !$0.isExpired(now: now)
    }
    return request
  }

  private func jar(of source: Source) async throws -> StoredCookieJar {
    let rules = source.cookieRules
    if let jar = known[source.name], jar.rules == rules { return jar }
    let cookies = try await ledger.cookies(of: source.name, rules: rules)
    let jar = StoredCookieJar(source: source.name, rules: rules, cookies: cookies)
    known[source.name] = jar
    unsaved.remove(source.name)
    return jar
  }

  /// What the jar of a source holds now.
  func note(_ cookies: [Cookie], of source: Source) {
    let jar = StoredCookieJar(source: source.name, rules: source.cookieRules, cookies: cookies)
    if let before = known[source.name], before.rules == jar.rules,
      !CookieJars.isNews(cookies, after: before.cookies, now: clock.wall)
    {
      return
    }
    known[source.name] = jar
    unsaved.insert(source.name)
  }

  /// A site that has kept us out for some time may do so for what it once gave us: it is to see us
  /// for the first time again.
  func empty(_ source: Source) {
    guard let jar = known[source.name], !jar.cookies.isEmpty else { return }
    known[source.name]?.cookies = []
    unsaved.insert(source.name)
    emptied[source.name, default: 0] += 1
  }

  /// The jars that have changed since the last call, by time passing too.
  func takeUnsaved() -> [StoredCookieJar] {
    let now = clock.wall
    for (name, jar) in known where jar.cookies.contains(where: { $0.isExpired(now: now) }) {
      known[name]?.cookies.removeAll { $0.isExpired(now: now) }
      unsaved.insert(name)
    }
    defer { unsaved = [] }
    return unsaved.sorted().compactMap { known[$0] }
  }

  /// They could not be written down.
  func putBack(_ jars: [StoredCookieJar]) {
    unsaved.formUnion(jars.map(\.source))
  }

  /// Many servers set the same cookie with each answer, for a little longer each time: that is worth
  /// writing down only when a good part of its time has passed.
  private static func isNews(_ cookies: [Cookie], after before: [Cookie], now: Double) -> Bool {
    guard cookies.count == before.count else { return true }
    let known = Dictionary(grouping: before, by: \.name)
    return !cookies.allSatisfy { cookie in
      known[cookie.name, default: []].contains { old in
        let life = max(0, Double(old.expires) - now)
        return cookie.isSame(as: old) && abs(Double(cookie.expires - old.expires)) <= life / 8
      }
    }
  }
}

extension RoundContext {
  /// Writes down what rounds have taught, and the cookies that have changed: one commit, or none.
  func keep(_ rounds: [Int64: PollRecord]) async throws {
    var jars = await fetcher.jars.takeUnsaved()
    if !jars.isEmpty, let open = ledger.closeToOthers() {
      log.warning(
        "others may read the ledger, so cookies are not kept in it",
        metadata: ["stage": "ledger", "file": "\(open)"])
      jars = []
    }
    do {
      try await ledger.noteRounds(rounds, jars: jars)
    } catch {
      await fetcher.jars.putBack(jars)
      throw error
    }
  }
}
