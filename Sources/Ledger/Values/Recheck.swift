import News
import Web

/// The next recheck of a spooled article, and the result of the last one.
package struct Recheck: Hashable, Sendable {
  package var article: ArticleID
  package var source: SourceID
  /// The due time, in seconds since 1970.
  package var due: Double
  /// The number of configured intervals that have passed.
  package var step: Int
  /// Failures in a row.
  package var failures: Int
  /// The validators of the article's page.
  package var validators: Validators
  /// The time at which the address was first found empty, in seconds since 1970.
  package var goneSince: Double?
  package var isWithdrawn: Bool

  package init(
    article: ArticleID, source: SourceID, due: Double, step: Int = 0, failures: Int = 0,
    validators: Validators = Validators(), goneSince: Double? = nil, isWithdrawn: Bool = false
  ) {
    self.article = article
    self.source = source
    self.due = due
    self.step = step
    self.failures = failures
    self.validators = validators
    self.goneSince = goneSince
    self.isWithdrawn = isWithdrawn
  }
}

/// A spooled article that is fetched again.
package struct ArticleToRecheck: Sendable {
  package var recheck: Recheck
  package var publicID: String
  package var firstSeen: Double
  /// The last revision.
  package var revision: Int
  package var teaser: Teaser
  package var fingerprint: StoredFingerprint?
  package var isFromTeaser: Bool
}
