import Basics
import News

/// The content of the requests of a record. Values that may be secret are never taken over.
extension RecordDraft {
  /// The fields of a request that contain no secret.
  private static let plainFields: Set = [
    "accept", "accept-language", "cache-control", "dnt", "origin", "pragma", "priority", "referer",
    "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "sec-fetch-dest", "sec-fetch-mode",
    "sec-fetch-site", "sec-fetch-user", "sec-gpc", "te", "upgrade-insecure-requests",
    "x-requested-with",
  ]
  /// The fields that Ledewatch determines itself.
  private static let ownFields: Set = [
    "accept-encoding", "connection", "content-length", "content-type", "host", "if-modified-since",
    "if-none-match", "range", "transfer-encoding",
  ]
  private static let maximumFields = 40

  /// Takes over the fields of a request.
  mutating func setHeaders(_ fields: [(name: String, value: String)]) {
    var plain: [ImportedSetting] = []
    for (name, value) in fields.prefix(Self.maximumFields) {
      let lowercased = name.lowercased()
      switch lowercased {
      case "user-agent": setUserAgent(value)
      case "cookie": requireCookie()
      case _ where Self.ownFields.contains(lowercased): continue
      case _ where Self.plainFields.contains(lowercased) && Self.isHarmless(value):
        if !plain.contains(where: { $0.name.lowercased() == lowercased }) {
          plain.append(ImportedSetting(name, .text(value)))
        }
      default:
        requireSecret(
          "the header “\(name)”",
          "its value may be secret; write it to a file, and “header_files: {\(name): FILE}” to the source"
        )
      }
    }
    if !plain.isEmpty { set("headers", .mapping(plain)) }
  }

  mutating func setUserAgent(_ value: String) {
    if Self.isLine(value) { set("user_agent", value) }
  }

  mutating func requireCookie() {
    requireSecret(
      "the cookies",
      "they may be secret; write them to a file, and “header_files: {Cookie: FILE}” to the source, or “cookies: true” to keep those that the site sets"
    )
  }

  /// Takes over a proxy without a password.
  mutating func setProxy(_ address: String) {
    let schemes = ["http://", "https://", "socks4a://", "socks5h://"]
    guard Self.isLine(address), schemes.contains(where: address.hasPrefix) else {
      return skip("the proxy", "its address does not begin with \(schemes.joined(separator: ", "))")
    }
    guard !address.contains("@") else {
      return requireSecret(
        "the proxy",
        "its address has a password; write “proxy”, “proxy_user” and “proxy_password_file”")
    }
    set("proxy", address)
  }

  mutating func setCharset(_ label: String) {
    guard PageCharset.isLabel(label) else {
      return skip("the encoding", "“\(label)” is no charset of the Encoding standard")
    }
    set("charset", label)
  }

  /// Refuses requests that are not GET.
  mutating func setMethod(_ method: String) {
    if !["", "get"].contains(method.lowercased()) {
      refuse("the page is requested by \(method.uppercased()); Ledewatch sends only GET")
    }
  }

  /// Notes a secret that the source needs. The source is paused, because requests without it may fail
  /// or block an account.
  mutating func requireSecret(_ subject: String, _ remedy: String) {
    set("paused", "true")
    skip(subject, remedy + "; the source is paused until you do")
  }

  /// Whether the value of a plain field has neither a user nor the query of an address.
  private static func isHarmless(_ value: String) -> Bool {
    isLine(value) && !value.contains("@") && !value.contains("?")
  }

  private static func isLine(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 1000
      && !text.unicodeScalars.contains { $0.isControlForDisplay }
  }
}
