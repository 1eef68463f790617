/// The retention times of the ledger.
///
/// Days are the ledger's own: one passes with each daily upkeep, so a clock that jumps does not make
/// them pass.
package enum Retention {
  /// Days after which an article's last sight is recorded again. A listing that stays the same is not
  /// recorded each day.
  package static let seenGranularity = 7
  /// Days without a sight after which an article's words, fingerprint and link are deleted. What
  /// identifies it is kept longer.
  package static let words = 60
  /// Days without a sight after which an article is no longer fetched again.
  package static let rechecks = 200
  /// Seconds for which cookies are kept after the last round of their source.
  package static let cookies = 30.0 * 86_400
  /// Seconds for which a robots.txt is used (RFC 9309, 2.4).
  package static let robots = 86_400.0
  /// Seconds for which deliveries that succeeded are shown.
  package static let deliveries = 14.0 * 86_400
  /// Seconds for which what happened to a source is shown.
  package static let events = 400.0 * 86_400
}
