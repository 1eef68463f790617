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
  /// Attempts that failed.
  package var attempts: Int
  /// Not fetched before this time.
  package var nextAttempt: Timestamp
  /// Whether its address answered that there is nothing (any more).
  package var isGone: Bool
  /// Articles with which its text is to be compared before it counts as new.
  package var suspects: [ArticleID]
}

/// An article that an owed one may be another sight of.
package struct SuspectArticle: Sendable {
  package var id: ArticleID
  package var firstSeen: Timestamp
  package var state: ArticleState
  package var isGone: Bool
  package var teaserKey: TeaserKey
  /// The fingerprint of the text as spooled; nil where none was read, or long ago.
  package var fingerprint: StoredFingerprint?
}
