import CCurl

extension EasyHandle {
  /// `CURLAUTH_BASIC`, a macro that Swift cannot import.
  private static let basicAuthentication = 1

  /// Sets the signature of a request.
  func setSignature(_ new: RequestSignature?, _ userAgent: String) {
    guard new != signature else { return }
    signature = new
    let provider: String? = new.map { "aws:amz:\($0.region):\($0.service)" }
    curl_easy_set_string(easy, CURLOPT_AWS_SIGV4, provider)
    // A user agent among the header lines would be signed.
    curl_easy_set_string(easy, CURLOPT_USERAGENT, new == nil ? nil : userAgent)
    // libcurl 7.88 leaves the method when the signature is removed.
    if new == nil { curl_easy_set_long(easy, CURLOPT_HTTPAUTH, Self.basicAuthentication) }
  }
}
