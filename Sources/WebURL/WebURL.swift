/// An absolute http or https URL without a fragment, parsed and serialized by the WHATWG URL
/// standard (https://url.spec.whatwg.org, as of 2025).
///
/// It differs from the standard in these points, each with its reason:
/// - Schemes other than http and https are refused: nothing else is fetched.
/// - The fragment is dropped: no server receives it.
/// - Queries are always encoded as UTF-8, not in the legacy encoding of the page that holds the
///   link: the project decodes legacy encodings and has no encoders for them.
/// - The serialized URL has at most ``maximumLength`` bytes, a host as written at most
///   ``maximumHostLength``: no server accepts more, and hostile pages cannot waste time or memory.
/// - Input bytes that are not UTF-8 are percent-encoded as they are in paths and queries.
package struct WebURL: Sendable {
  /// The maximum length of a serialized URL in bytes. Longer URLs are refused.
  package static let maximumLength = 16_384
  /// The maximum length of a host as written, in bytes. DNS ends at 253 (RFC 1035, 2.3.4).
  package static let maximumHostLength = 1024

  /// The serialized URL; ASCII only. Parsing it returns the same URL.
  package let string: String
  // Offsets into `string.utf8`.
  private let hostStart: UInt16
  private let hostEnd: UInt16
  private let pathStart: UInt16
  private let pathEnd: UInt16

  /// Returns nil if the text is not an absolute http or https URL.
  @inlinable
  package init?(_ text: some StringProtocol) {
    let url = text.utf8.withContiguousStorageIfAvailable { WebURL(utf8: $0) }
    guard let url = url ?? WebURL(utf8: Array(text.utf8)) else { return nil }
    self = url
  }

  /// Returns nil if the bytes are not an absolute http or https URL.
  package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard let url = WebURL.parse(bytes, base: nil) else { return nil }
    self = url
  }

  /// Returns nil if the bytes are not an absolute http or https URL.
  package init?(utf8 bytes: [UInt8]) {
    guard let url = bytes.withUnsafeBufferPointer({ WebURL.parse($0, base: nil) }) else {
      return nil
    }
    self = url
  }

  init(string: String, hostStart: UInt16, hostEnd: UInt16, pathStart: UInt16, pathEnd: UInt16) {
    self.string = string
    self.hostStart = hostStart
    self.hostEnd = hostEnd
    self.pathStart = pathStart
    self.pathEnd = pathEnd
  }

  init(_ parts: URLBuilder) {
    string = String(decoding: parts.bytes, as: UTF8.self)
    hostStart = UInt16(parts.hostStart)
    hostEnd = UInt16(parts.hostEnd)
    pathStart = UInt16(parts.pathStart)
    pathEnd = UInt16(parts.pathEnd)
  }

  /// Returns the URL that a reference resolves to with this URL as its base; nil if it has another
  /// scheme or is not valid.
  @inlinable
  package func resolving(_ reference: some StringProtocol) -> WebURL? {
    resolving(utf8: Array(reference.utf8))
  }

  /// Returns the URL that a reference in UTF-8 resolves to with this URL as its base.
  package func resolving(utf8 reference: [UInt8]) -> WebURL? {
    reference.withUnsafeBufferPointer { WebURL.parse($0, base: self) }
  }

  /// Returns the URL that a reference in UTF-8 resolves to with this URL as its base.
  package func resolving(utf8 reference: UnsafeBufferPointer<UInt8>) -> WebURL? {
    WebURL.parse(reference, base: self)
  }

  /// The offsets of the parts in `string.utf8`.
  var offsets: (hostStart: Int, hostEnd: Int, pathStart: Int, pathEnd: Int) {
    (Int(hostStart), Int(hostEnd), Int(pathStart), Int(pathEnd))
  }

  private func slice(_ from: UInt16, _ to: UInt16) -> Substring {
    let utf8 = string.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: Int(from))
    return string[start..<utf8.index(start, offsetBy: Int(to - from))]
  }
}

// MARK: - Parts
extension WebURL {
  /// `http` or `https`.
  package var scheme: String { isSecure ? "https" : "http" }

  /// Whether the scheme is https.
  package var isSecure: Bool {
    string.utf8[string.utf8.index(string.startIndex, offsetBy: 4)] == UInt8(ascii: "s")
  }

  /// The host without port: a domain in lower-case ASCII (IDNs as Punycode), an IPv4 address in
  /// dotted decimal, or an IPv6 address in brackets (RFC 5952). A final dot of a domain is kept.
  package var host: String { String(slice(hostStart, hostEnd)) }

  /// The host without a final dot. It is equal for all names of one host.
  package var comparableHost: String {
    let host = slice(hostStart, hostEnd)
    return String(host.hasSuffix(".") ? host.dropLast() : host)
  }

  /// The port in the URL or the default port of the scheme.
  package var port: Int { explicitPort ?? (isSecure ? 443 : 80) }

  /// The host and, unless it is the default, the port: `example.org:8080`.
  package var hostAndPort: String { String(slice(hostStart, pathStart)) }

  /// The scheme, host and port: `https://example.org:8080`.
  package var origin: String { "\(scheme)://\(hostAndPort)" }

  /// The path, percent-encoded; begins with a slash.
  package var path: String { String(slice(pathStart, pathEnd)) }

  /// The query without its question mark, percent-encoded; nil if there is none.
  package var query: String? {
    let end = UInt16(string.utf8.count)
    return pathEnd < end ? String(slice(pathEnd + 1, end)) : nil
  }

  /// Everything before the path: the scheme, the user name and password if there are any, and the
  /// host and port.
  package var schemeAndAuthority: Substring { slice(0, pathStart) }

  /// The path and the query with its question mark, as a request line has them (RFC 9112, 3.2.1).
  package var pathAndQuery: Substring { slice(pathStart, UInt16(string.utf8.count)) }

  /// The user name and password as `user` or `user:password`, percent-encoded; nil if there are
  /// none.
  package var userInfo: String? {
    let start: UInt16 = isSecure ? 8 : 7
    return hostStart > start ? String(slice(start, hostStart - 1)) : nil
  }

  /// The same URL without user name and password.
  package var withoutUserInfo: WebURL {
    userInfo == nil ? self : WebURL(URLBuilder(removingUserInfoOf: self))
  }

  /// Whether both URLs have the same scheme, host and port (RFC 6454).
  package func hasSameOrigin(as other: WebURL) -> Bool {
    isSecure == other.isSecure
      && slice(hostStart, pathStart) == other.slice(other.hostStart, other.pathStart)
  }

  /// A kind of host (URL standard, 3.1).
  package enum HostKind: Hashable, Sendable { case domain, ipv4, ipv6 }

  /// The kind of the host.
  package var hostKind: HostKind {
    let host = slice(hostStart, hostEnd).utf8
    if host.last == UInt8(ascii: "]") { return .ipv6 }
    // A domain whose last label is a number would have been parsed as an IPv4 address.
    let label = host.reversed().prefix { $0 != UInt8(ascii: ".") }
    return !label.isEmpty && label.allSatisfy({ isDigit($0) }) ? .ipv4 : .domain
  }

  private var explicitPort: Int? {
    hostEnd < pathStart ? Int(slice(hostEnd + 1, pathStart)) : nil
  }
}

extension WebURL: Hashable {
  package static func == (a: WebURL, b: WebURL) -> Bool { a.string == b.string }
  package func hash(into hasher: inout Hasher) { hasher.combine(string) }
}

extension WebURL: CustomStringConvertible {
  package var description: String { string }
}
