import WebURL

/// Which addresses a fetch may connect to (DESIGN 2.5): public ones, and those of hosts that the
/// source's own configuration names.
///
/// It is applied to the address of every connection used, new or kept, whoever referred to it: the
/// page, a redirect, a DNS answer. A proxy connects in our place, so behind one hosts are judged by
/// their names alone.
package struct AddressPolicy: Hashable, Sendable {
  /// Host names (and address literals) of the configuration, which may be at any address and port.
  /// A name does not cover link-local, metadata, multicast and unspecified addresses: those must be
  /// named as literals or lie in `allowedRanges`.
  package var namedHosts: Set<String>
  /// CIDR ranges that are allowed whoever refers to them; one that cannot be read allows nothing.
  package var allowedRanges: [String]

  package init(namedHosts: Set<String> = [], allowedRanges: [String] = []) {
    self.namedHosts = namedHosts
    self.allowedRanges = allowedRanges
  }

  package static let `public` = AddressPolicy()

  /// Whether the text is a range in CIDR notation, as `allowedRanges` needs it.
  package static func isRange(_ text: String) -> Bool { AddressRange(text) != nil }

  /// Whether the host of the URL is the same host to everybody: a public address, or a name below a
  /// top-level domain that is not reserved for private networks (RFC 6761, 6762, 8375, 9476;
  /// `internal` by ICANN; and names used in offices).
  package static func isPublic(_ url: WebURL) -> Bool {
    if let address = IPAddress(hostOf: url) { return SpecialAddresses.purpose(of: address) == nil }
    let host = url.comparableHost
    let labels = host.split(separator: ".")
    guard labels.count > 1, let top = labels.last else { return false }
    return !homely.contains(String(top)) && !host.hasSuffix("home.arpa")
  }

  private static let homely: Set = [
    "alt", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local",
    "localdomain", "localhost", "private", "test",
  ]

  /// Why others may not ask for the URL on our behalf, as far as its host alone tells; nil when they
  /// may.
  package func refusal(of url: WebURL) -> String? {
    let host = url.comparableHost
    let isLocal = host == "localhost" || host.hasSuffix(".localhost")
    if let peer = isLocal ? IPAddress("127.0.0.1") : IPAddress(hostOf: url) {
      return refusal(of: peer, for: url)
    }
    // Where ranges are allowed it may be in one of them.
    guard !AddressPolicy.isPublic(url), allowedRanges.isEmpty, !names(url) else { return nil }
    return "\(host) is a name of private networks, and the source's configuration does not name it"
  }

  /// Why a connection to the address must not serve a request for the URL; nil when it may.
  func refusal(of peer: IPAddress, for url: WebURL) -> String? {
    guard let purpose = SpecialAddresses.purpose(of: peer) else { return nil }
    if allowedRanges.contains(where: { AddressRange($0)?.contains(peer) == true }) { return nil }
    if names(url), !SpecialAddresses.isNeverMeant(peer) || url.hostKind != .domain { return nil }
    return "\(peer) is not a public address (\(purpose)), and the source's configuration does not"
      + " name \(url.comparableHost)"
  }

  private func names(_ url: WebURL) -> Bool {
    let host = url.comparableHost
    // Mostly they are in canonical form already.
    return namedHosts.contains(host)
      || namedHosts.contains { AddressPolicy.canonicalHost($0) == host }
  }

  /// Returns the host in the form of `WebURL.comparableHost`; nil if it is not a host.
  private static func canonicalHost(_ host: String) -> String? {
    let isBareIPv6 = host.contains(":") && !host.hasPrefix("[")
    return WebURL("http://\(isBareIPv6 ? "[\(host)]" : host)/")?.comparableHost
  }
}
