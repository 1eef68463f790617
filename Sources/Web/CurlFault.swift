import CCurl

/// libcurl's result codes in the words of `FetchError`.
enum CurlFault {
  struct Circumstances {
    /// libcurl's own words.
    var text: String
    /// Why an address was not connected to.
    var refusal: String?
    var isConnected: Bool
    var hasHead: Bool
    var elapsed: Double
    var bounds: Bounds
  }

  static func explain(
    _ code: CURLcode, _ now: Circumstances
  ) -> (stage: FetchError.Stage, reason: String) {
    let text = now.text.isEmpty ? String(cString: curl_easy_strerror(code)) : now.text
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
      return (
        .bounds,
        "slower than lowSpeed, \(bounds.lowSpeed) bytes a second, for lowSpeedTime, "
          + "\(bounds.lowSpeedTime) s"
      )
    }
    let phase =
      text.hasPrefix("Resolving")
      ? "looking up the name"
      : now.isConnected ? now.hasHead ? "reading the body" : "waiting for an answer" : "connecting"
    if !now.isConnected, now.elapsed < bounds.totalTime {
      return (
        .bounds, "no connection within connectTime, \(seconds(bounds.connectTime)) (\(phase))"
      )
    }
    return (.bounds, "not done within totalTime, \(seconds(bounds.totalTime)) (\(phase))")
  }

  /// Without the ".0" of whole seconds.
  private static func seconds(_ time: Double) -> String {
    Int(exactly: time).map { "\($0) s" } ?? "\(time) s"
  }
}
