/// Which addresses a fetch may connect to (DESIGN 2.5): public ones, and those of hosts that the
/// source's own configuration names.
///
/// It is applied to the address of every connection used, new or kept, whoever referred to it: the
/// page, a redirect, a DNS answer. A proxy connects in our place, so behind one only hosts written
/// as addresses can be judged.
public struct AddressPolicy: Hashable, Sendable {
  /// Host names (and address literals) of the configuration, which may be at any address and port.
  /// A name does not cover link-local, metadata, multicast and unspecified addresses: those must be
  /// named as literals or lie in `allowedRanges`.
  public var namedHosts: Set<String>
  /// CIDR ranges that are allowed whoever refers to them; one that cannot be read allows nothing.
  public var allowedRanges: [String]

  public init(namedHosts: Set<String> = [], allowedRanges: [String] = []) {
    self.namedHosts = namedHosts
    self.allowedRanges = allowedRanges
  }

  public static let `public` = AddressPolicy()

  /// Whether the text is a range in CIDR notation, as `allowedRanges` needs it.
  public static func isRange(_ text: String) -> Bool { AddressRange(text) != nil }

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
