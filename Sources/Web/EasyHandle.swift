import CCurl
import Glibc
import WebURL

/// A libcurl easy handle and what it has been told: what a fetch sets, the next one mostly repeats,
/// and need not be set again.
final class Handle {
  let easy: UnsafeMutableRawPointer

  private let errorText: UnsafeMutablePointer<CChar>
  /// The system's, where they are in one file.
  private let authorities: String?
  private var names: UnsafeMutablePointer<curl_slist>?
  private var settings: Settings?
  private var share: UnsafeMutableRawPointer?
  private var isFresh = false
  private var fields: UnsafeMutablePointer<curl_slist>?
  /// Whose user agent is in the fields when there is nothing else in them.
  private var ordinaryAgent: String?

  /// What tests make of the world.
  struct World {
    var fixedNames: [String] = []
    var speaksHTTP2 = false
  }

  init(_ world: World) {
    guard let easy = curl_easy_init() else { preconditionFailure("libcurl has no memory left") }
    self.easy = easy
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    curl_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    var path: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_CAINFO, &path)
    authorities = path.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) }
      .flatMap { access($0, R_OK) == 0 ? $0 : nil }
    rename(world.fixedNames)
    if world.speaksHTTP2 {
      curl_easy_set_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE)
    }
    setUp()
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(fields)
    curl_slist_free_all(names)
    errorText.deallocate()
  }

  /// What is the same for every fetch.
  private func setUp() {
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
      // Not nil, here and for the proxy: that would mean the environment's.
      (CURLOPT_NOPROXY, ""),
      // The empty name: cookies are minded, no file is read.
      (CURLOPT_COOKIEFILE, ""),
    ] { curl_easy_set_string(easy, option, value) }
  }

  func rename(_ fixed: [String]) {
    let new = fixed.reduce(nil) { curl_slist_append($0, $1) }
    curl_easy_set_pointer(easy, CURLOPT_RESOLVE, new)
    curl_slist_free_all(names)
    names = new
  }

  /// - Parameter isHome: whether the address asked is at the origin that the request was meant for;
  ///   its own headers and credentials are for no other.
  func prepare(_ request: Request, isHome: Bool) throws(RequestError) {
    if settings != Settings(request) { try apply(Settings(request)) }
    if let file = request.authorities {
      curl_easy_set_long(easy, CURLOPT_CA_CACHE_TIMEOUT, Handle.age(of: file))
    }
    try setFields(request, isHome: isHome)
  }

  /// - Parameter time: seconds left for the transfer.
  func aim(at url: WebURL, share: UnsafeMutableRawPointer?, isFresh: Bool, time: Double) {
    errorText.pointee = 0
    curl_easy_set_string(easy, CURLOPT_URL, url.string)
    curl_easy_set_long(easy, CURLOPT_TIMEOUT_MS, milliseconds(time))
    if isFresh != self.isFresh {
      self.isFresh = isFresh
      curl_easy_set_long(easy, CURLOPT_FRESH_CONNECT, isFresh ? 1 : 0)
    }
    setShare(share)
  }

  /// Sees to what answers have put into a jar.
  func settle(_ jar: SharedJar) {
    setShare(jar.share)
    jar.settle(by: easy)
  }

  /// Those that this handle alone knows, as libcurl writes them.
  var cookies: [[CChar]] { CookieLines.of(easy) }

  func takeUp(_ cookies: [[CChar]]) {
    // First: they are not for the jar of whoever had the handle before.
    setShare(nil)
    for cookie in cookies { curl_easy_set_string(easy, CURLOPT_COOKIELIST, cookie) }
  }

  func forgetCookies() {
    // First: those of a share are not to go.
    setShare(nil)
    curl_easy_set_string(easy, CURLOPT_COOKIELIST, "ALL")
  }

  /// libcurl's own words on a failure.
  var error: String { String(cString: errorText) }

  /// Whether a request could be sent.
  var wasConnected: Bool {
    var time: curl_off_t = 0
    curl_easy_get_off(easy, CURLINFO_PRETRANSFER_TIME_T, &time)
    return time > 0
  }

  /// How far the proxy of a fetch that failed came; nil where there is none.
  func proxyStanding(_ proxy: String?) -> CurlFault.Proxy? {
    guard let proxy else { return nil }
    var (status, fault) = (0, 0)
    curl_easy_get_long(easy, CURLINFO_HTTP_CONNECTCODE, &status)
    curl_easy_get_long(easy, CURLINFO_PROXY_ERROR, &fault)
    var peer: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_PRIMARY_IP, &peer)
    let isReached = peer.map { $0.load(as: CChar.self) != 0 } ?? false
    return CurlFault.Proxy(
      isSecure: proxy.hasPrefix("https://"), isReached: isReached, status: status,
      socksFault: fault)
  }

  private func setShare(_ other: UnsafeMutableRawPointer?) {
    guard other != share else { return }
    share = other
    curl_easy_set_pointer(easy, CURLOPT_SHARE, share)
  }

  private func apply(_ new: Settings) throws(RequestError) {
    settings = nil
    if let proxy = new.proxy, !Proxies.areUsable(proxy) {
      throw RequestError("a proxy must be http, https, socks4a or socks5h")
    }
    curl_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(new.bounds.connectTime))
    curl_easy_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, new.bounds.lowSpeed)
    curl_easy_set_long(easy, CURLOPT_LOW_SPEED_TIME, new.bounds.lowSpeedTime)
    curl_easy_set_long(easy, CURLOPT_IPRESOLVE, new.addressFamily.option)
    curl_easy_set_long(easy, CURLOPT_SSLVERSION, new.minimumTLS.option)
    curl_easy_set_string(easy, CURLOPT_PROXY, new.proxy ?? "")
    if let file = new.authorities ?? authorities {
      curl_easy_set_string(easy, CURLOPT_CAINFO, file)
      // The system's directory would be believed beside it, and libcurl 7.88 then reads all
      // authorities anew for each connection, which costs 16 ms and keeps 0.8 MB.
      curl_easy_set_string(easy, CURLOPT_CAPATH, nil)
      curl_easy_set_long(easy, CURLOPT_CA_CACHE_TIMEOUT, 86_400)
    }
    settings = new
  }

  private func setFields(_ request: Request, isHome: Bool) throws(RequestError) {
    let isOrdinary =
      request.validators == nil && request.headers.isEmpty && request.credentials == nil
    if isOrdinary, ordinaryAgent == request.userAgent { return }
    ordinaryAgent = nil
    let lines = try RequestFields(request, isHome: isHome).lines
    curl_slist_free_all(fields)
    fields = lines.reduce(nil) { curl_slist_append($0, $1) }
    curl_easy_set_pointer(easy, CURLOPT_HTTPHEADER, fields)
    let credentials = isHome ? request.credentials : nil
    curl_easy_set_string(easy, CURLOPT_USERNAME, credentials?.user)
    curl_easy_set_string(easy, CURLOPT_PASSWORD, credentials?.password)
    if isOrdinary { ordinaryAgent = request.userAgent }
  }

  /// Seconds since a file became what it is, a day at most. What libcurl has read from it longer ago
  /// is void: authorities are believed as soon as they are corrected.
  private static func age(of file: String) -> Int {
    var facts = stat()
    guard stat(file, &facts) == 0 else { return 0 }
    return max(0, min(86_400, time(nil) - max(facts.st_mtim.tv_sec, facts.st_ctim.tv_sec) - 1))
  }

  private func milliseconds(_ seconds: Double) -> Int {
    Int(max(1, min(1e9, (seconds * 1000).rounded(.up))))
  }

  private struct Settings: Equatable {
    var bounds: Bounds
    var proxy: String?
    var authorities: String?
    var addressFamily: AddressFamily
    var minimumTLS: TLSVersion

    init(_ request: Request) {
      bounds = request.bounds
      proxy = request.proxy
      authorities = request.authorities
      addressFamily = request.addressFamily
      minimumTLS = request.minimumTLS
    }
  }
}
