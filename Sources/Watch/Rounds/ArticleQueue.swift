import Basics
import News
import WebURL

/// The queue of an article's host. If many listings link to one host, rounds that wait for it would
/// soon occupy all workers; long queues may be skipped. The rounds of the listing's own host are few
/// enough to wait.
extension Round {
  /// The minimum time after which a skipped queue is tried again.
  static let skippedQueueRetry = Duration.seconds(20)

  /// Enters the queue of the link's host.
  /// - Returns: Whether the round may wait for its turn.
  func enterQueue(of link: WebURL) async -> Bool {
    guard maySkipQueue(of: link) else { return true }
    return await context.fetcher.hosts.reserve(
      link.queueHost, maximum: HostQueue.maximumRoundsPerHost)
  }

  /// Leaves the queue after each `enterQueue` that returned true.
  func leaveQueue(of link: WebURL) async {
    if maySkipQueue(of: link) { await context.fetcher.hosts.cancelReservation(link.queueHost) }
  }

  private func maySkipQueue(of link: WebURL) -> Bool {
    maySkipLongQueues && link.queueHost != source.url.queueHost
  }

  /// Returns the time until which the host of an address must not be asked; nil if it may.
  func holdEnd(of link: WebURL) async throws -> Timestamp? {
    if force { return nil }
    return try await context.fetcher.availability.unavailability(of: link, for: source)?.heldUntil
  }
}
