import Basics
import Ledger
import Logging
import News
import Notifications
import Settings
import Spool
import Web

/// Performs a request: `Client.fetch` in production, a closure in tests.
package typealias Fetch = @Sendable (Request) async throws -> Response

/// The external effects of the watcher: network, clock, randomness, page parsing and hooks. Tests
/// replace each of them.
package struct Dependencies: Sendable {
  package var fetch: Fetch
  package var clock: any WatchClock
  /// Returns 64 random bits, for ids and for the jitter of delays.
  package var random: @Sendable () -> UInt64
  package var reader: PageReader
  package var runHook: @Sendable (Hook, [UInt8], HookEnvironment) async -> HookOutcome
  /// Delivers events as one message; the number of the attempt counts from 1.
  package var runJoinedHook: @Sendable (Hook, EventDigest, Int) async -> HookOutcome = { _, _, _ in
    HookOutcome(ending: .notStarted("the hook accepts no joined messages"))
  }
  package var log: Logger
  /// Receives the steps of the work, on any task; nil if nobody follows them.
  package var progress: (@Sendable (ProgressEvent) -> Void)?
  /// The process that holds the ledger's lock, as the message of `LedgerLockedError` names it.
  package var lockHolder: LockHolder
  /// Returns after the transfer thread has completed one iteration of its loop. It never returns if
  /// that thread hangs, so the watchdog notices.
  package var awaitTransferLoop: @Sendable () async -> Void = {}
  /// Releases memory while the service is idle. Returns whether more can be released later although
  /// the service stays idle.
  package var releaseMemory: @Sendable () async -> Bool = { false }
  /// The service manager to notify; nil if there is none.
  package var serviceManager: ServiceManager?
  /// The directory of the status file for other users; nil for the spool.
  package var statusDirectory: String?
  /// Fetches a page with the `fetch_command` of a source.
  package var fetchByCommand: @Sendable (Request, FetchProgram) async throws -> Response = {
    throw FetchError(stage: .address, url: $0.url, reason: "cannot run \($1.argv)")
  }
  /// The reload requests of a service; nil if its configuration never changes.
  package var reloads: ConfigurationReloads?
  /// Returns a stream with an element for each change of the pauses in a state directory by another
  /// process; nil if nothing watches it.
  package var pauseChanges: @Sendable (_ stateDirectory: String) -> AsyncStream<Void>? = { _ in nil
  }
  /// Opens the spool directory; tests inject errors here.
  var openSpool: @Sendable (String, String?) throws -> SpoolDirectory = {
    try SpoolDirectory.open($0, expecting: $1)
  }
  /// Returns the free space at a path; nil if it cannot be told.
  var diskSpace: @Sendable (String) -> DiskSpace? = { DiskSpace(of: $0) }
  /// Called around each commit of the ledger; tests inject errors here.
  var commitInterceptor: CommitInterceptor?

  package init(
    fetch: @escaping Fetch, clock: any WatchClock = SystemClock(),
    random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) },
    reader: PageReader = PageReader(),
    runHook: @escaping @Sendable (Hook, [UInt8], HookEnvironment) async -> HookOutcome,
    log: Logger, lockHolder: LockHolder = .current
  ) {
    self.fetch = fetch
    self.clock = clock
    self.random = random
    self.reader = reader
    self.runHook = runHook
    self.log = log
    self.lockHolder = lockHolder
  }

  /// Returns a random number in 0..<1.
  func randomFraction() -> Double { Double(random() >> 11) / Double(1 << 53) }
}

/// The parsers of pages: bytes in, values out.
package struct PageReader: Sendable {
  /// Parses a listing; `known` holds the links of teasers that are known already.
  package var listing: @Sendable (Page, ReadingContext, _ known: [String]) -> Listing
  /// Parses an article; the teaser helps to tell it from other content.
  package var article: @Sendable (Page, ReadingContext, Teaser?) -> Article
  /// Appends a further page to an article of several pages.
  package var appendPage: @Sendable (inout Article, Page, ReadingContext) -> Extraction
  /// Returns why a page is no listing although it was served in place of one, if it says so.
  package var notice: @Sendable (Page, ReadingContext) -> Interstitial?

  package init(
    listing: @escaping @Sendable (Page, ReadingContext, [String]) -> Listing = {
      Listing($0, context: $1, known: $2)
    },
    article: @escaping @Sendable (Page, ReadingContext, Teaser?) -> Article = {
      Article($0, context: $1, teaser: $2)
    },
    appendPage: @escaping @Sendable (inout Article, Page, ReadingContext) -> Extraction = {
      $0.append($1, context: $2)
    },
    notice: @escaping @Sendable (Page, ReadingContext) -> Interstitial? = {
      Listing.interstitial($0, context: $1)
    }
  ) {
    self.listing = listing
    self.article = article
    self.appendPage = appendPage
    self.notice = notice
  }
}
