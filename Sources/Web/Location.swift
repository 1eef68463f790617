import WebURL

extension WebURL {
  /// Returns the URL that a `Location` field in the response from this URL refers to (RFC 9110,
  /// 10.2.2), without user name and password.
  func target(ofLocation location: String) throws(LocationError) -> WebURL {
    // Many servers send paths in UTF-8 without percent-encoding.
    let text = String(validating: FieldText.encode(location), as: UTF8.self) ?? location
    if let target = resolving(text) { return target.withoutUserInfo }
    // Bytes that are not ASCII are percent-encoded.
    let length = text.utf8.reduce(0) { $0 + ($1 < 0x80 ? 1 : 3) }
    guard length <= WebURL.maximumLength else {
      throw LocationError(
        stage: .bounds,
        reason: "the address has \(length) bytes; at most \(WebURL.maximumLength) are followed")
    }
    if let scheme = WebURL.scheme(of: location), scheme != "http", scheme != "https" {
      throw LocationError(
        stage: .policy, reason: "only http and https are fetched, not \(scheme)")
    }
    throw LocationError(stage: .http, reason: "the location is not a valid URL")
  }
}

/// The reason why a `Location` field cannot be followed.
struct LocationError: Error {
  /// The stage of the fetch: `policy` for another scheme than http and https, `bounds` for a location
  /// that is too long, or else `http`.
  let stage: FetchError.Stage
  let reason: String
}
