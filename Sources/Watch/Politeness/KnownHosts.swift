import Basics
import Ledger
import Settings
import Web
import WebURL

/// The kind of addresses that the hosts of sources had when they were first seen. A host that was
/// public stays public: whoever owns its name could otherwise have pages of a private network
/// fetched. The ledger stores it.
final class KnownHosts: Sendable {
  private let ledger: LedgerStore
  private let clock: any WatchClock
  /// The kinds by host; nil before they are loaded.
  private let kinds = Locked<[String: AddressKind]?>(nil)

  init(ledger: LedgerStore, clock: any WatchClock) {
    self.ledger = ledger
    self.clock = clock
  }

  /// Returns the request with what is known of the source's host.
  func applied(to request: Request, of source: Source) async throws -> Request {
    guard source.url.hostKind == .domain else { return request }
    if kinds.withLock({ $0 == nil }) {
      let stored = try await ledger.knownHosts()
      // Another request may have loaded and changed them meanwhile.
      kinds.withLock { $0 = $0 ?? stored }
    }
    let host = source.url.comparableHost
    guard let kind = kinds.withLock({ $0?[host] }) else { return request }
    var request = request
    request.addressPolicy.learnFirstSeen(kind, of: host)
    return request
  }

  /// Records the kind of addresses of an address's host if it is the source's own and was never seen
  /// before.
  func record(_ kind: AddressKind?, of address: WebURL, for source: Source) async throws {
    guard let kind, source.url.hostKind == .domain else { return }
    let host = source.url.comparableHost
    guard address.comparableHost == host else { return }
    guard kinds.withLock({ $0?[host] }) == nil else { return }
    try await ledger.recordKnownHost(host, kind, now: clock.timestamp)
    kinds.withLock { kinds in
      if kinds?[host] == nil { kinds?[host] = kind }
    }
  }
}
