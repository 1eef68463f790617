import Glibc

/// An IPv4 or IPv6 address as a number.
package struct IPAddress: Hashable, Sendable {
  /// The version of the protocol.
  package enum Family: Sendable { case v4, v6 }

  package let family: Family
  /// The upper half of an IPv6 address; 0 for IPv4.
  package let high: UInt64
  /// The lower half of an IPv6 address, or the whole IPv4 address.
  package let low: UInt64

  package init(v4: UInt32) {
    (family, high, low) = (.v4, 0, UInt64(v4))
  }

  package init(high: UInt64, low: UInt64) {
    (family, self.high, self.low) = (.v6, high, low)
  }

  /// Parses `192.0.2.1`, `2001:db8::1`, `[2001:db8::1]` or `fe80::1%eth0`; nil for any other text.
  package init?(_ text: String) {
    var text = Substring(text)
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    if text.contains(":"), let zone = text.firstIndex(of: "%") { text = text[..<zone] }
    self.init(cString: String(text))
  }

  /// Returns nil if the host of the URL is a domain.
  package init?(hostOf url: WebURL) {
    guard url.hostKind != .domain else { return nil }
    self.init(url.host)
  }

  /// Parses an address in the forms of `inet_pton`.
  package init?(cString text: UnsafePointer<CChar>) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(v4: UInt32(bigEndian: four.s_addr))
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      self.init(six)
    } else {
      return nil
    }
  }

  /// Returns nil if the socket address is neither IPv4 nor IPv6.
  package init?(_ address: UnsafePointer<sockaddr>) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      self = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        IPAddress(v4: UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
      }
    case AF_INET6:
      self = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        IPAddress($0.pointee.sin6_addr)
      }
    default: return nil
    }
  }

  private init(_ six: in6_addr) {
    let halves = unsafeBitCast(six, to: (UInt64, UInt64).self)
    self.init(high: UInt64(bigEndian: halves.0), low: UInt64(bigEndian: halves.1))
  }
}

extension IPAddress: CustomStringConvertible {
  package var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    switch family {
    case .v4:
      var four = in_addr(s_addr: UInt32(low).bigEndian)
      inet_ntop(AF_INET, &four, &text, socklen_t(text.count))
    case .v6:
      var six = unsafeBitCast((high.bigEndian, low.bigEndian), to: in6_addr.self)
      inet_ntop(AF_INET6, &six, &text, socklen_t(text.count))
    }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension IPAddress {
  package var isLoopback: Bool { SpecialAddresses.isLoopback(self) }

  /// Whether the address is reachable from the whole internet, or would be if it were in use.
  package var isPublic: Bool { SpecialAddresses.purpose(of: self) == nil }

  /// Calls the body with the socket address of a port.
  package func withSocketAddress<Result>(
    port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    switch family {
    case .v4:
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
      address.sin_addr = in_addr(s_addr: UInt32(low).bigEndian)
      return IPAddress.withPointer(to: &address, body)
    case .v6:
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = in_port_t(truncatingIfNeeded: port).bigEndian
      address.sin6_addr = unsafeBitCast((high.bigEndian, low.bigEndian), to: in6_addr.self)
      return IPAddress.withPointer(to: &address, body)
    }
  }

  private static func withPointer<Address, Result>(
    to address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Address>.size))
      }
    }
  }
}

/// A range of addresses in CIDR notation: `10.0.0.0/8`, `fc00::/7`, or a single address.
package struct AddressRange: Hashable, Sendable {
  /// The first address of the range, or any other of it.
  package let first: IPAddress
  /// The number of leading bits that all members share with `first`.
  package let prefixLength: Int

  /// Parses a range; nil for any other text.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let address = parts.first.flatMap({ IPAddress(String($0)) }), parts.count <= 2 else {
      return nil
    }
    let bitCount = address.family == .v4 ? 32 : 128
    if parts.count == 2 {
      guard let length = Int(parts[1]), (0...bitCount).contains(length) else { return nil }
      prefixLength = length
    } else {
      prefixLength = bitCount
    }
    first = address
  }

  /// Whether the range is a single address.
  package var isSingle: Bool { prefixLength == (first.family == .v4 ? 32 : 128) }

  /// Whether an address is in the range.
  package func contains(_ address: IPAddress) -> Bool {
    guard address.family == first.family else { return false }
    if address.family == .v4 {
      // Swift's smart shift by 64 or more gives 0.
      return (address.low ^ first.low) >> UInt64(32 - prefixLength) == 0
    }
    return (address.high ^ first.high) >> UInt64(max(0, 64 - prefixLength)) == 0
      && (prefixLength <= 64 || (address.low ^ first.low) >> UInt64(128 - prefixLength) == 0)
  }
}

extension AddressRange: CustomStringConvertible {
  package var description: String { "\(first)/\(prefixLength)" }
}
