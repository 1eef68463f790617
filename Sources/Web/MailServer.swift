import WebURL

/// A server that accepts mail by SMTP (RFC 5321).
package struct MailServer: Hashable, Sendable {
  /// The host and port, as a URL of the scheme `https` if TLS begins with the connection
  /// (`smtps`), or `http` if it does not (`smtp`).
  package let origin: WebURL
  package var startTLS: StartTLS
  package var credentials: Credentials?
  /// A PEM file of certificate authorities that are trusted instead of the system's.
  package var certificateAuthorities: String?

  /// The ports of message submission (RFC 8314, 7.3), without TLS from the beginning and with it.
  private static let defaultPorts = (smtp: 587, smtps: 465)

  /// Creates a server from a URL: `smtp://mail.example`, `smtps://mail.example:465`. Returns nil if the
  /// text has another form, or has more than a host and a port.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasPrefix("//") else { return nil }
    let isSecure: Bool
    switch parts[0].lowercased() {
    case "smtp": isSecure = false
    case "smtps": isSecure = true
    default: return nil
    }
    var authority = parts[1].dropFirst(2)
    if authority.hasSuffix("/") { authority.removeLast() }
    guard
      authority.unicodeScalars.allSatisfy({
        $0.value > 0x20 && !"/\\?#@\u{7F}".contains(Character($0))
      })
    else { return nil }
    let port = authority.drop { $0 != "]" }.isEmpty ? authority : authority.drop { $0 != "]" }
    let standard = isSecure ? Self.defaultPorts.smtps : Self.defaultPorts.smtp
    let suffix = port.contains(":") ? "" : ":\(standard)"
    guard let origin = WebURL("http\(isSecure ? "s" : "")://\(authority)\(suffix)") else {
      return nil
    }
    self.origin = origin
    startTLS = MailServer.isLoopback(origin) ? .never : .required
  }

  /// The URL in the notation of libcurl and of the configuration.
  package var url: String {
    "smtp\(origin.isSecure ? "s" : "")://\(origin.host):\(origin.port)"
  }

  /// Whether the host is this machine.
  package var isLoopback: Bool { MailServer.isLoopback(origin) }

  private static func isLoopback(_ url: WebURL) -> Bool {
    let host = url.comparableHost
    return IPAddress(hostOf: url)?.isLoopback
      ?? (host == "localhost" || host.hasSuffix(".localhost"))
  }
}

/// The use of STARTTLS on a connection that begins without TLS; the raw value is its name in the
/// configuration.
package enum StartTLS: String, Hashable, Sendable, CaseIterable {
  /// A server without STARTTLS gets no message.
  case required
  /// TLS is used if the server offers it.
  case optional
  case never
}
