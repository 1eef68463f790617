import Basics
import Ledger
import Logging
import News
import Settings
import Spool

/// The values that all rounds of a process share.
struct RoundContext: Sendable {
  var configuration: Configuration
  let dependencies: Dependencies
  let ledger: LedgerStore
  let spool: SpoolDirectory
  let texts: RevisionTextStore
  let archive: ArticleArchive
  let fetcher: PoliteFetcher
  let pages: CapturedPages
  let freeSpace: FreeSpaceCheck
  /// Told of what happens, in the order it happens within a source.
  let tell: @Sendable (WatchEvent) -> Void
  /// There are new deliveries.
  let deliveriesAreDue: @Sendable () -> Void

  var clock: any WatchClock { dependencies.clock }
  var log: Logger { dependencies.log }
}
