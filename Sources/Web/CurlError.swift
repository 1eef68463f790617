import CCurl

/// libcurl's result codes in the words of `FetchError`.
enum CurlFault {
  struct Circumstances {
    /// libcurl's own words.
    var text: String
    /// Why an address was not connected to.
    var refusal: String?
    /// Nil where there is none.
    var proxy: Proxy?
    var isConnected: Bool
    var hasHead: Bool
    var elapsed: Double
    var bounds: Bounds
  }

  /// How a proxy stood when a fetch by it failed.
  struct Proxy {
    /// Spoken to by TLS itself.
    var isSecure: Bool
    /// There was a connection to it.
    var isReached: Bool
    /// Its answer to CONNECT; 0 for none.
    var status: Int
    /// One of `CURLproxycode`.
    var socksFault: Int
  }

  static let wantsPassword = "the proxy wants a user and a password, or others"

  static func explain(
    _ code: CURLcode, _ now: Circumstances
  ) -> (stage: FetchError.Stage, reason: String) {
    let text = now.text.isEmpty ? String(cString: curl_easy_strerror(code)) : now.text
    if let proxy = now.proxy, !now.isConnected, let found = explain(code, proxy, text, now) {
      return found
    }
    switch code {
    case CURLE_OPERATION_TIMEDOUT: return timeout(text, now)
    case CURLE_COULDNT_CONNECT, CURLE_ABORTED_BY_CALLBACK:
      return now.refusal.map { (.policy, $0) } ?? (.connect, text)
    case CURLE_URL_MALFORMAT: return (.address, text)
    // HTTP/0.9, that is anything that begins with no status line.
    case CURLE_UNSUPPORTED_PROTOCOL: return (now.isConnected ? .http : .address, text)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return (.dns, text)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_USE_SSL_FAILED:
      return (.tls, text)
    case CURLE_PROXY, CURLE_INTERFACE_FAILED: return (.connect, text)
    case CURLE_PARTIAL_FILE: return (.body, text)
    case CURLE_OUT_OF_MEMORY where now.isConnected && !now.hasHead:
      return (.bounds, "a line of the head is longer than 100 kB, or no memory is left")
    default: return (now.hasHead ? .body : now.isConnected ? .http : .connect, text)
    }
  }

  private static func timeout(
    _ text: String, _ now: Circumstances
  ) -> (FetchError.Stage, String) {
    let bounds = now.bounds
    if text.hasPrefix("Operation too slow") {
      let time = Measure.time(Double(bounds.lowSpeedTime))
      // The configuration's way to allow for more.
      let limit = "fetch_limit is \(Measure.time(bounds.totalTime))"
      return (
        .bounds,
        now.hasHead
          ? "slower than \(bounds.lowSpeed) bytes a second for \(time) (\(limit))"
          : "no answer for \(time) (\(limit))"
      )
    }
    let phase =
      text.hasPrefix("Resolving")
      ? "looking up the name"
      : now.isConnected ? now.hasHead ? "reading the body" : "waiting for an answer" : "connecting"
    if !now.isConnected, now.elapsed < bounds.totalTime {
      return (.bounds, "no connection within \(Measure.time(bounds.connectTime)) (\(phase))")
    }
    return (.bounds, "not done within fetch_limit, \(Measure.time(bounds.totalTime)) (\(phase))")
  }
}

// MARK: - Behind a proxy
extension CurlFault {
  /// What failed at the proxy, or behind it; nil where that can't be told.
  private static func explain(
    _ code: CURLcode, _ proxy: Proxy, _ text: String, _ now: Circumstances
  ) -> (FetchError.Stage, String)? {
    guard proxy.isReached else {
      guard code != CURLE_OPERATION_TIMEDOUT else {
        let time = min(now.bounds.connectTime, now.bounds.totalTime)
        return (.proxy, "no connection to it within \(Measure.time(time))")
      }
      // By those that are allowed, only the proxy's own name is looked up.
      let isOfProxy = [
        CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY,
      ].contains(code)
      return isOfProxy ? (.proxy, text) : nil
    }
    switch proxy.status {
    case 407: return (.proxy, wantsPassword)
    // It has tried.
    case 502...504: return (.connect, "the proxy can't reach the host: status \(proxy.status)")
    case 300...: return (.proxy, "it does not let us through: status \(proxy.status)")
    case 200...: return nil
    default: break
    }
    if code == CURLE_PROXY {
      let isOfHost = faultsOfHosts.contains { Int($0.rawValue) == proxy.socksFault }
      return isOfHost ? (.connect, "the proxy can't reach the host: \(text)") : (.proxy, text)
    }
    let isTLS = [CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION].contains(code)
    return proxy.isSecure && isTLS ? (.proxy, text) : nil
  }

  /// What a SOCKS proxy says that has tried.
  private static let faultsOfHosts = [
    CURLPX_REPLY_GENERAL_SERVER_FAILURE, CURLPX_REPLY_NETWORK_UNREACHABLE,
    CURLPX_REPLY_HOST_UNREACHABLE, CURLPX_REPLY_CONNECTION_REFUSED, CURLPX_REPLY_TTL_EXPIRED,
    CURLPX_REQUEST_FAILED,
  ]
}
