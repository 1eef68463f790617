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

  /// Whether the name of a host, in canonical form, is one that the whole world knows one host by:
  /// a public address, or a name below a top-level domain that is not reserved for use at home
  /// (RFC 6761, 6762, 8375, 9476; `internal` by ICANN) or in an office.
  package static func isPublicName(_ host: String) -> Bool {
    if let address = IPAddress(host) { return SpecialAddresses.purpose(of: address) == nil }
    let labels = host.split(separator: ".")
    guard labels.count > 1, let top = labels.last, !endsInNumber(host) else { return false }
    return !homely.contains(String(top)) && !host.hasSuffix("home.arpa")
  }

  /// Whether whoever reads hosts by the URL standard (3.5) takes it for an IPv4 address: `0x7f.1.`.
  private static func endsInNumber(_ host: String) -> Bool {
    guard let last = host.split(separator: ".").last else { return false }
    if last.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
    return last.hasPrefix("0x")
      && last.dropFirst(2).allSatisfy { $0.isASCII && $0.isHexDigit }
  }

  private static let homely: Set = [
    "alt", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local",
    "localdomain", "localhost", "private", "test",
  ]

  /// Why a page of the host may not be asked for by others on our behalf, as far as the host's name
  /// alone tells; nil when it may.
  package func refusal(host: String) -> String? {
    let isLocal = host == "localhost" || host.hasSuffix(".localhost")
    if let peer = IPAddress(isLocal ? "127.0.0.1" : host) { return refusal(of: peer, host: host) }
    if AddressPolicy.endsInNumber(host) { return "\(host) is an address in an odd spelling" }
    // Where ranges are allowed it may be in one of them.
    guard !AddressPolicy.isPublicName(host), allowedRanges.isEmpty, !names(host) else { return nil }
    return "\(host) is a name of private networks, and the source's configuration does not name it"
  }

  /// Why a connection to the address must not serve a request for the host; nil when it may.
  /// The host is in canonical form (`WebAddress.host`).
  func refusal(of peer: IPAddress, host: String) -> String? {
    guard let purpose = SpecialAddresses.purpose(of: peer) else { return nil }
    if allowedRanges.contains(where: { AddressRange($0)?.contains(peer) == true }) { return nil }
    if names(host), !SpecialAddresses.isNeverMeant(peer) || IPAddress(host) != nil { return nil }
    return "\(peer) is not a public address (\(purpose)), and the source's configuration does not"
      + " name \(host)"
  }

  private func names(_ host: String) -> Bool {
    // Mostly they are in canonical form already.
    namedHosts.contains(host)
      || namedHosts.contains { WebAddress.canonicalHost($0) == host }
  }
}
