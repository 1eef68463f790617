import Basics
import CCurl
import WebURL

/// One fetch, including its redirects. Transfers are reused, because handles of libcurl are expensive
/// to create. Used on the curl thread only.
final class Transfer {
  typealias ID = Int
  typealias Completion = @Sendable (Result<Response, FetchError>) -> Void

  private(set) var id: ID = 0
  /// The multi handle that runs the transfer.
  var multi: MultiHandle?
  let handle: EasyHandle
  var easy: UnsafeMutableRawPointer { handle.easy }

  private unowned let thread: CurlThread
  private(set) var request = Request(Transfer.noURL)
  private var completion: Completion?
  /// The start of the fetch.
  private var startTime = SuspendingClock.now

  private(set) var url = Transfer.noURL
  private(set) var redirects: [(status: Int, url: WebURL)] = []
  /// Whether all redirects so far stayed within the first origin.
  private var isHome = true
  private var setsCookies = false
  private var cookieShare: CookieShare?
  private var downgrade = Downgrade()

  // The state of the current hop.
  private(set) var receiver = ResponseReceiver(bounds: Bounds(), truncatesBody: false)
  var connectionPolicy = ConnectionPolicy()
  var recording = TransferRecording()

  /// The URL of a transfer that is not in use.
  private static let noURL = WebURL("http://unused.invalid/")!

  init(thread: CurlThread, testSettings: EasyHandle.TestSettings) {
    self.thread = thread
    handle = EasyHandle(testSettings)
    setCallbacks()
  }

