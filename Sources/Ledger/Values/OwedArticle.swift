import Basics
import News

/// An article that is owed.
package struct OwedArticle: Sendable {
  package var id: ArticleID
  package var publicID: String
  package var firstSeen: Timestamp
  package var teaser: Teaser
  package var teaserKey: TeaserKey
  /// Whether hooks are called for it.
  package var notify: Bool
  /// The number of failed attempts.
  package var attempts: Int
  /// The time before which it is not fetched.
  package var nextAttempt: Timestamp
  /// Whether the server answered that the page does not exist.
  package var isGone: Bool
  /// The articles with whose texts its own is compared before it counts as new.
  package var suspects: [ArticleID]
}

/// An article that may be the same as an owed one.
package struct SuspectArticle: Sendable {
  package var id: ArticleID
  package var firstSeen: Timestamp
  package var state: ArticleState
  package var isGone: Bool
  package var teaserKey: TeaserKey
  /// The fingerprint of the spooled text; nil if the text was never read or the fingerprint has expired.
  package var fingerprint: StoredFingerprint?
}
