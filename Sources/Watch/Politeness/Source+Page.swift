import Basics
import Dates
import News
import Settings
import Web

extension Source {
  /// The longest `Retry-After` that is respected. After a day, one request shows whether it still holds.
  static let maximumQuiet = Duration.seconds(86_400)

  /// Returns the page that a response contains.
  /// - Parameter charset: the charset of earlier pages of the source.
  /// - Throws: `RoundError` if the response contains no page: another status, no text, no content.
  func page(of reply: Response, now: Timestamp, expecting charset: PageCharset? = nil) throws
    -> Page
  {
    if let error = error(of: reply, now: now) { throw error }
    var page = Page(
      address: reply.url, bytes: reply.body, transportCharset: reply.charset,
      charsetOverride: self.detection.charset)
    if let charset, charset.isGuess { page.expectedCharset = charset.name }
    return page
  }

  private func error(of reply: Response, now: Timestamp) -> RoundError? {
    let status = reply.status
    guard (200..<300).contains(status), status != 206 else { return statusError(reply, now: now) }
    if let block = BotBlock(headersOf: reply) {
      return RoundError(.page, reply.url.string, "HTTP \(status)", page: reply.body)
        .blocked(by: block)
    }
    if reply.body.allSatisfy({ $0 <= 0x20 }) {
      return RoundError(.page, reply.url.string, "HTTP \(status), but the page is empty")
    }
    // Feeds are served with many content types, so their content decides.
    guard !Listing.isFeed(reply.body) else { return nil }
    let format = FileSignature(reply.body)
    if let format, format != .json {
      // Bytes of gzip that cannot be expanded may have been damaged on the way.
      return RoundError(
        .page, reply.url.string, "the address leads to \(format.rawValue), not to a page or feed",
        cause: format == .gzip ? .other : .notAPage)
    }
    // A wrong type is often a mistake of the server, which passes; the bytes of a document do not.
    if let type = reply.contentType, !Source.isPage(type) {
      return RoundError(
        .page, reply.url.string, "the address leads to \(type), not to a page or feed")
    }
    return nil
  }

  private func statusError(_ reply: Response, now: Timestamp) -> RoundError {
    let status = reply.status
    let cause: RoundError.Cause =
      switch status {
      case 404, 410: .gone
      case 401, 402, 403, 451: .blocked
      default: reply.isOverloaded ? .overloaded : .other
      }
    var error = RoundError(
      .status, reply.url.string, reason(for: status), cause: cause,
      page: reply.body.isEmpty ? nil : reply.body)
    error.status = status
    if cause != .gone { error = error.blocked(by: BotBlock(refusal: reply)) }
    guard reply.isOverloaded else { return error }
    guard let wait = reply.retryAfter(now: now) else { return error }
    error.retryAfter = min(wait, Source.maximumQuiet)
    if wait > Source.maximumQuiet {
      error.reason += "; the server \(Source.pauseRequest(wait, now: now))"
    } else if wait > .zero {
      let time = RFC3339.string(from: now + wait)
      error.reason += "; the server accepts no requests until \(time)"
    }
    return error
  }

  /// Returns the pause that a server asks for, and the time of the next request, as a phrase for people.
  static func pauseRequest(_ wait: Duration, now: Timestamp) -> String {
    let time = RFC3339.string(from: now + min(wait, maximumQuiet))
    guard wait > maximumQuiet else { return "asks for a pause; retrying at \(time)" }
    let length = Duration.seconds((wait.seconds / 60).rounded() * 60).shortDescription
    return "asks for a pause of \(length), of which \(maximumQuiet.shortDescription) is observed; "
      + "retrying at \(time)"
  }

  /// Returns the status with an explanation if a person may have to do something about it.
  private func reason(for status: Int) -> String {
    switch status {
    case 206: "HTTP 206: a part of the page, though the whole page was requested"
    case 301, 302, 303, 307, 308: "HTTP \(status): a redirect that names no address (no Location)"
    case 401 where self.request.credentials == nil:
      "HTTP 401: a user name and a password are required"
    case 401: "HTTP 401: the configured user name and password are not accepted"
    case 402: "HTTP 402: payment is required"
    case 403: "HTTP 403: access is denied"
    case 407: "HTTP 407: the proxy requires a user name and a password"
    case 429: "HTTP 429: too many requests"
    case 451: "HTTP 451: unavailable for legal reasons"
    default: "HTTP \(status)"
    }
  }

  private static func isPage(_ type: String) -> Bool {
    let type = type.lowercased()
    if type.hasPrefix("image/") { return false }  // `image/svg+xml` is XML, too.
    return type.hasPrefix("text/") || type.contains("html") || type.contains("xml")
      || type.isEmpty
  }
}

extension Response {
  /// Whether the server is overloaded or has failed; `Retry-After` may say for how long.
  var isOverloaded: Bool { status == 429 || status >= 500 }
}

extension RoundError {
  /// Returns the error with the bot protection whose page replaced the requested one.
  func blocked(by block: BotBlock?) -> RoundError {
    guard let block else { return self }
    var error = self
    error.reason = "\(block); \(reason)"
    error.cause = .blocked
    return error
  }
}
