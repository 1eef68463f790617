import CCurl

extension EasyHandle {
  /// Whether a name was resolved.
  var didResolveName: Bool { hasTime(CURLINFO_NAMELOOKUP_TIME_T) }

  /// Whether a request could be sent.
  var didConnect: Bool { hasTime(CURLINFO_PRETRANSFER_TIME_T) }

  /// The IP address of the latest peer.
  var peer: String? {
    var peer: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_PRIMARY_IP, &peer)
    return peer.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  private func hasTime(_ info: CURLINFO) -> Bool {
    var time: curl_off_t = 0
    curl_easy_get_off(easy, info, &time)
    return time > 0
  }

  /// Returns the state of the proxy after a failed fetch; nil if there is none.
  func proxyState(_ proxy: String?) -> CurlError.ProxyState? {
    guard let proxy else { return nil }
    var (status, error) = (0, 0)
    curl_easy_get_long(easy, CURLINFO_HTTP_CONNECTCODE, &status)
    curl_easy_get_long(easy, CURLINFO_PROXY_ERROR, &error)
    return CurlError.ProxyState(
      usesTLS: proxy.hasPrefix("https://"), isConnected: peer != nil, status: status,
      socksError: error)
  }
}
