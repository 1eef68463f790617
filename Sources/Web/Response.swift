import Basics
import CCurl
import WebURL

/// The response of a server. Any status is a response, including 304.
package struct Response: Sendable {
  /// The URL that sent the response, after redirects.
  package var url: WebURL
  package var status: Int
  /// The header fields of the final response in order of arrival, with names in lower case. Values
  /// are the received bytes as U+0000–U+00FF, so that they can be sent back verbatim.
  package var headers: [(name: String, value: String)]
  /// The body after content decoding; empty for status 304.
  package var body: [UInt8]
  /// The status of each redirect and the URL that it led to.
  package var redirects: [(status: Int, url: WebURL)]
  /// The duration of the whole fetch.
  package var duration: Duration
  /// The content of the request's cookie jar if it may have changed.
  package var cookies: [Cookie]?
  /// The redirect that was not followed.
  package var pendingRedirect: PendingRedirect?
  /// The state of the fetch, for a redirect that the content of the page states.
  var fetchState = FetchState()
  /// The kind of the host's addresses, as far as they were tried; nil if they are unknown.
  package var addressKind: AddressKind?

  package init(
    url: WebURL, status: Int, headers: [(name: String, value: String)] = [],
    body: [UInt8] = [], redirects: [(status: Int, url: WebURL)] = [], duration: Duration = .zero
  ) {
    self.url = url
    self.status = status
    self.headers = headers
    self.body = body
    self.redirects = redirects
    self.duration = duration
  }

  /// The first URL without TLS to which a redirect led from a URL with TLS; nil if there is none.
  /// Anybody between this machine and the server could have replaced the response.
  /// - Parameter start: The URL that was requested.
  package func insecureRedirect(from start: WebURL) -> (status: Int, url: WebURL)? {
    let previous = [start] + redirects.map(\.url)
    return zip(previous, redirects).first { $0.isSecure && !$1.url.isSecure }?.1
  }

  /// Returns the redirect to a URL that the content of this response names: a `Refresh` field or a `meta`
  /// element. It counts towards the same bounds as the redirects before.
  package func refresh(to target: WebURL) -> PendingRedirect {
    var state = fetchState
    state.isHome = state.isHome && target.hasSameOrigin(as: url)
    if url.isSecure, !target.isSecure {
      state.downgrade.begin(cookies: state.cookies)
      state.cookies = []
    }
    return PendingRedirect(
      url: target, redirects: redirects + [(status, target)], duration: duration, state: state)
  }

  func with(cookies: [Cookie]?) -> Response {
    var response = self
    response.cookies = cookies
    return response
  }

  /// The exchanges of the fetch in their order, if the request asked for them. A program that fetches pages
  /// has none.
  package var exchanges: [HTTPExchange] {
    get { fetchState.exchanges }
    set { fetchState.exchanges = newValue }
  }

  package var isNotModified: Bool { status == 304 }

  /// Returns the first value of a header field.
  /// - Parameter name: The name in lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  /// The validators that can be sent back.
  package var validators: Validators {
    func sendable(_ name: String) -> String? {
      header(name).flatMap { !$0.isEmpty && RequestHeader.isField(name, $0) ? $0 : nil }
    }
    return Validators(etag: sendable("etag"), lastModified: sendable("last-modified"))
  }
}

/// A redirect that was not followed, and the state of its fetch.
package struct PendingRedirect: Sendable {
  package let url: WebURL
  /// All redirects so far. The last one leads to `url`.
  package let redirects: [(status: Int, url: WebURL)]
  /// The duration of the fetch so far.
  let duration: Duration
  let state: FetchState

  init(
    url: WebURL, redirects: [(status: Int, url: WebURL)], duration: Duration,
    state: FetchState = FetchState()
  ) {
    self.url = url
    self.redirects = redirects
    self.duration = duration
    self.state = state
  }
}

/// The state that the hops of a fetch hand on.
struct FetchState: Sendable {
  /// The cookies that were set without a jar, in the notation of libcurl, NUL-terminated.
  var cookies: [[CChar]] = []
  /// Whether all redirects so far stayed within the first origin.
  var isHome = true
  /// The cookies that are withheld after a redirect from https to http.
  var downgrade = Downgrade()
  /// The exchanges so far, if the request asked for them.
  var exchanges: [HTTPExchange] = []
}

extension Response {
  /// The media type without its parameters, in lower case: `text/html`.
  package var contentType: String? {
    guard let value = header("content-type") else { return nil }
    let type = value.prefix { $0 != ";" && $0 != "," }
    return FieldValue.trim(type).lowercased()
  }

  /// The `charset` parameter of Content-Type as sent, without quotes. Some servers send the value
  /// twice, separated by a comma: `text/html; charset=windows-1251, text/html`.
  package var charset: String? {
    header("content-type").flatMap { FieldValue.parameter("charset", of: $0, separator: ";") }
      .map { FieldValue.trim($0.prefix { $0 != "," }) }
  }

  /// Returns the time to wait before the next request by the Retry-After field (RFC 9110, 10.2.3),
  /// which has a number of seconds or a date. Some servers send the date as seconds or milliseconds
  /// since 1970, which no number of seconds to wait is as large as.
  package func retryAfter(now: Timestamp) -> Duration? {
    guard let value = header("retry-after").map(FieldValue.trim) else { return nil }
    let date: Double
    if let number = FieldValue.number(value) {
      guard number >= 1e9 else { return .seconds(number) }
      date = number < 1e12 ? number : number / 1000
    } else {
      date = Double(curl_getdate(value, nil))
      guard date >= 0 else { return nil }
    }
    return .seconds(max(0, min(date - now.secondsSinceEpoch, FieldValue.maximumSeconds)))
  }

  /// The time for which the response stays fresh: `max-age` minus `Age` (RFC 9111, 4.2); nil if the
  /// server does not tell, 0 with `no-cache` and `no-store`.
  package var cacheMaxAge: Duration? {
    let value = headers.lazy.filter { $0.name == "cache-control" }.map(\.value)
      .joined(separator: ",").lowercased()
    let directives = value.split(separator: ",").map(FieldValue.trim)
    if directives.contains("no-cache") || directives.contains("no-store") { return .zero }
    guard
      let age = FieldValue.parameter("max-age", of: "," + value, separator: ",")
        .flatMap(FieldValue.deltaSeconds)
    else { return nil }
    return max(.zero, age - (header("age").flatMap(FieldValue.deltaSeconds) ?? .zero))
  }
}

/// The grammar of field values.
private enum FieldValue {
  static func trim(_ text: some StringProtocol) -> String {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }

  /// Parses `delta-seconds` (RFC 9111, 1.2.2): any number of digits.
  static func deltaSeconds(_ text: String) -> Duration? {
    number(text).map { .seconds(min($0, maximumSeconds)) }
  }

  /// The largest number of seconds, which stands for all larger ones.
  static let maximumSeconds = Double(Int32.max)

  /// Parses a number that consists of digits.
  static func number(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Double(text) ?? .infinity
  }

  /// Returns the value of `name=value` or `name="value"` after the first separator.
  static func parameter(_ name: String, of value: String, separator: Character) -> String? {
    for part in value.split(separator: separator, omittingEmptySubsequences: false).dropFirst() {
      guard let equals = part.firstIndex(of: "="),
        trim(part[..<equals]).lowercased() == name
      else { continue }
      var value = trim(part[part.index(after: equals)...])
      if value.hasPrefix("\"") {
        value = String(value.dropFirst().prefix { $0 != "\"" })
      }
      return value.isEmpty ? nil : value
    }
    return nil
  }
}
