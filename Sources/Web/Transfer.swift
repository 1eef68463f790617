import CCurl
import Glibc
import WebURL

/// One fetch on its way, redirects included; used again for another when it is done, for libcurl's
/// handles are dear to make. Lives on the curl thread.
final class Transfer {
  typealias ID = Int
  typealias Completion = @Sendable (Result<Reply, FetchError>) -> Void

  private(set) var id: ID = 0
  /// Which of libcurl's handles has it.
  var multi: Multi?
  var easy: UnsafeMutableRawPointer { handle.easy }

  private unowned let thread: CurlThread
  private let handle: Handle
  private var request = Request(Transfer.noURL)
  private var completion: Completion?
  private var started = 0.0

  private var url = Transfer.noURL
  private var redirects: [(status: Int, url: WebURL)] = []
  /// Whether all redirects so far stayed with the first origin.
  private var isHome = true
  private var isFresh = false
  private var hasCookies = false
  private var jar: SharedJar?

  // Of the present hop:
  private var head = ResponseHead(bounds: Bounds())
  private var body = BoundedBody(bound: 0)
  private var decoder: (any ContentDecoder)?
  private var received = 0
  /// Why one of our callbacks ended the transfer.
  private var verdict: (stage: FetchError.Stage, reason: String)?
  /// Why an address was not connected to; no verdict, for another one may do.
  private var refusal: String?
  /// Another one did for all we know.
  private var hasTriedOther = false
  /// The rest of the body is not wanted.
  private var isEnough = false

  /// The URL of a transfer that is not in use.
  private static let noURL = WebURL("http://invalid/")!

  init(thread: CurlThread, world: Handle.World) {
    self.thread = thread
    handle = Handle(world)
    setUp()
  }

  func rename(_ names: [String]) { handle.rename(names) }

