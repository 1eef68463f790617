import News
import WebURL

/// Leaving room to other rounds.
extension Round {
  /// Seconds after which a long line is looked at again, at least.
  static let longLine = 20.0

  /// Whether this round may wait for the article's host. Where many listings lead to one host, its
  /// line would soon take up all places; the rounds of the listing's own host are few enough.
  func joinLine(_ link: WebURL) async -> Bool {
    guard canDefer(link) else { return true }
    return await context.fetcher.hosts.reserve(
      link.queueHost, maximum: HostQueue.maximumRoundsPerHost)
  }

  /// After each `joinLine` that was true.
  func leaveLine(_ link: WebURL) async {
    if canDefer(link) { await context.fetcher.hosts.cancelReservation(link.queueHost) }
  }

  private func canDefer(_ link: WebURL) -> Bool {
    comesAgain && link.queueHost != source.url.queueHost
  }
}