  /// Returns the transfer of an easy handle.
  static func of(_ easy: UnsafeMutableRawPointer) -> Transfer {
    var context: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_PRIVATE, &context)
    return from(context)
  }

  static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
    Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  }

  private func setCallbacks() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA,
      CURLOPT_PREREQDATA,
    ] { curl_easy_set_pointer(easy, option, context) }
    setRecordingCallback(context)
    // Idle connections outlive the transfer that opened them.
    curl_easy_set_pointer(
      easy, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(thread.poller).toOpaque())
    curl_easy_set_data(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Transfer.from(context).receiver.receiveBody(bytes) ? bytes.count : 0
    }
    curl_easy_set_data(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Transfer.from(context).receiver.receiveHeaderLine(bytes) ? bytes.count : 0
    }
    curl_easy_set_opensocket(easy) { context, _, address in
      let transfer = Transfer.from(context)
      guard let address, transfer.mayConnect(to: address) else { return CURL_SOCKET_BAD }
      transfer.multi?.countConnection()
      return transfer.thread.poller.open(address)
    }
    curl_easy_set_closesocket(easy) { context, socket in
      Unmanaged<SocketPoller>.fromOpaque(context!).takeUnretainedValue().close(socket)
    }
    curl_easy_set_prereq(easy) { context, peer, _, _, _ in
      Transfer.from(context).maySendRequest(to: peer) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
  }

  // MARK: Requests

  func begin(_ request: Request, id: ID, completion: @escaping Completion) {
    self.request = request
    self.id = id
    self.completion = completion
    url = request.url.withoutUserInfo
    let redirect = request.redirect
    startTime = SuspendingClock.now - (redirect?.duration ?? .zero)
    cookieShare = request.cookieJar.map { thread.cookieShare($0.name) }
    redirects = redirect?.redirects ?? []
    let state = redirect?.state ?? FetchState()
    isHome = state.isHome
    downgrade = state.downgrade
    recording = TransferRecording(state.exchanges)
    handle.setRecordsRequests(request.recordsExchanges)
    connectionPolicy = ConnectionPolicy()
    do {
      try handle.prepare(request, isHome: isHome)
    } catch {
      return fail(.address, error.reason)
    }
    addCookies(state.cookies + downgrade.cookies(for: url))
    sendRequest()
  }

  /// Adds cookies that earlier hops of a fetch without a jar have set.
  private func addCookies(_ cookies: [[CChar]]) {
    guard !cookies.isEmpty else { return }
    handle.add(cookies)
    setsCookies = true
  }

  /// Requests `url`.
  private func sendRequest() {
    receiver = ResponseReceiver(
      bounds: request.bounds, truncatesBody: request.truncatesBody,
      recordsMessages: request.recordsExchanges)
    recording.beginHop()
    connectionPolicy.beginHop()
    let remaining = request.bounds.maximumDuration - elapsed
    guard remaining > .zero else { return fail(curlError(CURLE_OPERATION_TIMEDOUT)) }
    do {
      try checkURL()
      try thread.curlURL.check(url)
    } catch let error as AddressPolicyError {
      return fail(.policy, error.reason, isRedirectError: !redirects.isEmpty)
    } catch {
      return fail(.address, (error as? RequestError)?.reason ?? "\(error)")
    }
    // There must always be a share: libcurl 7.88 deletes the handle's own TLS sessions when it gets a
    // share.
    let isWithheld =
      downgrade.withholdsCookies(from: url)
      || !url.isSecure && request.cookieJar?.isSecureOnly == true
    let jar = isWithheld ? nil : cookieShare
    let share = jar?.share ?? thread.tlsSessions(of: url.isSecure ? url.comparableHost : "")
    handle.prepare(
      url, share: share, forcesNewConnection: connectionPolicy.forcesNewConnection,
      timeout: remaining)
    if let content = request.cookieJar { jar?.adopt(content, with: easy) }
    handle.removeReplacedCookies(of: url.host)
    thread.add(self)
  }

  var elapsed: Duration { SuspendingClock.now - startTime }

  // MARK: Responses

  /// Handles the end of a hop.
  func didEnd(_ code: CURLcode) {
    if receiver.head.setsCookie { setsCookies = true }
    if receiver.head.isComplete, receiver.isRedirect, receiver.error == nil { return follow() }
    if let error = receiver.error { return fail(error.stage, error.reason) }
    if connectionPolicy.error != nil, code == CURLE_ABORTED_BY_CALLBACK,
      !connectionPolicy.forcesNewConnection
    {
      // The policy does not allow the peer of an idle connection. The name may resolve to other
      // addresses now.
      connectionPolicy.forcesNewConnection = true
      return sendRequest()
    }
    if connectionPolicy.canAcceptUnseen, code == CURLE_COULDNT_CONNECT {
      connectionPolicy.acceptsUnseen = true
      return sendRequest()
    }
    guard code == CURLE_OK || receiver.isTruncated else { return fail(curlError(code)) }
    if let error = receiver.incompletenessError { return fail(error.stage, error.reason) }
    // A proxy for http requests sends its own responses like those of the host.
    if receiver.head.status == 407, sendsRequestToProxy {
      return fail(.proxy, CurlError.proxyAuthenticationReason)
    }
    recordExchange(receiver)
    var response = response
    if response.status != 304 { response.body = receiver.body.bytes }
    finish(.success(response))
  }

  /// The response without its body.
  private var response: Response {
    var response = Response(
      url: url, status: receiver.head.status, headers: receiver.head.fields, redirects: redirects,
      duration: elapsed)
    response.addressKind = connectionPolicy.addressKind
    response.fetchState = FetchState(
      cookies: setsCookies && request.cookieJar == nil ? handle.cookies : [], isHome: isHome,
      downgrade: downgrade, exchanges: recording.exchanges)
    return response
  }

  private func follow() {
    guard let location = receiver.head.location else { return }
    guard redirects.count < request.bounds.maximumRedirects else {
      let reason = "redirected more than \(request.bounds.maximumRedirects) times"
      return fail(.bounds, reason, isRedirectError: true)
    }
    do {
      let target = try url.target(ofLocation: location)
      // A redirect back to the first origin does not restore access to headers and credentials,
      // because another origin determined its target.
      isHome = isHome && target.hasSameOrigin(as: url)
      if let reason = circleReason(target) { return fail(.bounds, reason, isRedirectError: true) }
      redirects.append((receiver.head.status, target))
      recordExchange(receiver)
      withholdCookies(from: target)
      guard request.followsRedirects else { return returnRedirect(to: target) }
      url = target
    } catch {
      let reason = "redirected to \(location.truncated(to: 200)): \(error.reason)"
      return fail(error.stage, reason, isRedirectError: error.stage != .http)
    }
    do {
      try handle.prepare(request, isHome: isHome)
    } catch {
      return fail(.address, error.reason)
    }
    connectionPolicy = ConnectionPolicy()
    addCookies(downgrade.cookies(for: url))
    sendRequest()
  }

  /// Returns the reason not to follow a redirect that only leads back; nil if it is followed. A page may
  /// lead to itself, or back by way of another page, until its cookie is sent.
  private func circleReason(_ target: WebURL) -> String? {
    guard redirects.count(where: { $0.url == target }) >= Transfer.maximumReturns else {
      return nil
    }
    if target == url { return "the address redirects to itself" }
    return "redirected in a circle that leads back to \(target.string.truncated(to: 200))"
  }

  /// The number of redirects to one address that a fetch follows.
  private static let maximumReturns = 2

  /// Withholds the cookies of this fetch if a redirect leads from https to http.
  private func withholdCookies(from target: WebURL) {
    guard url.isSecure, !target.isSecure else { return }
    downgrade.begin(cookies: setsCookies && cookieShare == nil ? handle.cookies : [])
    if cookieShare == nil { handle.removeCookies() }
  }

  /// Finishes with the redirect, which the caller may follow.
  private func returnRedirect(to target: WebURL) {
    var response = response
    response.pendingRedirect = PendingRedirect(
      url: target, redirects: redirects, duration: response.duration, state: response.fetchState)
    finish(.success(response))
  }

  // MARK: The end

  func cancel() {
    fail(.cancelled, "cancelled")
  }

  private func fail(
    _ stage: FetchError.Stage, _ reason: String, isRedirectError: Bool = false
  ) {
    var error = FetchError(stage: stage, url: url, reason: reason)
    error.isRedirectError = isRedirectError
    fail(error)
  }

  private func fail(_ error: FetchError) {
    finish(.failure(error), isFailure: true)
  }

  private func finish(_ result: Result<Response, FetchError>, isFailure: Bool = false) {
    let completion = completion
    self.completion = nil
    thread.retire(self)
    // After a failure it is unknown whether libcurl has processed a cookie.
    if setsCookies || isFailure {
      if let cookieShare { handle.update(cookieShare) }
      handle.removeCookies()
    }
    let cookies = isFailure ? nil : cookieShare?.takeUpdate()
    setsCookies = false
    receiver = ResponseReceiver(bounds: Bounds(), truncatesBody: false)
    recording = TransferRecording()
    cookieShare = nil
    if let completion { thread.finish(completion, result.map { $0.with(cookies: cookies) }) }
  }
}
