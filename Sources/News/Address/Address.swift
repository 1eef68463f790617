/// An absolute http or https address without fragment, parsed and serialised by the rules of the
/// WHATWG URL standard.
///
/// Where it differs: a fragment is dropped (no server sees it), other schemes are refused, a query
/// is always encoded as UTF-8, and the result has at most `WebURL.maximumLength` bytes.
package struct WebURL: Sendable {
  /// Longer addresses, in bytes of the serialised form, are refused.
  package static let maximumLength = 16_384

  /// The serialised address; ASCII only.
  package let string: String
  // Offsets into `string.utf8`.
  private let hostStart: UInt16
  private let hostEnd: UInt16
  private let pathStart: UInt16
  private let pathEnd: UInt16

  /// Nil when the text is no absolute http or https address.
  package init?(_ text: some StringProtocol) {
    self.init(utf8: Array(text.utf8))
  }

  /// Nil when the bytes are no absolute http or https address.
  package init?(utf8 bytes: [UInt8]) {
    guard let address = bytes.withUnsafeBufferPointer({ WebURL.parse($0, base: nil) })
    else { return nil }
    self = address
  }

  init(_ parts: AddressBuilder) {
    string = String(decoding: parts.bytes, as: UTF8.self)
    hostStart = UInt16(parts.hostStart)
    hostEnd = UInt16(parts.hostEnd)
    pathStart = UInt16(parts.pathStart)
    pathEnd = UInt16(parts.pathEnd)
  }

  /// The address a reference on this page leads to; nil for other schemes and for what is no
  /// address.
  package func resolving(_ reference: some StringProtocol) -> WebURL? {
    resolving(utf8: Array(reference.utf8))
  }

  /// The address a reference (UTF-8) on this page leads to.
  package func resolving(utf8 reference: [UInt8]) -> WebURL? {
    reference.withUnsafeBufferPointer { WebURL.parse($0, base: self) }
  }

  /// The address a reference (UTF-8) on this page leads to.
  package func resolving(utf8 reference: UnsafeBufferPointer<UInt8>) -> WebURL? {
    WebURL.parse(reference, base: self)
  }

  /// `http` or `https`.
  package var scheme: String { isSecure ? "https" : "http" }
  package var isSecure: Bool {
    string.utf8[string.utf8.index(string.startIndex, offsetBy: 4)] == 0x73
  }
  /// Lower-case, IDNs as Punycode, IPv4 in dotted form, IPv6 in brackets.
  package var host: String { slice(hostStart, hostEnd) }
  /// The port told, or the scheme's own.
  package var port: Int { explicitPort ?? (isSecure ? 443 : 80) }
  /// Scheme, host and port: `https://example.org:8080`.
  package var origin: String {
    scheme + "://" + host + (explicitPort.map { ":\($0)" } ?? "")
  }
  /// Begins with a slash; percent-encoded.
  package var path: String { slice(pathStart, pathEnd) }
  /// Without the question mark, percent-encoded; nil where there is none.
  package var query: String? {
    let end = UInt16(string.utf8.count)
    return pathEnd < end ? slice(pathEnd + 1, end) : nil
  }
  /// User name and password as written, percent-encoded; nil where there are none.
  package var userInfo: String? {
    let start = UInt16(isSecure ? 8 : 7)
    return hostStart > start ? slice(start, hostStart - 1) : nil
  }

  /// Where the parts lie in `string.utf8`.
  var places: (hostStart: Int, hostEnd: Int, pathStart: Int, pathEnd: Int) {
    (Int(hostStart), Int(hostEnd), Int(pathStart), Int(pathEnd))
  }

  private var explicitPort: Int? {
    hostEnd < pathStart ? Int(slice(hostEnd + 1, pathStart)) : nil
  }

  private func slice(_ from: UInt16, _ to: UInt16) -> String {
    let utf8 = string.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: Int(from))
    return String(string[start..<utf8.index(start, offsetBy: Int(to - from))])
  }
}

extension WebURL: Hashable {
  package static func == (a: WebURL, b: WebURL) -> Bool { a.string == b.string }
  package func hash(into hasher: inout Hasher) { hasher.combine(string) }
}

extension WebURL: CustomStringConvertible {
  package var description: String { string }
}
