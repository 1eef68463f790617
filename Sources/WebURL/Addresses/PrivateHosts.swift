extension WebURL {
  /// Whether the host belongs to one machine or one private network: an address that is not public, a
  /// name of one label, or a name below a domain that private networks use (RFC 6761, 6762, 8375;
  /// `internal` by ICANN; the others by custom).
  package var hasPrivateHost: Bool {
    if let address = IPAddress(hostOf: self) { return SpecialAddresses.purpose(of: address) != nil }
    let labels = comparableHost.split(separator: ".")
    guard labels.count > 1, let topLevel = labels.last else { return true }
    return Self.privateDomains.contains(topLevel) || labels.suffix(2) == ["home", "arpa"]
  }

  private static let privateDomains: Set<Substring> = [
    "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "private",
  ]
}
