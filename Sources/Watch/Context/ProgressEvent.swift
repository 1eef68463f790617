import WebURL

/// A step of the work of a watcher, for those who follow it: what it does, how far it is, and what it waits
/// for.
package enum ProgressEvent: Hashable, Sendable {
  /// A run that polls this number of sources begins.
  case begun(sources: Int)
  /// A step of the round of a source.
  case round(source: String, RoundStep)
  /// The deliveries of a hook begin or end.
  case deliveries(hook: String, areRunning: Bool)
}

/// A step of the round of a source.
package enum RoundStep: Hashable, Sendable {
  case begun
  /// A page of the listing is loaded; pages count from 1. The number of pages is nil if it is not known.
  case loadingListing(page: Int, of: Int?)
  /// A number of teasers is new.
  case found(Int)
  /// An article is fetched; articles of a round count from 1.
  case fetchingArticle(Int, of: Int)
  /// A spooled article is fetched again.
  case recheckingArticle(Int, of: Int)
  /// An article has entered the spool.
  case spooledArticle
  /// An article could not be fetched or parsed, and is retried later.
  case failedArticle
  /// A request is sent.
  case requesting(WebURL)
  case waiting(RequestWait)
  case ended(isFailed: Bool)
}

/// The reason for which a request is not sent yet.
package enum RequestWait: Hashable, Sendable {
  /// Another request to the host is running.
  case host(String)
  /// The pause between two requests to the host ends at this time.
  case pause(host: String, until: ContinuousClock.Instant)
  /// The maximum number of requests is running.
  case slot
  /// The listing is requested once more at this time, because all of its teasers seem new.
  case confirmation(until: ContinuousClock.Instant)
}

extension Dependencies {
  /// Reports a step of the round of a source, if somebody follows it.
  func report(_ step: @autoclosure () -> RoundStep, of source: String) {
    progress?(.round(source: source, step()))
  }
}
