import Basics

/// Articles of a source that are refused one after another, or can't be had for whatever reason,
/// though its listing can be read: nothing comes any more, and nobody would know.
///
/// One article behind a payment wall is no such thing, nor are several among others that come: only
/// different ones in a row count, each once, and only those listed since one last came through.
package struct ArticleFailures: Hashable, Sendable {
  /// The kind of failure that is counted.
  package enum Kind: Hashable, Sendable {
    case refused
    /// Refused, not answered, no article: anything but gone.
    case missed
  }

  package let kind: Kind
  /// Different articles.
  package var count = 0
  /// The time of the first failure.
  package var since: Timestamp?
  /// Articles up to this one have been counted, or were known when another came through.
  package var countedTo: ArticleID = 0
  /// The reason why the source is unwell, as a phrase for people; nil while it is well.
  package var verdict: String?

  package init(_ kind: Kind) { self.kind = kind }

  package init(_ kind: Kind, count: Int, since: Timestamp?, countedTo: ArticleID, verdict: String?)
  {
    self.kind = kind
    (self.count, self.since, self.countedTo, self.verdict) = (count, since, countedTo, verdict)
  }
}
