import CCurl

/// An http or https address as libcurl reads it: what is judged is what is connected to.
final class WebAddress {
  /// A `CURLU` handle, for `CURLOPT_CURLU`.
  let handle: OpaquePointer

  /// Nil with the reason in words when libcurl cannot read the text or the scheme is another.
  /// Credentials and a fragment are taken out.
  init(_ text: String) throws(AddressFault) {
    guard let handle = curl_url() else { throw AddressFault("out of memory") }
    self.handle = handle
    try set(text)
  }

  deinit { curl_url_cleanup(handle) }

  /// Moves to what a `Location` header on this address's page refers to (RFC 9110 10.2.2).
  func follow(_ location: String) throws(AddressFault) {
    try set(location)
  }

  private func set(_ text: String) throws(AddressFault) {
    let text = Self.tidy(text)
    if let scheme = Self.scheme(of: text), scheme != "http", scheme != "https" {
      throw AddressFault("only http and https are fetched, not \(scheme)", isScheme: true)
    }
    let flags = UInt32(CURLU_URLENCODE)
    let code = curl_url_set(handle, CURLUPART_URL, text, flags)
    guard code == CURLUE_OK else { throw AddressFault(String(cString: curl_url_strerror(code))) }
    guard part(CURLUPART_HOST)?.isEmpty == false else { throw AddressFault("it names no host") }
    for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      curl_url_set(handle, part, nil, 0)
    }
  }

  /// Without what browsers pass over (URL standard, 4.4): space around, tabs and line ends within.
  /// Other spaces are escaped, for libcurl would make `+` of them.
  private static func tidy(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 <= 0x20 }) else { return text }
    var bytes = text.utf8.drop { $0 <= 0x20 }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    let escaped = bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x09, 0x0a, 0x0d: []
      case 0x20: Array("%20".utf8)
      default: [byte]
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  /// In lower case; nil for a relative reference.
  private static func scheme(of text: String) -> String? {
    let scheme = text.utf8.prefix { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
      default: "+-.".utf8.contains(byte)
      }
    }
    guard !scheme.isEmpty, scheme.endIndex < text.utf8.endIndex,
      text.utf8[scheme.endIndex] == UInt8(ascii: ":")
    else { return nil }
    return Substring(scheme).lowercased()
  }

  var string: String { part(CURLUPART_URL) ?? "" }

  var isSecure: Bool { part(CURLUPART_SCHEME) == "https" }

  /// In canonical form: see `canonicalHost`.
  var host: String {
    let host = part(CURLUPART_HOST, UInt32(CURLU_PUNYCODE)) ?? part(CURLUPART_HOST) ?? ""
    return Self.uniform(host)
  }

  /// Scheme, host and port: what credentials and own headers belong to (RFC 6454).
  var origin: String {
    let port = part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)) ?? ""
    return "\(part(CURLUPART_SCHEME) ?? "")://\(host):\(port)"
  }

  /// A host as all its spellings compare: names in lower case, in punycode and without a last dot,
  /// addresses as numbers are printed (`2130706433` is `127.0.0.1`). Nil when it is no host.
  static func canonicalHost(_ text: String) -> String? {
    let bare = text.contains(":") && !text.hasPrefix("[") ? "[\(text)]" : text
    return (try? WebAddress("http://\(bare)/"))?.host
  }

  private static func uniform(_ host: String) -> String {
    if host.hasPrefix("["), let address = IPAddress(host) { return address.description }
    let host = host.hasSuffix(".") ? String(host.dropLast()) : host
    return host.lowercased()
  }

  private func part(_ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}

/// Why a text is no address to fetch.
struct AddressFault: Error {
  let reason: String
  let isScheme: Bool

  init(_ reason: String, isScheme: Bool = false) {
    self.reason = reason
    self.isScheme = isScheme
  }
}

/// Ways out other than our own connections.
enum Proxies {
  /// Those that take host names, so that no look-up of ours tells where we go.
  static func areUsable(_ proxy: String) -> Bool {
    ["http://", "https://", "socks4a://", "socks5h://"].contains { proxy.hasPrefix($0) }
  }
}
