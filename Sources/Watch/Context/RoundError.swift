import Settings
import Web

/// Why a listing or an article could not be taken in. The round goes on without it.
struct RoundError: Error, Hashable, Sendable {
  enum Stage: String, Sendable {
    case robots, fetch, status, page, list, article
  }

  var stage: Stage
  var address: String
  /// In words for a person.
  var reason: String
  /// Seconds for which the server wants to be left alone.
  var retryAfter: Double?
  /// Nobody was asked: the host is left alone until this moment; wall seconds.
  var heldUntil: Double?
  /// There is nothing at this address (any more).
  var isGone = false
  /// The site keeps us out.
  var isBlocked = false
  /// No answer came, whether the host or the way to it is to blame.
  var isSilence = false
  /// Redirects led on and on, or to where nothing is fetched.
  var isAstray = false
  /// Our own policy forbids to connect there.
  var isForbidden = false
  /// The server has too much to do, or is ill.
  var isOverload = false
  /// What else the listing yields was taken in: it is no reason to ask less often.
  var isPartial = false
  /// The page, to be kept for a person to look at.
  var page: [UInt8]?

  init(
    _ stage: Stage, _ address: String, _ reason: String, isGone: Bool = false,
    isBlocked: Bool = false, page: [UInt8]? = nil
  ) {
    self.stage = stage
    self.address = address
    self.reason = reason
    self.isGone = isGone
    self.isBlocked = isBlocked
    self.page = page
  }

  init(_ error: FetchError) {
    self.init(.fetch, error.url.string, "\(error.stage.rawValue): \(error.reason)")
    isSilence = error.isHostFailure || error.isLocalFailure
    isAstray = error.isRedirectError
    isForbidden = error.stage == .policy
  }

  /// A rule of the source finds nothing, while the listing yields what else it has.
  static func rule(_ words: String, of source: Source, page: [UInt8]? = nil) -> RoundError {
    var fault = RoundError(.list, source.url.string, words, page: page)
    fault.isPartial = true
    return fault
  }

  /// The next address of this host will hardly fare better now.
  var isOfHost: Bool {
    // Of robots.txt: not what it forbids, but that it can't be had.
    isSilence || isOverload || isForbidden || heldUntil != nil || isBlocked != (stage == .robots)
  }

  /// The fault of a page that somebody put before the one that was asked for.
  func naming(_ block: BotBlock?) -> RoundError {
    guard let block else { return self }
    var fault = self
    fault.reason = "\(block); \(reason)"
    fault.isBlocked = true
    return fault
  }
}

extension RoundError: CustomStringConvertible {
  var description: String { "\(stage.rawValue): \(reason) (\(address))" }
}
