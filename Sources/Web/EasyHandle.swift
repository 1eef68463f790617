import CCurl
import Glibc
import WebURL

/// An easy handle of libcurl and the options that it has. Most fetches need the same options as the
/// one before, which are then not set again.
final class EasyHandle {
  let easy: UnsafeMutableRawPointer

  private let errorBuffer: UnsafeMutablePointer<CChar>
  /// The system's certificate authorities, if they are in one file.
  private let systemAuthorities: String?
  /// The signature of the last request.
  var signature: RequestSignature?
  /// Whether the last request had a body.
  private var hasBody = false
  private var resolvedNames: UnsafeMutablePointer<curl_slist>?
  private var options: Options?
  private var share: UnsafeMutableRawPointer?
  private var forcesNewConnection = false
  private var recordsRequests = false
  private var headerLines: UnsafeMutablePointer<curl_slist>?
  /// The user agent in `headerLines` if they consist of the default fields only.
  private var defaultHeaderAgent: String?
  /// The names of the cookies in the request's own header fields.
  private var ownCookieNames: Set<String> = []

  /// Settings for tests.
  struct TestSettings {
    /// Names and their addresses in the form of `CURLOPT_RESOLVE`: `host:port:address,address`.
    var resolvedNames: [String] = []
    /// Whether HTTP/2 is spoken without TLS.
    var usesHTTP2 = false
  }

