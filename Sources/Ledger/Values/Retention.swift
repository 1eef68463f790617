/// The retention times of the ledger.
///
/// Days are the ledger's own. Each daily upkeep advances them by one, so that a clock that jumps does
/// not.
package enum Retention {
  /// Days after which an article is recorded as seen again, so that an unchanged listing is not written
  /// each day.
  package static let seenGranularity = 7
  /// Days after the last listing after which an article's words, fingerprint and link are deleted. The
  /// values that identify it are kept longer.
  package static let words = 60
  /// Days after the last listing after which an article is no longer rechecked.
  package static let rechecks = 200
  /// The time for which cookies are kept after the last round of their source.
  package static let cookies = Duration.seconds(30 * 86_400)
  /// The time for which a robots.txt is used (RFC 9309, 2.4).
  package static let robots = Duration.seconds(86_400)
  /// The time for which deliveries that succeeded, and the events of first entries, are shown.
  package static let deliveries = Duration.seconds(14 * 86_400)
  /// The time for which what happened to a source is shown.
  package static let events = Duration.seconds(400 * 86_400)
}
