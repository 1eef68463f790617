import Basics

/// The consecutive articles of a source that could not be fetched although its listing can be read.
///
/// A single article behind a paywall, or several among others that can be fetched, are no reason for
/// concern. Only different articles in a row count, each once, and only those that were listed after
/// the last successful one.
package struct ArticleFailures: Hashable, Sendable {
  /// The kind of failure that is counted.
  package enum Kind: Hashable, Sendable {
    /// The server refused the article.
    case refused
    /// The article was refused, not answered, or not readable as an article; articles that are gone do
    /// not count.
    case missed
  }

  package let kind: Kind
  /// The number of different articles.
  package var count = 0
  /// The time of the first failure.
  package var since: Timestamp?
  /// The last article that was counted, or that was known at the last success.
  package var countedTo: ArticleID = 0
  /// The reason why the source counts as failing, as a phrase for people; nil if it does not.
  package var verdict: String?

  package init(_ kind: Kind) { self.kind = kind }

  package init(_ kind: Kind, count: Int, since: Timestamp?, countedTo: ArticleID, verdict: String?)
  {
    self.kind = kind
    (self.count, self.since, self.countedTo, self.verdict) = (count, since, countedTo, verdict)
  }
}
