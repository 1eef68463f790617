import WebURL

/// A host or a range of addresses that a configuration allows although it is not public: `desk.lan`,
/// `desk.lan:8080`, `10.0.0.0/8`, `10.0.0.7`, `10.0.0.7:8080`, `[fd00::7]:8080`.
///
/// A name permits no link-local, metadata, multicast and unspecified addresses. Metadata services
/// are permitted only if the entry is their very address.
package struct AllowedHost: Hashable, Sendable {
  private enum Target: Hashable, Sendable {
    /// A name in the form of `WebURL.comparableHost`.
    case name(String)
    case range(AddressRange)
  }

  private let target: Target
  /// The only port that is allowed; nil for all.
  private let port: Int?

  /// Returns nil if the text is no such entry.
  package init?(_ text: String) {
    if let range = AddressRange(text) {
      (target, port) = (.range(range), nil)
      return
    }
    guard !text.contains("/") else { return nil }
    var host = Substring(text)
    var port: Int?
    if let colon = text.lastIndex(of: ":") {
      guard let number = AllowedHost.port(text[text.index(after: colon)...]) else { return nil }
      (host, port) = (text[..<colon], number)
    }
    self.port = port
    let isBracketed = host.hasPrefix("[")
    if isBracketed || !host.contains(":"), let range = AddressRange(host) {
      target = .range(range)
    } else if let name = AllowedHost.name(host) {
      target = .name(name)
    } else {
      return nil
    }
  }

  private static func port(_ text: Substring) -> Int? {
    guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
  }

  /// Returns the canonical form of a name; nil for other notations of addresses and for patterns.
  private static func name(_ text: Substring) -> String? {
    guard !text.contains(where: { "@?#\\%".contains($0) }), let url = WebURL("http://\(text)/"),
      url.hostKind == .domain
    else { return nil }
    let name = url.comparableHost
    let isName = name.utf8.allSatisfy {
      (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || [0x2d, 0x2e, 0x5f].contains($0)
    }
    return isName ? name : nil
  }

  /// Whether the entry permits to request the URL from an address that is not public.
  func permits(_ peer: IPAddress, for url: WebURL) -> Bool {
    guard port == nil || port == url.port else { return false }
    switch target {
    case .name(let name):
      return name == url.comparableHost && !SpecialAddresses.needsLiteral(peer)
    case .range(let range):
      return range.contains(peer) && (range.isSingle || !SpecialAddresses.isMetadata(peer))
    }
  }

  /// Whether the entry may permit the URL at an address that is not known.
  func mayPermit(_ url: WebURL) -> Bool {
    guard port == nil || port == url.port else { return false }
    if case .name(let name) = target { return name == url.comparableHost }
    return true
  }

  /// Returns the entry, in quotation marks, that allows a URL at an address.
  static func suggestion(for url: WebURL, at peer: IPAddress) -> String {
    guard SpecialAddresses.needsLiteral(peer) else { return "“\(url.comparableHost):\(url.port)”" }
    return peer.family == .v6 ? "“[\(peer)]:\(url.port)”" : "“\(peer):\(url.port)”"
  }
}

extension AllowedHost: CustomStringConvertible {
  /// The entry in canonical form. A single address is a range: `10.0.0.7/32`.
  package var description: String {
    switch (target, port) {
    case (.name(let name), let port): name + (port.map { ":\($0)" } ?? "")
    case (.range(let range), nil): range.description
    case (.range(let range), let port?):
      range.first.family == .v6 ? "[\(range.first)]:\(port)" : "\(range.first):\(port)"
    }
  }
}
