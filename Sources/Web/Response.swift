import CCurl
import WebURL

/// A server's answer. Any status is an answer; `notModified` too.
package struct Reply: Sendable {
  /// The URL that answered, after redirects.
  package var url: WebURL
  package var status: Int
  /// In order of arrival, names in lower case; those of the final answer only. Values are the
  /// bytes received as U+0000–U+00FF, so that they can be sent back verbatim.
  package var headers: [(name: String, value: String)]
  /// Content codings undone; empty for a 304.
  package var body: [UInt8]
  /// Each redirect taken: its status and the URL it led to.
  package var redirects: [(status: Int, url: WebURL)]
  /// Seconds, whole fetch.
  package var duration: Double
  /// What the request's jar holds now, where that may be something else than before.
  package var cookies: [Cookie]?
  /// Where a redirect leads that was not followed.
  package var onward: Onward?

  package init(
    url: WebURL, status: Int, headers: [(name: String, value: String)] = [],
    body: [UInt8] = [], redirects: [(status: Int, url: WebURL)] = [], duration: Double = 0
  ) {
    self.url = url
    self.status = status
    self.headers = headers
    self.body = body
    self.redirects = redirects
    self.duration = duration
  }

  func with(cookies: [Cookie]?) -> Reply {
    var reply = self
    reply.cookies = cookies
    return reply
  }

  package var notModified: Bool { status == 304 }

  /// The first value of a header, by its name in lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  /// Those that can be sent back.
  package var validators: Validators {
    func sendable(_ name: String) -> String? {
      header(name).flatMap { !$0.isEmpty && Request.isHeader(name, $0) ? $0 : nil }
    }
    return Validators(etag: sendable("etag"), lastModified: sendable("last-modified"))
  }
}

/// A fetch that is to go on where a redirect leads, with the way it has come.
package struct Onward: Sendable {
  package let url: WebURL
  /// The last one is the one that leads to `url`.
  let redirects: [(status: Int, url: WebURL)]
  /// As libcurl writes them, NUL-terminated; those of a jar are kept there.
  let cookies: [[CChar]]
  /// Seconds used up.
  let time: Double
  /// Whether all redirects so far stayed with the first origin.
  var isHome = false
}

extension Reply {
  /// The media type without its parameters, in lower case: `text/html`.
  package var contentType: String? {
    guard let value = header("content-type") else { return nil }
    let type = value.prefix { $0 != ";" && $0 != "," }
    return Field.trim(type).lowercased()
  }

  /// The `charset` parameter of Content-Type, as sent, without quotes. Some servers send the field
  /// twice, which makes one with a comma in it: `text/html; charset=windows-1251, text/html`.
  package var charset: String? {
    header("content-type").flatMap { Field.parameter("charset", of: $0, separator: ";") }
      .map { Field.trim($0.prefix { $0 != "," }) }
  }

  /// Seconds that the server asks to be left alone (RFC 9110 10.2.3), given as such or as a date.
  /// - Parameter now: seconds since 1970.
  package func retryAfter(now: Double) -> Double? {
    guard let value = header("retry-after").map(Field.trim) else { return nil }
    if let seconds = Field.seconds(value) { return seconds }
    let date = curl_getdate(value, nil)
    return date < 0 ? nil : max(0, Double(date) - now)
  }

  /// Seconds for which the answer is fresh still: `max-age` less `Age` (RFC 9111 4.2); nil when the
  /// server does not say, 0 with `no-cache` and `no-store`.
  package var cacheMaxAge: Double? {
    let value = headers.lazy.filter { $0.name == "cache-control" }.map(\.value)
      .joined(separator: ",").lowercased()
    let directives = value.split(separator: ",").map(Field.trim)
    if directives.contains("no-cache") || directives.contains("no-store") { return 0 }
    guard
      let age = Field.parameter("max-age", of: "," + value, separator: ",")
        .flatMap(Field.seconds)
    else { return nil }
    return max(0, age - (header("age").flatMap(Field.seconds) ?? 0))
  }
}

/// The grammar that header values share.
private enum Field {
  static func trim(_ text: some StringProtocol) -> String {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }

  /// `delta-seconds` (RFC 9111 1.2.2): digits, however many.
  static func seconds(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return min(Double(text) ?? .infinity, Double(Int32.max))
  }

  /// The value of `name=value` or `name="value"` after the first separator.
  static func parameter(_ name: String, of value: String, separator: Character) -> String? {
    for part in value.split(separator: separator, omittingEmptySubsequences: false).dropFirst() {
      guard let equals = part.firstIndex(of: "="),
        trim(part[..<equals]).lowercased() == name
      else { continue }
      var found = trim(part[part.index(after: equals)...])
      if found.hasPrefix("\"") {
        found = String(found.dropFirst().prefix { $0 != "\"" })
      }
      return found.isEmpty ? nil : found
    }
    return nil
  }
}
