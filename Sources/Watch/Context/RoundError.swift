import Basics
import Settings
import Web

/// The reason why a listing or an article could not be processed. The round continues without it.
struct RoundError: Error, Hashable, Sendable {
  enum Stage: String, Sendable {
    case robots, fetch, status, page, list, article
  }

  /// The meaning of the error for further requests; the strongest one if several apply.
  enum Cause: Hashable, Sendable {
    /// The address has no content (any more): 404, 410 or a redirect to the front page.
    case gone
    /// The site refuses the request: a status such as 403, the page of a bot protection, or a redirect
    /// to a page that asks for consent.
    case blocked
    /// The site's robots.txt disallows the address.
    case disallowed
    /// No complete response arrived, because of the host or of the way to it.
    case unreachable
    /// The redirects do not end, or they lead to an address that must not be fetched.
    case redirected(toForbiddenAddress: Bool)
    /// Our address policy forbids the connection.
    case forbiddenAddress
    /// The server is overloaded or has failed: 429 or 5xx.
    case overloaded
    /// No request was sent, because the host must not be asked before this time.
    case onHold(until: Timestamp)
    /// A file for other programs is at the address, such as a PDF document.
    case notAPage
    /// The rest of the listing was processed, so the error does not make polls less frequent.
    case partial
    case other
  }

  var stage: Stage
  var address: String
  /// The reason as text for people.
  var reason: String
  var cause: Cause
  /// The stage at which the fetch failed; nil if a response arrived or no request was sent.
  var fetchStage: FetchError.Stage?
  /// The HTTP status of the response, if it is the reason.
  var status: Int?
  /// The time after which the server accepts requests again (`Retry-After`).
  var retryAfter: Duration?
  /// The address that was refused, of a host that was public when it was first seen.
  var refusedAddress: RefusedAddress?
  /// The body of the response, to be captured for inspection.
  var page: [UInt8]?

  init(
    _ stage: Stage, _ address: String, _ reason: String, cause: Cause = .other,
    page: [UInt8]? = nil
  ) {
    self.stage = stage
    self.address = address
    self.reason = reason
    self.cause = cause
    self.page = page
  }

  init(_ error: FetchError) {
    let cause: Cause =
      if error.isRedirectError {
        .redirected(toForbiddenAddress: error.stage == .policy)
      } else if error.stage == .policy {
        .forbiddenAddress
      } else if error.isHostFailure || error.isLocalFailure {
        .unreachable
      } else {
        .other
      }
    self.init(
      .fetch, error.url.string, "\(error.stage.rawValue): \(error.reason)", cause: cause)
    fetchStage = error.stage
    refusedAddress = error.refusedAddress
  }

  /// Returns the error of a rule of the source that matches nothing on a readable listing.
  static func unmatchedRule(
    _ reason: String, of source: Source, page: [UInt8]? = nil
  ) -> RoundError {
    RoundError(.list, source.url.string, reason, cause: .partial, page: page)
  }
}

extension RoundError {
  /// The name of the stage for people: that of the fetch where there was one, such as `dns`.
  var stageName: String { fetchStage?.rawValue ?? stage.rawValue }

  var isGone: Bool { cause == .gone }

  /// Whether the site refuses the request, by its robots.txt or otherwise.
  var isBlocked: Bool { cause == .blocked || cause == .disallowed }

  var isUnreachable: Bool { cause == .unreachable }

  var isPartial: Bool { cause == .partial }

  var isNotAPage: Bool { cause == .notAPage }

  /// Whether the redirects led nowhere.
  var isRedirected: Bool {
    if case .redirected = cause { true } else { false }
  }

  /// Whether our address policy forbids the connection, at once or after redirects.
  var isForbiddenAddress: Bool {
    cause == .forbiddenAddress || cause == .redirected(toForbiddenAddress: true)
  }

  /// The end of the host's hold, if no request was sent because of one.
  var heldUntil: Timestamp? {
    if case .onHold(let until) = cause { until } else { nil }
  }

  /// Whether other addresses of the host would probably fail now, too.
  var concernsWholeHost: Bool {
    switch cause {
    case .blocked, .unreachable, .forbiddenAddress, .overloaded, .onHold: true
    case .redirected(let toForbiddenAddress): toForbiddenAddress
    case .disallowed: false
    // A robots.txt that cannot be fetched stops all requests to its host.
    case .gone, .notAPage, .partial, .other: stage == .robots
    }
  }
}

extension RoundError: CustomStringConvertible {
  var description: String {
    switch stage {
    case .status: "\(reason) for \(address)"
    case .robots, .fetch, .page, .list, .article: "\(stage.rawValue): \(reason) (\(address))"
    }
  }
}
