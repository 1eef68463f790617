/// A server's answer. Any status is an answer; `notModified` too.
public struct Reply: Sendable {
  /// The address that answered, after redirects.
  public var address: String
  public var status: Int
  /// In order of arrival, names in lower case; those of the final answer only.
  public var headers: [(name: String, value: String)]
  /// Content codings undone; empty for a 304.
  public var body: [UInt8]
  /// Each redirect taken: status and the address it led to.
  public var redirects: [(status: Int, address: String)]
  /// Seconds, whole fetch.
  public var duration: Double

  public init(
    address: String, status: Int, headers: [(name: String, value: String)] = [],
    body: [UInt8] = [], redirects: [(status: Int, address: String)] = [], duration: Double = 0
  ) {
    self.address = address
    self.status = status
    self.headers = headers
    self.body = body
    self.redirects = redirects
    self.duration = duration
  }

  public var notModified: Bool { status == 304 }

  /// The first value of a header, by its name in lower case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  public var validators: Validators {
    Validators(etag: header("etag"), lastModified: header("last-modified"))
  }
}
