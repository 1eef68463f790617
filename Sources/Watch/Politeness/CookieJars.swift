import Basics
import Ledger
import Settings
import Web

/// The cookies of the sources that keep them.
///
/// The jar of a source is loaded from the ledger with the first request of the source. Changes are
/// stored together with the poll records, because they are not worth commits of their own: a crash
/// may lose the changes of the last minute.
actor CookieJars {
  private let ledger: LedgerStore
  private let clock: any WatchClock
  /// The jars as the ledger has them or will have them.
  private var jars: [String: StoredCookieJar] = [:]
  private var unsaved: Set<String> = []
  /// The number of times that `clear` has cleared each jar.
  private var clearCounts: [String: Int64] = [:]

  init(ledger: LedgerStore, clock: any WatchClock) {
    self.ledger = ledger
    self.clock = clock
  }

  /// Returns the request with the cookies of the source, if it keeps any.
  nonisolated func addingCookies(to request: Request, of source: Source) async throws -> Request {
    request.cookieJar == nil ? request : try await addingStoredCookies(to: request, of: source)
  }

  private func addingStoredCookies(to request: Request, of source: Source) async throws -> Request {
    var request = request
    let now = clock.timestamp
    request.cookieJar?.mark &+= clearCounts[source.name, default: 0]
    request.cookieJar?.cookies = try await jar(of: source).cookies.filter {
      !$0.isExpired(now: now)
    }
    return request
  }

  private func jar(of source: Source) async throws -> StoredCookieJar {
    let rules = source.cookieRules
    if let jar = jars[source.name], jar.rules == rules { return jar }
    let cookies = try await ledger.cookies(of: source.name, rules: rules)
    let jar = StoredCookieJar(source: source.name, rules: rules, cookies: cookies)
    jars[source.name] = jar
    unsaved.remove(source.name)
    return jar
  }

  /// Replaces the cookies of a source with those after a response.
  func update(_ cookies: [Cookie], of source: Source) {
    let jar = StoredCookieJar(source: source.name, rules: source.cookieRules, cookies: cookies)
    if let old = jars[source.name], old.rules == jar.rules,
      !CookieJars.isWorthSaving(cookies, over: old.cookies, now: clock.timestamp)
    {
      return
    }
    jars[source.name] = jar
    unsaved.insert(source.name)
  }

  /// Removes all cookies of a source. A site may refuse requests because of a stale cookie, so after
  /// repeated failures it gets a request without cookies.
  func clear(_ source: Source) {
    guard let jar = jars[source.name], !jar.cookies.isEmpty else { return }
    jars[source.name]?.cookies = []
    unsaved.insert(source.name)
    clearCounts[source.name, default: 0] += 1
  }

  /// Returns the jars that have changed since the last call, including those with cookies that have
  /// expired since.
  func takeUnsaved() -> [StoredCookieJar] {
    let now = clock.timestamp
    for (name, jar) in jars where jar.cookies.contains(where: { $0.isExpired(now: now) }) {
      jars[name]?.cookies.removeAll { $0.isExpired(now: now) }
      unsaved.insert(name)
    }
    defer { unsaved = [] }
    return unsaved.sorted().compactMap { jars[$0] }
  }

  /// Marks jars as unsaved again after they could not be stored.
  func markUnsaved(_ jars: [StoredCookieJar]) {
    unsaved.formUnion(jars.map(\.source))
  }

  /// Returns whether the cookies differ enough from the stored ones. Many servers set the same
  /// cookie with each response, with a slightly later expiry; that is stored only after an eighth
  /// of the remaining lifetime has passed.
  private static func isWorthSaving(
    _ cookies: [Cookie], over stored: [Cookie], now: Timestamp
  ) -> Bool {
    guard cookies.count == stored.count else { return true }
    let storedByName = Dictionary(grouping: stored, by: \.name)
    return !cookies.allSatisfy { cookie in
      storedByName[cookie.name, default: []].contains { old in
        let expiryTime = old.expiryTime ?? .epoch
        let postponement = (cookie.expiryTime ?? .epoch) - expiryTime
        return cookie.isSame(as: old)
          && postponement.magnitude <= max(.zero, expiryTime - now) / 8
      }
    }
  }
}
