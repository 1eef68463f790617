import CCurl
import WebURL

/// What to fetch, and within which bounds.
package struct Request: Sendable {
  /// A user name and password in it are not sent.
  package var url: WebURL
  /// Sent back verbatim, on each hop of a redirect; nil for an unconditional request.
  package var validators: Validators?
  package var userAgent: String
  /// Further header lines, name and value; sent to the origin of `url` only.
  package var headers: [(name: String, value: String)]
  package var bounds: Bounds
  package var addressPolicy: AddressPolicy
  /// For basic authentication; sent to the origin of `url` only.
  package var credentials: Credentials?
  /// `http://`, `https://`, `socks4a://` or `socks5h://`; the environment's proxies are never used.
  package var proxy: String?
  /// A PEM file of certificate authorities to trust instead of the system's.
  package var authorities: String?
  /// Cookies are kept from fetch to fetch in this jar; nil to forget them after each.
  package var cookieJar: CookieJar?
  package var addressFamily: AddressFamily
  package var minimumTLS: TLSVersion
  /// Whether redirects are followed; where not, `Reply.onward` says where they lead.
  package var followsRedirects = true
  /// Whether a body larger than `bounds.bodyBytes` ends there, and is no fault.
  package var takesBeginning = false
  /// The way so far, where this goes on with another fetch.
  private(set) var way: Onward?

  package init(
    _ url: WebURL, validators: Validators? = nil, userAgent: String = Request.userAgent,
    headers: [(name: String, value: String)] = [], bounds: Bounds = Bounds(),
    addressPolicy: AddressPolicy = .public, credentials: Credentials? = nil, proxy: String? = nil,
    authorities: String? = nil, cookieJar: CookieJar? = nil, addressFamily: AddressFamily = .any,
    minimumTLS: TLSVersion = .oneTwo
  ) {
    self.url = url
    self.validators = validators
    self.userAgent = userAgent
    self.headers = headers
    self.bounds = bounds
    self.addressPolicy = addressPolicy
    self.credentials = credentials
    self.proxy = proxy
    self.authorities = authorities
    self.cookieJar = cookieJar
    self.addressFamily = addressFamily
    self.minimumTLS = minimumTLS
  }

  /// The same fetch where a redirect leads to: bounds of time and redirects count on, and what is
  /// meant for the first origin alone is left behind by one that leads away from it.
  package func going(_ onward: Onward) -> Request {
    var request = self
    request.url = onward.url
    request.way = onward
    return request
  }

  /// The honest default.
  package static let userAgent = "Ledewatch/0.1"

  /// The honest default with an address to write to, as a guest should leave: `Ledewatch/0.1 (+…)`.
  package static func userAgent(contact: String) -> String { "\(userAgent) (+\(contact))" }

  /// Unless `headers` has another.
  static let accept = "text/html, */*;q=0.5"
}

/// ETag and Last-Modified of a page, as received.
package struct Validators: Hashable, Sendable {
  package var etag: String?
  package var lastModified: String?

  package init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  package var isEmpty: Bool { etag == nil && lastModified == nil }
}

/// A user and a password.
package struct Credentials: Hashable, Sendable {
  package var user: String
  package var password: String

  package init(user: String, password: String) {
    self.user = user
    self.password = password
  }
}

/// The kinds of addresses to connect to.
package enum AddressFamily: Hashable, Sendable {
  /// Both are tried, IPv6 a little earlier (RFC 8305).
  case any
  case ipv4, ipv6

  var option: Int {
    switch self {
    case .any: Int(CURL_IPRESOLVE_WHATEVER)
    case .ipv4: Int(CURL_IPRESOLVE_V4)
    case .ipv6: Int(CURL_IPRESOLVE_V6)
    }
  }
}

/// The oldest TLS that is spoken.
package enum TLSVersion: String, Hashable, Sendable, CaseIterable {
  case oneTwo = "1.2"
  case oneThree = "1.3"

  var option: Int {
    switch self {
    case .oneTwo: Int(CURL_SSLVERSION_TLSv1_2)
    case .oneThree: Int(CURL_SSLVERSION_TLSv1_3)
    }
  }
}

/// Bounds of one fetch; each ends it with an error that names it, by the name that it has in the
/// configuration where it has one.
package struct Bounds: Hashable, Sendable {
  /// Seconds for the whole fetch, redirects included.
  package var totalTime: Double = 60
  /// Seconds to connect, the look-up of the name included.
  package var connectTime: Double = 20
  /// Below `lowSpeed` bytes a second for `lowSpeedTime` seconds ends the fetch; the time that a
  /// server takes to begin its answer counts.
  package var lowSpeed: Int = 50
  package var lowSpeedTime: Int = 30
  /// Bytes after content codings are undone.
  package var bodyBytes: Int = 16 << 20
  /// Bytes of header lines of one answer, its interim answers (1xx) included.
  package var headerBytes: Int = 256 << 10
  package var headerCount: Int = 500
  package var redirects: Int = 8

  package init() {}
}
