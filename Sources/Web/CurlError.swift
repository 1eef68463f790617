import Basics
import CCurl

/// A result code of libcurl and the state of its transfer, from which the stage and reason of a
/// `FetchError` follow.
struct CurlError {
  let code: CURLcode
  /// libcurl's description of the error; empty if there is none.
  var text: String
  /// The reason why an address was not connected to.
  var policyError: AddressPolicyError?
  /// Nil if there is no proxy.
  var proxy: ProxyState?
  /// Whether the name of the host or proxy was resolved.
  var isResolved: Bool
  var isConnected: Bool
  var hasHead: Bool
  var elapsed: Duration
  var bounds: Bounds

  /// The state of a proxy after a failed fetch.
  struct ProxyState {
    /// Whether the connection to the proxy uses TLS.
    var usesTLS: Bool
    /// Whether there was a connection to the proxy.
    var isConnected: Bool
    /// The status of the response to CONNECT; 0 if there was none.
    var status: Int
    /// One of `CURLproxycode`.
    var socksError: Int
  }

  typealias Explanation = (stage: FetchError.Stage, reason: String)

  static let proxyAuthenticationReason = "the proxy requires a user name and password, or others"

  /// The stage at which the fetch failed and the reason.
  var explanation: Explanation {
    let text = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    if let proxy, !isConnected, let explanation = explanation(proxy, text) { return explanation }
    switch code {
    case CURLE_OPERATION_TIMEDOUT: return (.bounds, timeoutReason)
    case CURLE_COULDNT_CONNECT, CURLE_ABORTED_BY_CALLBACK:
      return policyError.map { (.policy, $0.reason) } ?? (.connect, text)
    case CURLE_URL_MALFORMAT: return (.address, text)
    // libcurl takes a response without a status line for HTTP/0.9.
    case CURLE_UNSUPPORTED_PROTOCOL: return (isConnected ? .http : .address, text)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return (.dns, text)
    case _ where code.isTLSError: return (.tls, text)
    case CURLE_PROXY, CURLE_INTERFACE_FAILED: return (.connect, text)
    case CURLE_PARTIAL_FILE: return (.body, text)
    case CURLE_OUT_OF_MEMORY where isConnected && !hasHead:
      return (.bounds, "a header line is longer than 100 kB, or no memory is left")
    default: return (hasHead ? .body : isConnected ? .http : .connect, text)
    }
  }

  private var timeoutReason: String {
    let total = bounds.maximumDuration.shortDescription
    let isTooSlow =
      elapsed < bounds.maximumDuration && (isConnected || elapsed < bounds.maximumConnectDuration)
    if isTooSlow {
      let time = bounds.minimumSpeedPeriod.shortDescription
      // The setting that allows for more time is named.
      return hasHead
        ? "slower than \(bounds.minimumSpeed) bytes a second for \(time) (fetch_limit is \(total))"
        : "no response for \(time) (fetch_limit is \(total))"
    }
    let phase =
      isConnected
      ? hasHead ? "receiving the body" : "waiting for the response"
      : isResolved ? "connecting" : "resolving the name"
    if !isConnected, elapsed < bounds.maximumDuration {
      return "no connection within \(bounds.maximumConnectDuration.shortDescription) (\(phase))"
    }
    return "not completed within fetch_limit, \(total) (\(phase))"
  }
}

// MARK: - Proxies
extension CurlError {
  /// Returns what failed at the proxy or behind it; nil if that is unknown.
  private func explanation(_ proxy: ProxyState, _ text: String) -> Explanation? {
    guard proxy.isConnected else {
      guard code != CURLE_OPERATION_TIMEDOUT else {
        let time = min(bounds.maximumConnectDuration, bounds.maximumDuration)
        return (.proxy, "no connection to the proxy within \(time.shortDescription)")
      }
      // The allowed kinds of proxies resolve all names but their own.
      let isProxyError = [
        CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY,
      ].contains(code)
      return isProxyError ? (.proxy, text) : nil
    }
    switch proxy.status {
    case 407: return (.proxy, Self.proxyAuthenticationReason)
    // The proxy tried to connect to the host.
    case 502...504: return (.connect, "the proxy cannot reach the host: status \(proxy.status)")
    case 300...: return (.proxy, "the proxy refuses to connect to the host: status \(proxy.status)")
    case 200...: return nil
    default: break
    }
    if code == CURLE_PROXY {
      let isHostError = Self.socksHostErrors.contains { Int($0.rawValue) == proxy.socksError }
      return isHostError ? (.connect, "the proxy cannot reach the host: \(text)") : (.proxy, text)
    }
    let isTLSError = [CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION].contains(code)
    return proxy.usesTLS && isTLSError ? (.proxy, text) : nil
  }

  /// The errors of a SOCKS proxy that tried to connect to the host.
  private static let socksHostErrors = [
    CURLPX_REPLY_GENERAL_SERVER_FAILURE, CURLPX_REPLY_NETWORK_UNREACHABLE,
    CURLPX_REPLY_HOST_UNREACHABLE, CURLPX_REPLY_CONNECTION_REFUSED, CURLPX_REPLY_TTL_EXPIRED,
    CURLPX_REQUEST_FAILED,
  ]
}

extension CURLcode {
  /// Whether TLS failed.
  var isTLSError: Bool {
    [
      CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
      CURLE_USE_SSL_FAILED,
    ].contains(self)
  }
}
