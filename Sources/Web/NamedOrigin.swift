import WebURL

/// The kind of the addresses of a host.
package enum AddressKind: Hashable, Sendable { case publicAddress, privateAddress }

/// The scheme, host and port of a URL that the configuration names.
package struct NamedOrigin: Hashable, Sendable {
  /// The host in the form of `WebURL.comparableHost`.
  package let host: String
  package let port: Int
  package let isSecure: Bool
  /// The kind of addresses that the host had when it was first seen; nil before that. Hosts that are
  /// addresses need none.
  package var firstSeen: AddressKind?

  package init(_ url: WebURL, firstSeen: AddressKind? = nil) {
    host = url.comparableHost
    port = url.port
    isSecure = url.isSecure
    self.firstSeen = firstSeen
  }

  func isOrigin(of url: WebURL) -> Bool {
    port == url.port && isSecure == url.isSecure && host == url.comparableHost
  }
}

extension AddressPolicy {
  /// Records the kind of addresses that a host had when it was first seen, unless it is known
  /// already.
  package mutating func learnFirstSeen(_ kind: AddressKind, of host: String) {
    for index in namedOrigins.indices
    where namedOrigins[index].host == host && namedOrigins[index].firstSeen == nil {
      namedOrigins[index].firstSeen = kind
    }
  }
}
