import Basics
import Ledger
import Logging
import News
import Settings
import Spool
import Web

/// Asks for a page; `Client.fetch` in life, a closure in tests.
package typealias Fetch = @Sendable (Request) async throws -> Reply

/// What the rounds need of the world: the wire, the time, chance, and those who read pages and run
/// hooks. Each can be replaced.
package struct Dependencies: Sendable {
  package var fetch: Fetch
  package var clock: any WatchClock
  /// 64 bits at random: ids and the spread of pauses come from it.
  package var random: @Sendable () -> UInt64
  package var reader: PageReader
  package var runHook: @Sendable (Hook, [UInt8], HookEnvironment) async -> HookOutcome
  package var log: Logger
  /// The command line and process, for the lock's message.
  package var holder: LockHolder
  /// Returns when the thread of the transfers has come round: where it hangs, never.
  package var wireTurns: @Sendable () async -> Void = {}
  /// Called when the service comes to rest, now and then; says whether there will be more to give
  /// back though nothing happens.
  package var giveBackMemory: @Sendable () async -> Bool = { false }
  /// Who wants to hear how the service is; nil where nobody does.
  package var manager: ServiceManager?
  /// Asks a source's own program for a page.
  package var fetchByCommand: @Sendable (Request, _ argv: [String]) async throws -> Reply = {
    throw FetchError(stage: .address, url: $0.url, reason: "no program \($1) to be run")
  }
  /// Nil where the configuration stays.
  package var reloads: ConfigurationReloads?
  /// Opens the spool, and is asked before each commit of the ledger: where tests put faults in.
  var openSpool: @Sendable (String, String?) throws -> SpoolDirectory = {
    try SpoolDirectory.open($0, expecting: $1)
  }
  var commitFault: CommitFault?

  package init(
    fetch: @escaping Fetch, clock: any WatchClock = SystemClock(),
    random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) },
    reader: PageReader = PageReader(),
    runHook: @escaping @Sendable (Hook, [UInt8], HookEnvironment) async -> HookOutcome,
    log: Logger, holder: LockHolder = .current
  ) {
    self.fetch = fetch
    self.clock = clock
    self.random = random
    self.reader = reader
    self.runHook = runHook
    self.log = log
    self.holder = holder
  }

  /// A number in 0..<1.
  func spread() -> Double { Double(random() >> 11) / Double(1 << 53) }
}

/// Reads pages: bytes in, values out.
package struct PageReader: Sendable {
  package var listing: @Sendable (Page, ReadingContext, _ known: [String]) -> Listing
  package var article: @Sendable (Page, ReadingContext, Teaser?) -> Article
  /// A further page of an article that goes over several.
  package var further: @Sendable (inout Article, Page, ReadingContext) -> Extraction
  /// What a page says it is instead of a listing.
  package var notice: @Sendable (Page, ReadingContext) -> (reason: String, isCertain: Bool)?

  package init(
    listing: @escaping @Sendable (Page, ReadingContext, [String]) -> Listing = {
      Listing($0, context: $1, known: $2)
    },
    article: @escaping @Sendable (Page, ReadingContext, Teaser?) -> Article = {
      Article($0, context: $1, teaser: $2)
    },
    further: @escaping @Sendable (inout Article, Page, ReadingContext) -> Extraction = {
      $0.append($1, context: $2)
    },
    notice:
      @escaping @Sendable (Page, ReadingContext) -> (reason: String, isCertain: Bool)? = {
        Listing.interstitial($0, context: $1)
      }
  ) {
    self.listing = listing
    self.article = article
    self.further = further
    self.notice = notice
  }
}
