import CCurl
import Glibc

/// One fetch on its way, redirects included; used again for another when it is done, for libcurl's
/// handles are dear to make. Lives on the curl thread.
final class Transfer {
  typealias ID = Int
  typealias Completion = (Result<Reply, FetchError>) -> Void

  let easy: UnsafeMutableRawPointer
  private(set) var id: ID = 0
  /// Whether libcurl has it.
  var isAdded = false

  private unowned let thread: CurlThread
  private let errorText: UnsafeMutablePointer<CChar>
  private let authorities: String?
  private var request = Request("")
  private var completion: Completion?
  private var started = 0.0

  private var address: WebAddress?
  private var origin: String?
  private var host: String?
  private var fields: UnsafeMutablePointer<curl_slist>?
  private var redirects: [(status: Int, address: String)] = []
  private var hasCookies = false

  // Of the present hop:
  private var head = ResponseHead(bounds: Bounds())
  private var body = BoundedBody(bound: 0)
  private var decoder: (any ContentDecoder)?
  private var hasBody = false
  private var received = 0
  /// Why one of our callbacks ended the transfer.
  private var verdict: (stage: FetchError.Stage, reason: String)?
  /// Why an address was not connected to; no verdict, for another one may do.
  private var refusal: String?
  private var isFresh = false

