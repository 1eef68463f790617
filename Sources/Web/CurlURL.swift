import CCurl
import WebURL

/// libcurl's URL parser. libcurl connects to the host that its own parser finds in a URL, while the
/// address policy, robots.txt and credentials depend on ``WebURL``. A URL that the two parse
/// differently is refused.
final class CurlURL {
  private let handle: OpaquePointer
  /// The beginnings of URLs that libcurl parses as ``WebURL`` does. The path begins with a slash and
  /// cannot change what stands before it, so each beginning is checked once.
  private var acceptedAuthorities: Set<Substring> = []

  /// The maximum number of remembered beginnings.
  static let maximumAcceptedAuthorities = 1024

  init() {
    guard let handle = curl_url() else { preconditionFailure("libcurl has no memory left") }
    self.handle = handle
  }

  deinit { curl_url_cleanup(handle) }

  /// Throws if libcurl rejects the URL or finds another scheme, host or port in it.
  func check(_ url: WebURL) throws(RequestError) {
    let authority = url.schemeAndAuthority
    guard !acceptedAuthorities.contains(authority) else { return }
    let code = curl_url_set(handle, CURLUPART_URL, url.string, 0)
    guard code == CURLUE_OK else {
      throw RequestError(
        "libcurl cannot parse the URL: \(String(cString: curl_url_strerror(code)))")
    }
    guard part(CURLUPART_SCHEME) == url.scheme, part(CURLUPART_HOST).map(isHost(of: url)) == true,
      part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)) == "\(url.port)"
    else { throw RequestError("libcurl would connect to another host than the URL names") }
    if acceptedAuthorities.count >= CurlURL.maximumAcceptedAuthorities {
      acceptedAuthorities.removeAll()
    }
    // A copy, because a substring keeps the whole URL in memory.
    acceptedAuthorities.insert(Substring(String(authority)))
  }

  /// Whether libcurl's spelling of a host stands for the host of the URL. libcurl writes some IPv6
  /// addresses in another form.
  private func isHost(of url: WebURL) -> (String) -> Bool {
    { host in
      host == url.host || url.hostKind == .ipv6 && IPAddress(host) == IPAddress(url.host)
    }
  }

  private func part(_ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
