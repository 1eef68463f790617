import Basics
import News
import Web

/// The next recheck of a spooled article, and the result of the last one.
package struct Recheck: Hashable, Sendable {
  package var article: ArticleID
  package var source: SourceID
  package var due: Timestamp
  /// The number of configured intervals that have passed.
  package var step: Int
  /// Failures in a row.
  package var failures: Int
  /// The validators of the article's page.
  package var validators: Validators
  /// The time at which the address was first found empty.
  package var goneSince: Timestamp?
  package var isWithdrawn: Bool

  package init(
    article: ArticleID, source: SourceID, due: Timestamp, step: Int = 0, failures: Int = 0,
    validators: Validators = Validators(), goneSince: Timestamp? = nil, isWithdrawn: Bool = false
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
  package var firstSeen: Timestamp
  /// The last revision.
  package var revision: Int
  package var teaser: Teaser
  package var fingerprint: StoredFingerprint?
  package var isFromTeaser: Bool
}
