import Logging
import News

/// What all rounds of a process share.
struct Means: Sendable {
  var configuration: Configuration
  let surroundings: Surroundings
  let ledger: Ledger
  let spool: Spool
  let texts: Texts
  let guest: Guest
  let pages: KeptPages
  /// Told of what happens, in the order it happens within a source.
  let tell: @Sendable (WatchEvent) -> Void
  /// There are new deliveries.
  let deliveriesAreDue: @Sendable () -> Void

  var wall: Double { surroundings.timepiece.wall }
  var steady: Double { surroundings.timepiece.steady }
  var log: Logger { surroundings.log }
}

/// What a watcher tells those who run it.
public enum WatchEvent: Sendable {
  case spooled(SpooledArticle)
  /// An article was withdrawn or restored.
  case article(source: String, id: String, event: HookEvent, reason: String)
  /// What is told of a source beside its health: a gap, a redesign.
  case source(String, event: HookEvent, reason: String)
  /// Said once when it changes.
  case health(source: String, from: Health, to: Health, reason: String)
}

/// An article that has just entered the spool.
public struct SpooledArticle: Sendable {
  public var source: String
  public var id: String
  /// The first is 1.
  public var revision: Int
  /// The path of its directory in `new/`; a consumer may have taken it from there already.
  public var path: String
  public var address: String
  public var headline: String?
  public var lede: String?
  /// As the page tells it.
  public var date: String?
  /// It could not be read and was spooled from its teaser.
  public var isFromTeaser: Bool
  /// Listed already when the source was new: no hook is called.
  public var isBacklog: Bool
}
