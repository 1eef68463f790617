import WebURL

/// The addresses that a fetch may connect to: public ones, and those that the configuration of the
/// source names or allows.
///
/// The policy is applied to the peer of every connection, new or reused, whether a page, a redirect
/// or a DNS response led to it. A proxy or a program connects on behalf of the client; its policy is
/// applied to the addresses that the host has here.
package struct AddressPolicy: Hashable, Sendable {
  /// The origins of the URLs that the configuration names. With their own scheme and port, they may
  /// have addresses that are not public, with two exceptions: a host that was public when it was
  /// first seen stays public, and a name does not permit link-local, metadata, multicast and
  /// unspecified addresses.
  package var namedOrigins: [NamedOrigin]
  /// The hosts and addresses that are allowed in addition, first seen as public or not.
  package var allowed: [AllowedHost]

  package init(namedOrigins: [NamedOrigin] = [], allowed: [AllowedHost] = []) {
    self.namedOrigins = namedOrigins
    self.allowed = allowed
  }

  /// Allows public addresses only.
  package static let `public` = AddressPolicy()

  /// Whether the host of the URL is the same host everywhere: a public address, or a name below a
  /// top-level domain that is not used in private networks (RFC 6761, 6762, 8375, 9476; `internal`
  /// by ICANN).
  package static func isPublicHost(of url: WebURL) -> Bool {
    guard !url.hasPrivateHost else { return false }
    return url.comparableHost.split(separator: ".").last.map { !reservedDomains.contains($0) }
      ?? false
  }

  /// The top-level domains that have no public names, besides those of private networks.
  private static let reservedDomains: Set<Substring> = ["alt", "example", "invalid", "test"]
}

// MARK: - Peers
extension AddressPolicy {
  /// Throws if a connection to the address may not be used to request the URL.
  /// - Parameter acceptsUnseen: Whether the host of a named origin that was never seen before may have
  ///   an address that is not public. This is so only if it has no public address.
  /// - Returns: The kind of the address.
  @discardableResult
  package func check(
    _ peer: IPAddress, for url: WebURL, acceptsUnseen: Bool = false
  ) throws(AddressPolicyError) -> AddressKind {
    guard let purpose = SpecialAddresses.purpose(of: peer) else { return .publicAddress }
    if allowed.contains(where: { $0.permits(peer, for: url) }) { return .privateAddress }
    let host = url.comparableHost
    var (isNamed, isOrigin, isSeen, isPublic) = (false, false, false, false)
    for origin in namedOrigins where origin.host == host {
      isNamed = true
      isOrigin = isOrigin || origin.port == url.port && origin.isSecure == url.isSecure
      isSeen = isSeen || origin.firstSeen != nil
      isPublic = isPublic || origin.firstSeen == .publicAddress
    }
    let isName = isNamed && url.hostKind == .domain
    let isPermitted =
      isNamed && isOrigin
      && (!isName || !SpecialAddresses.needsLiteral(peer) && !isPublic && (isSeen || acceptsUnseen))
    if isPermitted { return .privateAddress }
    throw refusal(
      of: peer, purpose, for: url, isNamed: isNamed, isOrigin: isOrigin,
      wasPublic: isName && isPublic)
  }

  private func refusal(
    of peer: IPAddress, _ purpose: String, for url: WebURL, isNamed: Bool, isOrigin: Bool,
    wasPublic: Bool
  ) -> AddressPolicyError {
    let host = url.comparableHost
    let address = "\(peer) is not a public address (\(purpose))"
    guard isNamed else {
      return AddressPolicyError(
        reason: "\(address), and the source's configuration does not name \(host)")
    }
    let advice = "if this is intended, add \(AllowedHost.suggestion(for: url, at: peer)) to “allow”"
    if wasPublic {
      return AddressPolicyError(
        reason: "\(address), but \(host) was public when it was first seen; \(advice)",
        refused: RefusedAddress(host: host, address: peer.description))
    }
    if url.hostKind == .domain, SpecialAddresses.needsLiteral(peer) {
      return AddressPolicyError(reason: "\(address), which the name of a host does not permit")
    }
    guard isOrigin else {
      return AddressPolicyError(
        reason:
          "\(address), and the source's configuration names another port of \(host); \(advice)")
    }
    return AddressPolicyError(
      reason: "\(address), and \(host) is not known yet", isUnseenHost: true)
  }
}

// MARK: - Proxies and programs
extension AddressPolicy {
  /// Throws if the host in the URL already shows that the URL may not be fetched by a proxy or a
  /// program on behalf of this process.
  package func check(_ url: WebURL) throws(AddressPolicyError) {
    let host = url.comparableHost
    let isLocal = host == "localhost" || host.hasSuffix(".localhost")
    if let peer = isLocal ? IPAddress("127.0.0.1") : IPAddress(hostOf: url) {
      try check(peer, for: url, acceptsUnseen: true)
      return
    }
    // A private name may have an address in one of the allowed ranges.
    guard !AddressPolicy.isPublicHost(of: url),
      !allowed.contains(where: { $0.mayPermit(url) }),
      !namedOrigins.contains(where: { $0.isOrigin(of: url) })
    else { return }
    throw AddressPolicyError(
      reason:
        "\(host) is a name of private networks, and the source's configuration does not name it"
    )
  }

  /// Throws if a proxy or a program may not fetch the URL, because it might connect to any of the
  /// addresses.
  /// - Parameter addresses: The addresses of the host; empty if they are unknown.
  /// - Returns: The kind of addresses that the host has: public if any of them is; nil if unknown.
  @discardableResult
  package func check(
    _ url: WebURL, addresses: [IPAddress]
  ) throws(AddressPolicyError) -> AddressKind? {
    try check(url)
    guard !addresses.isEmpty else { return nil }
    let isPublic = addresses.contains(where: \.isPublic)
    for address in addresses { try check(address, for: url, acceptsUnseen: !isPublic) }
    return isPublic ? .publicAddress : .privateAddress
  }
}

/// The reason why an address may not be connected to, in words for a person.
package struct AddressPolicyError: Error, Hashable, Sendable {
  package let reason: String
  /// The address of a host that was public when it was first seen.
  package var refused: RefusedAddress?
  /// Whether the address is permitted if the host has no public one.
  var isUnseenHost = false

  init(reason: String, refused: RefusedAddress? = nil, isUnseenHost: Bool = false) {
    self.reason = reason
    self.refused = refused
    self.isUnseenHost = isUnseenHost
  }
}

/// An address that is not public, of a host that was public when it was first seen.
package struct RefusedAddress: Hashable, Sendable {
  package var host: String
  package var address: String

  package init(host: String, address: String) {
    self.host = host
    self.address = address
  }
}
