/// The addresses that are not public: those that the IANA IPv4 and IPv6 Special-Purpose Address
/// Registries (RFC 6890) do not list as "Globally Reachable", and the multicast and reserved blocks.
package enum SpecialAddresses {
  /// Returns the purpose of an address that is not public; nil for a public address.
  package static func purpose(of address: IPAddress) -> String? {
    if let inner = embeddedIPv4(of: address) {
      return purpose(of: inner).map { "\($0), inside an IPv6 address" }
    }
    if let entry = table.first(where: { $0.range.contains(address) }) { return entry.purpose }
    if address.family == .v6, !globalUnicast.contains(address) { return "not global unicast" }
    return nil
  }

  /// Whether only an address literal or an allowed range in the configuration permits the address: it
  /// belongs to a cloud metadata service or to no single host. No site has such an address, but a
  /// forged DNS response for a named host could contain it.
  package static func needsLiteral(_ address: IPAddress) -> Bool {
    let address = embeddedIPv4(of: address) ?? address
    return literalOnly.contains { $0.contains(address) }
  }

  /// Whether connections to the address stay on this machine.
  package static func isLoopback(_ address: IPAddress) -> Bool {
    let address = embeddedIPv4(of: address) ?? address
    return loopback.contains { $0.contains(address) }
  }

  /// Whether the address belongs to the metadata service of a cloud, which hands out credentials. No
  /// range of a configuration contains it.
  package static func isMetadata(_ address: IPAddress) -> Bool {
    let inner = embeddedIPv4(of: address) ?? locallyTranslatedIPv4(of: address) ?? address
    return metadata.contains { $0.contains(inner) }
  }

  /// Returns the IPv4 address in the last 32 bits of an address for local translation (RFC 8215).
  private static func locallyTranslatedIPv4(of address: IPAddress) -> IPAddress? {
    localTranslation.contains(address)
      ? IPAddress(v4: UInt32(truncatingIfNeeded: address.low)) : nil
  }

  /// Returns the IPv4 address that packets to the IPv6 address may be delivered to: of a mapped
  /// (RFC 4291), NAT64 (RFC 6052) or 6to4 (RFC 3056) address.
  private static func embeddedIPv4(of address: IPAddress) -> IPAddress? {
    guard address.family == .v6 else { return nil }
    if address.high == 0, address.low >> 32 == 0xffff {
      return IPAddress(v4: UInt32(truncatingIfNeeded: address.low))
    }
    if address.high == 0x0064_ff9b_0000_0000, address.low >> 32 == 0 {
      return IPAddress(v4: UInt32(truncatingIfNeeded: address.low))
    }
    if address.high >> 48 == 0x2002 {
      return IPAddress(v4: UInt32(truncatingIfNeeded: address.high >> 16))
    }
    return nil
  }

  private static let globalUnicast = AddressRange("2000::/3")!

  private static let loopback = ["0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128"]
    .map { AddressRange($0)! }

  private static let localTranslation = AddressRange("64:ff9b:1::/48")!

  private static let metadata = [
    // Instances, name servers and time (AWS, Azure, Google, OpenStack and others), containers and
    // pods (AWS).
    "169.254.169.0/24", "169.254.170.2/32", "169.254.170.23/32", "fd00:ec2::/32",
    // Alibaba, Azure, Oracle, Google.
    "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd20:ce::/32",
  ].map { AddressRange($0)! }

  private static let literalOnly =
    metadata
    + [
      "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "64:ff9b:1::/48",
      "fe80::/10", "ff00::/8",
    ].map { AddressRange($0)! }

  private static let table = [
    ("0.0.0.0/8", "this network, RFC 791"),
    ("10.0.0.0/8", "private, RFC 1918"),
    ("100.64.0.0/10", "shared by carriers, RFC 6598"),
    ("127.0.0.0/8", "loopback, RFC 1122"),
    ("168.63.129.16/32", "a cloud's service for its virtual machines"),
    ("169.254.0.0/16", "link-local, RFC 3927"),
    ("172.16.0.0/12", "private, RFC 1918"),
    ("192.0.0.0/24", "protocol assignments, RFC 6890"),
    ("192.0.2.0/24", "documentation, RFC 5737"),
    ("192.88.99.0/24", "6to4 relays, RFC 7526"),
    ("192.168.0.0/16", "private, RFC 1918"),
    ("198.18.0.0/15", "benchmarking, RFC 2544"),
    ("198.51.100.0/24", "documentation, RFC 5737"),
    ("203.0.113.0/24", "documentation, RFC 5737"),
    ("224.0.0.0/4", "multicast, RFC 5771"),
    ("240.0.0.0/4", "reserved, RFC 1112"),
    ("::/128", "unspecified, RFC 4291"),
    ("::1/128", "loopback, RFC 4291"),
    ("64:ff9b:1::/48", "local translation, RFC 8215"),
    ("100::/64", "discarded, RFC 6666"),
    ("2001::/23", "protocol assignments, RFC 2928"),
    ("2001:db8::/32", "documentation, RFC 3849"),
    ("3fff::/20", "documentation, RFC 9637"),
    ("5f00::/16", "segment routing, RFC 9602"),
    ("fc00::/7", "unique local, RFC 4193"),
    ("fe80::/10", "link-local, RFC 4291"),
    ("fec0::/10", "site-local, RFC 3879"),
    ("ff00::/8", "multicast, RFC 4291"),
  ].map { (range: AddressRange($0)!, purpose: $1) }
}
