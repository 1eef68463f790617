/// What to fetch, and within which bounds.
public struct Request: Sendable {
  /// Absolute http or https address.
  public var address: String
  /// Sent back verbatim; nil for an unconditional request.
  public var validators: Validators?
  public var userAgent: String
  /// Further header lines, name and value.
  public var headers: [(name: String, value: String)]
  public var bounds: Bounds
  public var addressPolicy: AddressPolicy

  public init(
    _ address: String, validators: Validators? = nil, userAgent: String = Request.userAgent,
    headers: [(name: String, value: String)] = [], bounds: Bounds = Bounds(),
    addressPolicy: AddressPolicy = .public
  ) {
    self.address = address
    self.validators = validators
    self.userAgent = userAgent
    self.headers = headers
    self.bounds = bounds
    self.addressPolicy = addressPolicy
  }

  /// The honest default; the configuration may add a contact address.
  public static let userAgent = "Ledewatch/0.1 (+https://ledewatch.example)"
}

/// ETag and Last-Modified of a page, as received.
public struct Validators: Hashable, Sendable {
  public var etag: String?
  public var lastModified: String?

  public init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  public var isEmpty: Bool { etag == nil && lastModified == nil }
}

/// Bounds of one fetch; each ends it with an error that names it.
public struct Bounds: Hashable, Sendable {
  /// Seconds for the whole fetch, redirects included.
  public var totalTime: Double = 60
  /// Seconds to connect.
  public var connectTime: Double = 20
  /// Below `lowSpeed` bytes a second for `lowSpeedTime` seconds ends the fetch.
  public var lowSpeed: Int = 50
  public var lowSpeedTime: Int = 20
  /// Bytes after content codings are undone.
  public var bodyBytes: Int = 16 << 20
  public var headerBytes: Int = 256 << 10
  public var headerCount: Int = 500
  public var redirects: Int = 8

  public init() {}
}

/// Which addresses a fetch may connect to (DESIGN 2.5): public ones, and those of hosts that the
/// source's own configuration names.
public struct AddressPolicy: Hashable, Sendable {
  /// Host names (and address literals) of the configuration, which may be at any address.
  public var namedHosts: Set<String>
  /// CIDR ranges that are allowed whoever refers to them.
  public var allowedRanges: [String]

  public init(namedHosts: Set<String> = [], allowedRanges: [String] = []) {
    self.namedHosts = namedHosts
    self.allowedRanges = allowedRanges
  }

  public static let `public` = AddressPolicy()
}