  init(thread: CurlThread) {
    self.thread = thread
    guard let easy = curl_easy_init() else { preconditionFailure("libcurl has no memory left") }
    self.easy = easy
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    var path: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_CAINFO, &path)
    authorities = path.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) }
    setUp()
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(fields)
    errorText.deallocate()
  }

  static func of(_ easy: UnsafeMutableRawPointer) -> Transfer {
    var context: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_PRIVATE, &context)
    return from(context)
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
    Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  }

  /// What is the same for every fetch.
  private func setUp() {
    let me = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA,
      CURLOPT_PREREQDATA,
    ] { curl_easy_set_pointer(easy, option, me) }
    curl_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    curl_easy_set_data(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Transfer.from(context).take(bytes) ? bytes.count : 0
    }
    curl_easy_set_data(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Transfer.from(context).takeLine(bytes) ? bytes.count : 0
    }
    curl_easy_set_opensocket(easy) { context, _, address in
      let transfer = Transfer.from(context)
      guard let address, transfer.mayConnect(to: &address.pointee) else { return CURL_SOCKET_BAD }
      let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
      return socket(address.pointee.family, type, address.pointee.`protocol`)
    }
    curl_easy_set_prereq(easy) { context, peer, _, _, _ in
      Transfer.from(context).mayUse(peer) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
    for (option, value) in [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_PIPEWAIT, 1),
      (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1), (CURLOPT_BUFFERSIZE, 64 << 10),
      // The decoders are ours.
      (CURLOPT_HTTP_CONTENT_DECODING, 0),
      // A look-up that hangs is left to itself: without this, libcurl 7.88 waits for its thread.
      (CURLOPT_QUICK_EXIT, 1),
    ] { curl_easy_set_long(easy, option, value) }
    for (option, value) in [
      (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_REDIR_PROTOCOLS_STR, "http,https"),
      (CURLOPT_ACCEPT_ENCODING, ContentCoding.accepted),
      // Not nil: that would mean the environment's.
      (CURLOPT_NOPROXY, ""),
      // The empty name: cookies are minded, no file is read.
      (CURLOPT_COOKIEFILE, ""),
    ] { curl_easy_set_string(easy, option, value) }
  }

  // MARK: A fetch

  func begin(_ request: Request, id: ID, completion: @escaping Completion) {
    self.request = request
    self.id = id
    self.completion = completion
    started = Clock.now
    redirects = []
    isFresh = false
    do {
      address = try WebAddress(request.address)
    } catch {
      return fail(.address, error.reason)
    }
    if let proxy = request.proxy, !Proxies.areUsable(proxy) {
      return fail(.address, "a proxy must be http, https, socks4a or socks5h, not \(proxy)")
    }
    origin = nil
    let bounds = request.bounds
    curl_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(bounds.connectTime))
    curl_easy_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, bounds.lowSpeed)
    curl_easy_set_long(easy, CURLOPT_LOW_SPEED_TIME, bounds.lowSpeedTime)
    curl_easy_set_long(easy, CURLOPT_IPRESOLVE, request.addressFamily.option)
    curl_easy_set_string(easy, CURLOPT_USERAGENT, request.userAgent)
    curl_easy_set_string(easy, CURLOPT_PROXY, request.proxy ?? "")
    curl_easy_set_string(easy, CURLOPT_CAINFO, request.authorities ?? authorities)
    do {
      try setFields(own: true)
    } catch {
      return fail(.address, error.reason)
    }
    hop()
  }

  /// Sends the request to where `address` is now.
  private func hop() {
    guard let address else { return }
    head = ResponseHead(bounds: request.bounds)
    body = BoundedBody(bound: request.bounds.bodyBytes)
    (decoder, hasBody, received) = (nil, false, 0)
    (verdict, refusal, host) = (nil, nil, nil)
    errorText.pointee = 0
    let left = request.bounds.totalTime - (Clock.now - started)
    guard left > 0 else { return fail(.bounds, totalTimeReason) }
    if request.proxy != nil, let refused = literalRefusal { return fail(.policy, refused) }
    curl_easy_set_long(easy, CURLOPT_TIMEOUT_MS, milliseconds(left))
    curl_easy_set_long(easy, CURLOPT_FRESH_CONNECT, isFresh ? 1 : 0)
    let share =
      request.cookieJar != nil || address.isSecure
      ? thread.share(host: address.host, jar: request.cookieJar) : nil
    curl_easy_set_pointer(easy, CURLOPT_SHARE, share)
    curl_easy_set_pointer(easy, CURLOPT_CURLU, UnsafeMutableRawPointer(address.handle))
    thread.add(self)
  }

  /// Behind a proxy the peer is not ours to see; a host written as an address is.
  private var literalRefusal: String? {
    guard let address else { return nil }
    let host = address.host
    let isLocal = host == "localhost" || host.hasSuffix(".localhost")
    guard let peer = IPAddress(isLocal ? "127.0.0.1" : host) else { return nil }
    return request.addressPolicy.refusal(of: peer) { host }
  }

  /// Header lines beyond libcurl's own. Own headers and credentials are the first origin's alone.
  private func setFields(own: Bool) throws(AddressFault) {
    curl_slist_free_all(fields)
    fields = nil
    var lines = RequestFields()
    if let validators = request.validators {
      lines.addValidators(validators)
    }
    if own {
      for header in request.headers { try lines.add(header.name, header.value) }
    }
    if !lines.names.contains("accept") { try lines.add("Accept", Request.accept) }
    for line in lines.lines { fields = curl_slist_append(fields, line) }
    curl_easy_set_pointer(easy, CURLOPT_HTTPHEADER, fields)
    let credentials = own ? request.credentials : nil
    curl_easy_set_string(easy, CURLOPT_USERNAME, credentials?.user)
    curl_easy_set_string(easy, CURLOPT_PASSWORD, credentials?.password)
  }

  // MARK: libcurl's callbacks

  private func mayConnect(to address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
    // A proxy is the configuration's own.
    if request.proxy != nil { return true }
    return withUnsafePointer(to: &address.pointee.addr) { peer in
      isAllowed(IPAddress(peer))
    }
  }

  /// Asked before every request, so on connections that another fetch opened too.
  private func mayUse(_ peer: UnsafePointer<CChar>?) -> Bool {
    if request.proxy != nil { return true }
    return isAllowed(peer.flatMap { IPAddress(cString: $0) })
  }

  private func isAllowed(_ peer: IPAddress?) -> Bool {
    guard let peer else {
      refusal = refusal ?? "the peer has no IP address"
      return false
    }
    let reason = request.addressPolicy.refusal(of: peer) {
      if host == nil { host = address?.host }
      return host ?? ""
    }
    refusal = refusal ?? reason
    return reason == nil
  }

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
      if !hasBody { try beginBody() }
      received += bytes.count
      if let decoder {
        try decoder.decode(bytes, into: &body)
      } else {
        try body.append(bytes)
      }
      return true
    } catch {
      verdict = Self.verdict(on: error, bounds: request.bounds)
      return false
    }
  }

  private func beginBody() throws(BodyFault) {
    hasBody = true
    if let length = head.contentLength {
      guard length <= request.bounds.bodyBytes else { throw .tooLarge }
      body.expect(length)
    }
    decoder = try ContentCoding.decoder(for: head.joined("content-encoding"))
  }

  private static func verdict(
    on fault: BodyFault, bounds: Bounds
  ) -> (stage: FetchError.Stage, reason: String) {
    switch fault {
    case .damaged(let reason): (.body, reason)
    case .tooLarge: (.bounds, "the body is larger than bodyBytes, \(bounds.bodyBytes)")
    }
  }

  private var isRedirect: Bool {
    switch head.status {
    case 301, 302, 303, 307, 308: head.first("location") != nil
    default: false
    }
  }

  // MARK: The end of a hop

  func ended(_ code: CURLcode) {
    if head.first("set-cookie") != nil { hasCookies = true }
    if head.isComplete, isRedirect, verdict == nil { return follow() }
    if let verdict { return fail(verdict.stage, verdict.reason) }
    if let refusal, code == CURLE_ABORTED_BY_CALLBACK, !isFresh {
      // A kept connection whose peer this policy does not allow: the name may lead elsewhere now.
      _ = refusal
      isFresh = true
      return hop()
    }
    guard code == CURLE_OK else { return fail(fault(of: code)) }
    // libcurl 7.88 takes a connection closed within the head for the end of an empty body.
    guard head.isComplete else { return fail(.http, "the connection was closed within the head") }
    if let decoder, !decoder.isComplete {
      return fail(.body, "the body ends early in its content coding \(decoder.name)")
    }
    var reply = Reply(address: addressNow, status: head.status, headers: head.fields)
    if head.status != 304 { reply.body = body.bytes }
    reply.redirects = redirects
    reply.duration = Clock.now - started
    finish(.success(reply))
  }

  private func follow() {
    guard let address, let location = head.first("location") else { return }
    let status = head.status
    guard redirects.count < request.bounds.redirects else {
      return fail(.bounds, "more redirects than redirects, \(request.bounds.redirects)")
    }
    if origin == nil { origin = address.origin }
    do {
      try address.follow(location)
      try setFields(own: address.origin == origin)
    } catch {
      return fail(error.isScheme ? .policy : .http, "redirected to \(location): \(error.reason)")
    }
    redirects.append((status, address.string))
    isFresh = false
    hop()
  }

  private var addressNow: String { address?.string ?? request.address }

  private var totalTimeReason: String {
    "it took longer than totalTime, \(request.bounds.totalTime) s"
  }

  func fail(_ stage: FetchError.Stage, _ reason: String = "cancelled") {
    fail(FetchError(stage: stage, address: addressNow, reason: reason))
  }

  private func fail(_ error: FetchError) {
    finish(.failure(error))
  }

  private func finish(_ result: Result<Reply, FetchError>) {
    let completion = completion
    self.completion = nil
    // Before it goes back: a handle is reused with what was its own forgotten.
    thread.retire(self)
    if hasCookies {
      curl_easy_set_pointer(easy, CURLOPT_SHARE, nil)
      curl_easy_set_string(easy, CURLOPT_COOKIELIST, "ALL")
      hasCookies = false
    }
    body = BoundedBody(bound: 0)
    (decoder, address) = (nil, nil)
    completion?(result)
  }

  private func fault(of code: CURLcode) -> FetchError {
    var connected: curl_off_t = 0
    curl_easy_get_off(easy, CURLINFO_PRETRANSFER_TIME_T, &connected)
    let circumstances = CurlFault.Circumstances(
      text: String(cString: errorText), refusal: refusal, isConnected: connected > 0,
      hasHead: head.isComplete, elapsed: Clock.now - started, bounds: request.bounds)
    let (stage, reason) = CurlFault.explain(code, circumstances)
    return FetchError(stage: stage, address: addressNow, reason: reason)
  }

  private func milliseconds(_ seconds: Double) -> Int {
    Int(max(1, min(1e9, (seconds * 1000).rounded(.up))))
  }
}
