import WebURL

/// The state of a fetch that a redirect has led from https to http.
///
/// Cookies that came by https are not sent by http afterwards, even if they are not marked `Secure`:
/// a server that redirects, or somebody who answers in its place, would otherwise read them. They are
/// sent again if the redirects return to https. Cookies that are set by http meanwhile are sent until
/// the end of the fetch, and do not get into a jar.
struct Downgrade: Sendable {
  private var hasBegun = false
  /// The cookies of a fetch without a jar, in the notation of libcurl, NUL-terminated.
  private var cookies: [[CChar]] = []

  /// Records a redirect from https to http.
  /// - Parameter cookies: The cookies of the fetch so far if it has no jar.
  mutating func begin(cookies: [[CChar]]) {
    hasBegun = true
    self.cookies += cookies
  }

  /// Whether the cookies of the jar are not sent to a URL.
  func withholdsCookies(from url: WebURL) -> Bool { hasBegun && !url.isSecure }

  /// Returns the withheld cookies if they may be sent to a URL, and forgets them.
  mutating func cookies(for url: WebURL) -> [[CChar]] {
    guard url.isSecure else { return [] }
    defer { cookies = [] }
    return cookies
  }
}
