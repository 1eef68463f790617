import WebURL

extension WebURL {
  /// Returns the URL that a `Location` field in the response from this URL refers to (RFC 9110,
  /// 10.2.2), without user name and password.
  func target(ofLocation location: String) throws(LocationError) -> WebURL {
    // Many servers send paths in UTF-8 without percent-encoding.
    let text = String(validating: FieldText.encode(location), as: UTF8.self) ?? location
    if let target = resolving(text) { return target.withoutUserInfo }
    if let scheme = WebURL.scheme(of: location), scheme != "http", scheme != "https" {
      throw LocationError(
        reason: "only http and https are fetched, not \(scheme)", isSchemeError: true)
    }
    throw LocationError(reason: "the location is not a valid URL", isSchemeError: false)
  }
}

/// The reason why a `Location` field cannot be followed.
struct LocationError: Error {
  let reason: String
  /// Whether the location is valid, but has another scheme than http and https.
  let isSchemeError: Bool
}
