import Basics
import Ledger
import Spool

/// An event that a watcher reports to its caller.
package enum WatchEvent: Sendable {
  /// An article has entered the spool. `record` returns its record; nil if it cannot be read any longer.
  case spooled(SpooledArticle, record: @Sendable () -> EntryDocument?)
  /// A number of new articles is owed.
  case found(source: String, count: Int)
  /// An article was withdrawn or restored.
  case article(source: String, id: String, event: EventKind, reason: String)
  /// An event of a source besides its health: a gap, a redesign.
  case source(String, event: EventKind, reason: String)
  /// A change of the health of a source. The kind is nil if hooks do not receive it.
  case health(source: String, from: Health, to: Health, reason: String, kind: EventKind?)
}

/// An article that has entered the spool.
package struct SpooledArticle: Sendable {
  package var source: String
  package var id: String
  /// The number of the revision, from 1.
  package var revision: Int
  /// The path of the entry in `new/`; a consumer may have moved it already.
  package var path: String
  package var address: String
  package var headline: String?
  package var lede: String?
  /// The date as the page states it.
  package var date: String?
  /// Whether the article could not be fetched or parsed and was spooled from its teaser.
  package var isFromTeaser: Bool
  /// Whether the article was listed when the source was new, so that no hook is called.
  package var isBacklog: Bool
}
