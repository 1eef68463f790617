extension WebURL {
  /// Whether the host belongs to one machine or one private network: an address that is not public, a
  /// name of one label, or a name below a domain that private networks use (RFC 6761, 6762, 8375;
  /// `internal` by ICANN; the others by custom).
  package var hasPrivateHost: Bool {
    if let address = IPAddress(hostOf: self) { return SpecialAddresses.purpose(of: address) != nil }
    let host = comparableHost
    guard let dot = host.lastIndex(of: "."), dot != host.startIndex else { return true }
    return Self.privateDomains.contains(host[host.index(after: dot)...])
      || host == "home.arpa" || host.hasSuffix(".home.arpa")
  }

  private static let privateDomains: Set<Substring> = [
    "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "private",
  ]
}
