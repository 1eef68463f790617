import WebURL

/// A GET request, or a POST request if it has a body, and the limits of its fetch.
package struct Request: Sendable {
  /// A user name and password in it are not sent.
  package var url: WebURL
  /// Sent verbatim, also after redirects; nil for an unconditional request.
  package var validators: Validators?
  package var header: RequestHeader
  package var connection: ConnectionOptions
  package var addressPolicy: AddressPolicy
  /// The jar that keeps cookies from fetch to fetch; nil to discard them after each.
  package var cookieJar: CookieJar?
  package var bounds: Bounds
  /// The body of a POST request, which is sent to the origin of the first URL only; nil for GET.
  package var body: [UInt8]?
  /// Whether a request with a body is a PUT request.
  package var isPut = false
  /// The signature of a request with a body by its credentials; nil for basic authentication.
  package var signature: RequestSignature?
  /// Whether the path of the URL is a secret, so that the log names its origin only.
  package var hasSecretPath = false
  /// Whether redirects are followed. If not, `Response.pendingRedirect` tells where they lead.
  package var followsRedirects = true
  /// Whether a body larger than `bounds.maximumBodySize` is truncated instead of being an error.
  package var truncatesBody = false
  /// Whether the response has the exchanges of messages that led to it (``Response/exchanges``).
  package var recordsExchanges = false
  /// The redirect that this request follows.
  private(set) var redirect: PendingRedirect?

  package init(
    _ url: WebURL, validators: Validators? = nil, header: RequestHeader = RequestHeader(),
    connection: ConnectionOptions = ConnectionOptions(), addressPolicy: AddressPolicy = .public,
    cookieJar: CookieJar? = nil, bounds: Bounds = Bounds()
  ) {
    self.url = url
    self.validators = validators
    self.header = header
    self.connection = connection
    self.addressPolicy = addressPolicy
    self.cookieJar = cookieJar
    self.bounds = bounds
  }

  /// Whether the request follows a redirect.
  package var isRedirected: Bool { redirect != nil }

  /// Returns the request that follows a redirect in the response to this one. Elapsed time and
  /// redirects count towards the same bounds. Header fields and credentials are not sent again once
  /// a redirect has left the first origin.
  package func following(_ redirect: PendingRedirect) -> Request {
    var request = self
    request.url = redirect.url
    request.redirect = redirect
    return request
  }
}

/// A signature by AWS Signature Version 4, which the services with the interface of S3 verify.
package struct RequestSignature: Hashable, Sendable {
  package var region: String
  package var service: String

  package init(region: String, service: String) {
    self.region = region
    self.service = service
  }
}

/// The parts of a request header that the caller determines.
package struct RequestHeader: Sendable {
  package var userAgent: String
  /// Further fields, sent to the origin of the first URL only.
  package var fields: [(name: String, value: String)]
  /// The credentials of basic authentication; sent to the origin of the first URL only.
  package var credentials: Credentials?

  package init(
    userAgent: String = RequestHeader.userAgent, fields: [(name: String, value: String)] = [],
    credentials: Credentials? = nil
  ) {
    self.userAgent = userAgent
    self.fields = fields
    self.credentials = credentials
  }

  /// The default user agent.
  package static let userAgent = "Ledewatch/0.1"

  /// Returns the default user agent with the URL or mail address of its operator:
  /// `Ledewatch/0.1 (+…)`.
  package static func userAgent(contact: String) -> String { "\(userAgent) (+\(contact))" }

  /// The `Accept` field, unless `fields` has another.
  static let accept = "text/html, */*;q=0.5"
}

/// The way in which connections are made.
package struct ConnectionOptions: Hashable, Sendable {
  /// The URL of a proxy with the scheme `http`, `https`, `socks4a` or `socks5h`; nil for none.
  /// Proxies from environment variables are never used.
  package var proxy: String?
  /// A PEM file of certificate authorities that are trusted instead of the system's.
  package var certificateAuthorities: String?
  package var addressFamily: AddressFamily
  package var minimumTLS: TLSVersion

  package init(
    proxy: String? = nil, certificateAuthorities: String? = nil,
    addressFamily: AddressFamily = .any, minimumTLS: TLSVersion = .oneTwo
  ) {
    self.proxy = proxy
    self.certificateAuthorities = certificateAuthorities
    self.addressFamily = addressFamily
    self.minimumTLS = minimumTLS
  }

  /// Whether the proxy has a scheme that makes the proxy resolve host names, so that no look-up on
  /// this machine reveals which hosts are visited.
  var hasUsableProxy: Bool {
    guard let proxy else { return true }
    return ["http://", "https://", "socks4a://", "socks5h://"].contains { proxy.hasPrefix($0) }
  }
}

/// The ETag and Last-Modified fields of a page, as received.
package struct Validators: Hashable, Sendable {
  package var etag: String?
  package var lastModified: String?

  package init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  package var isEmpty: Bool { etag == nil && lastModified == nil }
}

/// A user name and a password.
package struct Credentials: Hashable, Sendable {
  package var user: String
  package var password: String

  package init(user: String, password: String) {
    self.user = user
    self.password = password
  }
}

/// The IP versions that connections are made by.
package enum AddressFamily: Hashable, Sendable {
  /// Both; IPv6 gets a head start (RFC 8305).
  case any
  case ipv4, ipv6
}

/// A minimum version of TLS.
package enum TLSVersion: String, Hashable, Sendable, CaseIterable {
  case oneTwo = "1.2"
  case oneThree = "1.3"
}
