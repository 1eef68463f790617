import CCurl

/// An http or https address, read as libcurl reads it: what is judged is what is connected to.
struct WebAddress: Sendable {
  /// Without credentials and fragment.
  let string: String
  /// In canonical form: see `canonicalHost`.
  let host: String
  let isSecure: Bool

  /// Fails with the reason in words when libcurl cannot read the text or the scheme is another.
  init(_ text: String) throws(AddressFault) {
    if let plain = PlainAddress(text) {
      self.init(string: text, host: plain.host, isSecure: plain.isSecure)
    } else {
      self.init(try ParsedAddress(text))
    }
  }

  private init(string: String, host: String, isSecure: Bool) {
    self.string = string
    self.host = host
    self.isSecure = isSecure
  }

  private init(_ parsed: ParsedAddress) {
    self.init(string: parsed.string, host: parsed.host, isSecure: parsed.isSecure)
  }

  /// What a `Location` header on this address's page refers to (RFC 9110 10.2.2).
  func following(_ location: String) throws(AddressFault) -> WebAddress {
    let parsed = try ParsedAddress(string)
    try parsed.set(location)
    return WebAddress(parsed)
  }

  /// Whether credentials and own headers meant for one may be sent to the other: scheme, host and
  /// port are the same (RFC 6454).
  func isSameOrigin(as other: WebAddress) -> Bool {
    host == other.host
      && (try? ParsedAddress(string).origin == ParsedAddress(other.string).origin)
        ?? false
  }

  /// A host as all its spellings compare: names in lower case, in punycode and without a last dot,
  /// addresses as numbers are printed (`2130706433` is `127.0.0.1`). Nil when it is no host.
  static func canonicalHost(_ text: String) -> String? {
    let bare = text.contains(":") && !text.hasPrefix("[") ? "[\(text)]" : text
    return (try? WebAddress("http://\(bare)/"))?.host
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

/// An address so plain that there is only one way to read it, which is nearly every address; saves
/// two thirds of the cost of a look at it. Whatever is in doubt is not plain.
private struct PlainAddress {
  let host: String
  let isSecure: Bool

  init?(_ text: String) {
    var text = text
    let found = text.withUTF8 { bytes -> (host: String, isSecure: Bool)? in
      guard let scheme = Self.scheme(of: bytes),
        let authority = Self.authority(bytes, from: scheme),
        Self.isPlain(bytes, from: authority.end)
      else { return nil }
      let host = String(decoding: bytes[scheme..<authority.hostEnd], as: UTF8.self)
      guard !authority.isNumeric || IPAddress(cString: host) != nil else { return nil }
      return (host, scheme == 8)
    }
    guard let found else { return nil }
    (host, isSecure) = found
  }

  /// Where the host begins.
  private static func scheme(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if bytes.starts(with: "http://".utf8) { return 7 }
    if bytes.starts(with: "https://".utf8) { return 8 }
    return nil
  }

  /// Letters in lower case, digits, hyphens and single dots between them, perhaps a port, a slash.
  private static func authority(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (hostEnd: Int, end: Int, isNumeric: Bool)? {
    var index = start
    var label = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        guard index > label else { return nil }
        label = index + 1
      } else if !isDigit(byte), !isLowercase(byte), byte != UInt8(ascii: "-") {
        break
      }
      index += 1
    }
    guard index > label, index < bytes.count else { return nil }
    let hostEnd = index
    if bytes[index] == UInt8(ascii: ":") {
      index += 1
      let port = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      // At most four digits: more might be too large.
      guard (1...4).contains(index - port) || isPort(bytes, port, index) else { return nil }
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "/") else { return nil }
    // A last label that begins with a digit makes a number of the host (URL standard, 3.5).
    return (hostEnd, index, isDigit(bytes[label]))
  }

  private static func isPort(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool
  {
    end - start == 5 && bytes[start..<end].reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 65535
  }

  /// Printable ASCII without a fragment and without `.` and `..` to take out.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var previous: UInt8 = 0
    for index in start..<bytes.count {
      let byte = bytes[index]
      guard byte > 0x20, byte < 0x7f, byte != UInt8(ascii: "#") else { return false }
      if byte == UInt8(ascii: "."), previous == UInt8(ascii: "/") { return false }
      previous = byte
    }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLowercase(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
}

/// An address taken apart by libcurl.
private final class ParsedAddress {
  private let handle: OpaquePointer

  init(_ text: String) throws(AddressFault) {
    guard let handle = curl_url() else { throw AddressFault("out of memory") }
    self.handle = handle
    try set(text)
  }

  deinit { curl_url_cleanup(handle) }

  /// Replaces the address, or a part of it by a relative reference.
  func set(_ text: String) throws(AddressFault) {
    let text = Self.tidy(text)
    if let scheme = Self.scheme(of: text), scheme != "http", scheme != "https" {
      throw AddressFault("only http and https are fetched, not \(scheme)", isScheme: true)
    }
    let code = curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_URLENCODE))
    guard code == CURLUE_OK else { throw AddressFault(String(cString: curl_url_strerror(code))) }
    guard part(CURLUPART_HOST)?.isEmpty == false else { throw AddressFault("it names no host") }
    for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      curl_url_set(handle, part, nil, 0)
    }
  }

  var string: String { part(CURLUPART_URL) ?? "" }

  var isSecure: Bool { part(CURLUPART_SCHEME) == "https" }

  var host: String {
    let host = part(CURLUPART_HOST, UInt32(CURLU_PUNYCODE)) ?? part(CURLUPART_HOST) ?? ""
    if host.hasPrefix("["), let address = IPAddress(host) { return address.description }
    return (host.hasSuffix(".") ? String(host.dropLast()) : host).lowercased()
  }

  var origin: String {
    let port = part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)) ?? ""
    return "\(part(CURLUPART_SCHEME) ?? "")://\(host):\(port)"
  }

  private func part(_ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
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
}