  init(_ testSettings: TestSettings) {
    guard let easy = curl_easy_init() else { preconditionFailure("libcurl is out of memory") }
    self.easy = easy
    errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    curl_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorBuffer)
    var path: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_CAINFO, &path)
    systemAuthorities = path.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) }
      .flatMap { access($0, R_OK) == 0 ? $0 : nil }
    setResolvedNames(testSettings.resolvedNames)
    if testSettings.usesHTTP2 {
      curl_easy_set_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE)
    }
    setConstantOptions()
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headerLines)
    curl_slist_free_all(resolvedNames)
    errorBuffer.deallocate()
  }

  /// Sets the options that are the same for all fetches.
  private func setConstantOptions() {
    for (option, value) in [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_PIPEWAIT, 1),
      (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1), (CURLOPT_BUFFERSIZE, 64 << 10),
      // ContentDecoder decodes.
      (CURLOPT_HTTP_CONTENT_DECODING, 0),
      // Without this option, libcurl 7.88 waits for the thread of a look-up that hangs.
      (CURLOPT_QUICK_EXIT, 1),
    ] { curl_easy_set_long(easy, option, value) }
    for (option, value) in [
      (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_REDIR_PROTOCOLS_STR, "http,https"),
      // With nil, here and for the proxy, libcurl uses environment variables.
      (CURLOPT_NOPROXY, ""),
      // The empty name enables cookies without reading a file.
      (CURLOPT_COOKIEFILE, ""),
    ] { curl_easy_set_string(easy, option, value) }
  }

  /// Replaces the names that are resolved without a look-up.
  func setResolvedNames(_ names: [String]) {
    let new = names.reduce(nil) { curl_slist_append($0, $1) }
    curl_easy_set_pointer(easy, CURLOPT_RESOLVE, new)
    curl_slist_free_all(resolvedNames)
    resolvedNames = new
  }

  /// Sets the options and header lines of a request.
  /// - Parameter isHome: Whether the request goes to the origin that its own header fields and its
  ///   credentials are meant for.
  func prepare(_ request: Request, isHome: Bool) throws(RequestError) {
    if options != Options(request) { try apply(Options(request)) }
    if let file = request.connection.certificateAuthorities {
      curl_easy_set_long(easy, CURLOPT_CA_CACHE_TIMEOUT, Self.age(of: file))
    }
    try setHeaderLines(request, isHome: isHome)
    setBody(isHome ? request.body : nil, isPut: request.isPut)
    setSignature(isHome ? request.signature : nil, request.header.userAgent)
  }

  private func setBody(_ body: [UInt8]?, isPut: Bool) {
    guard let body else {
      if hasBody {
        curl_easy_set_string(easy, CURLOPT_CUSTOMREQUEST, nil)
        curl_easy_set_long(easy, CURLOPT_HTTPGET, 1)
      }
      hasBody = false
      return
    }
    hasBody = true
    curl_easy_set_string(easy, CURLOPT_CUSTOMREQUEST, isPut ? "PUT" : nil)
    curl_easy_set_long(easy, CURLOPT_POSTFIELDSIZE, body.count)
    // libcurl copies as many bytes as the size says.
    _ = body.withUnsafeBytes {
      curl_easy_set_string(
        easy, CURLOPT_COPYPOSTFIELDS, $0.assumingMemoryBound(to: CChar.self).baseAddress)
    }
  }

  /// Sets the options of one hop.
  /// - Parameter timeout: The time that is left for the fetch.
  func prepare(
    _ url: WebURL, share: UnsafeMutableRawPointer?, forcesNewConnection: Bool, timeout: Duration
  ) {
    errorBuffer.pointee = 0
    curl_easy_set_string(easy, CURLOPT_URL, url.string)
    curl_easy_set_long(easy, CURLOPT_TIMEOUT_MS, Self.milliseconds(timeout))
    if forcesNewConnection != self.forcesNewConnection {
      self.forcesNewConnection = forcesNewConnection
      curl_easy_set_long(easy, CURLOPT_FRESH_CONNECT, forcesNewConnection ? 1 : 0)
    }
    setShare(share)
  }

  /// Sets whether libcurl passes each request that it sends to the debug function.
  func setRecordsRequests(_ records: Bool) {
    guard records != recordsRequests else { return }
    recordsRequests = records
    curl_easy_set_long(easy, CURLOPT_VERBOSE, records ? 1 : 0)
  }

  // MARK: Cookies

  /// Updates a jar after responses may have set cookies.
  func update(_ jar: CookieShare) {
    setShare(jar.share)
    jar.update(with: easy)
  }

  /// The cookies of this handle without a share, in the notation of libcurl.
  var cookies: [[CChar]] { CookieLines.of(easy) }

  func add(_ cookies: [[CChar]]) {
    // The handle may still use the share of an earlier fetch, which must not get these cookies.
    setShare(nil)
    for cookie in cookies { curl_easy_set_string(easy, CURLOPT_COOKIELIST, cookie) }
  }

  /// Sets the cookies of the request's own header fields.
  private func setOwnCookies(_ cookies: OwnCookies) {
    let bytes = (FieldText.encode(cookies.text) + [0]).map(CChar.init(bitPattern:))
    curl_easy_set_string(easy, CURLOPT_COOKIE, cookies.text.isEmpty ? nil : bytes)
    ownCookieNames = cookies.names
  }

  /// Removes the cookies that a host has set under the names of the request's own, which replace them.
  func removeReplacedCookies(of host: String) {
    guard !ownCookieNames.isEmpty else { return }
    let all = cookies
    let kept = all.filter { line in
      let cookie = Cookie(line: CookieLines.text(line))
      return cookie.map { !ownCookieNames.contains($0.name) || !$0.belongs(to: host) } ?? true
    }
    guard kept.count < all.count else { return }
    curl_easy_set_string(easy, CURLOPT_COOKIELIST, "ALL")
    for line in kept { curl_easy_set_string(easy, CURLOPT_COOKIELIST, line) }
  }

  func removeCookies() {
    // The cookies of a share are kept.
    setShare(nil)
    curl_easy_set_string(easy, CURLOPT_COOKIELIST, "ALL")
  }

  // MARK: Results

  /// libcurl's description of the latest error.
  var errorText: String { String(cString: errorBuffer) }

  // MARK: Options

  private func setShare(_ new: UnsafeMutableRawPointer?) {
    guard new != share else { return }
    share = new
    curl_easy_set_pointer(easy, CURLOPT_SHARE, share)
  }

  private func apply(_ new: Options) throws(RequestError) {
    options = nil
    guard new.connection.hasUsableProxy else {
      throw RequestError("the proxy must begin with http://, https://, socks4a:// or socks5h://")
    }
    let bounds = new.bounds
    curl_easy_set_long(
      easy, CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(bounds.maximumConnectDuration))
    curl_easy_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, bounds.minimumSpeed)
    curl_easy_set_long(
      easy, CURLOPT_LOW_SPEED_TIME, Int(bounds.minimumSpeedPeriod.components.seconds))
    curl_easy_set_long(easy, CURLOPT_IPRESOLVE, new.connection.addressFamily.curlOption)
    curl_easy_set_long(easy, CURLOPT_SSLVERSION, new.connection.minimumTLS.curlOption)
    curl_easy_set_string(easy, CURLOPT_PROXY, new.connection.proxy ?? "")
    if let file = new.connection.certificateAuthorities ?? systemAuthorities {
      curl_easy_set_string(easy, CURLOPT_CAINFO, file)
      // The system's directory would be trusted in addition. With it, libcurl 7.88 also reads all
      // authorities for each connection, which takes 16 ms and 0.8 MB.
      curl_easy_set_string(easy, CURLOPT_CAPATH, nil)
      curl_easy_set_long(easy, CURLOPT_CA_CACHE_TIMEOUT, 86_400)
    }
    options = new
  }

  private func setHeaderLines(_ request: Request, isHome: Bool) throws(RequestError) {
    let header = request.header
    let isDefault =
      request.validators == nil && header.fields.isEmpty && header.credentials == nil
    if isDefault, defaultHeaderAgent == header.userAgent { return }
    defaultHeaderAgent = nil
    let fields = try RequestHeaderLines(request, isHome: isHome)
    curl_slist_free_all(headerLines)
    headerLines = fields.lines.reduce(nil) { curl_slist_append($0, $1) }
    curl_easy_set_pointer(easy, CURLOPT_HTTPHEADER, headerLines)
    setOwnCookies(fields.cookies)
    let credentials = isHome ? header.credentials : nil
    curl_easy_set_string(easy, CURLOPT_USERNAME, credentials?.user)
    curl_easy_set_string(easy, CURLOPT_PASSWORD, credentials?.password)
    if isDefault { defaultHeaderAgent = header.userAgent }
  }

  /// Returns the seconds since a file changed, at most a day. libcurl uses authorities that it has
  /// read within this time, so that it reads a changed file at once.
  private static func age(of file: String) -> Int {
    var status = stat()
    guard stat(file, &status) == 0 else { return 0 }
    let changed = max(status.st_mtim.tv_sec, status.st_ctim.tv_sec)
    return max(0, min(86_400, time(nil) - changed - 1))
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    Int(max(1, min(1e9, (duration / .milliseconds(1)).rounded(.up))))
  }

  private struct Options: Equatable {
    var bounds: Bounds
    var connection: ConnectionOptions

    init(_ request: Request) {
      bounds = request.bounds
      connection = request.connection
    }
  }
}

extension AddressFamily {
  fileprivate var curlOption: Int {
    switch self {
    case .any: Int(CURL_IPRESOLVE_WHATEVER)
    case .ipv4: Int(CURL_IPRESOLVE_V4)
    case .ipv6: Int(CURL_IPRESOLVE_V6)
    }
  }
}

extension TLSVersion {
  fileprivate var curlOption: Int {
    switch self {
    case .oneTwo: Int(CURL_SSLVERSION_TLSv1_2)
    case .oneThree: Int(CURL_SSLVERSION_TLSv1_3)
    }
  }
}
