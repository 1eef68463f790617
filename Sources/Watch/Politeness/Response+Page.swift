import Basics
import News
import Web

extension Response {
  /// The number of times that gzip is expanded that no header field declares. Some servers compress a
  /// page that their program has compressed already.
  private static let maximumGzipLevels = 2

  /// Returns the response with a body that is not gzip. A body that cannot be expanded within the
  /// maximum stays as it is, and is named as gzip later.
  func expandingGzip(maximumBytes: Int) -> Response {
    var response = self
    for _ in 0..<Response.maximumGzipLevels {
      guard FileSignature(response.body) == .gzip,
        let content = Gzip.expand(response.body, maximumBytes: maximumBytes)
      else { break }
      response.body = content
    }
    return response
  }

  /// The redirect that the page states in its content; nil if it is to be read itself.
  var contentRedirect: PendingRedirect? {
    guard (200..<300).contains(status) else { return nil }
    let refresh =
      header("refresh").flatMap { PageRefresh($0, base: url) }
      ?? PageRefresh(Page(address: url, bytes: body, transportCharset: charset))
    guard let refresh, refresh.delay <= PageRefresh.maximumDelay,
      // A page that reloads itself is not followed, nor one that leads back.
      !([url] + redirects.map(\.url)).contains(refresh.target)
    else { return nil }
    return self.refresh(to: refresh.target)
  }
}

/// The number of redirects by content that one fetch follows. A page that still leads on is read itself.
struct ContentRedirects {
  static let maximumCount = 3

  private var count = 0

  /// Returns the next redirect by content; nil if there is none, or none is left.
  mutating func next(after response: Response) -> PendingRedirect? {
    guard count < ContentRedirects.maximumCount, let redirect = response.contentRedirect else {
      return nil
    }
    count += 1
    return redirect
  }
}