  static func of(_ easy: UnsafeMutableRawPointer) -> Transfer {
    var context: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_PRIVATE, &context)
    return from(context)
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
    Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  }

  private func setUp() {
    let me = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA,
      CURLOPT_PREREQDATA,
    ] { curl_easy_set_pointer(easy, option, me) }
    // Kept connections outlive the transfer that opened them.
    curl_easy_set_pointer(
      easy, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(thread.sockets).toOpaque())
    curl_easy_set_data(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Transfer.from(context).take(bytes) ? bytes.count : 0
    }
    curl_easy_set_data(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Transfer.from(context).takeLine(bytes) ? bytes.count : 0
    }
    curl_easy_set_opensocket(easy) { context, _, address in
      guard let address, Transfer.from(context).mayConnect(to: address) else {
        return CURL_SOCKET_BAD
      }
      Transfer.from(context).multi?.noteConnection()
      return Transfer.from(context).thread.sockets.open(address)
    }
    curl_easy_set_closesocket(easy) { context, socket in
      Unmanaged<Sockets>.fromOpaque(context!).takeUnretainedValue().close(socket)
    }
    curl_easy_set_prereq(easy) { context, peer, _, _, _ in
      Transfer.from(context).mayUse(peer) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
  }

  // MARK: A fetch

  func begin(_ request: Request, id: ID, completion: @escaping Completion) {
    self.request = request
    self.id = id
    self.completion = completion
    started = Clock.now - (request.way?.time ?? 0)
    jar = request.cookieJar.map { thread.jar($0.name) }
    redirects = request.way?.redirects ?? []
    (isHome, isFresh) = (request.way?.isHome ?? true, false)
    do {
      url = request.url.withoutUserInfo
      try handle.prepare(request, isHome: isHome)
      if let cookies = request.way?.cookies, !cookies.isEmpty {
        handle.takeUp(cookies)
        hasCookies = true
      }
    } catch {
      return fail(.address, error.reason)
    }
    hop()
  }

  /// Sends the request to where `address` is now.
  private func hop() {
    head = ResponseHead(bounds: request.bounds)
    body = BoundedBody(bound: request.bounds.bodyBytes)
    (decoder, received) = (nil, 0)
    (verdict, refusal) = (nil, nil)
    (hasTriedOther, isEnough) = (false, false)
    let left = request.bounds.totalTime - (Clock.now - started)
    guard left > 0 else { return fail(fault(of: CURLE_OPERATION_TIMEDOUT)) }
    if request.proxy != nil, let refused = literalRefusal {
      return fail(.policy, refused, isAstray: !redirects.isEmpty)
    }
    // Never none: a handle's own table of TLS sessions is lost when libcurl 7.88 is given a share.
    let share = jar?.share ?? thread.share(host: url.isSecure ? url.comparableHost : "")
    do {
      try thread.curlURL.check(url)
    } catch {
      return fail(.address, error.reason)
    }
    handle.aim(at: url, share: share, isFresh: isFresh, time: left)
    if let wanted = request.cookieJar { jar?.become(wanted, by: handle.easy) }
    thread.add(self)
  }

  // MARK: The address policy

  /// Whether the request itself goes to a proxy, and not through it.
  private var isProxyAsked: Bool {
    request.proxy?.hasPrefix("http") == true && !url.isSecure
  }

  /// Behind a proxy the peer is not ours to see; a host written as an address is.
  private var literalRefusal: String? {
    request.addressPolicy.refusal(of: url)
  }

  private func mayConnect(to address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
    let mayConnect = withUnsafePointer(to: &address.pointee.addr) { isAllowed(IPAddress($0)) }
    if mayConnect { hasTriedOther = true }
    return mayConnect
  }

  /// Asked before every request, so on connections that another fetch opened too.
  private func mayUse(_ peer: UnsafePointer<CChar>?) -> Bool {
    isAllowed(peer.flatMap { IPAddress(cString: $0) })
  }

  private func isAllowed(_ peer: IPAddress?) -> Bool {
    // A proxy is the configuration's own.
    if request.proxy != nil { return true }
    guard let peer else {
      refusal = refusal ?? "the peer has no IP address"
      return false
    }
    let reason = request.addressPolicy.refusal(of: peer, for: url)
    refusal = refusal ?? reason
    return reason == nil
  }

  // MARK: The answer

  private func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
    do {
      try head.take(line)
      return true
    } catch {
      verdict = (error.stage, error.reason)
      return false
    }
  }

  private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if isRedirect {
      // Its page is not for us; read on only as far as keeping the connection is worth it.
      received += bytes.count
      return received <= 64 << 10
    }
    do throws(BodyFault) {
      if received == 0 { try beginBody() }
      received += bytes.count
      if let decoder {
        // What comes after the coding's end counts too; codings make nothing much larger.
        guard received <= request.bounds.bodyBytes + (64 << 10) else { throw .tooLarge }
        try decoder.decode(bytes, into: &body)
      } else {
        try body.append(bytes)
      }
      return true
    } catch {
      switch error {
      case .damaged(let reason): verdict = (.body, reason)
      case .tooLarge where request.takesBeginning: isEnough = true
      case .tooLarge:
        let limit = Measure.size(request.bounds.bodyBytes)
        verdict = (.bounds, "the body is larger than page_limit, \(limit)")
      }
      return false
    }
  }

  private func beginBody() throws(BodyFault) {
    if let length = head.contentLength {
      guard length <= request.bounds.bodyBytes || request.takesBeginning else { throw .tooLarge }
      body.expect(length)
    }
    if let coding = head.contentEncoding { decoder = try ContentCoding.decoder(for: coding) }
  }

  private var isRedirect: Bool {
    switch head.status {
    case 301, 302, 303, 307, 308: head.location != nil
    default: false
    }
  }

  // MARK: The end of a hop

  func ended(_ code: CURLcode) {
    if head.hasCookie { hasCookies = true }
    if head.isComplete, isRedirect, verdict == nil { return follow() }
    if let verdict { return fail(verdict.stage, verdict.reason) }
    if refusal != nil, code == CURLE_ABORTED_BY_CALLBACK, !isFresh {
      // A kept connection whose peer this policy does not allow: the name may lead elsewhere now.
      isFresh = true
      return hop()
    }
    guard code == CURLE_OK || isEnough else { return fail(fault(of: code)) }
    // libcurl 7.88 takes a connection closed within the head for the end of an empty body.
    guard head.isComplete else { return fail(.http, "the connection was closed within the head") }
    // The proxy's answer, not the host's; by https it refuses the tunnel instead.
    if head.status == 407, isProxyAsked { return fail(.proxy, CurlFault.wantsPassword) }
    if let decoder, !decoder.isComplete, !isEnough {
      return fail(.body, "the body ends early in its content coding \(decoder.name)")
    }
    var reply = Reply(url: url, status: head.status, headers: head.fields)
    if head.status != 304 { reply.body = body.bytes }
    reply.redirects = redirects
    reply.duration = Clock.now - started
    finish(.success(reply))
  }

  private func follow() {
    guard let location = head.location else { return }
    guard redirects.count < request.bounds.redirects else {
      let reason = "redirected more than \(request.bounds.redirects) times"
      return fail(.bounds, reason, isAstray: true)
    }
    do {
      let next = try target(of: location)
      // Once away, there is no coming home: whoever sent us back is not to be trusted with more.
      isHome = isHome && next.hasSameOrigin(as: url)
      guard request.followsRedirects else { return part(for: next) }
      url = next
      try handle.prepare(request, isHome: isHome)
      redirects.append((head.status, next))
    } catch {
      let isScheme = WebURL.scheme(of: location).map { $0 != "http" && $0 != "https" } ?? false
      let reason = "redirected to \(location): \(error.reason)"
      return fail(isScheme ? .policy : .http, reason, isAstray: isScheme)
    }
    isFresh = false
    hop()
  }

  /// Returns the URL that a `Location` header refers to (RFC 9110, 10.2.2).
  private func target(of location: String) throws(RequestError) -> WebURL {
    // Many servers send paths in UTF-8 without percent-encoding.
    let text = String(validating: FieldText.encode(location), as: UTF8.self) ?? location
    if let target = url.resolving(text) {
      return target.withoutUserInfo
    }
    if let scheme = WebURL.scheme(of: location), scheme != "http", scheme != "https" {
      throw RequestError("only http and https are fetched, not \(scheme)")
    }
    throw RequestError("this is not a valid URL")
  }

  /// Ends here, for somebody else to decide whether it goes on there.
  private func part(for next: WebURL) {
    redirects.append((head.status, next))
    var reply = Reply(url: url, status: head.status, headers: head.fields)
    reply.redirects = redirects
    reply.duration = Clock.now - started
    reply.onward = Onward(
      url: next, redirects: redirects,
      cookies: hasCookies && request.cookieJar == nil ? handle.cookies : [],
      time: reply.duration, isHome: isHome)
    finish(.success(reply))
  }

  func cancel() {
    fail(.cancelled, "cancelled")
  }

  private func fail(_ stage: FetchError.Stage, _ reason: String, isAstray: Bool = false) {
    var error = FetchError(stage: stage, url: url, reason: reason)
    error.isAstray = isAstray
    fail(error)
  }

  private func fail(_ error: FetchError) {
    finish(.failure(error), isFailure: true)
  }

  private func finish(_ result: Result<Reply, FetchError>, isFailure: Bool = false) {
    let completion = completion
    self.completion = nil
    thread.retire(self)
    // After a failure it is not known what libcurl had read already.
    if hasCookies || isFailure {
      if let jar { handle.settle(jar) }
      handle.forgetCookies()
    }
    let news = isFailure ? nil : jar?.takeNews()
    hasCookies = false
    body = BoundedBody(bound: 0)
    (decoder, jar) = (nil, nil)
    if let completion { thread.finish(completion, result.map { $0.with(cookies: news) }) }
  }

  private func fault(of code: CURLcode) -> FetchError {
    let circumstances = CurlFault.Circumstances(
      text: handle.error,
      // Where one of a name's addresses may be asked and does not answer, that is what is wrong.
      refusal: code == CURLE_COULDNT_CONNECT && hasTriedOther ? nil : refusal,
      proxy: handle.proxyStanding(request.proxy),
      isConnected: handle.wasConnected,
      hasHead: head.isComplete, elapsed: Clock.now - started, bounds: request.bounds)
    let (stage, reason) = CurlFault.explain(code, circumstances)
    var fault = FetchError(stage: stage, url: url, reason: reason)
    fault.isTimeout = code == CURLE_OPERATION_TIMEDOUT
    fault.isAstray = stage == .policy && !redirects.isEmpty
    return fault
  }
}
