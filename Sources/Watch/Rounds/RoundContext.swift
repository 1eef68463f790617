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
  let fetcher: PoliteFetcher
  let pages: CapturedPages
  /// Told of what happens, in the order it happens within a source.
  let tell: @Sendable (WatchEvent) -> Void
  /// There are new deliveries.
  let deliveriesAreDue: @Sendable () -> Void

  var clock: any WatchClock { dependencies.clock }
  var log: Logger { dependencies.log }

  /// Reports that a source was renamed in the ledger.
  func logRenaming(_ memory: SourceMemory) {
    guard let formerName = memory.formerName else { return }
    log.warning(
      "“\(formerName)” was renamed to “\(memory.name)” and keeps what it knows; “was: none” would begin anew",
      metadata: ["source": "\(memory.name)", "stage": "configuration"])
  }
}
