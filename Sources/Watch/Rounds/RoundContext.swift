import Basics
import Ledger
import Logging
import News
import Settings
import Spool

/// What all rounds of a process share.
struct RoundContext: Sendable {
  var configuration: Configuration
  let dependencies: Dependencies
  let ledger: LedgerStore
  let spool: SpoolDirectory
  let texts: RevisionTextStore
  let fetcher: PoliteFetcher
  let pages: CapturedPages
  /// Told of what happens, in the order it happens within a source.
  let tell: @Sendable (WatchEvent) -> Void
  /// There are new deliveries.
  let deliveriesAreDue: @Sendable () -> Void

  var wall: Double { dependencies.clock.wall }
  var steady: Double { dependencies.clock.steady }
  var log: Logger { dependencies.log }
}

/// What a watcher tells those who run it.
package enum WatchEvent: Sendable {
  case spooled(SpooledArticle)
  /// An article was withdrawn or restored.
  case article(source: String, id: String, event: EventKind, reason: String)
  /// What is told of a source beside its health: a gap, a redesign.
  case source(String, event: EventKind, reason: String)
  /// Said once when it changes.
  case health(source: String, from: Health, to: Health, reason: String)
}

/// An article that has just entered the spool.
package struct SpooledArticle: Sendable {
  package var source: String
  package var id: String
  /// The first is 1.
  package var revision: Int
  /// The path of its directory in `new/`; a consumer may have taken it from there already.
  package var path: String
  package var address: String
  package var headline: String?
  package var lede: String?
  /// As the page tells it.
  package var date: String?
  /// It could not be read and was spooled from its teaser.
  package var isFromTeaser: Bool
  /// Listed already when the source was new: no hook is called.
  package var isBacklog: Bool
}
