import WebURL

/// The addresses that a fetch may connect to: public ones, and those of hosts that the
/// configuration of the source names.
///
/// The policy is applied to the peer of every connection, new or reused, whether a page, a redirect
/// or a DNS response led to it. A proxy connects on behalf of the client; behind a proxy, the policy
/// is applied to the host in the URL.
package struct AddressPolicy: Hashable, Sendable {
  /// The hosts that the configuration names. They may have any address and port, with one exception:
  /// a name does not allow link-local, metadata, multicast and unspecified addresses, which must be
  /// named as address literals or be in `allowedRanges`.
  package var namedHosts: Set<String>
  /// The CIDR ranges that are allowed for every host. Invalid ranges allow nothing.
  package var allowedRanges: [String]

  package init(namedHosts: Set<String> = [], allowedRanges: [String] = []) {
    self.namedHosts = namedHosts
    self.allowedRanges = allowedRanges
  }

  /// Allows public addresses only.
  package static let `public` = AddressPolicy()

  /// Whether the text is a valid range for `allowedRanges`.
  package static func isRange(_ text: String) -> Bool { AddressRange(text) != nil }

  /// Whether the host of the URL is the same host everywhere: a public address, or a name below a
  /// top-level domain that is not used in private networks (RFC 6761, 6762, 8375, 9476; `internal`
  /// by ICANN).
  package static func isPublicHost(of url: WebURL) -> Bool {
    if let address = IPAddress(hostOf: url) { return SpecialAddresses.purpose(of: address) == nil }
    let host = url.comparableHost
    let labels = host.split(separator: ".")
    guard labels.count > 1, let topLevel = labels.last else { return false }
    return !privateDomains.contains(String(topLevel)) && host != "home.arpa"
      && !host.hasSuffix(".home.arpa")
  }

  private static let privateDomains: Set = [
    "alt", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local",
    "localdomain", "localhost", "private", "test",
  ]

  /// Throws if the host in the URL already shows that the URL may not be fetched by a proxy or a
  /// program on behalf of this process.
  package func check(_ url: WebURL) throws(AddressPolicyError) {
    let host = url.comparableHost
    let isLocal = host == "localhost" || host.hasSuffix(".localhost")
    if let peer = isLocal ? IPAddress("127.0.0.1") : IPAddress(hostOf: url) {
      return try check(peer, for: url)
    }
    // A private name may have an address in one of the allowed ranges.
    guard !AddressPolicy.isPublicHost(of: url), allowedRanges.isEmpty, !names(url) else { return }
    throw AddressPolicyError(
      reason:
        "\(host) is a name of private networks, and the source's configuration does not name it"
    )
  }

  /// Throws if a connection to the address may not be used to request the URL.
  func check(_ peer: IPAddress, for url: WebURL) throws(AddressPolicyError) {
    guard let purpose = SpecialAddresses.purpose(of: peer) else { return }
    if allowedRanges.contains(where: { AddressRange($0)?.contains(peer) == true }) { return }
    if names(url), !SpecialAddresses.needsLiteral(peer) || url.hostKind != .domain { return }
    throw AddressPolicyError(
      reason:
        "\(peer) is not a public address (\(purpose)), and the source's configuration does not"
        + " name \(url.comparableHost)")
  }

  private func names(_ url: WebURL) -> Bool {
    let host = url.comparableHost
    // Most names are in canonical form already.
    return namedHosts.contains(host)
      || namedHosts.contains { AddressPolicy.canonicalHost($0) == host }
  }

  /// Returns the host in the form of `WebURL.comparableHost`; nil if it is not a valid host.
  private static func canonicalHost(_ host: String) -> String? {
    let isBareIPv6 = host.contains(":") && !host.hasPrefix("[")
    return WebURL("http://\(isBareIPv6 ? "[\(host)]" : host)/")?.comparableHost
  }
}

/// The reason why an address may not be connected to, in words for a person.
package struct AddressPolicyError: Error, Hashable, Sendable {
  package let reason: String
}
