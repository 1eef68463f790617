import CCurl

extension Transfer {
  /// Returns the error of a hop that libcurl has ended.
  func curlError(_ code: CURLcode) -> FetchError {
    let (stage, reason) = CurlError(
      code: code, text: handle.errorText,
      // If another address of the host was allowed and did not respond, that is the error.
      policyError: code == CURLE_COULDNT_CONNECT && connectionPolicy.hasAllowedAddress
        ? nil : connectionPolicy.error,
      proxy: handle.proxyState(request.connection.proxy), isResolved: handle.didResolveName,
      isConnected: handle.didConnect,
      hasHead: receiver.head.isComplete, elapsed: elapsed, bounds: request.bounds
    ).explanation
    var error = FetchError(stage: stage, url: url, reason: reason)
    error.isTimeout = code == CURLE_OPERATION_TIMEDOUT
    error.isRedirectError = stage == .policy && !redirects.isEmpty
    error.refusedAddress = stage == .policy ? connectionPolicy.error?.refused : nil
    if connectionPolicy.addressKind == .publicAddress { error.addressKind = .publicAddress }
    return error
  }
}
